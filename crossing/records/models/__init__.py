"""The tables of an organisation's own records."""

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
)
from crossing.records.models.entry import Draft, Entry, Significance

__all__ = [
    "Child",
    "ChildAddress",
    "ChildDetail",
    "ChildIdentifier",
    "ChildName",
    "ChildSearch",
    "Concern",
    "ConcernAddition",
    "ConcernDecision",
    "ConcernReading",
    "ConcernWaiting",
    "Draft",
    "Entry",
    "Relative",
    "SearchGram",
    "Significance",
]
