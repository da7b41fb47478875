"""What of something shared can be corrected, who has it, and who has read the correction."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from crossing.core.errors import NotThere
from crossing.partnership.models import Contact, Organisation
from crossing.partnership.people import Person
from crossing.records.models import Child, group_of
from crossing.sharing.models import (
    Contradiction,
    ContradictionAnswer,
    Correction,
    CorrectionReceipt,
    Decision,
    DisclosedItem,
    Disclosure,
    WrongPlace,
)
from crossing.sharing.queries.emergency import unrecorded
from crossing.sharing.queries.ledger import Filters, decisions
from crossing.sharing.queries.marks import Corrected, corrected
from crossing.sharing.queries.receive import disclosure_for, received_by
from crossing.sharing.rules import Treatment
from crossing.sharing.rules.correcting import Answered
from crossing.todo.queries import running
from crossing.todo.rules import Matter

SHOWN = (Treatment.INCLUDE, Treatment.COVER)


@dataclass(frozen=True)
class Held:
    """One item of one thing that we shared: where it went, and which entry of ours it came from."""

    shared: Disclosure
    org: Organisation
    child: Child | None
    who: str
    position: int
    title: str
    text: str
    entry_kind: str
    entry: str

    @property
    def key(self) -> str:
        """How a form names it."""
        return f"{self.shared.pk}-{self.position}"


def held_in(decision: Decision) -> Iterator[Held]:
    """The items that left with a decision, in the order of the frozen copy; not those of which
    nothing but a cover left."""
    shown = (item for item in decision.items if item["treatment"] in SHOWN)
    for position, item in enumerate(shown):
        if decision.disclosure and item["treatment"] == Treatment.INCLUDE:
            yield _held(decision, decision.disclosure, position, item)


def _held(decision: Decision, shared: Disclosure, position: int, item: dict[str, Any]) -> Held:
    return Held(
        shared=shared,
        org=decision.org,
        child=decision.child,
        who=decision.recipient_name,
        position=position,
        title=item["title"],
        text=item["text"],
        entry_kind=item["entry_kind"],
        entry=item["entry"],
    )


def _shared(rows: QuerySet[Decision]) -> QuerySet[Decision]:
    """Decisions with something that crossed and did not go to the wrong place."""
    wrong = WrongPlace.objects.filter(disclosure=OuterRef("disclosure"))
    rows = rows.filter(~Exists(wrong), disclosure__isnull=False)
    return rows.select_related("disclosure__recipient", "child", "org").order_by("-decided_at")


def sent_items(person: Person, shared: Disclosure) -> list[Held]:
    """What this place sent, item by item, also when the copy has closed: our decision keeps it."""
    rows = _shared(decisions(person, Filters())).filter(disclosure=shared)
    decided = [held for decision in rows for held in held_in(decision)]
    return decided or list(_at_once(person, shared))


def _at_once(person: Person, shared: Disclosure) -> Iterator[Held]:
    """What was shared in an emergency that has no full record yet."""
    at_once = unrecorded(person).filter(disclosure=shared).select_related("org", "child").first()
    if at_once is None or WrongPlace.objects.filter(disclosure=shared).exists():
        return
    who = shared.recipient.name if shared.recipient else shared.outside_recipient
    for item in DisclosedItem.objects.filter(disclosure=shared):
        words = (item.position, item.title, item.text, "", "")
        yield Held(shared, at_once.org, at_once.child, who, *words)


def item_at(person: Person, shared: Disclosure, position: int) -> Held:
    """One of them; else NotThere."""
    for held in sent_items(person, shared):
        if held.position == position:
            return held
    raise NotThere


def everywhere(person: Person, held: Held) -> list[Held]:
    """The same part of the same entry, wherever we have shared it, also where this person had no
    part; what was written anew for one answer is in that answer alone. The one that was asked for
    comes first."""
    if not held.entry or held.child is None:
        return [held]
    rows = holding_entry(person, held.child, UUID(held.entry))
    same = [each for each in rows if each.entry_kind == held.entry_kind]
    return [held, *(each for each in same if each.key != held.key)]


def to_name(person: Person, everywhere: list[Held]) -> list[Held]:
    """The one that was asked for, and those of the others that this person may read of: not what
    was decided without them, because they are personally connected to the family."""
    theirs = set(decisions(person, Filters()).values_list("disclosure", flat=True))
    first, *others = everywhere
    return [first, *(each for each in others if each.shared.pk in theirs)]


def holding_entry(person: Person, child: Child, entry: UUID) -> list[Held]:
    """Every part of one entry of this child's record, wherever this place has shared it."""
    return [each for each in held_about(person, child) if each.entry == str(entry)]


