"""Answers chosen from a list."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from markupsafe import Markup

from crossing.govuk.forms.base import Form, GovukBoundField, Params, Question, Words, select

Reveals = Mapping[str, str | Sequence[str]]


def offered(field: Any) -> list[tuple[str, str]]:
    """The choices as they stand on the page: value and text, without an empty one."""
    return [(str(value), str(text)) for value, text in field.choices if value not in ("", None)]


class _Listed(Question):
    """Radios and checkboxes: a hint for each item, "or" before one, fields revealed by some."""

    hints: Mapping[str, Words]
    divider: str
    exclusive: str = ""

    def _listing(
        self, hints: Mapping[str, Words] | None, divider: str, reveals: Reveals | None
    ) -> None:
        self.hints, self.divider = hints or {}, divider
        self.reveals = {
            value: (names,) if isinstance(names, str) else tuple(names)
            for value, names in (reveals or {}).items()
        }

    def items(self, bound: GovukBoundField, chosen: Sequence[str]) -> list[Params]:
        listed: list[Params] = []
        for value, text in offered(self):
            if value == self.divider:
                listed.append({"divider": _("or")})
            listed.append(self._item(bound, value, text, chosen))
        return listed

    def _item(self, bound: GovukBoundField, value: str, text: str, chosen: Sequence[str]) -> Params:
        item: Params = {"value": value, "text": text, "checked": value in chosen}
        if value in self.hints:
            item["hint"] = {"text": str(self.hints[value])}
        if value in self.reveals:
            item["conditional"] = {"html": self._revealed(bound, self.reveals[value])}
        if value == self.exclusive:
            item["behaviour"] = "exclusive"
        return item

    @staticmethod
    def _revealed(bound: GovukBoundField, names: Sequence[str]) -> Markup:
        form = cast(Form, bound.form)
        return Markup("\n").join(form.bound(name).html() for name in names)


class Choice(_Listed, forms.ChoiceField):
    """One of a list, as radios. `what` completes "Select …"; "or" stands before item `divider`."""

    widget = forms.RadioSelect

    def __init__(
        self,
        label: Words,
        *,
        what: Words,
        choices: Any = (),
        hint: Words = "",
        hints: Mapping[str, Words] | None = None,
        divider: str = "",
        reveals: Reveals | None = None,
        inline: bool = False,
        **kwargs: Any,
    ) -> None:
        self._listing(hints, divider, reveals)
        self.classes = "govuk-radios--inline" if inline else ""
        messages = {"required": select(what), "invalid_choice": select(what)}
        super().__init__(
            choices=choices, label=label, help_text=hint, error_messages=messages, **kwargs
        )

    def component(self, bound: GovukBoundField, *, heading: bool) -> tuple[str, Params]:
        return "radios", {
            **bound.common(),
            "fieldset": bound.legend_params(heading),
            "classes": self.classes,
            "items": self.items(bound, [bound.typed()]),
        }


class YesNo(Choice):
    """Yes or no, as True or False; None when it may stay unanswered and did."""

    def __init__(self, label: Words, *, what: Words, **kwargs: Any) -> None:
        both = [("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))]
        kwargs.setdefault("choices", both)
        kwargs.setdefault("inline", not kwargs.get("reveals"))
        super().__init__(label, what=what, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value

    def clean(self, value: Any) -> bool | None:
        return {"yes": True, "no": False}.get(super().clean(value))


class Choices(_Listed, forms.MultipleChoiceField):
    """Any of a list, as checkboxes; `none` is the item that goes with no other."""

    widget = forms.CheckboxSelectMultiple

    def __init__(
        self,
        label: Words,
        *,
        what: Words,
        choices: Any = (),
        hint: Words = "",
        hints: Mapping[str, Words] | None = None,
        none: str = "",
        reveals: Reveals | None = None,
        **kwargs: Any,
    ) -> None:
        self._listing(hints, none, reveals)
        self.exclusive = none
        messages = {"required": select(what), "invalid_choice": select(what)}
        super().__init__(
            choices=choices, label=label, help_text=hint, error_messages=messages, **kwargs
        )

    def validate(self, value: Any) -> None:
        super().validate(value)
        if self.exclusive in value and len(value) > 1:
            none = dict(offered(self))[self.exclusive]
            raise forms.ValidationError(
                _("Select what applies, or select “%(none)s”, not both"), params={"none": none}
            )

    def component(self, bound: GovukBoundField, *, heading: bool) -> tuple[str, Params]:
        chosen = [str(value) for value in bound.value() or []]
        return "checkboxes", {
            **bound.common(),
            "fieldset": bound.legend_params(heading),
            "items": self.items(bound, chosen),
        }


class Select(Question, forms.ChoiceField):
    """One of a long list. Radios are easier for fewer than about eight."""

    def __init__(
        self, label: Words, *, what: Words, choices: Any = (), hint: Words = "", **kwargs: Any
    ) -> None:
        messages = {"required": select(what), "invalid_choice": select(what)}
        super().__init__(
            choices=choices, label=label, help_text=hint, error_messages=messages, **kwargs
        )

    def component(self, bound: GovukBoundField, *, heading: bool) -> tuple[str, Params]:
        chosen = bound.typed()
        items = [
            {"value": value, "text": text, "selected": value == chosen}
            for value, text in offered(self)
        ]
        first = {"value": "", "text": _("Select one"), "selected": not chosen}
        return "select", {
            **bound.common(),
            "label": bound.label_params(heading),
            "items": [first, *items],
        }
