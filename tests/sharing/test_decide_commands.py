"""The commands of a decision: what each refuses, and the rarer ways through."""

import datetime

import pytest

from crossing.core.errors import Denied, Invalid, NotThere, WrongState
from crossing.partnership.rules import Kind
from crossing.records.models import Child
from crossing.sharing.commands.ask import withdraw
from crossing.sharing.commands.confirm import confirm, propose, return_proposal
from crossing.sharing.commands.decide import decide, take_back
from crossing.sharing.commands.deliberate import look_for, save_step
from crossing.sharing.commands.start import Start, read_out, start_unasked
from crossing.sharing.commands.work import Chosen, Work
from crossing.sharing.commands.write_down import WrittenDown, record_request
from crossing.sharing.models import Deliberation, DisclosedItem, Disclosure, Question, Reply
from crossing.sharing.rules import (
    Ask,
    Channel,
    Confirmation,
    IdentityCheck,
    Power,
    Purpose,
    Route,
    told,
)
from tests.make import org
from tests.records.build import BORN
from tests.sharing.deciding import asked, rolls, work_on

SHARE = {
    "connected": False,
    "is_our_child": "yes",
    "harms": {"none": ""},
    "silence": "agree",
    "child_view": "agrees",
    "family_told": "told",
    "outcome": "share_all",
    "reason_kept": "It keeps her safe.",
}
MORE = SHARE | {"outcome": "need_more", "reason_told": "Which weeks?"}
MEALS = Chosen(
    title="Meals",
    text="She eats at breakfast club.",
    treatment="include",
    basis="fact",
    data_class="ordinary",
    happened_on=datetime.date(2026, 11, 3),
)
AGREED = Confirmation(connected=False, agreed=True)


def whole(answers=SHARE, *items, child=True):
    """One page that answers everything."""
    amina = Child.objects.filter(given="Amina").first() if child else None
    return Work("decide", answers, child=amina, items=list(items or [MEALS]))


@pytest.fixture
def work(acting):
    rolls(acting)
    return work_on(acting, asked(acting))


@pytest.fixture
def proposed(acting):
    rolls(acting, by="omar")
    work = work_on(acting, asked(acting, by="lena", of="police"), by="omar")
    with acting("omar") as omar:
        answers = SHARE | {"picked": {"power": "COMMON_LAW_POLICE"}}
        propose(work, whole(answers), by=omar)
    return work


def test_whoever_has_no_part_in_it_saves_nothing(work, acting):
    for who, refusal in (("tom", Denied), ("una", NotThere)):
        with acting(who) as person, pytest.raises(refusal):
            save_step(work, Work("request"), by=person)


def test_a_withdrawn_request_is_not_decided(work, acting):
    with acting("mina") as mina:
        withdraw(work.request, by=mina)
    with acting("lena") as lena, pytest.raises(WrongState):
        decide(work, whole(), by=lena)


def test_another_child_means_other_items(work, acting):
    with acting("lena") as lena:
        save_step(work, whole(), by=lena)
        save_step(work, Work("child", {"is_our_child": "no"}), by=lena)
        fresh = Deliberation.objects.get(pk=work.pk)
    assert (fresh.child, fresh.items.count()) == (None, 0)


def test_looking_under_another_name_is_kept_with_the_decision(work, acting):
    with acting("lena") as lena:
        look_for(work, "Mina K", by=lena)
        assert Deliberation.objects.get(pk=work.pk).answers["look_for"] == "Mina K"


def test_the_reader_is_told_that_nobody_knows_whether_it_is_still_true(work, acting):
    old = Chosen(
        **vars(MEALS) | {"happened_on": datetime.date(2025, 1, 7), "still_true": "not_known"}
    )
    with acting("lena") as lena:
        decide(work, whole(SHARE, old), by=lena)
    with acting("mina"):
        assert "We do not know whether this is still true." in DisclosedItem.objects.get().text


def test_a_whole_entry_that_is_covered_shows_nothing_of_itself(work, acting):
    covered = Chosen(**vars(MEALS) | {"treatment": "cover", "title": "Meals at home"})
    answers = SHARE | {"outcome": "share_part", "reason_told": "One is covered."}
    with acting("lena") as lena:
        decide(work, whole(answers, MEALS, covered), by=lena)
    with acting("mina"):
        last = DisclosedItem.objects.last()
    assert (last.title, last.text) == ("█████", "█████")


def test_one_question_back_at_a_time(work, acting):
    with acting("lena") as lena:
        assert decide(work, whole(MORE), by=lena) is None
        with pytest.raises(WrongState):
            decide(work, whole(MORE), by=lena)


def written_down(acting):
    with acting("lena") as lena:
        question = Ask(
            asker="",
            given_names="Amina",
            family_name="Karim",
            born_on=BORN,
            purpose=Purpose.SAFEGUARD_CHILD_AT_RISK,
            wanted="How she eats at school.",
            why="She is our patient.",
            if_not="She could stay hungry.",
            power=Power.OTHER,
            channel=Channel.PHONE,
            asked_by="Dr Hale",
            position="GP",
            identity_check=IdentityCheck.CALLED_BACK,
        )
        new = WrittenDown(question, organisation="Mill Surgery", number="020 7946 0123")
        return record_request(new, by=lena)


