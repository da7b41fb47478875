"""Walking the decide path as somebody of the town would: page by page, from their own records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from crossing.demo.town import Town
from crossing.partnership.people import Person
from crossing.records import queries as records
from crossing.records.models import Child
from crossing.records.queries import ChronologyEntry
from crossing.sharing.commands import confirm, decide, deliberate
from crossing.sharing.commands.work import Chosen, Work
from crossing.sharing.models import Decision, Deliberation, Disclosure, InformationRequest
from crossing.sharing.queries.desk import Desk
from crossing.sharing.queries.mine import desk_for, mine_to_decide
from crossing.sharing.rules import (
    ChildView,
    Confirmation,
    FactOrOpinion,
    FamilyTold,
    HarmOfSharing,
    HarmOfSilence,
    LegalKind,
    OtherPerson,
    OurChild,
    Outcome,
    Treatment,
    WithoutConsent,
    data_class_of,
)

BASIS = {"opinion": FactOrOpinion.OPINION}
ANSWERED_ON = {
    "request": ("connected", "recipient_kind", "channel", "told_to", "told_at", "identity_check"),
    "child": ("is_our_child",),
    "items": ("child_wants", "in_confidence"),
    "weigh": ("harms", "silence", "silence_because"),
    "family": (
        *("child_view", "child_view_because", "family_told", "not_told_because", "look_again_on"),
        "consent",
    ),
    "refused": (
        *("competence", "still_share", "override_because", "tell_anyway", "tell_not_because"),
    ),
}


@dataclass(frozen=True)
class Mind:
    """What somebody decides: what is included, what is left out or covered, and why.

    `include`, `leave_out` and `cover` find entries of the child's record by a few of their words.
    Everybody else who is named is covered, but for those in `keep`, each with the reason.
    """

    outcome: Outcome
    reason: str
    include: tuple[str, ...] = ()
    leave_out: Mapping[str, str] = field(default_factory=dict)
    cover: tuple[str, ...] = ()
    written: tuple[Chosen, ...] = ()
    keep: Mapping[str, str] = field(default_factory=dict)
    ours: OurChild = OurChild.YES
    more: Mapping[str, Any] = field(default_factory=dict)

    def answers(self) -> dict[str, Any]:
        """Every answer, those that most decisions have in common filled in."""
        return {
            "connected": False,
            "is_our_child": self.ours,
            "harms": {HarmOfSharing.NONE: ""},
            "silence": HarmOfSilence.AGREE,
            "child_view": ChildView.NOT_KNOWN,
            "family_told": FamilyTold.TOLD,
            "outcome": self.outcome,
            "reason_kept": self.reason,
            **self.more,
        }


def written(title: str, text: str, **more: Any) -> Chosen:
    """Something written anew for this answer."""
    made = Chosen(
        title, text, Treatment.INCLUDE, FactOrOpinion.FACT, data_class_of(f"{title} {text}")
    )
    return replace(made, **more)


def nobody_asked(because: str, **more: Any) -> dict[str, Any]:
    """Without a question, the decider says what could happen if nothing is said."""
    return {"silence": None, "silence_because": because, **more}


def desk_on(by: Person, asked: InformationRequest) -> Deliberation:
    """The decision that a question put on this person's desk."""
    found: Deliberation = mine_to_decide(by).select_related("org").get(request=asked)
    return found


def work_through(
    town: Town,
    work: Deliberation,
    mind: Mind,
    child: Child | None = None,
    *,
    by: Person,
    until: str = "decide",
) -> Work:
    """Save page after page, as far as `until`; the last page comes back, not yet saved."""
    desk, answers = desk_for(by, work.pk), mind.answers()
    for step in desk.steps[:-1]:
        page = Work(step.name, _taken(answers, desk, step.name), child)
        if step.name == "items":
            page = replace(page, items=_items(mind, child, by=by))
        deliberate.open_deliberation(work, step.name, by=by)
        town.go_by(35)
        deliberate.save_step(work, page, by=by)
        if step.name == "items":
            town.go_by(20)
            _cover_others(desk_for(by, work.pk), mind, by=by)
        if step.name == until:
            break
    return Work(desk.steps[-1].name, _with_law(answers, desk_for(by, work.pk)), child)


def _taken(answers: dict[str, Any], desk: Desk, page: str) -> dict[str, Any]:
    """The answers that this page takes; on shorter ways one page takes those of two."""
    steps = [step for step in ANSWERED_ON if desk.page_of(step) == page]
    names = [name for step in steps for name in ANSWERED_ON[step]]
    return {name: answers.pop(name) for name in names if name in answers}


