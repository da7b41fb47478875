"""What a decider answers: the items, the other people named, and the decision on them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from crossing.sharing.rules.lists import (
    ABOUT_CRIME,
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
    LegalKind,
    Marking,
    NotToldBecause,
    OtherPerson,
    OurChild,
    Purpose,
    RefusalReason,
    Route,
    StillTrue,
    Treatment,
    WithoutConsent,
)
from crossing.sharing.rules.path import UNASKED_ROUTES
from crossing.sharing.rules.states import SHARING, Outcome

SAID_NO = (Consent.REFUSED, Consent.WITHDRAWN)


@dataclass(frozen=True)
class Item:
    """One thing that could be shared, and what the decider does with it."""

    treatment: Treatment | None = None
    asked_for: bool = True
    data_class: DataClass = DataClass.ORDINARY
    happened_on: date | None = None
    childs_words: bool = False
    in_confidence: bool = False
    reason: str = ""
    still_true: StillTrue | None = None

    @property
    def shared(self) -> bool:
        return self.treatment == Treatment.INCLUDE


@dataclass(frozen=True)
class Other:
    """One mention of somebody else in the chosen text, kept (why) or covered."""

    treatment: OtherPerson | None = None
    why: str = ""


@dataclass(frozen=True)
class Answer:
    """A decider's whole answer. `picked` holds only the legal values that were changed."""

    route: Route = Route.ASKED
    asked: bool = True
    existence: bool = False
    channel: Channel = Channel.HERE
    told_to: str = ""
    told_at: datetime | None = None
    identity_check: IdentityCheck | None = None
    connected: bool | None = None
    is_our_child: OurChild | None = None
    items: tuple[Item, ...] = ()
    others: tuple[Other, ...] = ()
    difference: str = ""
    left_out: str = ""
    child_wants: str = ""
    harms: dict[HarmOfSharing, str] = field(default_factory=dict)
    silence: HarmOfSilence | None = None
    silence_because: str = ""
    child_view: ChildView | None = None
    child_view_because: str = ""
    family_told: FamilyTold | None = None
    not_told_because: NotToldBecause | None = None
    look_again_on: date | None = None
    consent: Consent = Consent.NOT_NEEDED
    competence: Competence | None = None
    still_share: bool | None = None
    override_because: str = ""
    tell_anyway: bool | None = None
    tell_not_because: str = ""
    confidence: Confidence | None = None
    picked: dict[LegalKind, str] = field(default_factory=dict)
    without_consent: WithoutConsent | None = None
    strictly_necessary: str = ""
    marking: Marking | None = None
    handling: tuple[Handling, ...] = ()
    ends_on: date | None = None
    outcome: Outcome | None = None
    reason_kept: str = ""
    reason_told: str = ""
    refusal_reasons: tuple[RefusalReason, ...] = ()
    would_change: str = ""
    detriment: str = ""
    agreement: str = ""
    no_agreement_because: str = ""
    ring: str = ""

    @property
    def shares(self) -> bool:
        return self.outcome in SHARING

    @property
    def says_known(self) -> bool:
        """Only that we know the child, and who to ring: it is personal data, without an item."""
        return self.outcome == Outcome.EXISTS

    @property
    def refused(self) -> bool:
        """The child said no, or a parent who was asked for consent did."""
        return self.child_view == ChildView.DISAGREES or self.consent in SAID_NO

    @property
    def stops(self) -> bool:
        """Somebody said no, and the decider would not need to share: nothing is shared."""
        return self.refused and self.still_share is False

    @property
    def unasked(self) -> bool:
        """No written request lies behind it."""
        return self.route in UNASKED_ROUTES or not self.asked

    @property
    def is_ours(self) -> bool:
        """Whoever shares without being asked starts from their own child."""
        return self.unasked or self.is_our_child == OurChild.YES


def treatment_at_start(item: Item, purpose: Purpose) -> Treatment | None:
    """A child's own words start left out when the purpose is crime; nothing else is pre-chosen."""
    leave_out = item.childs_words and purpose in ABOUT_CRIME
    return Treatment.LEAVE_OUT if leave_out else None


def classes_of(items: tuple[Item, ...]) -> frozenset[DataClass]:
    """The classes of what will be shared: the law depends on these and no others."""
    return frozenset(item.data_class for item in items if item.shared)


@dataclass(frozen=True)
class Confirmation:
    """The second person's answer to a proposal."""

    connected: bool | None = None
    agreed: bool | None = None
    because: str = ""
