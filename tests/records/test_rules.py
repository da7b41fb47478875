"""What is true of records without a database."""

import datetime
from uuid import uuid4

import pytest

from crossing.partnership.rules import Permission
from crossing.records.models import Concern
from crossing.records.rules import (
    NewAddress,
    NewChild,
    NewDecision,
    NewEntry,
    NewIdentifier,
    NewName,
    NewRelative,
    hidden,
    likely_same_days,
    may_add_to,
    offers,
    pieces,
)
from tests.records.build import new_concern

TODAY = datetime.date(2026, 11, 24)
TOMORROW = datetime.date(2026, 11, 25)


def number(**changes):
    given = {"kind": "upn", "value": "B801200005001", "source": "SIMS", "as_of": TODAY}
    return NewIdentifier(**given | changes)


def decision(**changes):
    return NewDecision(**{"what": "monitor", "reason": "a", "refer_reason": "b"} | changes)


@pytest.mark.parametrize(
    ("thing", "fields"),
    [
        (NewChild("Amina", "Karim"), set()),
        (NewChild("Amina", "Karim", TODAY), set()),
        (NewChild(" ", ""), {"given", "family"}),
        (NewChild("Amina", "Karim", TOMORROW), {"born_on"}),
        (NewChild("Amina", "Karim", datetime.date(1990, 1, 1)), {"born_on"}),
        (
            NewChild("A", "K", on_roll_from=TODAY, on_roll_until=datetime.date(2026, 1, 1)),
            {"on_roll_until"},
        ),
        (NewName("nickname", "Mina"), set()),
        (NewName("nickname"), {"given"}),
        (NewAddress("1 High Street", starts_on=TODAY, ends_on=TODAY), set()),
        (NewAddress("", starts_on=TOMORROW, ends_on=TODAY), {"lines", "ends_on"}),
        (NewRelative("Sara Karim", "mother"), set()),
        (NewRelative("", " "), {"name", "relation"}),
        (number(), set()),
        (number(value="b 8012 0000 5001"), set()),
        (number(value="A801200005001"), {"value"}),
        (number(kind="nhs", value="943 476 5870"), set()),
        (number(kind="nhs", value="943 476 5871"), {"value"}),
        (number(kind="police", value="any 1"), set()),
        (
            number(kind="police", value=" ", source="", as_of=TOMORROW),
            {"value", "source", "as_of"},
        ),
        (NewEntry("note", "A note", "", TODAY), set()),
        (NewEntry("note", " ", "", TOMORROW), {"title", "happened_on"}),
        (new_concern(), set()),
        (new_concern(words=""), set()),
        (new_concern(account="", words="", child_as_named=""), {"who", "account"}),
        (
            new_concern(happened_on=TOMORROW, safe_now="", kind="x", basis=""),
            {"happened_on", "safe_now", "kind", "basis"},
        ),
        (decision(), set()),
        (decision(what="refer", reason="", refer_reason=""), {"reason", "refer_reason"}),
        (decision(refer_reason=" "), {"refer_reason"}),
        (decision(what="nothing"), {"look_again_on"}),
        (decision(what="nothing", look_again_on=TODAY), {"look_again_on"}),
        (decision(what="nothing", look_again_on=TOMORROW), set()),
        (decision(what=""), {"what"}),
    ],
)
def test_what_is_missing_is_named_by_field(thing, fields):
    assert set(thing.problems(TODAY)) == fields


def test_a_number_is_stored_without_spaces():
    assert number(value="b 8012 0000 5001").compact() == "B801200005001"


def test_not_referring_is_asked_for_with_the_same_care():
    refused = decision(refer_reason="").problems(TODAY)["refer_reason"]
    assert "not being referred" in refused


def test_three_days_on_either_side_are_likely_the_same():
    assert likely_same_days(TODAY) == (datetime.date(2026, 11, 21), datetime.date(2026, 11, 27))


def test_an_author_and_those_who_work_on_cases_may_add():
    tom, lena = uuid4(), uuid4()
    assert may_add_to(tom, tom, False)
    assert may_add_to(tom, lena, True)
    assert not may_add_to(tom, lena, False)


@pytest.mark.parametrize(
    ("carried", "permissions", "parts"),
    [
        (set(), set(), set()),
        ({"no_parent_disclosure"}, set(), {"addresses", "relatives"}),
        ({"no_parent_disclosure"}, {Permission.RESTRICTED_SEE}, set()),
        ({"court_restriction", "sealed"}, {Permission.SEALED_SEE}, {"names"}),
    ],
)
def test_a_flag_hides_what_it_names_from_those_without_the_permission(carried, permissions, parts):
    assert hidden(carried, permissions.__contains__) == parts


def test_a_plainer_word_is_offered_and_the_text_stays_whole():
    text = "He is Streetwise, a gang-member."
    found = pieces(text)
    assert "".join(piece.text for piece in found) == text
    assert [piece.text for piece in found if piece.offer] == ["Streetwise", "gang-member"]
    assert offers("plain", text)
    assert not offers("He walked home with the ganger.")


@pytest.mark.parametrize(("safe", "urgent"), [("yes", False), ("no", True), ("not_sure", True)])
def test_a_child_who_may_not_be_safe_is_urgent(safe, urgent):
    assert Concern(safe_now=safe).is_urgent is urgent
