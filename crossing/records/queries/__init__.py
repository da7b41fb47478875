"""What pages and other areas read of an organisation's own records."""

from crossing.records.queries.children import (
    Record,
    child_for,
    known_others,
    on_roll,
    part_for,
    recent,
    record_of,
    search_for,
)
from crossing.records.queries.chronology import (
    ChronologyEntry,
    Filters,
    chronology,
    shareable,
)
from crossing.records.queries.concerns import (
    Story,
    adult_contacts,
    concern_for,
    concerns,
    concerns_to_read,
    likely_same,
    my_concerns,
    on_duty,
    story,
)
from crossing.records.queries.drafts import draft, drafts
from crossing.records.queries.search import Match, candidates, roll_matches, search_children

__all__ = [
    "ChronologyEntry",
    "Filters",
    "Match",
    "Record",
    "Story",
    "adult_contacts",
    "candidates",
    "child_for",
    "chronology",
    "concern_for",
    "concerns",
    "concerns_to_read",
    "draft",
    "drafts",
    "known_others",
    "likely_same",
    "my_concerns",
    "on_duty",
    "on_roll",
    "part_for",
    "recent",
    "record_of",
    "roll_matches",
    "search_children",
    "search_for",
    "shareable",
    "story",
]
