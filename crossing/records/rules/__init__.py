"""What is true of records without asking a database: lists, checks, words."""

from crossing.records.rules.children import (
    NewAddress,
    NewChild,
    NewDetails,
    NewIdentifier,
    NewName,
    NewRelative,
)
from crossing.records.rules.concerns import (
    NewConcern,
    NewDecision,
    likely_same_days,
    may_add_to,
)
from crossing.records.rules.entries import NewEntry
from crossing.records.rules.flags import FLAGS, Flag, hidden
from crossing.records.rules.lists import (
    BASIS_TOLD,
    AdditionKind,
    Basis,
    CareStatus,
    ConcernKind,
    DecisionKind,
    EntryKind,
    IdentifierKind,
    NameKind,
    Safe,
    Sex,
)
from crossing.records.rules.moving import (
    CONCERN,
    MOVABLE,
    NewMove,
    Part,
    TwoStep,
    after_parting,
    may_confirm,
    stricter,
)
from crossing.records.rules.plainer import Piece, offers, pieces

__all__ = [
    "BASIS_TOLD",
    "CONCERN",
    "FLAGS",
    "MOVABLE",
    "AdditionKind",
    "Basis",
    "CareStatus",
    "ConcernKind",
    "DecisionKind",
    "EntryKind",
    "Flag",
    "IdentifierKind",
    "NameKind",
    "NewAddress",
    "NewChild",
    "NewConcern",
    "NewDecision",
    "NewDetails",
    "NewEntry",
    "NewIdentifier",
    "NewMove",
    "NewName",
    "NewRelative",
    "Part",
    "Piece",
    "Safe",
    "Sex",
    "TwoStep",
    "after_parting",
    "hidden",
    "likely_same_days",
    "may_add_to",
    "may_confirm",
    "offers",
    "pieces",
    "stricter",
]
