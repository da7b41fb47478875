"""I disagree: opened, written, moved up, agreed, taken back, heard; and each lock."""

import pytest
from django.db import DatabaseError, transaction

from crossing.core.errors import Denied, Invalid, NotThere, WrongState
from crossing.database.acting import service
from crossing.sharing.commands import disagree
from crossing.sharing.commands.disagree import Against
from crossing.sharing.models import (
    Disagreement,
    DisagreementLine,
    DisagreementNote,
    DisagreementPerson,
    InformationRequest,
)
from crossing.sharing.queries import disagree as queries
from crossing.sharing.rules import Outcome
from crossing.sharing.rules.disagree import Days, Ending, Stage, require_open, stage_after
from crossing.todo.models import Chase
from tests.make import org
from tests.records.build import a_child
from tests.sharing import build
from tests.sharing.disagreeing import (
    a_disagreement,
    about_what_came_of_it,
    again,
    refused,
    theirs,
    up_to,
)


@pytest.fixture
def case(acting):
    return a_disagreement(acting)


def chases(case, key, acting):
    with acting({"police": "omar", "northfield": "lena"}[key]):
        rows = Chase.objects.filter(about=case.pk, org=org(key).pk, matter="disagreement")
        return list(rows.values_list("ended_at", flat=True))


def test_days_are_from_one_to_twenty():
    assert Days().problems() == {}
    assert set(Days(0, 21, 5).problems()) == {"first", "second"}
    assert [Days().of(stage) for stage in Stage] == [2, 5, 2]


def test_after_the_last_stage_there_is_none():
    assert stage_after(Stage.WORKERS) == Stage.LEADS
    with pytest.raises(WrongState):
        stage_after(Stage.PARTNERSHIP)
    with pytest.raises(WrongState):
        require_open(True)


def test_first_the_two_who_worked_on_it_talk(case, acting):
    with acting("lena") as lena:
        whole = queries.in_full(lena, again(case, "lena", acting))
    names = {one.org.name: (one.name, one.phone) for one in whole.named}
    assert names["Northfield School"][0].startswith("Lena Hart")
    assert names["Riverside Safer Schools Team"] == ("Omar Aziz, Officer", "020 7946 0000")
    assert whole.stage == Stage.WORKERS


def test_both_sides_are_chased_until_it_ends(case, acting):
    assert chases(case, "police", acting) == chases(case, "northfield", acting) == [None]
    with acting("omar") as omar:
        disagree.withdraw_disagreement(case, "", by=omar)
    theirs(case)
    assert None not in chases(case, "police", acting) + chases(case, "northfield", acting)
    assert again(case, "lena", acting).ending == Ending.WITHDRAWN


def test_then_their_leads_are_named(case, acting):
    up_to(acting, case, 2)
    with acting("hugh") as hugh:
        whole = queries.in_full(hugh, again(case, "hugh", acting))
    names = {one.name for one in whole.named}
    assert names == {"Sam Doyle, Sergeant", "Hugh Osei, Head"}  # not Lena, who worked on it


def test_a_day_that_was_not_waited_for_takes_a_reason(case, acting):
    with acting("lena") as lena, pytest.raises(Invalid):
        disagree.move_up(case, " ", by=lena)


@pytest.mark.parametrize("outcome", [Outcome.NEITHER, Outcome.SHARE_PART])
def test_each_answer_that_gives_less_can_be_disagreed_with(acting, outcome):
    asked = build.a_request(acting)
    child = a_child(acting)
    words = {"reason_told": "", "detriment": "Risk"} if outcome == Outcome.NEITHER else {}
    decision = build.an_answer(acting, asked, child, outcome=outcome, **words)
    if outcome == Outcome.NEITHER:
        from tests.sharing.knowing import on_the_last_day

        on_the_last_day(decision)
    case = a_disagreement(acting, asked)
    assert case.about in ("nothing", "shared_part")
    if outcome == Outcome.NEITHER:  # the team is named, as in the answer
        with acting("omar") as omar:
            names = [one.name for one in queries.in_full(omar, case).named]
        assert "The safeguarding team, Northfield School" in names


