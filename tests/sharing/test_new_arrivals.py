"""What is new at home: a list of its own, so that it costs the same however much was received."""

import pytest
from django.db import ProgrammingError, connection, transaction

from crossing.sharing.models import Arrival
from crossing.sharing.queries.home import unread
from tests.records.build import a_child
from tests.sharing import build

pytestmark = pytest.mark.django_db


@pytest.fixture
def shared(acting):
    """What Lena shared with Omar's team about Amina."""
    return build.an_answer(acting, build.a_request(acting), a_child(acting))


def test_it_is_new_until_the_first_of_them_opens_it(acting, shared):
    for short in ("omar", "sam"):
        with acting(short) as person:
            assert [one.pk for one in unread(person, 6)] == [shared.pk]
    build.opened(acting, shared)
    with acting("sam") as sam:
        assert unread(sam, 6) == []


@pytest.mark.parametrize("who", ["lena", "otto", "rita"])
def test_nobody_but_the_recipient_sees_that_it_waits(acting, shared, who):
    with acting(who):
        assert not Arrival.objects.exists()
        assert Arrival.objects.all().delete()[0] == 0


def test_only_the_sender_puts_it_there_and_only_for_the_recipient(acting, shared):
    for who, org in (("omar", "police"), ("otto", "otherpolice"), ("lena", "otherpolice")):
        with acting(who), pytest.raises(ProgrammingError), transaction.atomic():
            put(build.org(org).pk, shared.pk)


def put(org, disclosure):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO sharing_arrival (id, org_id, disclosure_id)"
            " VALUES (gen_random_uuid(), %s, %s)",
            [org, disclosure],
        )
