"""Telling a family later: a day, a task, and what came of it. And the card for speaking to them."""

import datetime

import pytest

from crossing.core.errors import Denied, Invalid, NotThere, WrongState
from crossing.records import commands as records
from crossing.records.models import Child
from crossing.records.rules import NewDetails, NewRelative
from crossing.sharing.commands.telling import tell_family
from crossing.sharing.models import Decision, FamilyTelling
from crossing.sharing.queries.ledger import decision_for
from crossing.sharing.queries.telling import is_to_tell, tellings, what_they_know
from crossing.sharing.rules.telling import NewTelling
from crossing.todo.models import Chase, Task
from tests.records.build import a_child, flagged, sealed
from tests.sharing.build import a_request, an_answer

LATER, LAST = datetime.date(2026, 12, 10), datetime.date(2027, 1, 12)
NOT_TOLD = {
    "family_told": "not_told",
    "not_told_because": "prejudices",
    "look_again_on": LATER.isoformat(),
}


def untold(acting, child, **more):
    an_answer(acting, a_request(acting), child, **{**NOT_TOLD, **more})
    with acting("lena"):
        return Decision.objects.get()


def told(acting, decision, new, by="lena"):
    with acting(by) as person:
        return tell_family(decision_for(person, decision.pk), new, by=person)


def test_not_told_is_a_task_for_the_day_to_look_again(acting, amina):
    decision = untold(acting, amina)
    with acting("dev"):
        task = Task.objects.get(matter="family_to_tell", done_at=None)
        assert (task.about, task.due_at.date()) == (decision.pk, LATER)
        assert Chase.objects.get().due_at == task.due_at


def test_told_ends_it_and_is_kept(acting, amina):
    decision = untold(acting, amina)
    told(acting, decision, NewTelling(True, "Her mother", "At school, with her tutor."))
    with acting("lena"):
        assert Task.objects.get().done_at is not None
        assert tellings(decision)[0].who == "Her mother"
        assert not is_to_tell(decision)
    with pytest.raises(WrongState):
        told(acting, decision, NewTelling(True, "Her father", "By telephone."))


def test_still_not_told_takes_another_day_and_another_task(acting, amina):
    decision = untold(acting, amina)
    told(acting, decision, NewTelling(False, why="The trial goes on.", look_again_on=LAST))
    with acting("lena") as lena:
        assert is_to_tell(decision)
        assert Task.objects.get(done_at=None).due_at.date() == LAST
        assert FamilyTelling.objects.count() == 1
        (known,) = what_they_know(lena, Child.objects.get(pk=amina.pk))
        assert (known.because, known.told) == ("The trial goes on.", False)


def test_we_will_tell_them_is_a_task_within_days_until_it_is_written_down(acting, signed_in, amina):
    an_answer(acting, a_request(acting), amina, family_told="will_tell")
    with acting("dev"):
        decision, task = Decision.objects.get(), Task.objects.get()
        assert 5 <= (task.due_at.date() - decision.decided_at.date()).days <= 14
        assert Chase.objects.get().due_at == task.due_at
    client, page = signed_in("lena"), f"/sharing/decisions/{decision.pk}/family"
    card = client.get(f"/sharing/family/{amina.pk}").text
    assert "What we said that we will tell them" in card
    assert page in card
    assert "We said that we will tell them" in client.get(page).text
    late = {"look_again_on_day": "1", "look_again_on_month": "1", "look_again_on_year": "2036"}
    too_far = client.post(page, {"told": "no", "why": "She is away.", **late})
    assert "Look again sooner: at most 6 months from today" in too_far.text
    said = {"told": "yes", "who": "Her mother", "how": "By telephone."}
    assert client.post(page, said).status_code == 302
    with acting("dev"):
        assert Task.objects.get().done_at
        assert Chase.objects.get().ended_at
    assert page not in client.get(f"/sharing/family/{amina.pk}").text


def test_who_said_no_and_is_to_be_told_anyway_is_told_within_days(acting, amina):
    no = {"child_view": "disagrees", "competence": "yes", "still_share": True}
    no |= {"override_because": "She is not safe.", "tell_anyway": True}
    an_answer(acting, a_request(acting), amina, **no)
    with acting("lena"):
        decision = Decision.objects.get()
        assert is_to_tell(decision)
        assert Task.objects.get(matter="family_to_tell").about == decision.pk
    told(acting, decision, NewTelling(True, "Amina", "In the office."))
    with acting("lena"):
        assert not is_to_tell(decision)


