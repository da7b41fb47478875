"""What one person says about records, and another confirms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crossing.govuk import forms
from crossing.govuk.words import day
from crossing.records.forms.picking import PicksChild
from crossing.records.models import Child
from crossing.records.queries import Since, told_of

KEPT, OTHER = "kept", "other"


class MoveForm(PicksChild):
    """This is about a different child."""

    field_order = ("reason", "known", "who", "child")

    reason = forms.LongText(
        gettext_lazy("How do you know that it is about a different child?"),
        what=gettext_lazy("how you know that it is about a different child"),
        rows=3,
    )
    known = forms.Choice(
        gettext_lazy("Do you know which child it is about?"),
        what=gettext_lazy("whether you know which child it is about"),
        choices=[("yes", gettext_lazy("Yes")), ("no", gettext_lazy("Not yet"))],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].required = False
        self.fields["who"].label = _("If you know: which child is it really about?")
        self.fields["who"].mark_optional = False  # type: ignore[attr-defined]

    @property
    def is_known(self) -> bool:
        """Somebody says that they know who it is about."""
        return bool(self.cleaned_data.get("known") == "yes")

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if self.is_known and not found.get("who"):
            self.add_error("who", _("Enter the name of the child, and look for it on our list"))
        elif self.is_known and not self.chosen:
            self.add_error("who", _("Look for the child on our list, and choose who it is"))
        return found


class EndForm(forms.Form):
    """The second person’s page: yes, or no and why. Whoever asked only takes it back."""

    agreed = forms.Choice(
        gettext_lazy("Do you agree?"), what=gettext_lazy("whether you agree"), choices=()
    )
    because = forms.LongText(
        gettext_lazy("Why not?"), what=gettext_lazy("why not"), rows=3, required=False
    )

    def __init__(self, *args: Any, yes: str, no: str, own: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(forms.Choice, self.fields["agreed"])
        field.choices, field.reveals = [("yes", yes), ("no", no)], {"no": ("because",)}
        if own:  # they only take it back
            del self.fields["agreed"]
            self.fields["because"].label = _("Why do you take it back?")
        self.fields["because"].mark_optional = False  # type: ignore[attr-defined]

    @property
    def confirms(self) -> bool:
        """It was confirmed."""
        return bool(self.cleaned_data.get("agreed") == "yes")

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        ends = "agreed" not in self.fields or found.get("agreed") == "no"
        if ends and not found.get("because"):
            self.add_error("because", _("Enter why"))
        return found


class OpenForm(forms.Form):
    """Why somebody opens what was removed."""

    reason = forms.LongText(
        gettext_lazy("Why do you need to open it?"),
        what=gettext_lazy("why you need to open it"),
        hint=gettext_lazy("Your reason is kept, and shown to whoever opens it after you."),
        rows=2,
    )


class JoinForm(forms.Form):
    """Which of two records goes on being used, and how it is known that they are one child."""

    kept = forms.Choice(
        gettext_lazy("Which record goes on being used?"),
        what=gettext_lazy("which record goes on being used"),
        hint=gettext_lazy("The other one leads to it. Nothing in either is changed."),
    )
    reason = forms.LongText(
        gettext_lazy("How do you know that it is the same child?"),
        what=gettext_lazy("how you know that it is the same child"),
        rows=3,
    )

    def __init__(self, *args: Any, children: Sequence[Child], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(forms.Choice, self.fields["kept"])
        field.choices = [(str(child.pk), named(child)) for child in children]


def named(child: Child) -> str:
    """A record of two that are alike: name, date of birth, since when."""
    born = _("born %(day)s") % {"day": day(child.born_on)} if child.born_on else ""
    made = _("record made %(day)s") % {"day": day(child.created_at)}
    return ", ".join(part for part in (child.legal_name, born, made) if part)


class PartForm(forms.Form):
    """How it is known that they are two children, and to whom each new thing belongs."""

    reason = forms.LongText(
        gettext_lazy("How do you know that they are two children?"),
        what=gettext_lazy("how you know that they are two children"),
        rows=3,
    )

    def __init__(
        self, *args: Any, since: Sequence[Since], pair: tuple[Child, Child], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.keys = {f"item-{number}": one.key for number, one in enumerate(since)}
        choices = [(KEPT, named(pair[0])), (OTHER, named(pair[1]))]
        for number, one in enumerate(since):
            words, on = told_of(one)
            label = ", ".join(part for part in (day(on), words) if part)
            self.fields[f"item-{number}"] = forms.Choice(
                label, what=_("whose this is"), choices=choices
            )

    @property
    def to_other(self) -> list[str]:
        """What belongs to the other record."""
        return [key for name, key in self.keys.items() if self.cleaned_data[name] == OTHER]
