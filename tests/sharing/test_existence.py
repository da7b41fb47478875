"""Do they know this child? Asked, limited, answered; as an outcome, and as a question."""

from dataclasses import replace

import pytest

from crossing.core.errors import Denied, Invalid, NotThere, WrongState
from crossing.partnership.models import Contact
from crossing.partnership.rules import Kind
from crossing.records.models import Entry
from crossing.sharing.models import Decision, Deliberation, Disclosure, Reply
from crossing.sharing.queries.counts import existence_counts, known_counts
from crossing.sharing.queries.existence import asked_often, counted
from crossing.sharing.rules import Answer, DataClass, OurChild, Outcome, Path, Purpose, path_for
from crossing.sharing.rules.asking import problems_of_ask
from crossing.sharing.rules.existence import LIMITS, Counted, class_of_knowing, limit_reached
from crossing.sharing.rules.path import count_pages, count_required
from tests.records.build import a_child
from tests.sharing import build
from tests.sharing.answers import ANSWER, CRIME, ON, RISK, found
from tests.sharing.knowing import KNOWING, counts, known, say

SAID = replace(ANSWER, items=(), outcome=Outcome.EXISTS, ring="a line")
ONLY = replace(SAID, existence=True, silence=None, child_view=None, family_told=None)


def test_the_path_has_three_pages_and_five_answers():
    path = path_for("school", Purpose.SAFEGUARD_CHILD_AT_RISK, existence=True)
    assert (count_pages(path), count_required(path)) == (3, 5)
    assert count_pages(Path.EXISTENCE) < count_pages(Path.PROPOSE) < count_pages(Path.ROUTINE)


def test_saying_that_we_know_the_child_needs_no_item_and_no_family_page():
    assert found(answer=replace(SAID, child_view=None, family_told=None)) == set()
    assert found(answer=ONLY) == set()


def test_it_names_who_to_ring_and_tells_nothing_else():
    assert found(answer=SAID, ring="") == {"ring"}
    assert found(answer=SAID, reason_told="She is often late.") == {"reason_told"}
    assert found(answer=replace(SAID, items=ANSWER.items)) == {"outcome"}


def test_it_can_be_said_of_our_own_child_alone():
    assert "outcome" in found(answer=ONLY, is_our_child=OurChild.NO)


def test_a_refusal_to_say_does_not_say_that_we_know_the_child():
    refused = replace(
        ONLY,
        is_our_child=OurChild.NO,
        outcome=Outcome.REFUSE,
        reason_told="We could not check who asks.",
        refusal_reasons=(next(iter(_reasons())),),
        would_change="Ring us.",
    )
    assert found(RISK, refused) == set()
    assert found(RISK, replace(refused, existence=False)) == {"outcome"}


def _reasons():
    from crossing.sharing.rules import RefusalReason

    return RefusalReason


@pytest.mark.parametrize(
    ("kind", "what"),
    [
        (Kind.SCHOOL, DataClass.ORDINARY),
        (Kind.POLICE, DataClass.CRIMINAL),
        (Kind.HEALTH, DataClass.SPECIAL),
    ],
)
def test_to_be_known_says_something_about_a_child(kind, what):
    assert class_of_knowing(kind) == what


def test_the_question_is_about_one_named_child_with_a_reason():
    ask = build.new_ask(**KNOWING, asker="police")
    assert problems_of_ask(ask, ON) == {}
    assert set(problems_of_ask(replace(ask, why=" ", given_names="All"), ON)) == {
        "why",
        "given_names",
    }
    assert set(problems_of_ask(replace(ask, purpose=None), ON)) == {"purpose"}


def test_it_is_for_protecting_a_child_and_not_for_crime():
    ask = build.new_ask(**KNOWING, asker="school")
    for purpose in (Purpose.CRIME, Purpose.SERIOUS_VIOLENCE, Purpose.MAPPA):
        assert "purpose" in problems_of_ask(replace(ask, purpose=purpose), ON)


@pytest.mark.parametrize("name", ["person_day", "person_week", "org_day", "org_week"])
def test_each_limit_says_what_to_do_instead(name):
    below = Counted(**{name: getattr(LIMITS, name) - 1})
    at = Counted(**{name: getattr(LIMITS, name)})
    assert limit_reached(below) == ""
    assert limit_reached(at).endswith("Ring them, or ask a full question.")