def held_about(person: Person, child: Child) -> list[Held]:
    """Every part that this place has shared about this child, wherever it is."""
    rows = _shared(Decision.objects.visible_to(person))
    rows = rows.filter(org=person.acting_at, child__in=group_of(child))
    return [each for decision in rows for each in held_in(decision)]


def corrections_of(shared: Disclosure) -> dict[int, list[Corrected]]:
    """What was corrected in it, by the item's place in the copy, the newest first."""
    found: dict[int, list[Corrected]] = {}
    for one in corrected(Correction.objects.filter(disclosure=shared).order_by("-at")):
        found.setdefault(one.correction.position, []).append(one)
    return found


def correction_for(person: Person, pk: UUID) -> Corrected:
    """One correction, by us or for us; else NotThere."""
    rows = Correction.objects.filter(pk=pk).select_related("disclosure__sender", "recipient")
    found = rows.first()
    if found is None:
        raise NotThere
    disclosure_for(person, found.disclosure_id)
    return corrected([found])[0]


def _read() -> Exists:
    return Exists(CorrectionReceipt.objects.filter(correction=OuterRef("pk")))


def to_read(person: Person, most: int) -> list[Correction]:
    """Corrections of what was shared with this place that nobody here has acknowledged."""
    rows = Correction.objects.filter(recipient=person.acting_at)
    if not rows.exists():  # planning the rest, with every policy in it, takes five times as long
        return []
    rows = rows.filter(~_read(), disclosure__in=received_by(person).values("pk"))
    return list(rows.select_related("disclosure").order_by("due_at", "id")[:most])


def not_acknowledged(person: Person, most: int) -> list[Correction]:
    """Our corrections that a recipient has not acknowledged, or that somebody outside Crossing is
    still to be told; not of what went to the wrong place, where nobody can."""
    wrong = WrongPlace.objects.filter(disclosure=OuterRef("disclosure"))
    if not running(person.place, Matter.CORRECTION_UNREAD, Matter.CORRECTION_TO_TELL):
        return []  # each that waits has its clock
    rows = Correction.objects.filter(~_read(), ~Exists(wrong), sender=person.acting_at)
    rows = rows.filter(ours(person)).select_related("disclosure", "recipient")
    return list(rows.order_by("due_at", "id")[:most])


def ours(person: Person, shared: str = "disclosure") -> Q:
    """Rows about something that this place decided to share, or shared at once."""
    decided = decisions(person, Filters()).filter(disclosure__isnull=False)
    at_once = unrecorded(person)
    return Q(**{f"{shared}__in": decided.values("disclosure")}) | Q(
        **{f"{shared}__in": at_once.order_by().values("disclosure")}
    )


@dataclass(frozen=True)
class Doubt:
    """ "This contradicts what we hold", with what was answered."""

    said: Contradiction
    answers: list[ContradictionAnswer]
    contacts: list[Contact]

    @property
    def is_open(self) -> bool:
        """Nothing was answered yet, or somebody is looking into it."""
        return not any(one.kind != Answered.LOOKING for one in self.answers)

    @property
    def acts(self) -> list[tuple[ContradictionAnswer, str]]:
        return [(one, str(Answered(one.kind).label)) for one in self.answers]


def doubt_of(said: Contradiction) -> Doubt:
    """A contradiction with its answers and whom to ring."""
    answers = list(ContradictionAnswer.objects.filter(contradiction=said))
    return Doubt(said, answers, list(Contact.objects.about_children().filter(org=said.from_org_id)))


def doubts_of(shared: Disclosure) -> list[Doubt]:
    """All that the recipient doubts in it."""
    return [doubt_of(one) for one in Contradiction.objects.filter(disclosure=shared)]


def doubt_for(person: Person, pk: UUID) -> Doubt:
    """One contradiction, said by us or to us; else NotThere."""
    rows = Contradiction.objects.filter(pk=pk).select_related("disclosure", "from_org", "to_org")
    found = rows.first()
    if found is None:
        raise NotThere
    disclosure_for(person, found.disclosure_id)
    return doubt_of(found)


def answered() -> Exists:
    """Whether a contradiction was answered for good."""
    last = ContradictionAnswer.objects.filter(contradiction=OuterRef("pk"))
    return Exists(last.exclude(kind=Answered.LOOKING))


def is_answered(said: Contradiction) -> bool:
    """Whether anything at all was answered to it."""
    return ContradictionAnswer.objects.filter(contradiction=said).exists()


def to_answer(person: Person, most: int) -> list[Contradiction]:
    """What others say contradicts what they hold, and we have not answered."""
    rows = Contradiction.objects.filter(to_org=person.acting_at)
    if not rows.exists():
        return []
    rows = rows.filter(~answered()).filter(ours(person)).select_related("disclosure", "from_org")
    return list(rows.order_by("due_at", "id")[:most])
