"""Advice: one question without names, answered in writing, beside what is decided."""

import pytest

from crossing.core.errors import Denied, Invalid, NotThere, WrongState
from crossing.database.acting import service
from crossing.notify.models import Message
from crossing.partnership.models import Account
from crossing.partnership.people import Service
from crossing.records import commands, queries
from crossing.records.models import Advice, AdviceAnswer, Child, Concern
from crossing.records.queries.advice import About
from crossing.records.rules import NewName, NewRelative
from crossing.records.rules.advice import NewAdvice
from crossing.todo.models import Chase, Task
from tests.records.build import TODAY, a_child, a_concern, sealed

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
