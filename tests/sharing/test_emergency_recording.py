"""The full record of what was shared at once: a decision on what was sent, within 24 hours."""

import pytest
from django.db import transaction

from crossing.core.errors import Denied, Invalid, NotThere, WrongState
from crossing.records.models import Child, Entry
from crossing.sharing.commands.decide import decide
from crossing.sharing.commands.deliberate import declare_connection
from crossing.sharing.models import (
    Arrival,
    Decision,
    Deliberation,
    Disclosure,
    Emergency,
)
from crossing.sharing.queries import emergency as queries
from crossing.sharing.queries.mine import desk_for
from crossing.site.home import sections
from crossing.todo.rules import Matter
from tests import make
from tests.records.build import a_child
from tests.sharing.deciding import KIT, rolls
from tests.sharing.urgent import (
    RECORD,
    THREAT,
    TOLD,
    an_emergency,
    chased,
    clock,
    proposed_and_confirmed,
    record_of,
    recorded,
    reviewed,
)


def test_the_record_is_a_decision_on_what_was_sent_and_nothing_is_sent_twice(acting, amina):
    shared = an_emergency(acting, amina)
    decision = recorded(acting, shared, amina, difference="He was in a grey car.")
    assert decision.disclosure_id == shared.pk
    assert [item["text"] for item in decision.items] == [THREAT, TOLD]
    assert decision.answer["difference"] == "He was in a grey car."
    assert decision.law["ends_on"]
    with acting("omar"):
        assert Disclosure.objects.count() == Arrival.objects.count() == 1
    with acting("lena"):
        assert Entry.objects.filter(child=amina, kind="shared").count() == 1
    assert clock(acting, shared).status == "recorded"
    assert Matter.EMERGENCY_RECORD not in chased(acting)
    assert Matter.EMERGENCY_REVIEW in chased(acting)


def test_the_record_says_which_child_it_was_and_the_line_goes_there(acting, amina):
    shared = an_emergency(acting)
    decision = recorded(acting, shared, amina)
    with acting("lena"):
        assert Entry.objects.get(child=amina).ref == shared.pk
        assert decision.child == Child.objects.get(pk=amina.pk)


def test_a_child_whom_nobody_here_knows_is_recorded_too(acting):
    shared = an_emergency(acting)
    assert recorded(acting, shared, is_our_child="no").child is None


def test_whoever_else_was_named_is_said_and_the_text_stays_as_it_was_sent(acting):
    amina = rolls(acting)
    text = "Kit Brown is with her."
    shared = an_emergency(acting, amina, told=text)
    with acting("lena") as lena:
        with pytest.raises(Invalid) as refused:
            decide(record_of(shared, amina)(lena), by=lena)
        assert list(refused.value.problems) == ["others-0-treatment"]
        (kit,) = desk_for(lena, shared.deliberation_id).named
        others = {kit.key: {"treatment": "cover", "why": ""}}
        decision = decide(record_of(shared, amina, others=others)(lena), by=lena)
    assert kit.text == KIT
    assert decision.items[1]["text"] == text
    assert decision.answer["others"][0]["treatment"] == "cover"


def test_choosing_another_child_leaves_what_was_sent(acting, amina):
    other = a_child(acting, given="Noor", family="Haddad")
    shared = an_emergency(acting, amina)
    recorded(acting, shared, other)
    with acting("lena"):
        assert Entry.objects.filter(ref=shared.pk).count() == 2


def test_a_record_with_something_missing_is_not_written(acting, amina):
    shared = an_emergency(acting, amina)
    with pytest.raises(Invalid):
        recorded(acting, shared, amina, reason_kept="")
    assert clock(acting, shared).status == "shared"


def test_the_record_is_written_once(acting, amina):
    shared = an_emergency(acting, amina)
    recorded(acting, shared, amina)
    with pytest.raises(WrongState):
        recorded(acting, shared, amina, by="dev")


def test_a_teacher_writes_no_record(acting, amina):
    shared = an_emergency(acting, amina)
    with pytest.raises((Denied, NotThere, Deliberation.DoesNotExist)):
        recorded(acting, shared, amina, by="tom")


def test_the_police_propose_the_record_and_another_confirms(acting):
    child = a_child(acting, by="omar")
    shared = an_emergency(acting, child, by="omar", to="northfield")
    decision = proposed_and_confirmed(acting, shared, child)
    assert decision.proposed_by_name.startswith("Omar Aziz")
    assert clock(acting, shared, by="sam").status == "recorded"
    with acting("sam") as sam:
        assert queries.writer_of(shared) != sam.id
    reviewed(acting, shared, by="sam")
    assert clock(acting, shared, by="sam").status == "closed"


def test_the_register_holds_it_before_there_is_a_decision(acting, amina):
    shared = an_emergency(acting, amina)
    with acting("lena") as lena:
        assert [one.pk for one in queries.unrecorded(lena)] == [shared.pk]
        assert [one.pk for one in queries.unrecorded_about(lena, amina.pk)] == [shared.pk]
    recorded(acting, shared, amina)
    with acting("lena") as lena:
        assert not queries.unrecorded(lena).exists()
        assert Decision.objects.count() == 1


def test_the_record_needs_what_the_page_could_not_ask(acting, amina):
    """Every answer of the record is needed: none was worked out by the page."""
    shared = an_emergency(acting, amina)
    for name in ("connected", "harms", "child_view", "family_told", "reason_kept"):
        with pytest.raises(Invalid), transaction.atomic():
            recorded(acting, shared, amina, **{name: None if name == "connected" else ""})
    assert set(RECORD) >= {"connected", "reason_kept"}


@pytest.mark.usefixtures("live_database")
def test_where_everybody_is_connected_the_outside_decider_writes_the_record():
    child = a_child(make.acting)
    shared = an_emergency(make.acting, child)
    for short in ("lena", "dev", "hugh"):
        with make.acting(short) as person:
            declare_connection(Deliberation.objects.get(pk=shared.deliberation_id), by=person)
    with make.acting("lena") as lena:
        assert not queries.emergencies(lena).exists()
    recorded(make.acting, shared, child, by="una")
    assert clock(make.acting, shared).status == "recorded"
    with make.acting("una"):
        assert not Emergency.objects.exists()


def test_its_record_stands_on_home_once_among_the_emergencies(acting):
    an_emergency(acting, a_child(acting))
    with acting("lena") as lena:
        shown = [str(one.title) for one in sections(lena) if one.rows]
    assert shown.count("Emergencies") == 1
    assert "Waiting for us" not in shown
