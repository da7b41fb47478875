"""Sharing about a child in danger: the database’s own lock."""

import datetime
from uuid import uuid4

import pytest
from django.db import Error, transaction

from crossing.sharing.models import (
    Disclosure,
    Emergency,
    EmergencyClock,
    EmergencyReview,
)
from tests.make import org
from tests.sharing.urgent import (
    an_emergency,
    recorded,
)


@pytest.fixture
def written(acting, amina):
    shared = an_emergency(acting, amina)
    recorded(acting, shared, amina)
    return shared


def refused_by_the_database(write):
    with pytest.raises(Error), transaction.atomic():
        write()


def test_the_database_closes_nothing_without_record_and_review(acting, amina, written):
    early = an_emergency(acting, amina)
    with acting("lena"):
        moment = EmergencyClock.objects.get(emergency=written.pk).shared_at
        recorded_only = EmergencyClock.objects.filter(emergency=written.pk)
        fresh = EmergencyClock.objects.filter(emergency=early.pk)
        done = {"status": "closed", "recorded_at": moment, "closed_at": moment}
        refused_by_the_database(lambda: fresh.update(status="recorded", recorded_at=moment))
        refused_by_the_database(lambda: fresh.update(status="closed", closed_at=moment))
        refused_by_the_database(lambda: recorded_only.update(status="closed", closed_at=moment))
        refused_by_the_database(lambda: recorded_only.update(**done))


def test_the_database_takes_no_review_from_who_shared_or_wrote(acting, written):
    def write(person):
        EmergencyReview(
            org_id=person.place,
            emergency_id=written.pk,
            by_id=person.id,
            at=datetime.datetime.now(datetime.UTC),
            differently="x",
        ).save(force_insert=True)

    for short in ("lena", "tom", "rita"):
        with acting(short) as person:
            refused_by_the_database(lambda person=person: write(person))


def test_a_teacher_writes_nothing_but_an_emergency_past_the_code(acting, amina):
    shared = an_emergency(acting, amina)
    with acting("tom"):
        for changes in ({"route": "unasked"}, {"sender_id": org("police").pk}):
            again = Disclosure.objects.get()
            again.pk = uuid4()
            for name, value in changes.items():
                setattr(again, name, value)
            refused_by_the_database(lambda again=again: again.save(force_insert=True))
        mine = Disclosure.objects.filter(pk=shared.pk)
        assert mine.update(closed_by_name="Tom Reed") == 0


def test_what_was_shared_is_written_once(acting, amina):
    shared = an_emergency(acting, amina)
    with acting("tom"):
        refused_by_the_database(lambda: Emergency.objects.filter(pk=shared.pk).update(phone="1"))
