"""The list of what was destroyed: ids and moments, outside the database."""

import json

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from crossing.core.clock import now
from crossing.sharing import tasks
from crossing.sharing.commands.receive import unseal
from crossing.sharing.models import DisclosedItem
from crossing.sharing.queries.receive import disclosure_for
from tests.records.build import a_child
from tests.sharing import build, mending

pytestmark = pytest.mark.django_db


@pytest.fixture
def listed(settings, tmp_path):
    settings.ERASED_LIST = tmp_path / "apart" / "erased.jsonl"
    return settings.ERASED_LIST


@pytest.fixture
def shared(acting):
    return build.an_answer(acting, build.a_request(acting), a_child(acting))


def lines(listed):
    return [json.loads(line) for line in listed.read_text().splitlines()]


def test_what_is_destroyed_is_listed_once_without_a_word_about_anybody(acting, shared, listed):
    tasks.list_destroyed.func(timestamp=0)
    assert lines(listed) == []
    mending.destroyed(acting, mending.a_breach(acting, shared))
    for _twice in range(2):
        tasks.list_destroyed.func(timestamp=0)
        assert [one.keys() for one in lines(listed)] == [{"disclosure", "at"}]
    assert lines(listed)[0]["disclosure"] == str(shared.pk)
    assert listed.stat().st_mode & 0o777 == 0o600


def test_a_line_is_never_taken_away_and_one_that_is_missing_comes_back(acting, shared, listed):
    other = {"disclosure": str(a_child(acting).pk), "at": now().isoformat()}
    listed.parent.mkdir()
    listed.write_text(json.dumps(other) + "\n")
    mending.destroyed(acting, mending.a_breach(acting, shared))
    tasks.list_destroyed.func(timestamp=0)
    assert [one["disclosure"] for one in lines(listed)] == [other["disclosure"], str(shared.pk)]


def test_a_list_that_cannot_be_read_is_not_written_over(listed):
    listed.parent.mkdir()
    listed.write_text('{"disclosure": "x"}\n')
    with pytest.raises(ValueError, match="is not a list of what was destroyed"):
        tasks.list_destroyed.func(timestamp=0)
    assert listed.read_text() == '{"disclosure": "x"}\n'


def test_nobody_but_the_owner_destroys_without_a_confirmation(acting, shared):
    for who in ("lena", "omar", "rita"):
        with acting(who), pytest.raises(DatabaseError, match="denied"), transaction.atomic():
            connection.cursor().execute("SELECT destroy_words(%s, now())", [shared.pk])
    with acting("lena"):
        assert DisclosedItem.objects.get(disclosure=shared.pk).text


def test_the_sender_reads_that_it_is_destroyed(acting, shared, signed_in):
    mending.destroyed(acting, mending.a_breach(acting, shared))
    with acting("lena") as lena:
        unseal(disclosure_for(lena, shared.pk), "A complaint.", by=lena)
    page = signed_in("lena").get(reverse("sharing:disclosure", args=[shared.pk])).content.decode()
    assert "Destroyed: it had gone to the wrong place</h3>" in page
