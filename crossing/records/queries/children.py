"""Children's records, as those who work on cases read them."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from crossing.audit.models import AuditEvent
from crossing.audit.rules import Event
from crossing.core.clock import Today
from crossing.core.errors import NotThere
from crossing.partnership.people import Person
from crossing.partnership.rules import Permission
from crossing.records.models import (
    Child,
    ChildAddress,
    ChildDetail,
    ChildIdentifier,
    ChildJoin,
    ChildName,
    ChildSearch,
    Relative,
    group_of,
)
from crossing.records.other_people import Kind, Known
from crossing.records.queries.joins import in_use, joins_of
from crossing.records.rules import FLAGS, Flag, hidden

PARTS = {
    "name": ChildName,
    "address": ChildAddress,
    "identifier": ChildIdentifier,
    "relative": Relative,
}
LOOKED_THROUGH = 500  # events of the place, newest first, in which one's own openings are sought


@dataclass(frozen=True)
class Record:
    """All that is held about a child beside the chronology, as this person may see it."""

    child: Child
    joined: list[ChildJoin]
    detail: ChildDetail | None
    names: list[ChildName]
    addresses: list[ChildAddress]
    identifiers: list[ChildIdentifier]
    relatives: list[Relative]
    flags: list[Flag]
    hidden: frozenset[str]


def child_for(person: Person, pk: UUID) -> Child:
    """A child whose record this person may open at the place where they act; else NotThere. Of two
    that were joined, either leads to the one in use."""
    here = {person.acting_at} & person.places(Permission.CONTENT_SEE)
    child = Child.objects.visible_to(person).filter(org__in=here, pk=pk).first()
    if child is None:
        raise NotThere
    return in_use(child)


def on_roll(person: Person, pk: UUID) -> Child | None:
    """A child whom a member of staff may name in a concern: one who is here now."""
    here = Q(on_roll_until=None) | Q(on_roll_until__gte=Today())
    children = Child.objects.visible_to(person).filter(here, org=person.place, pk=pk)
    child = children.first()
    return in_use(child) if child else None


def record_of(person: Person, child: Child) -> Record:
    """A child's record. What a flag hides is empty, and named as hidden."""
    carried = {name for name in FLAGS if getattr(child, name)}
    own = {"org": child.org_id, "child__in": group_of(child)}
    details = list(ChildDetail.objects.filter(**own))
    details.sort(key=lambda detail: detail.child_id != child.pk)
    return Record(
        child=child,
        joined=joins_of(child),
        detail=details[0] if details else None,
        names=list(ChildName.objects.filter(**own).order_by("kind", "family", "given")),
        addresses=list(ChildAddress.objects.filter(**own).order_by("-starts_on", "lines")),
        identifiers=list(ChildIdentifier.objects.filter(**own).order_by("kind")),
        relatives=list(Relative.objects.filter(**own).order_by("name")),
        flags=[flag for name, flag in FLAGS.items() if name in carried],
        hidden=hidden(carried, person.may),
    )


def part_for(
    child: Child, what: str, pk: UUID
) -> ChildName | ChildAddress | ChildIdentifier | Relative:
    """One name, home, number or relative of a child; else NotThere."""
    if what not in PARTS:
        raise NotThere
    own = {"org": child.org_id, "child__in": group_of(child), "pk": pk}
    rows: QuerySet = PARTS[what].objects.filter(**own)  # type: ignore[attr-defined]
    part = rows.first()
    if part is None:
        raise NotThere
    return part


def search_for(person: Person, pk: UUID) -> ChildSearch:
    """A search that this person made here; else NotThere."""
    found = ChildSearch.objects.filter(org=person.place, account=person.id, pk=pk).first()
    if found is None:
        raise NotThere
    return found


def recent(person: Person, most: int = 10) -> list[Child]:
    """The children whose records this person opened last, among the place's latest events."""
    latest = AuditEvent.objects.filter(org=person.place).order_by("-at", "-id")
    mine = AuditEvent.objects.filter(
        pk__in=latest.values("pk")[:LOOKED_THROUGH], who=person.who, event=Event.CHILD_OPENED
    )
    opened = mine.order_by("-at").values_list("child", flat=True)
    ids = list(dict.fromkeys(opened))[:most]
    here = {person.acting_at} & person.places(Permission.CONTENT_SEE)
    children = Child.objects.visible_to(person).filter(org__in=here, pk__in=ids)
    return sorted(children, key=lambda child: ids.index(str(child.pk)))


def known_others(person: Person, child: Child) -> list[Known]:
    """What our own records hold about everybody but this child, to find them in what is to be
    shared. A home or a number of the child's family counts, too."""
    org, group = child.org_id, group_of(child)
    others = Child.objects.visible_to(person).filter(org=org).exclude(pk__in=group)
    known = []
    for other in others.only("given", "family", "preferred_given", "preferred_family"):
        names = {other.legal_name, other.name}
        known += [Known(Kind.CHILD, _("another child"), name) for name in names]
    for row in ChildName.objects.filter(org=org).exclude(child__in=group).select_related("child"):
        known.append(_known_name(row))
    for relative in Relative.objects.filter(org=org, child__in=group):
        known.append(Known(Kind.RELATIVE, relative.relation, relative.name))
        if relative.phone:
            known.append(Known(Kind.PHONE, relative.relation, relative.phone))
    for home in ChildAddress.objects.filter(org=org, child__in=group):
        known += [Known(kind, kind.value, text) for kind, text in _home(home) if text]
    return known


def _known_name(row: ChildName) -> Known:
    if row.given and not row.family:
        return Known(Kind.NICKNAME, _("another child"), row.given)
    return Known(Kind.CHILD, _("another child"), row.whole(row.child))


def _home(home: ChildAddress) -> list[tuple[Kind, str]]:
    return [(Kind.ADDRESS, home.lines), (Kind.POSTCODE, home.postcode)]
