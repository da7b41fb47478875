"""Advice: one question without names, answered in writing, beside what is decided."""

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from crossing.core.clock import now
from crossing.core.errors import Denied, Invalid, NotThere, WrongState
from crossing.database.acting import service
from crossing.notify.models import Message
from crossing.partnership import commands as partnership
from crossing.partnership.models import Account, Membership
from crossing.partnership.people import Service
from crossing.records import commands, queries
from crossing.records.models import Advice, AdviceAnswer, AdviceBack, Child, Concern
from crossing.records.queries.advice import About
from crossing.records.rules import NewDecision, NewName, NewRelative
from crossing.records.rules.advice import NewAdvice
from crossing.todo.models import Chase, Task
from crossing.todo.queries import other_lines
from tests.records.build import TODAY, a_child, a_concern, joined, sealed
from tests.todo.build import climb

QUESTION = "Amina Karim says that Kit Brown hit her. Her mother Sara: 020 7946 0001. Ask Dev Patel?"


def account(short):
    return Account.objects.get(email=f"{short}@example.org").pk


def about(concern):
    concern = Concern.objects.select_related("child").get(pk=concern.pk)
    return About(concern.org_id, concern.child, concern.child_as_named, concern=concern)


def asked(acting, concern, of="ada", by="lena", question=QUESTION, why=""):
    with acting(by) as person:
        new = NewAdvice(account(of), question, why)
        return commands.ask_advice(about(concern), new, by=person)


def test_names_are_covered_before_anybody_reads_the_question(acting, child, concern):
    a_child(acting, "Kit", "Brown")
    with acting("lena") as lena:
        ours = Child.objects.get(pk=child.pk)
        commands.add_relative(ours, NewRelative("Sara Hill", "mother"), by=lena)
        commands.add_name(ours, NewName("previous", "", "Shah"), by=lena)
    advice = asked(acting, concern, question=QUESTION + " Amina Shah?")
    assert advice.question == (
        "the child says that somebody else hit her. Her mother somebody else: somebody else."
        " Ask Dev Patel? the child?"
    )
    assert advice.names_because == ""


def test_so_are_the_names_of_a_record_that_is_used_as_one_with_it(acting, child, concern):
    joined(acting, child, a_child(acting, "Saffron", "Okafor"))
    assert asked(acting, concern, question="Saffron Okafor?").question == "the child?"


def test_names_stay_when_it_says_why_they_are_needed(acting, concern):
    advice = asked(acting, concern, why="They know the family.")
    assert (advice.question, advice.names_because) == (QUESTION, "They know the family.")


def test_a_child_whom_nobody_has_found_yet_is_covered_as_named(acting):
    advice = asked(acting, a_concern(acting), question="Is Amina Karim ours?")
    assert advice.question == "Is the child ours?"


def test_whoever_is_asked_sees_the_question_and_no_record(acting, child, concern):
    advice = asked(acting, concern)
    with acting("ada") as ada:
        assert queries.advice_for(ada, advice.pk).pk == advice.pk
        commands.read_advice(advice, by=ada)
        assert Concern.objects.count() == 0
        assert Child.objects.count() == 0
        assert Task.objects.get(about=advice.pk).account_id == ada.id
    with service("mailer", concern.org_id):
        assert Message.objects.filter(account_id=account("ada"), kind="waiting").exists()


def test_the_answer_stays_with_the_concern_and_ends_the_clock(acting, concern):
    advice = asked(acting, concern)
    with acting("ada") as ada:
        commands.answer_advice(advice, "Ask her first.", by=ada)
        with pytest.raises(WrongState):
            commands.answer_advice(advice, "Again.", by=ada)
    with acting("dev") as dev:
        (found,) = queries.advice_about(dev, concern=concern)
        assert found.answer.text == "Ask her first."
        assert Chase.objects.get(about=advice.pk).ended_at is not None
        assert Task.objects.filter(about=advice.pk, done_at=None).count() == 0


def test_only_whoever_was_asked_answers_and_in_words(acting, concern):
    advice = asked(acting, concern)
    with acting("dev") as dev, pytest.raises(Denied):
        commands.answer_advice(advice, "Yes.", by=dev)
    with acting("ada") as ada, pytest.raises(Invalid):
        commands.answer_advice(advice, " ", by=ada)


def ended(advice):
    with service("clock", advice.org_id):
        tasks = Task.objects.filter(about=advice.pk, done_at=None).count()
        return tasks == 0 and Chase.objects.get(about=advice.pk).ended_at is not None