def test_the_law_is_worked_out_for_it(acting):
    child = a_child(acting)
    decision = say(acting, known(acting), child)
    assert decision.law["chosen"]["basis"]["code"] in ("ART6_C", "ART6_E")
    assert (decision.outcome, decision.disclosure_id) == ("exists", None)
    with acting("lena"):
        assert Decision.objects.get().child_id == child.pk
        assert Entry.objects.filter(kind="shared", child=child.pk).count() == 1


def test_the_asker_reads_that_and_who_to_ring_at_once(acting):
    asked = known(acting)
    say(acting, asked, a_child(acting))
    with acting("omar"):
        told = Reply.objects.get()
        assert (told.told, told.reason) == ("known", "")
        assert (told.ring_name, told.ring_phone) == ("Safeguarding lead", "020 7946 0000")
        assert not Disclosure.objects.exists()


def test_a_line_of_somebody_elses_directory_is_not_taken(acting):
    with acting("rita") as rita:
        theirs = str(Contact.objects.get(org=rita.place).pk)
    with pytest.raises(Invalid) as wrong:
        say(acting, known(acting), a_child(acting), ring=theirs)
    assert set(wrong.value.problems) == {"ring"}


def test_it_can_answer_a_full_question_too_and_is_counted_apart(acting, signed_in):
    asked = build.a_request(acting)
    shared = {"outcome": Outcome.EXISTS, "reason_told": "", "items": []}
    with acting("lena") as lena:
        line = str(Contact.objects.get(org=lena.place).pk)
    decision = build.an_answer(acting, asked, a_child(acting), **shared, ring=line)
    assert (decision.outcome, decision.answer["ring"]) == ("exists", "Safeguarding lead")
    with acting("sam") as sam:
        (mine,) = known_counts(sam)
        assert (mine.total, mine.one, existence_counts(sam)) == (1, build.org("police").name, [])
    with acting("gus") as gus:
        assert known_counts(gus)[0].total is None
    with acting("theo") as theo:
        assert known_counts(theo) == []
    assert "as the answer to a full question" in signed_in("sam").get("/sharing/counts").text


def test_in_the_police_a_second_person_confirms_it(acting):
    asked = known(acting, by="lena", to="police")
    child = a_child(acting, by="omar")
    with pytest.raises(Denied):
        say(acting, asked, child, by="omar")


def test_the_limit_is_held_by_the_command(acting):
    for _ in range(LIMITS.person_day):
        known(acting)
    with acting("omar") as omar:
        assert counted(omar) == Counted(5, 5, 5, 5)
    with pytest.raises(WrongState, match="5 times today"):
        known(acting)
    known(acting, by="sam")  # a colleague has their own


def test_a_full_question_is_not_counted(acting):
    build.a_request(acting)
    with acting("omar") as omar:
        assert counted(omar) == Counted()


def test_who_may_not_ask_and_who_cannot_be_asked(acting):
    with pytest.raises(Denied):
        known(acting, by="tom")
    with pytest.raises(NotThere):
        known(acting, to="board")


def test_nobody_but_the_two_sides_sees_it(acting):
    asked = known(acting)
    with acting("rita"):
        assert not Deliberation.objects.filter(request=asked.pk).exists()
    with acting("otto"):
        assert not type(asked).objects.filter(pk=asked.pk).exists()


def test_those_who_lead_see_that_one_child_was_asked_about_again_and_again(acting):
    asked = {known(acting).pk for _ in range(3)}
    known(acting, given_names="Kit", family_name="Brown")
    with acting("sam") as sam:
        often = asked_often(sam, 5)
        assert [one.times for one in often] == [3]
        assert often[0].latest in asked


def test_the_counts_name_organisations_and_no_child(acting):
    asked = known(acting)
    say(acting, asked, a_child(acting))
    known(acting)
    assert (
        counts(acting, "gus") == counts(acting, "sam") == counts(acting, "hugh") == [(2, 1, 0, 0)]
    )
    assert counts(acting, "rita") == counts(acting, "lena") == counts(acting, "pia") == []


def test_an_answer_with_nothing_said_yet_offers_no_item_page():
    from crossing.sharing.rules import steps_needed

    assert steps_needed(Answer(existence=True, is_our_child=OurChild.YES)) == {
        *("request", "child", "weigh", "decide")
    }
    assert CRIME.sender == "school"
