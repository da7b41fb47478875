"""Attacks on disagreements, breaches, emergencies, pages for a family and letting somebody in."""

import datetime

import pytest
from django.db import DatabaseError, connection, transaction

from crossing.core.clock import today
from crossing.core.errors import NotThere, WrongState
from crossing.partnership import commands as partnership
from crossing.partnership.commands import NewMember
from crossing.partnership.queries import organisation_of, person_at
from crossing.partnership.rules import Role
from crossing.records import commands as records
from crossing.records import queries as records_queries
from crossing.records.commands import seal
from crossing.records.models import Child
from crossing.records.queries.advice import About
from crossing.records.rules.advice import NewAdvice
from crossing.sharing.commands.deliberate import declare_connection
from crossing.sharing.commands.emergency import ShareNow, share_now
from crossing.sharing.models import Deliberation, Disclosure, Emergency
from crossing.sharing.queries import breach as breaches
from crossing.sharing.queries.disagree import disagreement_for, disagreement_list
from tests import make
from tests.make import org
from tests.partnership.build import a_recovery, membership
from tests.records.build import a_child
from tests.sharing import build
from tests.sharing.disagreeing import a_disagreement, about_what_came_of_it
from tests.sharing.families import started
from tests.sharing.mending import a_breach
from tests.sharing.urgent import an_emergency, answers, recorded

ITEM = (
    "INSERT INTO sharing_discloseditem (id, disclosure_id, position, title, source, basis,"
    " data_class, childs_words, text) VALUES (gen_random_uuid(), %s, 9, 'x', '', 'fact',"
    " 'ordinary', false, 'x')"
)


def sealed(acting, child):
    with acting("lena") as lena:
        seal(Child.objects.get(pk=child.pk), True, by=lena)


def sees(acting, short, case):
    with acting(short) as person:
        listed = [one.pk for one in disagreement_list(person).items]
        try:
            disagreement_for(person, case.pk)
        except NotThere:
            assert case.pk not in listed
            return False
        return case.pk in listed


def test_a_disagreement_about_an_answer_hides_the_holders_sealed_child(acting):
    child = a_child(acting)
    case = a_disagreement(acting, child=child)
    assert sees(acting, "dev", case)
    sealed(acting, child)
    assert [sees(acting, short, case) for short in ("dev", "lena", "omar")] == [False, True, True]


def test_a_disagreement_about_what_was_sent_hides_the_senders_sealed_child(acting):
    case = about_what_came_of_it(acting)
    assert sees(acting, "dev", case)
    with acting("lena"):
        child = Child.objects.get()
    sealed(acting, child)
    assert [sees(acting, short, case) for short in ("dev", "lena", "omar")] == [False, True, True]


def test_what_went_to_the_wrong_place_takes_its_disagreement_with_it(acting):
    case = about_what_came_of_it(acting)
    with acting("lena"):
        shared = Disclosure.objects.get()
    a_breach(acting, shared)
    assert [sees(acting, short, case) for short in ("omar", "lena")] == [False, True]


def test_an_auditor_who_is_also_a_deputy_finds_no_sealed_child_in_a_breach(acting):
    child = a_child(acting)
    shared = build.an_answer(acting, build.a_request(acting), child)
    breach = a_breach(acting, shared)
    with acting("nora") as nora:
        new = NewMember("dev@example.org", "Dev Patel", Role.AUDITOR)
        partnership.invite(organisation_of(nora), new, by=nora)
    sealed(acting, child)
    with acting("dev") as dev:
        both = person_at(dev.id, dev.acting_at) or dev
        it = breaches.breach_for(both, breach.pk)
        assert it.shared is None


def test_somebody_who_left_is_not_let_in_by_where_they_worked(acting):
    open_still = a_recovery(acting, about="tom")
    with acting("nora") as nora:
        yesterday = today() - datetime.timedelta(days=1)
        partnership.end_membership(membership("tom"), yesterday, by=nora)
        for short in ("tom", "eve"):
            with pytest.raises(WrongState):
                partnership.ask_to_let_in(membership(short), "I know them.", by=nora)
    with acting("hugh") as hugh, pytest.raises(WrongState):
        partnership.confirm_letting_in(open_still, by=hugh)


def test_a_page_that_names_something_that_is_there_already_shares_nothing(acting):
    theirs = build.an_answer(acting, build.a_request(acting), a_child(acting))
    for short, key in (("tom", theirs.pk), ("rita", theirs.pk)):
        with acting(short) as person, pytest.raises(WrongState):
            share_now(ShareNow(key, answers(), None, org("police")), by=person)


def added(acting, short, shared):
    """Whether somebody adds words to a copy that was sent, as the app and past our code."""
    try:
        with transaction.atomic(), acting(short):
            connection.cursor().execute(ITEM, [shared.pk])
    except DatabaseError:
        return False
    return True


def test_nothing_is_added_to_the_copy_of_a_sealed_child_or_of_an_emergency(live_database):
    child = a_child(make.acting)
    shared = build.an_answer(make.acting, build.a_request(make.acting), child)
    urgent = an_emergency(make.acting)
    sealed(make.acting, child)
    assert [added(make.acting, "dev", one) for one in (shared, urgent)] == [False, False]
    recorded(make.acting, urgent)


def test_the_author_of_a_page_for_a_family_does_not_sign_it_away(acting):
    page = started(acting, a_child(acting))
    with acting("dev") as dev:
        other = dev.id
    sql = (
        "UPDATE sharing_familypage SET written_by_id = %s, status = 'released',"
        " checked_at = app_now(), checked_by_id = %s WHERE id = %s"
    )
    with acting("lena") as lena, pytest.raises(DatabaseError), transaction.atomic():
        connection.cursor().execute(sql, [other, lena.id, page.pk])


def test_somebody_close_to_the_family_reads_no_advice_about_its_decision(acting):
    asked = build.a_request(acting)
    with acting("ada") as ada:
        officer = ada.id
    with acting("lena") as lena:
        work = Deliberation.objects.get(request=asked.pk)
        about = About(work.org_id, None, "Amina Karim", deliberation=work.pk)
        advice = records.ask_advice(about, NewAdvice(officer, "Must we answer?"), by=lena)
    with acting("hugh") as hugh:
        assert records_queries.advice_for(hugh, advice.pk)
        declare_connection(work, by=hugh)
        with pytest.raises(NotThere):
            records_queries.advice_for(hugh, advice.pk)
    with acting("lena") as lena:
        assert records_queries.advice_for(lena, advice.pk)


def test_no_emergency_is_forged_beside_what_was_shared_in_the_ordinary_way(acting):
    child = a_child(acting)
    shared = build.an_answer(acting, build.a_request(acting), child)
    with acting("dev") as dev:
        work = Deliberation.objects.get(decision__disclosure=shared.pk)
        forged = Emergency(
            pk=shared.pk,
            org_id=dev.place,
            disclosure_id=shared.pk,
            deliberation=work,
            child_as_named="x",
            by_id=dev.id,
            by_name="x",
        )
        with pytest.raises(DatabaseError, match="sends at this moment"), transaction.atomic():
            forged.save(force_insert=True)