def test_what_could_not_be_done_in_time_waits_for_nobody(acting, amina):
    because = {"family_told": "not_told", "not_told_because": "not_practicable"}
    an_answer(acting, a_request(acting), amina, **because)
    with acting("lena"):
        assert not is_to_tell(Decision.objects.get())
        assert not Task.objects.exists()


@pytest.mark.parametrize(
    ("new", "missing"),
    [
        (NewTelling(False, why="Yes", look_again_on=datetime.date(2036, 1, 1)), {"look_again_on"}),
        (NewTelling(True), {"who", "how"}),
        (NewTelling(False), {"why", "look_again_on"}),
        (NewTelling(False, why="Yes", look_again_on=datetime.date(2020, 1, 1)), {"look_again_on"}),
    ],
)
def test_what_is_missing_is_named(acting, amina, new, missing):
    decision = untold(acting, amina)
    with pytest.raises(Invalid) as refused:
        told(acting, decision, new)
    assert set(refused.value.problems) == missing


def test_who_was_told_then_is_not_told_later(acting, amina):
    an_answer(acting, a_request(acting), amina)
    with acting("lena"):
        decision = Decision.objects.get()
        assert not Task.objects.exists()
    with pytest.raises(WrongState):
        told(acting, decision, NewTelling(True, "Her mother", "By telephone."))


def test_strangers_tell_nobody(acting, amina):
    decision = untold(acting, amina)
    new = NewTelling(True, "Her mother", "By telephone.")
    with pytest.raises(NotThere):
        told(acting, decision, new, by="rita")
    with acting("tom") as tom, pytest.raises(Denied):
        tell_family(decision, new, by=tom)


def test_about_a_sealed_child_the_task_is_for_whoever_decided(acting, amina):
    sealed(acting, amina)
    untold(acting, amina)
    with acting("dev"):
        assert not Task.objects.exists()
    with acting("lena"):
        assert Task.objects.get().named == "Lena Hart"


# What they know


def test_what_a_family_knows_is_read_from_the_decisions(acting, amina):
    decision = untold(acting, amina)
    an_answer(acting, a_request(acting), amina, family_told="will_tell")
    with acting("lena") as lena:
        later, first = what_they_know(lena, Child.objects.get(pk=amina.pk))
        assert {later.will_be, first.will_be} == {True, False}
        assert {later.look_again_on, first.look_again_on} == {None, LATER}
        assert {later.waits, first.waits} == {True}
        assert {later.because, first.because} == {"", "It could harm the enquiry"}
    told(acting, decision, NewTelling(True, "Her mother", "At school."))
    with acting("lena") as lena:
        known = what_they_know(lena, Child.objects.get(pk=amina.pk))
        assert [one.decision.pk for one in known if one.told] == [decision.pk]


def test_the_card_says_whom_to_ring_and_what_not_to_mention(acting, signed_in, amina):
    decision = untold(acting, amina)
    flagged(acting, amina, no_parent=True, court=True)
    with acting("lena") as lena:
        carer = NewRelative("Zara Karim", "foster carer", "020 7946 0001", False)
        records.add_relative(amina, carer, by=lena)
        care = {"care_status": "looked_after", "placing_authority": "Riverside Council"}
        limits = {"court_limits": "Her father may not know her address.", "not_to_mention": "Bail"}
        records.change_details(amina, NewDetails(**care, **limits), by=lena)
    text = signed_in("lena").get(f"/sharing/family/{amina.pk}").content.decode()
    for words in ("Zara Karim", "Riverside Council", "may not know her address", "Bail"):
        assert words in text
    assert f"/sharing/decisions/{decision.pk}/family" in text


def test_what_a_flag_hides_is_hidden_on_the_card(acting, signed_in):
    child = a_child(acting, by="omar")
    with acting("sam") as sam:
        records.add_relative(child, NewRelative("Zara Karim", "mother"), by=sam)
        records.flag(Child.objects.get(pk=child.pk), True, False, by=sam)
    text = signed_in("omar").get(f"/sharing/family/{child.pk}").content.decode()
    assert "Zara Karim" not in text
    assert "Do not tell the family" in text


def test_the_page_of_looking_again(acting, signed_in, amina):
    decision = untold(acting, amina)
    page = f"/sharing/decisions/{decision.pk}/family"
    client = signed_in("lena")
    assert client.post(page, {"told": "yes"}).status_code == 422
    assert client.post(page, {}).status_code == 422
    yes = {"told": "yes", "who": "Her mother", "how": "At school."}
    assert client.post(page, yes).status_code == 302
    assert "told Her mother" in client.get(f"/sharing/decision/{decision.pk}").content.decode()
    assert "Nobody waits" in client.get(page).content.decode()
