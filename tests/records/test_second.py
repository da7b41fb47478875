"""A second person: who may be one, and what happens where there is none."""

import datetime
from contextlib import suppress

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.urls import reverse

from crossing.core.clock import today
from crossing.core.errors import Denied
from crossing.database.acting import service
from crossing.notify.models import Message
from crossing.partnership import commands as partnership
from crossing.partnership.commands import NewMember
from crossing.partnership.models import Membership
from crossing.partnership.rules import Role
from crossing.records import commands, queries
from crossing.records.models import Child, Entry, JoinRequest, Move
from crossing.todo.models import Chase
from crossing.todo.queries import todo
from crossing.todo.rules import Matter
from tests.make import LONG_AGO, setting_up
from tests.records.build import a_child, an_entry, sealed
from tests.sharing.families import released, sent, started, written

ALONE = "Nobody else here may confirm this."


def joins(name, role, key="southgate"):
    with setting_up(key) as (place, by):
        new = NewMember(f"{name}@example.org", name.title(), role, starts_on=LONG_AGO)
        return partnership.invite(place, new, by=by)


@pytest.fixture
def alf(db):
    """The administrator of a school with one safeguarding lead, Rita."""
    joins("alf", Role.ADMINISTRATOR)


def two(acting, by):
    return a_child(acting, by=by), a_child(acting, "Bella", "Stone", by=by)


def move_asked(acting, pair, by, entry=None):
    entry = entry or an_entry(acting, pair[0], by=by)
    with acting(by) as person:
        wrong = commands.WrongChild(
            Entry.objects.select_related("child").get(pk=entry.pk), pair[1], "Mixed up."
        )
        return commands.ask_move(wrong, by=person)


def open_tasks(acting, short):
    with acting(short) as person:
        return set(todo(person).values_list("matter", flat=True))


def clocks(org):
    with service("clock", org):
        return set(Chase.objects.filter(ended_at=None).values_list("matter", flat=True))


# Who asks, who confirms


def test_an_officer_asks_and_the_sergeant_confirms(acting):
    pair = two(acting, "omar")
    move = move_asked(acting, pair, "omar")
    assert clocks(move.org_id) == {Matter.MOVE_TO_CONFIRM}
    assert open_tasks(acting, "sam") == {Matter.MOVE_TO_CONFIRM}
    with acting("omar") as omar, pytest.raises(Denied):
        commands.confirm_move(queries.move_for(omar, move.pk), by=omar)
    with acting("sam") as sam:
        commands.confirm_move(queries.move_for(sam, move.pk), by=sam)
        assert Entry.objects.get().child_id == pair[1].pk
    assert clocks(move.org_id) == set()


def test_whoever_asked_takes_it_back_and_a_colleague_does_not(acting):
    joins("olga", Role.OFFICER, "police")
    move = move_asked(acting, two(acting, "omar"), "omar")
    with acting("olga") as olga, pytest.raises(Denied):
        commands.refuse_move(queries.move_for(olga, move.pk), "No.", by=olga)
    with acting("omar") as omar:
        commands.refuse_move(queries.move_for(omar, move.pk), "I was wrong.", by=omar)
    assert clocks(move.org_id) == set()


