"""The rows of a chronology: several tables' rows with the same columns. A column is sealed in all
of them or in none: the first one's type opens them all."""

from __future__ import annotations

from django.db.models import (
    DateTimeField,
    F,
    OuterRef,
    QuerySet,
    Subquery,
    TextField,
    UUIDField,
    Value,
)
from django.db.models.functions import Cast, Coalesce, TruncDate

from crossing.core.days import LONDON
from crossing.database.sealed import SealedText
from crossing.partnership.people import Person
from crossing.records.models import (
    Child,
    Concern,
    ConcernAddition,
    ConcernDecision,
    Entry,
    MovedHere,
    Removed,
    Significance,
    group_of,
)
from crossing.records.rules import EntryKind

CONCERN, ADDITION, DECISION = "concern", "addition", "decision"
REMOVED = "removed"
NOTHING = Cast(Value(None), UUIDField())
NEVER = Cast(Value(None), DateTimeField())
COLUMNS = (
    *(
        "row_kind",
        "row_id",
        "on_day",
        "at_moment",
        "row_title",
        "row_text",
        "row_words",
        "row_more",
    ),
    *(
        "row_source",
        "row_author",
        "row_basis",
        "row_concern",
        "row_ref_kind",
        "row_ref",
        "row_mark",
        "row_moved",
    ),
)


def branches(person: Person, child: Child) -> dict[str, QuerySet]:
    """Kind of entry to its rows, all with the same columns."""
    entries = _entries(child)
    return {
        CONCERN: _concerns(person, child),
        ADDITION: _additions(child),
        DECISION: _decisions(child),
        REMOVED: _removed(child),
        **dict.fromkeys(EntryKind.values, entries),
    }


def _text(value: str = "") -> Value:
    return Value(value, output_field=TextField())


def _said_nothing() -> Value:
    """Where a branch has nothing in a column that is sealed in others."""
    return Value("", output_field=SealedText())


def _mark(child: Child) -> Coalesce:
    marks = Significance.objects.filter(org=child.org_id, entry=OuterRef("pk"))
    return Coalesce(
        Subquery(marks.values("reason")[:1]), _said_nothing(), output_field=SealedText()
    )


def _moved(child: Child) -> Subquery:
    """When an entry came here from a wrong record."""
    notes = MovedHere.objects.filter(org=child.org_id, about=OuterRef("pk"))
    return Subquery(notes.values("at")[:1], output_field=DateTimeField())


def _concerns(person: Person, child: Child) -> QuerySet:
    return (
        Concern.objects.visible_to(person)
        .filter(org=child.org_id, child__in=group_of(child))
        .annotate(
            row_kind=_text(CONCERN),
            row_id=F("id"),
            on_day=F("happened_on"),
            at_moment=F("recorded_at"),
            row_title=F("kind"),
            row_text=F("account"),
            row_words=F("words"),
            row_more=_said_nothing(),
            row_source=F("seen_by"),
            row_author=F("author_name"),
            row_basis=F("basis"),
            row_concern=F("id"),
            row_ref_kind=_text(),
            row_ref=NOTHING,
            row_mark=_mark(child),
            row_moved=_moved(child),
        )
    )


def _beside(rows: QuerySet, child: Child, kind: str, title: str, text: str, more: str) -> QuerySet:
    """What stands beside a concern: it happened when it was written."""
    return rows.filter(org=child.org_id, concern__child__in=group_of(child)).annotate(
        row_kind=_text(kind),
        row_id=F("id"),
        on_day=TruncDate("at", tzinfo=LONDON),
        at_moment=F("at"),
        row_title=F(title),
        row_text=F(text),
        row_words=_said_nothing(),
        row_more=F(more),
        row_source=_text(),
        row_author=F("by_name"),
        row_basis=_text(),
        row_concern=F("concern_id"),
        row_ref_kind=_text(),
        row_ref=NOTHING,
        row_mark=_mark(child),
        row_moved=NEVER,
    )


def _additions(child: Child) -> QuerySet:
    return _beside(ConcernAddition.objects.all(), child, ADDITION, "kind", "text", "reason")


def _decisions(child: Child) -> QuerySet:
    return _beside(ConcernDecision.objects.all(), child, DECISION, "what", "reason", "refer_reason")


def _entries(child: Child) -> QuerySet:
    return Entry.objects.filter(org=child.org_id, child__in=group_of(child)).annotate(
        row_kind=F("kind"),
        row_id=F("id"),
        on_day=F("happened_on"),
        at_moment=F("recorded_at"),
        row_title=F("title"),
        row_text=F("text"),
        row_words=_said_nothing(),
        row_more=_said_nothing(),
        row_source=F("source"),
        row_author=F("by_name"),
        row_basis=_text(),
        row_concern=NOTHING,
        row_ref_kind=F("ref_kind"),
        row_ref=F("ref"),
        row_mark=_mark(child),
        row_moved=_moved(child),
    )


def _removed(child: Child) -> QuerySet:
    """What was recorded here by mistake: the day, and no words."""
    return Removed.objects.filter(org=child.org_id, child__in=group_of(child)).annotate(
        row_kind=_text(REMOVED),
        row_id=F("id"),
        on_day=F("happened_on"),
        at_moment=F("at"),
        row_title=_text(),
        row_text=_said_nothing(),
        row_words=_said_nothing(),
        row_more=_said_nothing(),
        row_source=_text(),
        row_author=F("by_name"),
        row_basis=_text(),
        row_concern=NOTHING,
        row_ref_kind=_text(REMOVED),
        row_ref=F("move_id"),
        row_mark=_said_nothing(),
        row_moved=NEVER,
    )
