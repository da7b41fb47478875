"""A chronology, its entries and marks; drafts."""

from uuid import uuid4

import pytest

from crossing.audit.rules import Event
from crossing.core.errors import Denied, Invalid, NotThere
from crossing.records import commands, queries
from tests.records.build import (
    a_child,
    a_concern,
    a_decision,
    an_entry,
    events,
)


def test_a_chronology_is_everything_in_order(acting, child, concern):
    a_decision(acting, concern)
    an_entry(acting, child)
    with acting("tom") as tom:
        commands.add_to_concern(concern, "More", "I remembered", by=tom)
    with acting("lena") as lena:
        kinds = [entry.kind for entry in queries.chronology(lena, child).items]
        assert set(kinds[:2]) == {"addition", "decision"}
        assert kinds[2:] == ["concern", "note"]
        assert len(queries.chronology(lena, child, after="made up").items) == 4
        items = [(item.kind, item.childs_words) for item in queries.shareable(lena, child)]
        assert ("words", True) in items
        assert ("concern", False) in items


def test_words_alone_are_one_item(acting, child):
    a_concern(acting, child, account="")
    with acting("lena") as lena:
        assert [item.text for item in queries.shareable(lena, child)] == [
            "I had no breakfast again."
        ]


def test_an_empty_chronology_is_an_empty_page(acting, child):
    with acting("lena") as lena:
        assert queries.chronology(lena, child).items == []


def test_an_entry_is_for_those_who_keep_records(acting, child):
    with pytest.raises(Denied):
        an_entry(acting, child, by="tom")
    with pytest.raises(Invalid):
        an_entry(acting, child, title="")
    an_entry(acting, child)
    assert Event.ENTRY_ADDED in events(acting)


def test_a_mark_needs_an_entry_of_this_child_and_a_reason(acting, child, concern):
    other = a_child(acting, "Kit", "Brown")
    with acting("lena") as lena:
        with pytest.raises(Invalid):
            commands.mark_significant(child, "concern", concern.pk, " ", by=lena)
        for kind, who, pk in (
            ("concern", other, concern.pk),
            ("note", child, concern.pk),
            ("photo", child, concern.pk),
            ("concern", child, uuid4()),
        ):
            with pytest.raises(NotThere):
                commands.mark_significant(who, kind, pk, "why", by=lena)
        commands.mark_significant(child, "concern", concern.pk, "the first", by=lena)
        commands.unmark_significant(child, concern.pk, by=lena)
    assert {Event.ENTRY_MARKED, Event.ENTRY_UNMARKED} <= events(acting)


def test_a_draft_needs_a_role_and_a_key(acting):
    with acting("gus") as gus, pytest.raises(Denied):
        commands.save_draft("concern-a", "", {}, by=gus)
    with acting("tom") as tom, pytest.raises(Denied):
        commands.save_draft("x" * 81, "", {}, by=tom)