def test_what_was_not_answered_or_was_shared_cannot_be(acting):
    with pytest.raises(WrongState):
        a_disagreement(acting, build.a_request(acting))
    asked = build.a_request(acting)
    build.an_answer(acting, asked, a_child(acting))
    with pytest.raises(WrongState):
        a_disagreement(acting, asked)


def test_it_is_disagreed_with_once_at_a_time_and_in_words(acting):
    asked = refused(acting)
    with pytest.raises(Invalid):
        a_disagreement(acting, asked, words=" ")
    a_disagreement(acting, asked)
    with pytest.raises(WrongState):
        a_disagreement(acting, asked)


def test_the_holder_and_strangers_cannot_open_it(acting):
    asked = refused(acting)
    for short, why in (("lena", NotThere), ("tom", Denied), ("ines", Denied)):
        with acting(short) as person, pytest.raises(why):
            disagree.disagree(Against(request=asked), "No.", by=person)
    with acting("rita") as rita, pytest.raises(NotThere):
        disagree.disagree(Against(request=asked), "No.", by=rita)


def test_what_came_of_something_sent_can_be_disagreed_with(acting):
    case = about_what_came_of_it(acting)
    assert (case.about, case.asker_id != case.holder_id) == ("next", True)
    with acting("omar") as omar:
        whole = queries.in_full(omar, queries.disagreement_for(omar, case.pk))
    assert {one.name for one in whole.named} == {
        "Lena Hart, Designated safeguarding lead",
        "Omar Aziz, Officer",
    }
    assert (whole.child_name, whole.about) == ("Amina Karim", "What happened next")


def test_it_is_agreed_when_both_sides_say_so(case, acting):
    with acting("lena") as lena:
        disagree.agree(case, "We share the two dates.", by=lena)
        with pytest.raises(Invalid):
            disagree.agree(case, "", by=lena)  # one side does not end it for the other
    assert again(case, "lena", acting).ended_at is None
    with acting("omar") as omar:
        assert queries.in_full(omar, again(case, "omar", acting)).they_say_agreed
        disagree.agree(case, "", by=omar)
    assert again(case, "omar", acting).ending == Ending.AGREED


def test_what_has_ended_is_not_written_to(case, acting):
    with acting("omar") as omar:
        disagree.withdraw_disagreement(case, "", by=omar)
        with pytest.raises(WrongState):
            disagree.write_view(case, "One more thing.", by=omar)


def test_only_whoever_disagreed_takes_it_back(case, acting):
    with acting("lena") as lena, pytest.raises(Denied):
        disagree.withdraw_disagreement(case, "", by=lena)
    with acting("lena"), pytest.raises(DatabaseError), transaction.atomic():
        Disagreement.objects.filter(pk=case.pk).update(ending="withdrawn", ended_at=case.opened_at)


def test_each_side_writes_its_view_and_its_own_notes(case, acting):
    with acting("lena") as lena:
        disagree.write_view(case, "We think not.", by=lena)
        disagree.note(case, "The head agrees.", by=lena)
    with acting("omar"):
        texts = {one.text for one in DisagreementLine.objects.filter(disagreement=case)}
        assert texts == {"Seen again last night.", "We think not."}
        assert not DisagreementNote.objects.exists()


def test_somebody_else_is_named_with_a_reason(case, acting):
    with acting("sam") as sam:
        with pytest.raises(Invalid) as missing:
            disagree.name_person(case, "Sam Doyle, sergeant", "", by=sam)
        assert set(missing.value.problems) == {"reason"}
        disagree.name_person(case, "Sam Doyle, sergeant", "Omar is away.", by=sam)
    with acting("lena") as lena:
        named = queries.in_full(lena, again(case, "lena", acting)).named
        assert "Sam Doyle, sergeant" in {one.name for one in named}


