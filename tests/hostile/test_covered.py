"""Words that were covered: they are nowhere on the other side, in no form and in no place."""

import pytest
from django.db import ProgrammingError, connection, transaction

from crossing.database.open_tables import OPEN_TABLES
from crossing.records import commands as records
from crossing.records.rules import NewRelative
from crossing.sharing.commands.decide import decide
from crossing.sharing.commands.work import Chosen
from crossing.sharing.models import Deliberation
from crossing.sharing.rules import Outcome
from tests import make
from tests.databases import owner
from tests.hostile.conftest import Attacker
from tests.records.build import a_child
from tests.sharing.build import a_request, work_on

COVERED = ("Zebedee", "Quillfeather", "Marrowgate", "07700 900555", "swordfish")
TEXT = "Seen with Zebedee Quillfeather of 9 Marrowgate Lane, 07700 900555. The word is swordfish."


@pytest.fixture(scope="module")
def shared(module_database):
    """A copy that Omar has, of an entry that names somebody else in every part of it."""
    child = a_child(make.acting)
    asked = a_request(make.acting)
    with make.acting("lena") as lena:
        child.refresh_from_db()
        records.add_relative(child, NewRelative("Zebedee Quillfeather", "uncle"), by=lena)
        words = Chosen(
            "About Zebedee", TEXT, "include", "fact", "ordinary", source="Zebedee, uncle"
        )
        work = Deliberation.objects.get(request=asked.pk)
        long = Chosen("qz." * 80, "Nobody.", "include", "fact", "ordinary")  # longer once covered
        words, more = [words, long], {"cover_words": ["swordfish", "qz"]}
        work = work_on(work, lena, child, Outcome.SHARE_ALL, words, **more)
        others = {one.key: {"treatment": "cover", "why": ""} for one in desk(lena, work).named}
        work = work_on(work, lena, child, Outcome.SHARE_ALL, words, others=others, **more)
        return decide(work, by=lena).disclosure


def desk(person, work):
    from crossing.sharing.queries.mine import desk_for

    return desk_for(person, work.pk)


def leaks(text):
    return [word for word in COVERED if word.lower() in text.lower()]


def everything_read():
    """Every row that whoever acts can read, as text."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        for (table,) in cursor.fetchall():
            try:
                with transaction.atomic():
                    cursor.execute(f'SELECT t::text FROM "{table}" t')
                    yield table, " ".join(row for (row,) in cursor.fetchall())
            except ProgrammingError:  # the app may not read this table at all
                continue


def test_they_are_in_no_row_that_the_recipient_can_read(shared):
    with make.acting("omar"):
        found = {table: leaks(text) for table, text in everything_read()}
    assert {table: words for table, words in found.items() if words} == {}


def test_they_are_on_no_page_of_the_recipients(shared):
    omar = Attacker("omar")
    page = f"/sharing/disclosure/{shared.pk}"
    lists = ["/", "/sharing/received", f"/sharing/request/{shared.request_id}", "/sharing/asked"]
    then = [(f"{page}/accept", {}), (page,), (f"{page}/attach",), *((each,) for each in lists)]
    answers = omar.send(page, then=then)
    assert "█████" not in answers[1].content.decode()
    assert b"Seen with" in answers[2].content
    for answer in answers:
        assert leaks(answer.content.decode() + str(answer.headers)) == []


def test_they_are_in_no_log_job_message_nor_final_row(shared):
    with owner(connection.settings_dict["NAME"]) as everything:
        for table in (
            *("audit_auditevent", "audit_auditlink", "notify_message", "procrastinate_jobs"),
            *("sharing_decision", "sharing_disclosure", "sharing_discloseditem", "site_cache"),
            "django_session",
        ):
            rows = everything.execute(f"SELECT t::text FROM {table} t").fetchall()
            assert leaks(str(rows)) == [], table


def test_the_tables_of_everybody_are_among_those_that_were_read(shared):
    with make.acting("omar"):
        read = {table for table, _text in everything_read()}
    assert {"sharing_discloseditem", *OPEN_TABLES} - read <= NEVER_READ


NEVER_READ = {
    *("database_test_clock", "auth_group", "auth_group_permissions", "auth_permission"),
    *("django_migrations", "account_emailconfirmation"),
}
