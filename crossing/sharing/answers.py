"""The answers that are saved step by step, read as one `Answer`. Pure: no table, no clock."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Protocol
from uuid import UUID

from crossing.sharing.rules import (
    ABOUT_CRIME,
    Answer,
    Channel,
    ChildView,
    Competence,
    Confidence,
    Consent,
    DataClass,
    FamilyTold,
    Handling,
    HarmOfSharing,
    HarmOfSilence,
    IdentityCheck,
    Item,
    LegalKind,
    Marking,
    NotToldBecause,
    Other,
    OurChild,
    Outcome,
    Purpose,
    RefusalReason,
    Route,
    StillTrue,
    Treatment,
    WithoutConsent,
)

Saved = Mapping[str, Any]


class SavedItem(Protocol):
    """What an item's row knows."""

    treatment: str
    data_class: str
    happened_on: date | None
    childs_words: bool
    reason: str
    still_true: str


def _each(kind: Callable[[str], Any]) -> Callable[[Any], tuple[Any, ...]]:
    return lambda values: tuple(kind(value) for value in values)


def _by(kind: Callable[[str], Any]) -> Callable[[Any], dict[Any, str]]:
    return lambda values: {kind(key): value for key, value in values.items()}


SAID_NO = (Consent.REFUSED, Consent.WITHDRAWN)
WHEN_REFUSED = ("competence", "still_share", "override_because", "tell_anyway", "tell_not_because")
READ: dict[str, Callable[[Any], Any]] = {
    "channel": Channel,
    "told_to": str,
    "told_at": datetime.fromisoformat,
    "identity_check": IdentityCheck,
    "connected": bool,
    "is_our_child": OurChild,
    "difference": str,
    "left_out": str,
    "child_wants": str,
    "harms": _by(HarmOfSharing),
    "silence": HarmOfSilence,
    "silence_because": str,
    "child_view": ChildView,
    "child_view_because": str,
    "family_told": FamilyTold,
    "not_told_because": NotToldBecause,
    "look_again_on": date.fromisoformat,
    "consent": Consent,
    "competence": Competence,
    "still_share": bool,
    "override_because": str,
    "tell_anyway": bool,
    "tell_not_because": str,
    "confidence": Confidence,
    "picked": _by(LegalKind),
    "without_consent": WithoutConsent,
    "strictly_necessary": str,
    "marking": Marking,
    "handling": _each(Handling),
    "ends_on": date.fromisoformat,
    "outcome": Outcome,
    "reason_kept": str,
    "reason_told": str,
    "refusal_reasons": _each(RefusalReason),
    "would_change": str,
    "detriment": str,
    "agreement": str,
    "no_agreement_because": str,
    "ring": str,
}


def read_answer(
    saved: Saved,
    items: Sequence[SavedItem],
    others: Sequence[Other],
    *,
    purpose: Purpose,
    route: Route,
    asked: bool,
    existence: bool = False,
) -> Answer:
    """The whole answer as it stands; what nobody has answered yet stays empty."""
    given: dict[str, Any] = {
        name: read(saved[name])
        for name, read in READ.items()
        if saved.get(name) not in ("", None, [], {})
    }
    if given.get("child_view") != ChildView.DISAGREES and given.get("consent") not in SAID_NO:
        for name in WHEN_REFUSED:  # nobody says no any more
            given.pop(name, None)
    if given.get("consent") == Consent.GIVEN:  # an older reason for acting without it is void
        given.pop("without_consent", None)
    confided = bool(saved.get("in_confidence"))
    read_items = tuple(_item(item, purpose, confided, asked) for item in items)
    given |= {"route": route, "asked": asked, "existence": existence}
    return Answer(items=read_items, others=tuple(others), **given)


def _item(item: SavedItem, purpose: Purpose, confided: bool, asked: bool) -> Item:
    """A row as the rules see it. Nobody asked for what starts left out: the child's own words."""
    starts_left_out = item.childs_words and purpose in ABOUT_CRIME
    return Item(
        treatment=Treatment(item.treatment) if item.treatment else None,
        asked_for=asked and not starts_left_out,
        data_class=DataClass(item.data_class),
        happened_on=item.happened_on,
        childs_words=item.childs_words,
        in_confidence=confided,
        reason=item.reason,
        still_true=StillTrue(item.still_true) if item.still_true else None,
    )


def plain(value: Any) -> Any:
    """A cleaned value as JSON keeps it."""
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    return value


def draft_key(deliberation: UUID, step: str) -> str:
    """Under which key the words on one page save themselves."""
    return f"decide-{deliberation}-{step}"
