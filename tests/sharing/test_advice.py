"""Advice about a decision in the making ends with it."""

import pytest
from django.urls import reverse

from crossing.database.acting import service
from crossing.partnership.models import Account
from crossing.records import commands as records
from crossing.records.models import Advice
from crossing.records.queries.advice import About
from crossing.records.rules.advice import NewAdvice
from crossing.sharing import tasks
from crossing.sharing.commands.ask import withdraw
from crossing.sharing.models import Deliberation
from crossing.todo.models import Chase, Task
from tests.records.build import a_child
from tests.sharing import build


@pytest.fixture
def request_asked(acting):
    return build.a_request(acting)


@pytest.fixture
def advice(acting, request_asked):
    officer = Account.objects.get(email="ada@example.org").pk
    with acting("lena") as lena:
        work = Deliberation.objects.get(request=request_asked.pk)
        about = About(work.org_id, None, "Amina Karim", deliberation=work.pk)
        return records.ask_advice(about, NewAdvice(officer, "Must we answer?"), by=lena)


def ended_by(acting, advice):
    with service("clock", advice.org_id):
        assert Chase.objects.get(about=advice.pk).ended_at
        assert not Task.objects.filter(about=advice.pk, done_at=None).exists()
    with acting("lena"):
        return Advice.objects.get(pk=advice.pk).back.by_name


def test_deciding_ends_it(acting, request_asked, advice):
    build.an_answer(acting, request_asked, a_child(acting), by="dev")
    assert ended_by(acting, advice).startswith("Dev Patel")


def test_taken_back_one_is_at_the_decision_again(signed_in, advice):
    address = reverse("records:advice", args=[advice.pk])
    back = reverse("sharing:deliberation", args=[advice.deliberation])
    assert signed_in("lena").post(address)["Location"] == back


def test_a_question_that_is_withdrawn_ends_it(acting, request_asked, advice):
    with acting("omar") as omar:
        withdraw(build.again(request_asked), by=omar)
    tasks.close_deliberation.func(request=str(request_asked.pk), org=str(request_asked.holder_id))
    assert ended_by(acting, advice) == "The keeper of clocks"
