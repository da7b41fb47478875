"""The form, and the field as it stands on a page."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, TypeAlias, cast

from django import forms
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from markupsafe import Markup

from crossing.govuk.jinja import govuk

Params = dict[str, Any]

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

    _Field = forms.Field
else:
    _StrOrPromise = str
    _Field = object

Words: TypeAlias = _StrOrPromise  # a sentence, translated now or later


class GovukBoundField(forms.BoundField):
    """A field of one form on one page, with what was typed into it and what is wrong with it."""

    field: "Question"

    def component(self, *, heading: bool = False) -> tuple[str, Params]:
        """The component's name and its parameters."""
        return self.field.component(self, heading=heading)

    def html(self, *, heading: bool = False) -> Markup:
        """The field as it is drawn; with `heading`, its label is also the page's h1."""
        name, params = self.component(heading=heading)
        form = cast(Form, self.form)
        return govuk(name, params, same=form.same and not form.is_bound)

    @property
    def error(self) -> str:
        """What is wrong, in one sentence; empty when nothing is."""
        return str(self.errors[0]) if self.errors else ""

    @property
    def error_href(self) -> str:
        """Where the error summary leads: the first part that needs mending."""
        if self.is_hidden:
            return ""
        return f"#{self.field.error_id(self)}"

    @property
    def title(self) -> str:
        """The label, with "(optional)" where no answer is needed."""
        optional = not self.field.required and self.field.mark_optional
        return _("%(label)s (optional)") % {"label": self.label} if optional else str(self.label)

    def common(self) -> Params:
        """Parameters that every component takes."""
        params: Params = {"name": self.html_name, "id": self.html_name, "idPrefix": self.html_name}
        if self.help_text:
            params["hint"] = {"text": str(self.help_text)}
        if self.error:
            params["errorMessage"] = {"text": self.error, "visuallyHiddenText": _("Error")}
        return params

    def label_params(self, heading: bool) -> Params:
        """A label of its own, for a component with one input."""
        size = "l" if heading else self.field.size
        return {"text": self.title, "classes": f"govuk-label--{size}", "isPageHeading": heading}

    def legend_params(self, heading: bool) -> Params:
        """A legend around several inputs."""
        size = "l" if heading else self.field.size
        classes = f"govuk-fieldset__legend--{size}"
        return {"legend": {"text": self.title, "classes": classes, "isPageHeading": heading}}

    def typed(self) -> str:
        """What stands in a single input."""
        value = self.value()
        return "" if value is None else str(value).replace("\x00", "")


class Question(_Field):
    """What every field here has beside Django's: words for its mistakes, and a component."""

    size: ClassVar[str] = "s"
    mark_optional = True
    reveals: Mapping[str, Sequence[str]] = {}

    def component(self, bound: GovukBoundField, *, heading: bool) -> tuple[str, Params]:
        """The component's name and parameters; a hidden field has none."""
        raise NotImplementedError

    def error_id(self, bound: GovukBoundField) -> str:
        return bound.html_name

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> GovukBoundField:
        return GovukBoundField(form, self, field_name)


def enter(what: Words) -> Words:
    """The sentence when a typed answer is missing."""
    return format_lazy(gettext_lazy("Enter {what}"), what=what)


def select(what: Words) -> Words:
    """The sentence when nothing was chosen."""
    return format_lazy(gettext_lazy("Select {what}"), what=what)


def about(what: Words, sentence: Words, **words: Any) -> Words:
    """A sentence that starts with the thing it is about: "The date of the visit must be …"."""
    return format_lazy(sentence, what=capfirst(what), **words)


class Form(forms.Form):
    """A form drawn by the design system.

    A choice may reveal other fields of the same form (`reveals={"other": "which_other"}`). Those
    are asked, and required, only when it is chosen; what was typed into them otherwise is dropped.
    """

    required_css_class = ""
    use_required_attribute = False
    same: ClassVar[bool] = False  # a filter: until it is used, everybody at a place sees the same

    def questions(self) -> Iterator[GovukBoundField]:
        """The fields to draw, in order; a revealed field is drawn by the choice that reveals it."""
        revealed = set(self._revealed_by())
        for name in self.fields:
            if name not in revealed and not self[name].is_hidden:
                yield self.bound(name)

    def bound(self, name: str) -> GovukBoundField:
        """One field by name."""
        return cast(GovukBoundField, self[name])

    def error_list(self) -> list[dict[str, str]]:
        """What the error summary says, in the order of the page, each with its link."""
        listed = [{"text": str(error)} for error in self.non_field_errors()]
        for name in self.fields:
            bound = self.bound(name)
            if bound.error:
                link = {"href": bound.error_href} if bound.error_href else {}
                listed.append({"text": bound.error, **link})
        return listed

    def add_problems(self, problems: Mapping[str, str]) -> None:
        """Show what `rules.problems()` found: field to sentence, "" for the whole form."""
        for name, sentence in problems.items():
            self.add_error(name if name in self.fields else None, sentence)

    def typed(self) -> dict[str, Any]:
        """Everything typed so far, unchecked, fit for a draft; give it back as `initial`."""
        kept = {}
        for name, field in self.fields.items():
            if not isinstance(field, forms.FileField):
                kept[name] = _plain(self[name].data)
        return kept

    def _clean_fields(self) -> None:
        every, unasked = self.fields, self._unasked()
        self.fields = {name: field for name, field in every.items() if name not in unasked}
        try:
            super()._clean_fields()  # type: ignore[misc]
        finally:
            self.fields = every
        self.cleaned_data |= {name: every[name].to_python(None) for name in unasked}

    def _revealed_by(self) -> dict[str, tuple[str, str]]:
        """Revealed field to the field and the value that reveal it."""
        return {
            child: (name, value)
            for name, field in self.fields.items()
            for value, children in getattr(field, "reveals", {}).items()
            for child in children
        }

    def _unasked(self) -> set[str]:
        parents = self._revealed_by()

        def asked(name: str) -> bool:
            if name not in parents:
                return True
            parent, value = parents[name]
            chosen = self[parent].data or []
            return asked(parent) and value in ([chosen] if isinstance(chosen, str) else chosen)

        return {name for name in parents if not asked(name)}


def _plain(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return "" if value is None else str(value).replace("\x00", "")[:50_000]
