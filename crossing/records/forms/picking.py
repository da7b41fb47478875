"""Saying which child: a name is typed, the roll offers who it may be."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crossing.core.clock import today
from crossing.govuk import forms
from crossing.govuk.forms.choices import Choice
from crossing.records.models import Child

NOT_LISTED = "none"


class PicksChild(forms.Form):
    """The child is chosen from the matches of what was typed, or is not on the list."""

    who = forms.Text(
        gettext_lazy("Who is it about?"),
        what=gettext_lazy("who it is about"),
        hint=gettext_lazy("Type the child’s name as you know it, then look for it on our list"),
    )
    child = forms.Choice(
        gettext_lazy("Which child is it?"), what=gettext_lazy("which child it is"), required=False
    )

    def __init__(self, *args: Any, children: Iterable[Child] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {str(child.pk): child for child in children}
        if self.offered:
            self._offer()
        else:
            del self.fields["child"]

    def _offer(self) -> None:
        field = self.fields["child"]
        assert isinstance(field, Choice)  # noqa: S101 (tells the type checker)
        day = today()
        listed = [(pk, described(child, day)) for pk, child in self.offered.items()]
        field.choices = [*listed, (NOT_LISTED, _("Not on this list"))]
        field.required, field.divider = True, NOT_LISTED

    @property
    def chosen(self) -> Child | None:
        """The child who was chosen; None when they are not on the list."""
        return self.offered.get(self.cleaned_data.get("child", ""))


def described(child: Child, day: Any) -> str:
    """A child among others: name, year, class."""
    return ", ".join(part for part in (child.name, child.year_on(day), child.class_name) if part)