def _with_law(answers: dict[str, Any], desk: Desk) -> dict[str, Any]:
    """What the law asks in this case and a story did not say: which power (never worked out for the
    police), and why nobody was asked for consent."""
    law = desk.law
    power = law.choices.get(LegalKind.POWER)
    if power is not None and power.required and not power.default:
        answers = {"picked": {LegalKind.POWER: power.allowed[0].code}} | answers
    needs = {need for rule in law.chosen(answers.get("picked", {})).values() for need in rule.needs}
    if "para18_reason" in needs:
        answers = {"without_consent": WithoutConsent.WOULD_PREJUDICE} | answers
    if desk.cover and not desk.cover.options:
        answers = {"no_agreement_because": WITHOUT} | answers
    return answers


WITHOUT = "We share this once, because the child needs it now. The office writes to them."


def _items(mind: Mind, child: Child | None, *, by: Person) -> list[Chosen]:
    entries = records.shareable(by, child) if child else []
    return [*_chosen(mind, entries), *mind.written]


def _chosen(mind: Mind, entries: Iterable[ChronologyEntry]) -> Iterator[Chosen]:
    for entry in entries:
        treatment, reason = _treatment(mind, f"{entry.title} {entry.text}")
        if treatment:
            yield Chosen(
                title=entry.title,
                text=entry.text,
                treatment=treatment,
                basis=BASIS.get(entry.basis, FactOrOpinion.FACT),
                data_class=data_class_of(f"{entry.title} {entry.text}"),
                entry_kind=entry.kind,
                entry=entry.id,
                happened_on=entry.happened_on,
                source=entry.source,
                childs_words=entry.childs_words,
                reason=reason,
            )


def _treatment(mind: Mind, text: str) -> tuple[Treatment | None, str]:
    if any(words in text for words in mind.include):
        return Treatment.INCLUDE, ""
    if any(words in text for words in mind.cover):
        return Treatment.COVER, ""
    reason = next((why for words, why in mind.leave_out.items() if words in text), "")
    return (Treatment.LEAVE_OUT, reason) if reason else (None, "")


def _cover_others(desk: Desk, mind: Mind, *, by: Person) -> None:
    """Whoever else is named is covered, unless there is a reason to keep them."""
    others = {
        one.key: {"treatment": OtherPerson.KEEP, "why": mind.keep[one.text]}
        if one.text in mind.keep
        else {"treatment": OtherPerson.COVER, "why": ""}
        for one in desk.named
    }
    work = Work(desk.page_of("others"), {"others": others})
    deliberate.save_step(desk.deliberation, work, by=by)


def conclude(
    town: Town, work: Deliberation, mind: Mind, child: Child | None = None, *, by: Person
) -> Decision | None:
    """The whole path to its end, by somebody who has the last word; None when more is asked."""
    return decide.decide(work, work_through(town, work, mind, child, by=by), by=by)


def share(
    town: Town, work: Deliberation, mind: Mind, child: Child | None = None, *, by: Person
) -> Disclosure:
    """The same, for a decision to share: what crosses comes back."""
    return _crossing(conclude(town, work, mind, child, by=by))


def made(decision: Decision | None) -> Decision:
    """The decision, in a story that does not ask for more."""
    if decision is None:
        raise RuntimeError("this story decides")
    return decision


def _crossing(decision: Decision | None) -> Disclosure:
    shared = made(decision).disclosure
    if shared is None:
        raise RuntimeError("this story shares something")
    return shared


def propose(
    town: Town, work: Deliberation, mind: Mind, child: Child | None = None, *, by: Person
) -> None:
    """The whole path to a proposal, which somebody else confirms."""
    confirm.propose(work, work_through(town, work, mind, child, by=by), by=by)


def confirmed(town: Town, work: Deliberation, *, by: Person) -> Disclosure:
    """The second person agrees to share."""
    deliberate.open_deliberation(work, "confirm", by=by)
    town.go_by(80)
    answer = Confirmation(connected=False, agreed=True)
    return _crossing(confirm.confirm(work, answer, by=by))


def returned(town: Town, work: Deliberation, because: str, *, by: Person) -> None:
    """The second person sends it back."""
    deliberate.open_deliberation(work, "confirm", by=by)
    town.go_by(80)
    answer = Confirmation(connected=False, agreed=False, because=because)
    confirm.return_proposal(work, answer, by=by)
