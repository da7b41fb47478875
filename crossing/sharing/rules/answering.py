"""The decision on one question: what must be answered before it can be sent."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crossing.sharing.rules.answer import Answer, Confirmation, Item
from crossing.sharing.rules.family import family, refused
from crossing.sharing.rules.legal import Facts, Law
from crossing.sharing.rules.lists import (
    ABOUT_CRIME,
    Channel,
    Consent,
    HarmOfSharing,
    HarmOfSilence,
    OtherPerson,
    OurChild,
    Route,
    Treatment,
)
from crossing.sharing.rules.path import STEPS, Path, path_for
from crossing.sharing.rules.states import SHARING, Outcome

Found = Iterator[tuple[str, str | Promise]]


def steps_needed(answer: Answer) -> frozenset[str]:
    """Which pages count for this outcome: what is not shared need not be told to the family."""
    needed = {"request", "child", "decide"}
    if not answer.is_ours or answer.outcome == Outcome.NEED_MORE:
        return frozenset(needed)
    needed.add("weigh")
    if answer.existence or answer.says_known:
        return frozenset(needed)
    if answer.shares or answer.outcome is None:
        needed |= {"items", "others", "family"}
        needed |= {"refused"} if answer.refused else set()
    return frozenset(needed)


def problems(answer: Answer, facts: Facts, law: Law) -> dict[str, str]:
    """What is missing, by field, in words a decider can act on. Empty when complete."""
    return _found(steps_needed(answer), answer, facts, law)


def problems_on(step: str, answer: Answer, facts: Facts, law: Law) -> dict[str, str]:
    """What is missing on one page of the path."""
    path = _path(answer, facts)
    return _found(_asked_on(path, step), answer, facts, law)


# On the shorter ways one page asks the questions of two.
JOINED = {"child": "request", "others": "items"}


def _asked_on(path: Path, step: str) -> frozenset[str]:
    pages = {page.name for page in STEPS[path]}
    joined = {name for name, page in JOINED.items() if page == step and name not in pages}
    return frozenset({step, *joined})


def _path(answer: Answer, facts: Facts) -> Path:
    how = {"asked": answer.asked, "existence": answer.existence}
    return path_for(facts.sender, facts.purpose, answer.route, **how)


def _found(steps: frozenset[str], answer: Answer, facts: Facts, law: Law) -> dict[str, str]:
    """The first problem of each field, on these steps."""
    found: dict[str, str] = {}
    for step, check in CHECKS.items():
        for name, sentence in check(answer, facts, law) if step in steps else ():
            found.setdefault(name, str(sentence))
    return found


def _request(answer: Answer, facts: Facts, law: Law) -> Found:
    if answer.connected is None:
        yield "connected", _("Say whether you are personally connected to this family.")
    elif answer.connected:
        yield "connected", _("You are personally connected, so somebody else must decide this.")
    if answer.channel == Channel.HERE and answer.route != Route.SPEAKING:
        return
    if not answer.told_to.strip():
        yield "told_to", _("Write down who you are telling, and their position.")
    if answer.identity_check is None:
        yield "identity_check", _("Say how you checked who they are.")
    if answer.route == Route.TOLD_ALREADY and answer.told_at is None:
        yield "told_at", _("Say when you told them.")


def _child(answer: Answer, facts: Facts, law: Law) -> Found:
    asked = not answer.unasked or answer.route == Route.EMERGENCY
    if asked and answer.is_our_child is None:
        yield "is_our_child", _("Say whether this is our child.")


def _items(answer: Answer, facts: Facts, law: Law) -> Found:
    if not answer.items:
        yield "items", _("Choose what to share, or write it.")
    for number, item in enumerate(answer.items):
        yield from _item(f"items-{number}", item, law.on)
    words = any(item.shared and item.childs_words for item in answer.items)
    if words and facts.purpose in ABOUT_CRIME and not answer.child_wants.strip():
        yield "child_wants", _("You include the child’s own words. Say what the child wants.")
    confided = any(item.shared and item.in_confidence for item in answer.items)
    if confided and answer.confidence is None:
        yield "confidence", _("This was told to us in confidence. Say why it may be shared.")


def _item(name: str, item: Item, today: date) -> Found:
    if item.treatment is None:
        yield f"{name}-treatment", _("Choose: include, leave out or cover.")
    if item.asked_for and item.treatment == Treatment.LEAVE_OUT and not item.reason.strip():
        yield f"{name}-reason", _("They asked for this. Say why it is left out.")
    if item.shared and is_old(item.happened_on, today) and item.still_true is None:
        yield f"{name}-still_true", _("This is older than 12 months. Say whether it is still true.")


def is_old(day: date | None, today: date) -> bool:
    """Older than twelve months, to the day."""
    if day is None:
        return False
    return (day.year + 1, day.month, day.day) < (today.year, today.month, today.day)


def _others(answer: Answer, facts: Facts, law: Law) -> Found:
    for number, other in enumerate(answer.others):
        if other.treatment is None:
            yield f"others-{number}-treatment", _("Choose one of these.")
        elif other.treatment == OtherPerson.KEEP and not other.why.strip():
            yield f"others-{number}-why", _("Say why they need to see this name or detail.")


def _weigh(answer: Answer, facts: Facts, law: Law) -> Found:
    if not answer.harms:
        yield "harms", _("Tick what could go wrong, or that you found none.")
    elif HarmOfSharing.NONE in answer.harms and len(answer.harms) > 1:
        yield "harms", _("Tick harms, or tick that you found none, not both.")
    for harm, sentence in answer.harms.items():
        if harm != HarmOfSharing.NONE and not sentence.strip():
            yield f"harms-{harm.value}", _("Say how that could happen here.")
    yield from _silence(answer, _path(answer, facts))


def _silence(answer: Answer, path: Path) -> Found:
    step = next(step for step in STEPS[path] if step.name == "weigh")
    if "silence" in step.required and answer.silence is None:
        yield "silence", _("Say whether you agree about what could happen without an answer.")
    own_words = "silence_because" in step.required or answer.silence == HarmOfSilence.DIFFERENT
    if own_words and not answer.silence_because.strip():
        yield "silence_because", _("Say what could happen if they are not told.")


def _decide(answer: Answer, facts: Facts, law: Law) -> Found:
    if not answer.reason_kept.strip():
        yield "reason_kept", _("Give your reason. It is kept with us.")
    if answer.outcome is None:
        yield "outcome", _("Choose what you decide.")
        return
    if answer.stops and (answer.shares or answer.says_known):
        yield "outcome", _("They said no, and you would not need to share. So nothing is shared.")
    elif not answer.is_ours and answer.outcome in _of_ours(answer):
        yield "outcome", _("You have not said that this is our child, so nothing can be shared.")
    elif answer.is_our_child == OurChild.NO and answer.outcome == Outcome.NEED_MORE:
        yield "outcome", _("This is not our child. Say only that there is nothing we can share.")
    if answer.unasked and answer.outcome == Outcome.SHARE_SOME:
        yield "outcome", _("Nobody asked, so nothing is left to answer.")
    yield from _reply(answer)
    if answer.says_known:
        yield from _saying(answer, law)
    else:
        yield from _sharing(answer, law) if answer.shares else _not_sharing(answer, law)


def _of_ours(answer: Answer) -> frozenset[Outcome]:
    """What needs a child of ours. A refusal to say whether we know a child must not say it."""
    refusing = frozenset() if answer.existence else frozenset({Outcome.REFUSE})
    return SHARING | {Outcome.EXISTS} | refusing


def _saying(answer: Answer, law: Law) -> Found:
    if any(item.shared for item in answer.items):
        yield "outcome", _("Something is included. Leave it out, or share part.")
    if not answer.ring:
        yield "ring", _("Choose who they should ring.")
    yield from _legal(answer, law)


NOTHING_TO_WRITE = {
    Outcome.EXISTS: gettext_lazy("Leave this empty: they read that we know the child, no more."),
    Outcome.NEITHER: gettext_lazy("Leave this empty: one wording is used for everybody."),
    Outcome.SHARE_SOME: gettext_lazy("Leave this empty: it goes with your last answer."),
}


def _reply(answer: Answer) -> Found:
    if answer.unasked and answer.outcome == Outcome.REFUSE:
        return  # nobody asked, so nobody is told
    if answer.outcome in NOTHING_TO_WRITE:
        if answer.reason_told.strip():
            yield "reason_told", NOTHING_TO_WRITE[answer.outcome]
    elif answer.outcome != Outcome.SHARE_ALL and not answer.reason_told.strip():
        yield "reason_told", _("Write what the asker will read.")


def _sharing(answer: Answer, law: Law) -> Found:
    if not any(item.shared for item in answer.items):
        yield "outcome", _("Nothing is included. Include something, or choose another outcome.")
    held_back = any(item.asked_for and not item.shared for item in answer.items)
    if answer.outcome == Outcome.SHARE_ALL and held_back:
        yield "outcome", _("Something they asked for is left out or covered: share part.")
    if answer.ends_on and answer.ends_on <= law.on:
        yield "ends_on", _("Give an end date after today.")
    yield from _legal(answer, law)


def _legal(answer: Answer, law: Law) -> Found:
    for kind, choice in law.choices.items():
        code = answer.picked.get(kind, "")
        if code and choice.rule(code) is None:
            yield kind.value, choice.why_not.get(code) or _("This is not in force.")
        elif choice.required and choice.rule(code) is None:
            yield kind.value, _("Choose what allows us to share this.")
    needs = {need for rule in law.chosen(answer.picked).values() for need in rule.needs}
    without = answer.consent != Consent.GIVEN
    if "para18_reason" in needs and without and answer.without_consent is None:
        yield "without_consent", _("Say why you act without consent.")
    if "consent_given" in needs and answer.consent != Consent.GIVEN:
        yield "consent", _("You rely on consent, and it was not given.")
    if law.strict_necessity and not answer.strictly_necessary.strip():
        yield "strictly_necessary", _("Say why nothing less would do.")


def _not_sharing(answer: Answer, law: Law) -> Found:
    included = any(item.shared for item in answer.items)
    if included and not answer.stops and answer.outcome != Outcome.NEED_MORE:
        yield "outcome", _("Something is included. Leave it out, or share part.")
    if answer.outcome == Outcome.REFUSE and not answer.unasked:
        if not answer.refusal_reasons:
            yield "refusal_reasons", _("Choose why you refuse.")
        if not answer.would_change.strip():
            yield "would_change", _("Say what would change the answer.")
    silent = answer.is_ours and answer.outcome in (Outcome.REFUSE, Outcome.NEITHER)
    if silent and law.duty and not answer.detriment.strip():
        yield "detriment", _("We must share unless it harms the child more. Say how it would.")


Check = Callable[[Answer, Facts, Law], Found]
CHECKS: dict[str, Check] = {
    "request": _request,
    "child": _child,
    "items": _items,
    "others": _others,
    "weigh": _weigh,
    "family": family,
    "refused": refused,
    "decide": _decide,
}


def problems_of_confirming(answer: Confirmation) -> dict[str, str]:
    """What is missing on the confirmer's page: a return takes a reason."""
    found: dict[str, str] = {}
    if answer.connected is None:
        found["connected"] = _("Say whether you are personally connected to this family.")
    elif answer.connected:
        found["connected"] = _("You are personally connected, so somebody else must confirm this.")
    if answer.agreed is None:
        found["agreed"] = _("Confirm it, or return it.")
    elif not answer.agreed and not answer.because.strip():
        found["because"] = _("Say what should change.")
    return found