def test_somebody_without_an_account_is_answered_at_once_and_cannot_be_asked_here(acting):
    rolls(acting)
    work = written_down(acting)
    with acting("lena") as lena:
        with pytest.raises(WrongState):
            decide(work, whole(MORE), by=lena)
        outside = SHARE | {"recipient_kind": Kind.HEALTH}
        with pytest.raises(Invalid) as missing:
            decide(work, whole(outside), by=lena)
        assert set(missing.value.problems) == {"no_agreement_because"}
        decide(work, whole(outside | {"no_agreement_because": "A GP asks once."}), by=lena)
        assert Reply.objects.get().told == "shared"
        shared = Disclosure.objects.get()
        take_back(shared, "Sent in error", by=lena)
    assert (shared.recipient, shared.outside_recipient[:7]) == (None, "Dr Hale")


def test_a_proposal_that_asks_for_more_is_sent_when_it_is_confirmed(acting):
    rolls(acting, by="omar")
    work = work_on(acting, asked(acting, by="lena", of="police"), by="omar")
    with acting("omar") as omar:
        propose(work, whole(MORE), by=omar)
    with acting("sam") as sam:
        assert confirm(work, AGREED, by=sam) is None
        assert Deliberation.objects.get(pk=work.pk).status == "returned"
    with acting("lena"):
        assert Question.objects.get().text == "Which weeks?"


def test_a_confirmer_answers_both_questions(proposed, acting):
    with acting("sam") as sam:
        with pytest.raises(Invalid):
            confirm(proposed, Confirmation(agreed=True), by=sam)
        with pytest.raises(Invalid):
            return_proposal(proposed, Confirmation(connected=False, agreed=False), by=sam)


def test_a_proposal_stays_as_it_is_until_it_is_returned(proposed, acting):
    with acting("omar") as omar, pytest.raises(WrongState):
        save_step(proposed, Work("family", {"child_view": "mixed"}), by=omar)


def test_nothing_is_shared_about_nobody(work, acting):
    with acting("lena") as lena, pytest.raises(Invalid) as refused:
        decide(work, whole(child=False), by=lena)
    assert set(refused.value.problems) == {"is_our_child"}
    with acting("mina"):
        assert not Disclosure.objects.exists()


def test_a_proposal_is_checked_again_by_the_law_of_the_day(proposed, acting):
    with acting("sam") as sam:
        row = Deliberation.objects.get(pk=proposed.pk)
        row.answers = row.answers | {"picked": {}}
        row.save(update_fields=["answers"])
        with pytest.raises(Invalid) as refused:
            confirm(proposed, AGREED, by=sam)
    assert set(refused.value.problems) == {"power"}


def start(acting, by="lena", **changes):
    with acting(by) as person:
        given = {
            "route": Route.UNASKED,
            "purpose": Purpose.SAFEGUARD_CHILD_AT_RISK,
            "recipient": org("services"),
        }
        amina = Child.objects.get(given="Amina")
        return start_unasked(amina, Start(**given | changes), by=person)


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({"recipient": None}, {"recipient", "told_to", "identity_check"}),
        ({"route": Route.TOLD_ALREADY}, {"told_to", "identity_check", "what_was_said", "told_at"}),
        (
            {
                "route": Route.TOLD_ALREADY,
                "told_to": "Mina Roy",
                "identity_check": "known",
                "what_was_said": "No coat.",
                "told_at": datetime.datetime(2031, 1, 1, tzinfo=datetime.UTC),
            },
            {"told_at"},
        ),
    ],
)
def test_a_start_says_what_is_missing(acting, changes, missing):
    rolls(acting)
    with pytest.raises(Invalid) as refused:
        start(acting, **changes)
    assert set(refused.value.problems) == missing


def test_a_teacher_starts_nothing(acting):
    rolls(acting)
    with pytest.raises(Denied):
        start(acting, by="tom")


def test_what_was_read_out_stays_included(acting):
    rolls(acting)
    work = start(acting, route=Route.SPEAKING, told_to="Mina Roy", identity_check="known")
    with acting("lena") as lena:
        save_step(work, Work("items", items=[MEALS, MEALS]), by=lena)
        first = work.items.first()
        read_out(work, [str(first.pk)], by=lena)
        assert [item.treatment for item in work.items.all()] == ["include", "leave_out"]


def test_a_decision_not_to_share_after_all_tells_nobody(acting):
    rolls(acting)
    work = start(acting)
    answers = SHARE | {
        "outcome": "refuse",
        "silence_because": "Little.",
        "detriment": "She would stop talking to us.",
    }
    left_out = Chosen(**vars(MEALS) | {"treatment": "leave_out"})
    with acting("lena") as lena:
        decision = decide(work, whole(answers, left_out), by=lena)
    assert told(decision.outcome) == "refused"
    with acting("mina"):
        assert not Disclosure.objects.exists()