@pytest.mark.parametrize("short", ["lena", "dev", "hugh"])
def test_whoever_asked_or_decides_takes_it_back_and_asks_somebody_else(acting, concern, short):
    advice = asked(acting, concern)
    with acting(short) as person:
        commands.take_back_advice(advice, by=person)
        with pytest.raises(WrongState):
            commands.take_back_advice(advice, by=person)
        assert queries.advice_for(person, advice.pk).back.by_id == person.id
    with acting("ada") as ada, pytest.raises(WrongState, match="No answer is wanted"):
        commands.answer_advice(advice, "Ask her first.", by=ada)
    assert ended(advice)
    assert not ended(asked(acting, concern, of="dev"))


def test_whoever_is_asked_does_not_take_it_back_nor_what_is_answered(acting, concern):
    advice = asked(acting, concern)
    with acting("ada") as ada:
        with pytest.raises(Denied):
            commands.take_back_advice(advice, by=ada)
        commands.answer_advice(advice, "Ask her first.", by=ada)
    with acting("lena") as lena, pytest.raises(WrongState):
        commands.take_back_advice(advice, by=lena)


def test_the_database_lets_whoever_is_asked_end_nothing_without_an_answer(acting, concern):
    advice = asked(acting, concern)
    with acting("ada") as ada, pytest.raises(DatabaseError), transaction.atomic():
        AdviceBack(
            org_id=advice.org_id, advice=advice, by_id=ada.id, by_name="Ada", at=advice.asked_at
        ).save(force_insert=True)


def test_deciding_the_concern_ends_what_nobody_answered(acting, concern):
    advice = asked(acting, concern)
    with acting("dev") as dev:
        new = NewDecision(what="early_help", reason="Small worries.", refer_reason="Low.")
        commands.decide_concern(Concern.objects.get(pk=concern.pk), new, by=dev)
        (found,) = queries.advice_about(dev, concern=concern)
        assert found.back.by_name.startswith("Dev Patel")
    assert ended(advice)


def test_who_leaves_leaves_the_question_to_whoever_asked(acting, concern):
    advice = asked(acting, concern, of="tom")
    with acting("nora") as nora:
        tom = Membership.objects.get(account=advice.of_id, org=nora.place)
        partnership.end_membership(tom, now().date(), None, by=nora)
    with acting("lena") as lena:
        task = Task.objects.get(about=advice.pk)
        assert (task.account_id, task.named) == (lena.id, advice.asked_by_name)


def test_late_it_is_whoever_was_asked_who_is_rung(acting, concern):
    advice = asked(acting, concern)
    with service("clock", advice.org_id):
        chased = Chase.objects.get(about=advice.pk)
        Chase.objects.filter(pk=chased.pk).update(next_at=now())
    climb(chased)
    with acting("hugh") as hugh:
        task = Task.objects.get(about=advice.pk, audience="heads", ring_phone="", account=hugh.id)
        assert task.ring_name == advice.of_name == "Ada Bright, Auditor or data protection officer"
        assert other_lines(task) == []


def test_the_page_takes_it_back(acting, signed_in, concern):
    advice = asked(acting, concern)
    address = reverse("records:advice", args=[advice.pk])
    client = signed_in("lena")
    assert "Take it back" in client.get(address).text
    assert "Taken back" in client.post(address, follow=True).text
    assert "No answer is wanted any more" in client.get(address).text
    assert "Take it back" not in signed_in("ada").get(address).text


@pytest.mark.parametrize("short", ["tom", "rita", "omar", "nora", "una"])
def test_everybody_else_finds_no_question(acting, concern, short):
    advice = asked(acting, concern)
    with acting(short) as person:
        assert Advice.objects.count() == AdviceAnswer.objects.count() == 0
        with pytest.raises(NotThere):
            queries.advice_for(person, advice.pk)


def test_about_a_sealed_child_it_is_seen_by_few(acting, child, concern):
    asked(acting, concern)
    sealed(acting, child)
    with acting("dev") as dev:
        assert queries.advice_about(dev, concern=concern.pk) == []
    with acting("hugh") as hugh:
        assert len(queries.advice_about(hugh, concern=concern.pk)) == 1


def test_a_question_needs_somebody_who_works_here_and_words(acting, concern):
    assert set(NewAdvice(None, " ").problems(TODAY)) == {"of", "question"}
    for of in ("rita", "lena", "ines"):
        with pytest.raises(Invalid):
            asked(acting, concern, of=of)


def test_only_those_who_work_on_the_case_ask(acting, concern):
    with acting("tom") as tom, pytest.raises(Denied):
        commands.ask_advice(about(concern), NewAdvice(account("ada"), "May I?"), by=tom)


def test_the_data_protection_officer_is_offered_first_and_one_with_no_part_never(acting):
    with acting("lena") as lena:
        names = [one.name for one in queries.may_be_asked(lena, {account("dev")})]
    assert names[0] == "Ada Bright"
    assert not {"Lena Hart", "Dev Patel"} & set(names)


def test_a_service_sees_no_advice(acting, concern):
    asked(acting, concern)
    assert list(Advice.objects.visible_to(Service("clock", concern.org_id))) == []
