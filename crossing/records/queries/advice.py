"""Whom to ask, what they may read, and what was advised."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from crossing.core.errors import NotThere
from crossing.partnership.models import Membership
from crossing.partnership.people import Person
from crossing.partnership.queries import who_may
from crossing.partnership.rules import Role
from crossing.records import covering
from crossing.records.covering import Known
from crossing.records.models import Advice, Child, ChildName, Concern, group_of
from crossing.records.naming import looks_like_a_name
from crossing.records.other_people import Kind
from crossing.records.queries.adults import colleagues_here
from crossing.records.queries.children import known_others
from crossing.records.rules.advice import ASKED, TAKE_BACK


@dataclass(frozen=True)
class About:
    """What advice is about: a concern, or a decision in the making; and the child in it."""

    org: UUID
    child: Child | None
    as_named: str
    concern: Concern | None = None
    deliberation: UUID | None = None


def may_be_asked(person: Person, but: Iterable[UUID] = ()) -> list[Membership]:
    """Colleagues, the data protection officer first; not oneself, nor those who have no part."""
    found = who_may(person.place, *ASKED, but={person.id, *but}).order_by("name", "account")
    return sorted(found, key=lambda one: one.role != Role.AUDITOR)


def without_names(person: Person, about: About, text: str) -> str:
    """The text as whoever is asked reads it: the child is "the child", everybody else that our
    records know is "somebody else", and so are numbers and addresses. Colleagues stay."""
    staff = [one.name for one in colleagues_here(person)]
    child = about.child
    own = [about.as_named, *(_names_of(child) if child else [])]
    ours = [Known(Kind.CHILD, "", name) for name in own if looks_like_a_name(name)]
    found = covering.but_names(covering.find_known(text, covering.index(ours)), text, staff)
    text = covering.cover(text, found, mark=_("the child")) if found else text
    known = known_others(person, child) if child else []
    others = covering.but_names(covering.find(text, known), text, staff)
    return covering.cover(text, others, mark=_("somebody else")) if others else text


def _names_of(child: Child) -> list[str]:
    """Every name of this child, in all records that are used as one."""
    found = []
    for one in Child.objects.filter(org=child.org_id, pk__in=group_of(child)):
        names = ChildName.objects.filter(org=child.org_id, child=one)
        found += [one.name, one.legal_name, *(name.whole(one) for name in names)]
    return found


def advice_for(person: Person, pk: UUID) -> Advice:
    """One question, for whoever asked it or is asked; and beside its concern or decision."""
    rows = Advice.objects.visible_to(person).filter(org=person.place, pk=pk)
    found = rows.select_related("answer", "back").first()
    if found is None:
        raise NotThere
    return found


def advice_about(person: Person, **about: object) -> list[Advice]:
    """What was asked and advised about one concern, or one decision."""
    rows = Advice.objects.visible_to(person).filter(org=person.place, **about)
    return list(rows.select_related("answer", "back").order_by("asked_at"))


def may_take_back(person: Person, advice: Advice) -> bool:
    """Whoever asked, and whoever decides what it is about."""
    return person.id == advice.asked_by_id or any(map(person.may, TAKE_BACK))
