"""Plain SQL as the app: writing in another's name, or into what is another's."""

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from tests.make import acting, org

REPLY = (
    "INSERT INTO sharing_reply (id, request_id, asker_id, holder_id, told, reason, would_change,"
    " by_name, at) VALUES (gen_random_uuid(), %(open)s, %(police)s, %(mine)s, 'nothing', '', '',"
    " 'Lena Hart', now())"
)
QUESTION = (
    "INSERT INTO sharing_question (id, {about}_id, from_org_id, to_org_id, text, by_name, at,"
    " answer, answered_by_name) VALUES (gen_random_uuid(), %({row})s, %(mine)s, %(police)s, 'x',"
    " 'Lena Hart', now(), '', '')"
)
ITEM = (
    "INSERT INTO sharing_discloseditem (id, disclosure_id, position, title, source, basis,"
    " data_class, childs_words, text) VALUES (gen_random_uuid(), %(shared)s, 9, 'x', '', 'fact',"
    " 'ordinary', false, 'x')"
)
WORK = (
    "INSERT INTO sharing_deliberation (id, org_id, request_id, route, recipient_id,"
    " outside_recipient, status, answers, started_at, due_at, proposed_by_name, returned_reason,"
    " outside, version) VALUES (gen_random_uuid(), %(northfield)s, %(unsent)s, 'asked', %(to)s, '',"
    " '{status}', '{answers}', now(), now(), '', '', false, 1)"
)
MEMBER = (
    "INSERT INTO partnership_membership (id, org_id, account_id, name, role, title, starts_on,"
    " created_by, created_at) VALUES (gen_random_uuid(), %(northfield)s, %(me)s, 'x', '{role}', '',"
    " current_date, 'x', now())"
)
RECEIPT = (
    "INSERT INTO sharing_receipt (id, disclosure_id, org_id, account_id, by_name, kind, text, at)"
    " VALUES (gen_random_uuid(), %(shared)s, %({org})s, %({who})s, 'x', 'followed', '', now())"
)


@pytest.fixture(scope="module")
def ids(w):
    with acting("sam") as sam:
        found = {"police": sam.acting_at, "sam": sam.id, "northfield": org("northfield").pk}
    found |= {"open": w.open.pk, "shared": w.disclosure.pk, "unsent": w.authority.pk}
    return found


@pytest.mark.parametrize(
    ("short", "sql"),
    [
        ("rita", REPLY),  # to a question that was asked of Northfield
        ("rita", QUESTION.format(about="request", row="open")),
        ("rita", QUESTION.format(about="disclosure", row="shared")),
        ("lena", ITEM),  # into a copy that is frozen
        ("rita", ITEM),
        ("omar", WORK.format(status="decided", answers="{}")),
        ("omar", WORK.format(status="new", answers='{"connected": false}')),
        ("nora", MEMBER.format(role="dsl")),
        ("pia", MEMBER.format(role="administrator")),
        ("tom", MEMBER.format(role="dsl")),
        ("omar", RECEIPT.format(org="police", who="sam")),
        ("lena", RECEIPT.format(org="mine", who="me")),
        ("rita", RECEIPT.format(org="mine", who="me")),
    ],
)
def test_nobody_writes_in_anothers_name(ids, short, sql):
    with pytest.raises((ProgrammingError, IntegrityError)):
        write(ids, short, sql)


def write(ids, short, sql):
    with transaction.atomic(), acting(short) as person, connection.cursor() as cursor:
        mine = {"me": person.id, "mine": person.acting_at, "to": person.acting_at}
        cursor.execute(sql, ids | mine)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_an_administrator_does_not_make_their_own_role_last(ids):
    with acting("nora") as nora, connection.cursor() as cursor:
        sql = "UPDATE partnership_membership SET ends_on = '2099-01-01' WHERE account_id = %s"
        cursor.execute(sql, [nora.id])
        assert cursor.rowcount == 0


def test_words_about_a_sealed_child_are_not_there_for_a_deputy(w):
    from crossing.records.commands import seal
    from crossing.records.models import Child
    from crossing.sharing.models import DeliberationItem

    with transaction.atomic():
        with acting("lena") as lena:
            seal(Child.objects.get(pk=w.child.pk), True, by=lena)
            assert DeliberationItem.objects.filter(deliberation=w.ready.pk).exists()
        with acting("dev"):
            assert not DeliberationItem.objects.filter(deliberation=w.ready.pk).exists()
        transaction.set_rollback(True)


SIGN = "UPDATE sharing_informationrequest SET {} WHERE id = %({})s"
CLOSE = "UPDATE sharing_disclosure SET {} WHERE id = %(shared)s"
CLOSED = "closed_at = now(), closed_by_name = 'Lena Hart', closed_reason = 'x'"


@pytest.mark.parametrize(
    ("short", "sql"),
    [
        ("omar", SIGN.format("authorised_by_name = 'Ines', authorised_at = now()", "unsent")),
        ("omar", SIGN.format("status = 'open', sent_at = now()", "unsent")),
        ("sam", SIGN.format("status = 'open', sent_at = now()", "unsent")),
        ("lena", SIGN.format("authorised_by_name = 'Ines'", "open")),
        ("lena", SIGN.format("status = 'withdrawn'", "open")),
        ("lena", SIGN.format("status = 'narrowed'", "open")),
        ("lena", SIGN.format("status = 'awaiting_authority'", "open")),
    ],
)
def test_each_side_takes_its_own_steps_alone(ids, short, sql):
    with pytest.raises(ProgrammingError):
        write(ids, short, sql)


def test_the_steps_that_each_side_may_take(ids):
    signed = "authorised_by_name = 'Ines', authorised_at = now(), status = 'open', sent_at = now()"
    for short, sql in (
        ("ines", SIGN.format(signed, "unsent")),
        ("omar", SIGN.format("status = 'withdrawn', ended_at = now()", "open")),
        ("lena", SIGN.format("status = 'answered', ended_at = now()", "open")),
    ):
        with transaction.atomic(), acting(short), connection.cursor() as cursor:
            cursor.execute(sql, ids)
            assert cursor.rowcount == 1
            transaction.set_rollback(True)


@pytest.mark.parametrize(
    "change", ["closed_at = NULL", "closed_at = now() + '1 day'", "closed_reason = 'y'"]
)
def test_what_was_taken_back_is_never_opened_again(ids, change):
    both = f"{CLOSE.format(CLOSED)}; {CLOSE.format(change)}"
    write_nothing(ids, CLOSE.format(CLOSED))
    with pytest.raises(ProgrammingError, match="stays closed"):
        write_nothing(ids, both)


def write_nothing(ids, sql):
    """It goes through, and is undone."""
    with transaction.atomic(), acting("lena"), connection.cursor() as cursor:
        for one in sql.split(";"):
            cursor.execute(one, ids)
            assert cursor.rowcount == 1
        transaction.set_rollback(True)
