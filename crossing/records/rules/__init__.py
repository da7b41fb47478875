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
from crossing.records.rules.plainer import Piece, offers, pieces

__all__ = [
    "BASIS_TOLD",
    "FLAGS",
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
    "NewName",
    "NewRelative",
    "Piece",
    "Safe",
    "Sex",
    "hidden",
    "likely_same_days",
    "may_add_to",
    "offers",
    "pieces",
]
