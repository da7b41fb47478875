"""Typed answers: text, numbers, e-mail addresses, files."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from crossing.govuk.forms.base import GovukBoundField, Params, Question, Words, about, enter, select

LONGEST = 20_000  # characters of running text, where a page sets no limit of its own
BIGGEST = 2_147_483_647  # the largest whole number that a column holds

UNSAVEABLE = gettext_lazy("{what} contains a character that cannot be saved. Type it again")
TOO_LONG = gettext_lazy("{what} must be {limit} characters or fewer")


def _messages(what: Words, limit: int) -> dict[str, Words]:
    return {
        "required": enter(what),
        "max_length": about(what, TOO_LONG, limit=limit),
        "null_characters_not_allowed": about(what, UNSAVEABLE),
    }


class Text(Question, forms.CharField):
    """One line. `what` completes "Enter …"; `width` is 2, 3, 4, 5, 10, 20 or 30 characters."""

    type: ClassVar[str] = "text"

    def __init__(
        self,
        label: Words,
        *,
        what: Words,
        hint: Words = "",
        max_length: int = 200,
        width: int | None = None,
        autocomplete: str = "off",
        attributes: dict[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        self.width, self.autocomplete, self.attributes = width, autocomplete, attributes or {}
        messages = _messages(what, max_length) | kwargs.pop("error_messages", {})
        super().__init__(
            label=label, help_text=hint, max_length=max_length, error_messages=messages, **kwargs
        )

    def component(self, bound: GovukBoundField, *, heading: bool) -> tuple[str, Params]:
        return "input", {
            **bound.common(),
            "label": bound.label_params(heading),
            "value": bound.typed(),
            "type": self.type,
            "classes": f"govuk-input--width-{self.width}" if self.width else "",
            "autocomplete": self.autocomplete,
            "attributes": self.attributes,
        }


class Email(Text, forms.EmailField):
    """An e-mail address."""

    type = "email"

    def __init__(self, label: Words, *, what: Words, **kwargs: Any) -> None:
        wrong = gettext_lazy("Enter an email address in the correct format, like name@example.com")
        kwargs.setdefault("max_length", 254)
        kwargs.setdefault("autocomplete", "email")
        kwargs["error_messages"] = {"invalid": wrong} | kwargs.get("error_messages", {})
        super().__init__(label, what=what, **kwargs)
        self.attributes = {"spellcheck": "false"} | self.attributes


class LongText(Question, forms.CharField):
    """Running text with no least length. A `max_length` of its own is counted down on the page."""

    widget = forms.Textarea

    def __init__(
        self,
        label: Words,
        *,
        what: Words,
        hint: Words = "",
        max_length: int | None = None,
        rows: int = 5,
        attributes: dict[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        self.counted, self.rows, self.attributes = max_length is not None, rows, attributes or {}
        limit = max_length or LONGEST
        messages = _messages(what, limit) | kwargs.pop("error_messages", {})
        super().__init__(
            label=label, help_text=hint, max_length=limit, error_messages=messages, **kwargs
        )

    def to_python(self, value: Any) -> str:
        """Browsers send two characters for a line's end, and count one."""
        return str(super().to_python(value) or "").replace("\r\n", "\n")

    def component(self, bound: GovukBoundField, *, heading: bool) -> tuple[str, Params]:
        params: Params = {
            **bound.common(),
            "label": bound.label_params(heading),
            "value": bound.typed(),
            "rows": str(self.rows),
            "attributes": self.attributes,
            "spellcheck": True,
        }
        if not self.counted:
            return "textarea", params
        return "character-count", params | _countdown(self.max_length or LONGEST)


def _countdown(limit: int) -> Params:
    def both(one: str, other: str) -> dict[str, str]:
        return {"one": one, "other": other}

    return {
        "maxlength": limit,
        "textareaDescriptionText": _("You can enter up to %{count} characters"),
        "charactersUnderLimitText": both(
            ngettext("You have %{count} character left", "You have %{count} characters left", 1),
            ngettext("You have %{count} character left", "You have %{count} characters left", 2),
        ),
        "charactersAtLimitText": _("You have 0 characters left"),
        "charactersOverLimitText": both(
            ngettext(
                "You have %{count} character too many", "You have %{count} characters too many", 1
            ),
            ngettext(
                "You have %{count} character too many", "You have %{count} characters too many", 2
            ),
        ),
    }


class Number(Question, forms.IntegerField):
    """A whole number."""

    def __init__(
        self,
        label: Words,
        *,
        what: Words,
        hint: Words = "",
        width: int = 5,
        min_value: int = 0,
        max_value: int = BIGGEST,
        **kwargs: Any,
    ) -> None:
        self.width = width
        messages = {
            "required": enter(what),
            "invalid": about(what, gettext_lazy("{what} must be a whole number, like 3")),
            "min_value": about(
                what, gettext_lazy("{what} must be {limit} or more"), limit=min_value
            ),
            "max_value": about(
                what, gettext_lazy("{what} must be {limit} or fewer"), limit=max_value
            ),
        } | kwargs.pop("error_messages", {})
        super().__init__(
            label=label,
            help_text=hint,
            min_value=min_value,
            max_value=max_value,
            error_messages=messages,
            **kwargs,
        )

    def component(self, bound: GovukBoundField, *, heading: bool) -> tuple[str, Params]:
        return "input", {
            **bound.common(),
            "label": bound.label_params(heading),
            "value": bound.typed()[:40],
            "inputmode": "numeric",
            "spellcheck": False,
            "classes": f"govuk-input--width-{self.width}",
        }


class File(Question, forms.FileField):
    """A file; `accept` lists the endings that the picker offers."""

    def __init__(
        self, label: Words, *, what: Words, hint: Words = "", accept: str = "", **kwargs: Any
    ) -> None:
        self.accept = accept
        messages = {
            "required": select(what),
            "missing": select(what),
            "invalid": select(what),
            "empty": about(what, gettext_lazy("{what} is empty")),
        }
        super().__init__(label=label, help_text=hint, error_messages=messages, **kwargs)

    def component(self, bound: GovukBoundField, *, heading: bool) -> tuple[str, Params]:
        attributes = {"accept": self.accept} if self.accept else {}
        return "file-upload", {
            **bound.common(),
            "label": bound.label_params(heading),
            "attributes": attributes,
        }


class Hidden(Question, forms.CharField):
    """A value that travels with the form unseen; it is as untrusted as any other."""

    widget = forms.HiddenInput

    def __init__(self, *, max_length: int = 200, **kwargs: Any) -> None:
        lost = gettext_lazy("Part of this page was lost. Go back and start again")
        messages: dict[str, Words] = dict.fromkeys(
            ("required", "max_length", "null_characters_not_allowed"), lost
        )
        super().__init__(max_length=max_length, error_messages=messages, **kwargs)
