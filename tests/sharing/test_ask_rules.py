from datetime import UTC, date, datetime, timedelta

import pytest

from crossing.core.days import Calendar
from crossing.core.errors import WrongState
from crossing.partnership.rules import Kind, Permission
from crossing.sharing.rules import Ask, Channel, Purpose, RequestStatus
from crossing.sharing.rules.audience import (
    age_as_known,
    as_asked_by,
    as_known,
    can_be_asked,
    last_word,
    works_on,
)
from crossing.sharing.rules.receiving import ReceiptKind, require_before, require_open
from crossing.sharing.rules.standing import due_at, resumed, standing, standing_colour

MONDAY = datetime(2026, 11, 23, 10, tzinfo=UTC)
AFTER = Calendar().working_days_from
ON = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("status", "due", "told", "stands"),
    [
        ("open", ON, False, "open"),
        ("open", date(2026, 11, 23), False, "overdue"),
        ("open", date(2026, 11, 23), True, "answered"),
        ("answered", ON, False, "open"),
        ("awaiting_authority", None, False, "awaiting_authority"),
        ("withdrawn", ON, False, "withdrawn"),
        ("narrowed", ON, False, "narrowed"),
        ("open", None, False, "open"),
    ],
)
def test_how_a_question_stands(status, due, told, stands):
    assert standing(RequestStatus(status), due, ON, told=told) == stands


def test_a_refused_authority_and_a_paused_clock_say_so():
    late = date(2026, 11, 1)
    withdrawn = standing(RequestStatus.WITHDRAWN, None, ON, told=False, refused=True)
    assert withdrawn == "not_authorised"
    assert standing(RequestStatus.OPEN, late, ON, told=False, paused=True) == "asked_back"
    assert standing(RequestStatus.OPEN, late, ON, told=False, asked_back=True) == "overdue"
    assert standing_colour(withdrawn) == "grey"


def test_a_part_that_was_shared_shows_until_the_rest_is_late_or_answered():
    late, soon = ON - timedelta(days=1), ON + timedelta(days=1)
    some = {"told": False, "some": True}
    assert standing(RequestStatus.OPEN, soon, ON, **some) == "some"
    assert standing(RequestStatus.OPEN, late, ON, **some) == "overdue"
    assert standing(RequestStatus.ANSWERED, late, ON, told=True, some=True) == "answered"


@pytest.mark.parametrize(
    ("purpose", "due"),
    [
        (Purpose.EMERGENCY, "2026-11-23T23:59:00+00:00"),
        (Purpose.SECTION_47, "2026-11-24T17:00:00+00:00"),
        (Purpose.CRIME, "2026-11-30T17:00:00+00:00"),
    ],
)
def test_when_it_is_due(purpose, due):
    assert due_at(purpose, MONDAY, AFTER).isoformat() == due


@pytest.mark.parametrize(("paused", "day"), [(0, 30), (2, 2), (6, 4)])
def test_a_paused_clock_moves_by_working_days(paused, day):
    due = due_at(Purpose.CRIME, MONDAY, AFTER)
    assert resumed(due, MONDAY, MONDAY + timedelta(days=paused), AFTER).day == day


def test_who_works_on_it_and_who_has_the_last_word():
    assert works_on(Kind.SCHOOL) == last_word(Kind.SCHOOL) == Permission.SHARING_DECIDE
    assert works_on(Kind.POLICE) == Permission.SHARING_PROPOSE
    assert last_word(Kind.CHILDRENS_SERVICES) == Permission.SHARING_CONFIRM
    assert [can_be_asked(kind) for kind in (Kind.FIRE, Kind.BOARD)] == [True, False]


def test_only_the_police_enforce_the_law():
    ask = Ask(asker="", law_enforcement=True, channel=Channel.PHONE)
    assert not as_asked_by(ask, Kind.SCHOOL).law_enforcement
    assert as_asked_by(ask, Kind.POLICE).law_enforcement
    crime = Ask(asker="", purpose=Purpose.CRIME)
    assert as_asked_by(crime, Kind.TRANSPORT_POLICE).law_enforcement
    assert as_asked_by(crime, Kind.HEALTH).channel == Channel.HERE


@pytest.mark.parametrize(("age", "place"), [(14, "Northfield"), (14, ""), (None, "Northfield")])
def test_how_they_know_the_child_is_put_together_and_taken_apart(age, place):
    assert age_as_known(as_known(age, place)) == (age, place)


def test_accept_then_open_then_acknowledge():
    require_before(ReceiptKind.ACCEPTED, set())
    require_before(ReceiptKind.OPENED, {"accepted"})
    for kind, done in ((ReceiptKind.OPENED, set()), (ReceiptKind.FOLLOWED, {"accepted"})):
        with pytest.raises(WrongState):
            require_before(kind, done)


def test_what_has_closed_opens_with_a_reason_alone():
    require_open(False)
    with pytest.raises(WrongState):
        require_open(True)