@pytest.mark.parametrize(
    ("short", "ending"), [("olga", "refused"), ("olga", "confirmed"), ("omar", "confirmed")]
)
def test_the_database_ends_it_for_nobody_else(acting, short, ending):
    joins("olga", Role.OFFICER, "police")
    move = move_asked(acting, two(acting, "omar"), "omar")
    sql = "UPDATE records_move SET status = %s, ended_by_id = %s WHERE id = %s"
    with (
        acting(short) as person,
        suppress(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql, [ending, str(person.id), str(move.pk)])
    with acting("sam"):
        assert Move.objects.get(pk=move.pk).waits


def test_an_officer_is_shown_the_way_and_what_becomes_of_it(acting, signed_in):
    joins("olga", Role.OFFICER, "police")
    amina, bella = pair = two(acting, "omar")
    entry = an_entry(acting, amina, by="omar")
    omar = signed_in("omar")
    shown = omar.get(reverse("records:child", args=[amina.pk])).content.decode()
    href = reverse("records:ask_move", args=["note", entry.pk])
    assert href in shown
    assert ALONE not in omar.get(href).content.decode()
    sent = {"reason": "Mixed up.", "known": "yes", "who": "Bella", "child": str(bella.pk)}
    answer = omar.post(href, sent)
    page = omar.get(answer.url).content.decode()
    assert "You can take it back." in page
    assert ALONE not in page
    colleague = signed_in("olga").get(answer.url).content.decode()
    assert "<form" not in colleague.split("<main")[1].split("</main")[0]
    assert pair[1].name in colleague


# Where there is nobody else


def test_where_nobody_else_may_confirm_the_administrator_names_somebody(acting, alf):
    pair = two(acting, "rita")
    move = move_asked(acting, pair, "rita")
    assert clocks(move.org_id) == {Matter.SECOND_PERSON}
    assert open_tasks(acting, "alf") == {Matter.SECOND_PERSON}
    assert Matter.MOVE_TO_CONFIRM not in open_tasks(acting, "rita")
    with service("mailer", move.org_id):
        assert Message.objects.filter(kind="waiting", permission="members.manage").exists()
    joins("mary", Role.DEPUTY)
    assert open_tasks(acting, "mary") == {Matter.MOVE_TO_CONFIRM}
    with acting("mary") as mary:
        commands.confirm_move(queries.move_for(mary, move.pk), by=mary)
    assert (open_tasks(acting, "alf"), clocks(move.org_id)) == (set(), set())


def test_taken_back_nobody_need_be_named(acting, alf):
    move = move_asked(acting, two(acting, "rita"), "rita")
    with acting("rita") as rita:
        commands.refuse_move(queries.move_for(rita, move.pk), "I was wrong.", by=rita)
    assert (open_tasks(acting, "alf"), clocks(move.org_id)) == (set(), set())


def test_the_pages_that_ask_say_so_before_one_asks(acting, signed_in, alf):
    amina, bella = two(acting, "rita")
    entry = an_entry(acting, amina, by="rita")
    rita = signed_in("rita")
    assert ALONE in rita.get(reverse("records:ask_move", args=["note", entry.pk])).content.decode()
    compare = reverse("records:compare", args=[amina.pk, bella.pk])
    assert ALONE in rita.get(compare).content.decode()
    move = move_asked(acting, (amina, bella), "rita", entry)
    assert ALONE in rita.get(reverse("sharing:move", args=[move.pk])).content.decode()


def test_two_records_wait_for_somebody_in_the_same_way(acting, signed_in, alf):
    amina, bella = two(acting, "rita")
    with acting("rita") as rita:
        asked = commands.ask_join(commands.NewJoin(amina, bella, "One number."), by=rita)
    assert clocks(asked.org_id) == {Matter.SECOND_PERSON}
    page = signed_in("rita").get(reverse("records:join", args=[asked.pk])).content.decode()
    assert ALONE in page
    joins("mary", Role.DEPUTY)
    with acting("mary") as mary:
        join = commands.confirm_join(JoinRequest.objects.get(pk=asked.pk), by=mary)
    assert clocks(asked.org_id) == set()
    apart = reverse("records:apart", args=[join.pk])
    assert ALONE not in signed_in("rita").get(apart).content.decode()
    with acting("alf") as alf_:
        gone = Membership.objects.get(org=alf_.place, account__email="mary@example.org")
        partnership.end_membership(gone, today() - datetime.timedelta(days=1), by=alf_)
    assert ALONE in signed_in("rita").get(apart).content.decode()
    with acting("rita") as rita:
        commands.ask_part(queries.join_for(rita, join.pk), "Two children.", [], by=rita)
    assert clocks(asked.org_id) == {Matter.SECOND_PERSON}


def test_a_sealed_record_needs_somebody_who_sees_it(acting):
    with acting("nora") as nora:
        gone = Membership.objects.get(account__email="hugh@example.org")
        partnership.end_membership(gone, today() - datetime.timedelta(days=1), by=nora)
    pair = two(acting, "lena")
    entry = an_entry(acting, pair[0])
    sealed(acting, pair[0])
    with acting("lena") as lena:
        assert not queries.asks_alone(lena, sealed=False)
        assert queries.asks_alone(lena, sealed=True)
    move = move_asked(acting, pair, "lena", entry)
    assert clocks(move.org_id) == {Matter.SECOND_PERSON}
    assert open_tasks(acting, "dev") == set()


def test_a_sealed_record_is_confirmed_by_whoever_sees_it(acting):
    pair = two(acting, "lena")
    sealed(acting, pair[0])
    move = move_asked(acting, pair, "lena")
    assert clocks(move.org_id) == {Matter.MOVE_TO_CONFIRM}
    assert open_tasks(acting, "hugh") == {Matter.MOVE_TO_CONFIRM}


def test_a_page_for_a_family_waits_in_the_same_way(acting, signed_in, alf):
    amina = a_child(acting, by="rita")
    page = started(acting, amina, by="rita")
    address = reverse("sharing:family", args=[page.pk])
    assert ALONE in signed_in("rita").get(address).content.decode()
    written(acting, page, by="rita")
    sent(acting, page, by="rita")
    assert ALONE in signed_in("rita").get(address).content.decode()
    assert open_tasks(acting, "alf") == {Matter.SECOND_PERSON}
    joins("mary", Role.DEPUTY)
    assert ALONE not in signed_in("rita").get(address).content.decode()
    released(acting, page, by="mary")
    assert (open_tasks(acting, "alf"), clocks(page.org_id)) == (set(), set())


def test_its_author_takes_a_page_for_a_family_back_even_when_it_may_not_be_written_any_more(
    acting, signed_in, alf
):
    amina = a_child(acting, by="rita")
    page = started(acting, amina, by="rita")
    written(acting, page, by="rita")
    sent(acting, page, by="rita")
    sealed(acting, amina, by="rita")
    address = reverse("sharing:take_back_family", args=[page.pk])
    signed_in("rita").post(address)
    assert (open_tasks(acting, "alf"), clocks(page.org_id)) == (set(), set())
    assert signed_in("rita").post(address).status_code == 409


def test_nobody_else_takes_it_back(acting, signed_in):
    page = started(acting, a_child(acting))
    written(acting, page)
    sent(acting, page)
    address = reverse("sharing:take_back_family", args=[page.pk])
    assert signed_in("dev").post(address).status_code == 403
    released(acting, page)
    assert signed_in("lena").post(address).status_code == 409


def test_the_administrators_page_says_what_to_do(acting, signed_in, alf):
    move_asked(acting, two(acting, "rita"), "rita")
    with acting("alf") as alf_:
        task = todo(alf_).get()
    page = signed_in("alf").get(reverse("todo:task", args=[task.pk])).content.decode()
    assert "nobody else here may confirm it" in page
    assert reverse("partnership:people") in page


# Who had read it


def test_whoever_had_read_it_is_sent_a_message_and_the_movers_see_who_has_not_seen_it(
    acting, signed_in
):
    amina, bella = two(acting, "lena")
    entry = an_entry(acting, amina, by="dev")
    with acting("hugh") as hugh:
        commands.open_child(Child.objects.get(pk=amina.pk), by=hugh)
    move = move_asked(acting, (amina, bella), "lena", entry)
    with acting("hugh") as hugh:
        commands.confirm_move(queries.move_for(hugh, move.pk), by=hugh)
    with acting("dev") as dev:
        (notice,) = queries.notices(dev)
        told = dev.id
    with service("mailer", move.org_id):
        assert Message.objects.filter(kind="waiting", account_id=told).count() == 1
    home = signed_in("dev").get(reverse("site:home")).content.decode()  # he stands back
    assert "An entry that you read was about a different child" in home
    address = reverse("sharing:move", args=[move.pk])
    assert "Dev Patel has not seen it yet" in signed_in("lena").get(address).content.decode()
    with acting("dev") as dev:
        commands.see_notice(notice, by=dev)
    assert "Dev Patel has seen it" in signed_in("lena").get(address).content.decode()
