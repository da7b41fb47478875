"""The tables of an organisation's own records."""

from crossing.records.models.adult import StaffConcern, StaffConcernReading, StaffConcernStep
from crossing.records.models.advice import Advice, AdviceAnswer, AdviceBack
from crossing.records.models.child import (
    Child,
    ChildAddress,
    ChildDetail,
    ChildIdentifier,
    ChildName,
    ChildSearch,
    Relative,
    SearchGram,
)
from crossing.records.models.concern import (
    Concern,
    ConcernAddition,
    ConcernDecision,
    ConcernReading,
    ConcernWaiting,
    Together,
)
from crossing.records.models.entry import Draft, Entry, Significance
from crossing.records.models.join import ChildJoin, JoinRequest, group_of
from crossing.records.models.move import (
    Move,
    MovedHere,
    MovedNotice,
    Original,
    OriginalOpening,
    Removed,
)

__all__ = [
    "Advice",
    "AdviceAnswer",
    "AdviceBack",
    "Child",
    "ChildAddress",
    "ChildDetail",
    "ChildIdentifier",
    "ChildJoin",
    "ChildName",
    "ChildSearch",
    "Concern",
    "ConcernAddition",
    "ConcernDecision",
    "ConcernReading",
    "ConcernWaiting",
    "Draft",
    "Entry",
    "JoinRequest",
    "Move",
    "MovedHere",
    "MovedNotice",
    "Original",
    "OriginalOpening",
    "Relative",
    "Removed",
    "SearchGram",
    "Significance",
    "StaffConcern",
    "StaffConcernReading",
    "StaffConcernStep",
    "Together",
    "group_of",
]
