"""Turns that sharing takes rarely: each is short, and each is somebody's bad day."""

import datetime
from uuid import uuid4

import pytest

from crossing.core.errors import Denied, NotThere
from crossing.database.acting import service
from crossing.notify.models import Message
from crossing.partnership.people import Person, Service
from crossing.sharing.commands import clock
from crossing.sharing.commands._disagree import fresh_of, place_of
from crossing.sharing.commands._final import _stand_still
from crossing.sharing.commands.confirm import _tell_proposer
from crossing.sharing.models import Deliberation
from crossing.sharing.rules import Purpose
from crossing.sharing.rules.answer import Answer
from crossing.sharing.rules.clocks import counted
from crossing.sharing.rules.disagree import Stage
from crossing.sharing.rules.emergency import names_of
from crossing.sharing.rules.family import family, refused
from crossing.sharing.rules.lists import ChildView, FamilyTold
from tests.sharing.build import a_request
from tests.sharing.disagreeing import a_disagreement, up_to


def test_an_emergency_is_answered_today():
    assert counted(Purpose.EMERGENCY) == "today"


def test_a_child_known_by_one_name_has_that_name():
    assert names_of("Sam") == ("Sam", "")


def test_why_a_child_was_not_asked_is_said():
    answer = Answer(child_view=ChildView.NOT_ASKED, family_told=FamilyTold.TOLD)
    assert set(dict(family(answer, None, None))) == {"child_view_because"}


def test_where_nobody_said_no_nothing_is_asked_about_it():
    assert dict(refused(Answer(), None, None)) == {}


def test_whoever_acts_nowhere_writes_no_line():
    with pytest.raises(Denied):
        place_of(Person(uuid4(), None))


def test_a_clock_set_by_law_goes_on_while_the_asker_has_the_ball(acting):
    asked = a_request(acting, by="mina", purpose="section_47")
    with acting("lena") as lena:
        work = Deliberation.objects.select_related("request").get(request=asked.pk)
        work.overdue_told_at = work.due_at
        _stand_still(work, work.request, lena)
        assert work.overdue_told_at == work.due_at


def test_a_proposal_of_somebody_who_has_left_goes_back_to_all_who_propose(acting):
    with acting("sam") as sam:
        _tell_proposer(Deliberation(org_id=sam.place))
    with service("mailer", sam.place):
        assert Message.objects.filter(permission="sharing.propose").exists()


def test_an_outside_decider_is_told_what_is_overdue(acting):
    asked = a_request(acting)
    with acting("lena") as lena:
        Deliberation.objects.filter(request=asked.pk).update(
            outside=True, due_at=asked.sent_at - datetime.timedelta(minutes=1)
        )
        work = Deliberation.objects.get(request=asked.pk)
    with service("clock", lena.place):
        clock.tell_overdue(work.pk, by=Service("clock", lena.place))
    with service("mailer", lena.place):
        assert Message.objects.filter(permission="outside.see").exists()


def test_the_partnership_hears_a_disagreement_and_does_not_act_for_a_side(live_database, acting):
    case = a_disagreement(acting)
    up_to(acting, case, Stage.PARTNERSHIP)
    with acting("gus") as gus, pytest.raises(NotThere):
        fresh_of(case, by=gus)
