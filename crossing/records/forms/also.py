"""What a concern rarely needs: typed for somebody, words in another language, other children."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID
from zlib import crc32

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from crossing.core.clock import today
from crossing.govuk import forms
from crossing.records.forms.picking import NOT_LISTED, described
from crossing.records.models import Child
from crossing.records.rules import ConcernKind
from crossing.records.rules.spoken import LANGUAGES, InterpreterIs, Said
from crossing.records.rules.together import Other, together_problems

TYPED, LANGUAGE, OTHERS = "typed", "language", "others"
TYPED_FOR = ("seen_by", "seen_by_is", "told_when", "read_back")
SPOKEN = ("language", "translation", "interpreter_is", "interpreter", "independent")
GROUPS = {TYPED: TYPED_FOR, LANGUAGE: SPOKEN, OTHERS: ("others",)}


@dataclass
class Named:
    """Another child as typed, and the children of the roll who may be meant."""

    name: str
    children: list[Child] = field(default_factory=list)

    @property
    def child_field(self) -> str:
        """Which field asks who it is: it stays with the name when lines change places."""
        return f"other_{crc32(self.name.encode()):08x}_child"

    @property
    def kind_field(self) -> str:
        return f"other_{crc32(self.name.encode()):08x}_kind"


class AlsoForm(forms.Form):
    """Three things that some concerns need, each behind one box."""

    also = forms.Choices(
        _("Does any of this apply?"),
        what=_("what applies"),
        choices=[
            (TYPED, _("I am typing this for somebody who saw or heard it")),
            (LANGUAGE, _("The child’s words were not in English")),
            (OTHERS, _("Other children were involved")),
        ],
        reveals=GROUPS,
        required=False,
    )
    seen_by = forms.Text(_("Who saw or heard it?"), what=_("who saw or heard it"))
    seen_by_is = forms.Text(
        _("What do they do here, or who are they to the child?"),
        what=_("what they do"),
        max_length=100,
        required=False,
    )
    told_when = forms.Text(
        _("When did they tell you?"),
        what=_("when they told you"),
        max_length=100,
        width=20,
        required=False,
    )
    read_back = forms.Choice(
        _("Have you read it back to them?"),
        what=_("whether you have read it back"),
        choices=[(Said.YES.value, Said.YES.label), (Said.NO.value, Said.NO.label)],
        inline=True,
    )
    language = forms.Select(
        _("Which language did the child use?"),
        what=_("the language"),
        choices=[("", ""), *LANGUAGES.items()],
    )
    translation = forms.LongText(
        _("What it means in English"),
        what=_("what it means in English"),
        hint=_("Leave it empty if nobody has translated it yet"),
        rows=3,
        required=False,
    )
    interpreter_is = forms.Select(
        _("Who put it into English?"),
        what=_("who put it into English"),
        choices=[("", ""), *InterpreterIs.choices],
        hint=_("Never rely on a relative: they may be part of it, or afraid"),
        required=False,
    )
    interpreter = forms.Text(_("Their name"), what=_("their name"), max_length=120, required=False)
    independent = forms.Choice(
        _("Are they independent of the family?"),
        what=_("whether they are independent"),
        choices=Said.choices,
        required=False,
    )
    others = forms.LongText(
        _("Who are the other children?"),
        what=_("the other children"),
        hint=_(
            "One name on each line. Each child has an entry of their own, without the others’ names"
        ),
        rows=3,
    )

    def __init__(self, *args: Any, others: Sequence[Named] = (), **kwargs: Any) -> None:
        args = (_ticked(args[0]), *args[1:]) if args and args[0] is not None else args
        super().__init__(*args, **kwargs)
        self.named_others = list(others)
        asked: list[str] = []
        for one in self.named_others:
            asked += self._ask_about(one)
        reveals = {**GROUPS, OTHERS: ("others", *asked)}
        self.fields["also"].reveals = reveals  # type: ignore[attr-defined]

    def _ask_about(self, one: Named) -> list[str]:
        day, names = today(), {"name": one.name}
        kind = _now("What is it about, for “%(name)s”?") % names
        what = _now("what it is about for “%(name)s”") % names
        asked = [one.kind_field]
        self.fields[one.kind_field] = forms.Select(kind, what=what, choices=ConcernKind.choices)
        if one.children:
            listed = [(str(child.pk), described(child, day)) for child in one.children]
            self.fields[one.child_field] = forms.Choice(
                _now("Which child is “%(name)s”?") % names,
                what=_now("which child “%(name)s” is") % names,
                choices=[*listed, (NOT_LISTED, _now("Not on this list"))],
                divider=NOT_LISTED,
            )
            asked.insert(0, one.child_field)
        return asked

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if not self.errors and self.named_others:
            first = getattr(self, "chosen", None)
            problems = together_problems(first.pk if first else None, self.other_children())
            self.add_problems(problems)
        return found

    def also_said(self) -> dict[str, Any]:
        """What was said behind the boxes that are ticked."""
        return {name: self.cleaned_data.get(name, "") for name in (*TYPED_FOR, *SPOKEN)}

    def other_children(self) -> list[Other]:
        """The other children: who each is, and what it is about for each."""
        given = self.cleaned_data
        return [
            Other(one.name, given.get(one.kind_field, ""), _chosen(given.get(one.child_field)))
            for one in self.named_others
        ]


def _chosen(value: str | None) -> UUID | None:
    return UUID(value) if value and value != NOT_LISTED else None


def _ticked(data: Any) -> Any:
    """Without script every box is open: what is filled in below one counts as ticked."""
    ticked = set(data.getlist("also"))
    ticked |= {
        group for group, names in GROUPS.items() if any(data.get(n, "").strip() for n in names)
    }
    copy = data.copy()
    copy.setlist("also", sorted(ticked))
    return copy