def test_the_partnership_hears_it_at_its_own_stage_and_without_the_child(case, acting):
    with acting("gus") as gus:
        assert not queries.disagreements(gus).exists()
    up_to(acting, case, 3)
    with acting("lena") as lena:
        disagree.write_view(case, "Two dates are enough.", by=lena)
    with acting("gus") as gus:
        whole = queries.in_full(gus, queries.disagreement_for(gus, case.pk))
        assert {one.text for one in whole.lines} == {"It cannot wait.", "Two dates are enough."}
        assert (whole.child_name, whole.notes, whole.decision) == ("", [], None)
        assert not InformationRequest.objects.exists()
        assert {one.stage for one in DisagreementPerson.objects.all()} == {3}
        disagree.hear(case, Ending.AGAIN, "Ask for dates only.", "Ask for less.", by=gus)
    theirs(case)
    assert again(case, "omar", acting).ending == Ending.AGAIN


def test_hearing_takes_an_outcome_a_reason_and_what_was_learned(case, acting):
    up_to(acting, case, 3)
    with acting("gus") as gus:
        for ending, words, learned in (
            (Ending.AGREED, "So.", "So."),
            (Ending.STANDS, "", "So."),
            (Ending.STANDS, "So.", " "),
        ):
            with pytest.raises(Invalid):
                disagree.hear(case, ending, words, learned, by=gus)
    mine = again(case, "lena", acting)
    for short in ("lena", "pia"):
        with acting(short) as person, pytest.raises(Denied):
            disagree.hear(mine, Ending.STANDS, "So.", "So.", by=person)


def test_strangers_have_no_row_of_it(case, acting):
    for short in ("rita", "otto", "tom", "nora", "ada", "ines", "fay", "una", "pia", "gus"):
        with acting(short) as person:
            for table in (Disagreement, DisagreementLine, DisagreementPerson, DisagreementNote):
                assert not table.objects.exists()
            with pytest.raises((NotThere, Denied)):
                disagree.write_view(case, "Me too.", by=person)


def test_nobody_writes_for_the_other_side(case, acting):
    with acting("omar") as omar:
        line = DisagreementLine(
            disagreement=case,
            org_id=case.holder_id,
            account_id=omar.id,
            by_name="Lena Hart",
            said="view",
            stage=1,
            text="We give in.",
            at=case.opened_at,
        )
        with pytest.raises(DatabaseError), transaction.atomic():
            line.save(force_insert=True)


def test_a_stage_is_not_skipped_by_sql(case, acting):
    with acting("omar"), pytest.raises(DatabaseError), transaction.atomic():
        Disagreement.objects.filter(pk=case.pk).update(stage=3)


def test_whoever_is_connected_to_the_family_does_not_see_it(acting):
    from crossing.sharing.commands.deliberate import declare_connection
    from crossing.sharing.models import Deliberation

    asked = build.a_request(acting)
    with acting("dev") as dev:
        declare_connection(Deliberation.objects.get(request=asked.pk), by=dev)
    refusal = {"outcome": Outcome.REFUSE, **build.REFUSED}
    build.an_answer(acting, asked, a_child(acting), **refusal)
    case = a_disagreement(acting, asked)
    with acting("dev") as dev, pytest.raises(NotThere):
        queries.disagreement_for(dev, case.pk)
    with acting("hugh") as hugh:
        assert queries.disagreement_for(hugh, case.pk)


def test_the_partnership_sets_its_own_days(acting):
    with acting("pia") as pia:
        with pytest.raises(Invalid):
            disagree.set_days(Days(0, 1, 1), by=pia)
        disagree.set_days(Days(1, 1, 1), by=pia)
    with acting("gus") as gus, pytest.raises(Denied):
        disagree.set_days(Days(1, 1, 1), by=gus)
    case = a_disagreement(acting)
    with acting("omar"):
        assert queries.days_of(case.board_id) == Days(1, 1, 1)


def test_a_job_that_runs_twice_does_no_harm(case, acting):
    from crossing.sharing import tasks

    for _ in range(2):
        tasks.take_disagreement.func(disagreement=str(case.pk), org=str(case.holder_id))
        tasks.pass_days.func(timestamp=0)
    assert again(case, "lena", acting).stage == 1
    assert chases(case, "northfield", acting).count(None) == 1
    with service("clock", case.asker_id):
        assert DisagreementPerson.objects.filter(disagreement=case).count() == 2
