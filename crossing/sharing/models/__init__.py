"""The tables of sharing. A row never has two audiences: see each module's first line."""

from crossing.sharing.models.agreement import Agreement, AgreementParty, AgreementSignature
from crossing.sharing.models.ask import AskedAbout, InformationRequest, Reply
from crossing.sharing.models.breach import (
    Breach,
    BreachStep,
    BreachWords,
    Destruction,
    Tombstone,
    WrongPlace,
)
from crossing.sharing.models.correct import (
    Contradiction,
    ContradictionAnswer,
    Correcting,
    Correction,
    CorrectionReceipt,
)
from crossing.sharing.models.decide import (
    Connection,
    Decision,
    Deliberation,
    DeliberationItem,
    LegalRule,
)
from crossing.sharing.models.disagree import (
    Disagreement,
    DisagreementDays,
    DisagreementLine,
    DisagreementNote,
    DisagreementPerson,
)
from crossing.sharing.models.emergency import Emergency, EmergencyClock, EmergencyReview
from crossing.sharing.models.family import FamilyLine, FamilyPage
from crossing.sharing.models.share import (
    Arrival,
    DisclosedItem,
    Disclosure,
    Question,
    Receipt,
    Unsealing,
)
from crossing.sharing.models.telling import FamilyTelling

__all__ = [
    "Agreement",
    "AgreementParty",
    "AgreementSignature",
    "Arrival",
    "AskedAbout",
    "Breach",
    "BreachStep",
    "BreachWords",
    "Connection",
    "Contradiction",
    "ContradictionAnswer",
    "Correcting",
    "Correction",
    "CorrectionReceipt",
    "Decision",
    "Deliberation",
    "DeliberationItem",
    "Destruction",
    "Disagreement",
    "DisagreementDays",
    "DisagreementLine",
    "DisagreementNote",
    "DisagreementPerson",
    "DisclosedItem",
    "Disclosure",
    "Emergency",
    "EmergencyClock",
    "EmergencyReview",
    "FamilyLine",
    "FamilyPage",
    "FamilyTelling",
    "InformationRequest",
    "LegalRule",
    "Question",
    "Receipt",
    "Reply",
    "Tombstone",
    "Unsealing",
    "WrongPlace",
]
