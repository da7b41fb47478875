"""A school decides: seven pages, nine answers, and what crosses."""

import datetime
import re

import pytest

from crossing.audit.models import AuditEvent
from crossing.records.commands import seal
from crossing.records.models import Child, Entry
from crossing.sharing.models import (
    Decision,
    Deliberation,
    DisclosedItem,
    Disclosure,
    InformationRequest,
    LegalRule,
    Question,
    Reply,
)
from crossing.sharing.rules import STEPS, Path, Power, Purpose
from tests.records.build import a_concern
from tests.sharing.deciding import (
    KIT,
    MEALS,
    PART,
    WORDS,
    Walk,
    asked,
    choices,
    errors,
    key_with,
    rolls,
    to_decide,
    to_items,
    work_on,
)


@pytest.fixture
def walk(acting, signed_in):
    rolls(acting)
    return Walk(signed_in("lena"), work_on(acting, asked(acting)).pk)


def test_the_commonest_case_is_walked_from_end_to_end(walk, acting):
    to_decide(walk)
    response = walk.post("decide", **PART)
    assert response.status_code == 302, errors(response)
    with acting("mina"):
        assert Reply.objects.get().told == "shared_part"
        assert Disclosure.objects.get().child_given == "Amina"
        texts = list(DisclosedItem.objects.values_list("text", flat=True))
        assert InformationRequest.objects.get().status == "answered"
    assert len(texts) == 2
    assert not any("Kit" in text or "Mill Lane" in text for text in texts)


def test_what_was_covered_is_nowhere_in_what_is_kept(walk, acting):
    to_decide(walk)
    page = walk.get("decide").content.decode()
    assert "Kit Brown" not in page
    assert "Mill Lane" not in page
    walk.post("decide", **PART)
    with acting("lena"):
        decision = Decision.objects.get()
        stored = f"{decision.items}{decision.answer}{decision.law}"
        assert Entry.objects.get(kind="shared").ref == decision.pk
    assert "Kit" not in stored
    assert "Mill Lane" not in stored


def test_the_pages_ask_what_the_table_says(walk):
    to_decide(walk)
    shown_as = {"items": "t-", "is_our_child": "our_child"}
    steps = STEPS[Path.ROUTINE]
    for number, step in enumerate(steps, start=1):
        text = walk.get(step.name).content.decode()
        assert f"Step {number} of 7" in text
        for name in step.required:
            assert f'name="{shown_as.get(name, name)}' in text


def test_every_page_and_the_decision_leave_a_trace(walk, acting):
    to_decide(walk)
    walk.post("decide", **PART)
    with acting("ada"):
        events = set(AuditEvent.objects.values_list("event", flat=True))
    wanted = {"deliberation.opened", "deliberation.saved", "decision.made"}
    assert {f"sharing.{name}" for name in wanted} | {"records.child.opened"} <= events


def test_a_decision_is_carried_on_at_the_page_where_it_was_left(walk):
    assert walk.at(walk.get()) == "request"
    to_items(walk)
    assert walk.at(walk.get()) == "items"


@pytest.mark.parametrize(
    ("step", "data", "sentence"),
    [
        ("request", {}, "Say whether you are personally connected"),
        (
            "weigh",
            {"harms": ["parent_learns"], "silence": "agree"},
            "Say how that could happen here",
        ),
        ("family", {"child_view": "agrees", "family_told": "not_told"}, "Say why the family"),
        (
            "family",
            {"child_view": "agrees", "family_told": "not_told", "not_told_because": "prejudices"},
            "Give a day to look again",
        ),
        ("decide", {"outcome": "refuse", "reason_kept": "Too much."}, "Choose why you refuse"),
        (
            "decide",
            {"outcome": "share_all", "reason_kept": "Yes."},
            "left out or covered: share part",
        ),
    ],
)
def test_what_is_missing_is_said_at_the_field_and_nothing_is_lost(walk, step, data, sentence):
    to_decide(walk)
    response = walk.post(step, **data)
    text = response.content.decode()
    assert response.status_code == 422
    assert sentence in text
    assert all(value in text for value in data.values() if isinstance(value, str))


def test_leaving_out_what_was_asked_for_takes_one_reason(walk):
    to_items(walk)
    response = walk.choose([MEALS], [WORDS])
    assert response.status_code == 422
    assert (
        response.content.decode().count("Say why it is left out.") == 2
    )  # the summary and the field


def test_each_person_found_is_kept_with_a_reason_or_covered(walk):
    to_items(walk)
    walk.choose([KIT])
    key = walk.others()[0]
    response = walk.post("others", **{f"o-{key}": "keep"})
    assert response.status_code == 422
    assert "Say why they need to see this" in response.content.decode()


def test_own_words_to_cover_are_covered_too(walk):
    to_items(walk)
    walk.choose([MEALS])
    page = walk.get("others").content.decode()
    assert "Nobody else is named" in page
    walk.post("others", cover_words="asked for food", stay="1")
    assert "She was tired and <span" in walk.get("others").content.decode()


def test_a_child_we_do_not_know_is_answered_in_one_wording_on_the_last_day(walk, acting):
    walk.post("request", connected="no")
    assert walk.at(walk.post("child", our_child="no")) == "decide"
    response = walk.post("decide", outcome="neither", reason_kept="Nobody of that name.")
    assert response.status_code == 302, errors(response)
    with acting("mina"):
        assert InformationRequest.objects.get().status == "open"
        assert not Reply.objects.exists()


def test_nothing_is_told_by_the_job_and_only_once(walk, acting):
    from crossing.database.acting import service
    from crossing.partnership.people import Service
    from crossing.sharing.commands.decide import tell

    walk.post("request", connected="no")
    walk.post("child", our_child="no")
    walk.post("decide", outcome="neither", reason_kept="Nobody of that name.")
    with acting("lena"):
        decision = Decision.objects.get()
    for _twice in range(2):
        with service("clock", decision.org_id):
            tell(decision, by=Service("clock", decision.org_id))
    with acting("mina"):
        reply = Reply.objects.get()
    assert (reply.told, reply.reason) == ("nothing", "")


def test_asking_for_more_keeps_the_request_open(walk, acting):
    to_decide(walk)
    more = {"outcome": "need_more", "reason_kept": "Unclear.", "reason_told": "Which weeks?"}
    response = walk.post("decide", **more)
    assert response.status_code == 302, errors(response)
    with acting("mina"):
        assert Question.objects.get().text == "Which weeks?"
        assert InformationRequest.objects.get().status == "open"
    assert "Which weeks?" not in walk.get("decide").content.decode()


def test_a_refusal_shares_nothing_and_says_what_would_change_it(walk, acting):
    to_items(walk)
    assert walk.at(walk.client.post(f"{walk.root}/items", {"nothing": "1"})) == "weigh"
    assert walk.at(walk.post("weigh", harms=["none"], silence="agree")) == "decide"
    refusal = {
        "outcome": "refuse",
        "refusal_reasons": ["excessive"],
        "would_change": "Ask for two dates.",
        "reason_kept": "It is more than they need.",
        "reason_told": "Two dates would be enough.",
        "detriment": "She would stop talking to us.",
    }
    response = walk.post("decide", **refusal)
    assert response.status_code == 302, errors(response)
    with acting("mina"):
        reply = Reply.objects.get()
        assert not Disclosure.objects.exists()
    assert (reply.told, reply.would_change) == ("refused", "Ask for two dates.")
    assert "stop talking" not in reply.reason


def test_the_same_words_again_are_shown(walk, acting, signed_in):
    to_decide(walk)
    walk.post("decide", **PART)
    for _again in range(2):
        other = Walk(walk.client, work_on(acting, asked(acting)).pk)
        to_decide(other)
        page = other.get("decide").content.decode()
        other.post("decide", **PART)
    assert "Your last 2 decisions gave the same reason" in page


def test_the_rule_table_is_loaded_and_its_version_kept(walk, acting):
    to_decide(walk)
    walk.post("decide", **PART)
    with acting("lena"):
        decision = Decision.objects.get()
        assert LegalRule.objects.count() >= 39
    assert len(decision.law_version) == 12
    assert decision.law["chosen"]["basis"]["code"] == "ART6_C"


def test_what_was_worked_out_can_be_changed(walk, acting):
    to_decide(walk)
    response = walk.post("decide", **PART, **{"picked-basis": "ART6_E"})
    assert response.status_code == 302, errors(response)
    with acting("lena"):
        decision = Decision.objects.get()
    assert decision.law["chosen"]["basis"]["code"] == "ART6_E"
    assert decision.law["changed"] == ["basis"]


def test_a_draft_of_a_page_comes_back(walk):
    to_items(walk)
    walk.client.post(f"/drafts/decide-{walk.pk}-family/", {"child_view": "mixed"})
    assert 'value="mixed" checked' in walk.get("family").content.decode()
    walk.post("family", child_view="agrees", family_told="told")
    assert 'value="agrees" checked' in walk.get("family").content.decode()


def test_something_older_than_a_year_says_whether_it_is_still_true(walk, acting):
    with acting("lena"):
        amina = Child.objects.get(given="Amina")
    long_ago = datetime.date(2025, 3, 3)
    a_concern(acting, amina, words="", account="No heating at home.", happened_on=long_ago)
    to_items(walk)
    response = walk.choose(["No heating"])
    assert response.status_code == 422
    assert "Say whether it is still true" in response.content.decode()
    key = key_with(choices(walk), "No heating")
    walk.choose(["No heating"], **{f"s-{key}": "no"})
    walk.post("others")
    walk.post("weigh", harms=["none"], silence="agree")
    walk.post("family", child_view="agrees", family_told="told")
    response = walk.post("decide", outcome="share_all", reason_kept="Yes.", without_consent="")
    assert response.status_code == 302, errors(response)
    with acting("mina"):
        assert "This is no longer true." in DisclosedItem.objects.get().text


def test_a_childs_own_words_start_left_out_when_it_is_about_crime(acting, signed_in):
    rolls(acting)
    crime = work_on(acting, asked(acting, purpose=Purpose.CRIME, power=Power.OTHER))
    walk = Walk(signed_in("lena"), crime.pk)
    to_items(walk)
    words = choices(walk)[key_with(choices(walk), WORDS)]
    assert re.search(r'value="leave_out" checked', words)
    response = walk.choose([WORDS])
    assert response.status_code == 422
    assert "Say what the child wants" in response.content.decode()


def test_a_filter_hides_entries_and_keeps_what_was_chosen(walk):
    to_items(walk)
    key = key_with(choices(walk), MEALS)
    data = {f"t-{key}": "include", "filter": "1", "f-kind": "words"}
    response = walk.client.post(f"{walk.root}/items", data)
    page = walk.client.get(response["Location"]).content.decode()
    assert f'id="entry-{key}" hidden' in page
    assert f'id="t-{key}-include" name="t-{key}" value="include" checked' in page


def test_something_is_written_anew(walk, acting):
    to_items(walk)
    assert walk.at(walk.choose([], new_text="She eats at breakfast club every day.")) == "others"
    with acting("lena"):
        item = Deliberation.objects.get(pk=walk.pk).items.get()
    assert (item.entry, item.treatment) == (None, "include")


def test_a_sealed_child_is_not_known_to_anybody_else(walk, acting, signed_in):
    with acting("lena") as lena:
        seal(Child.objects.get(given="Amina"), True, by=lena)
    dev = Walk(signed_in("dev"), walk.pk)
    dev.post("request", connected="no")
    assert "Amina Karim, born" not in dev.get("child").content.decode().split("Our records")[1]
    to_items(walk)
    assert dev.get("items").status_code == 404
    assert "Amina" not in dev.client.get("/sharing/waiting").content.decode()


def test_nine_answers_on_seven_pages_are_enough(walk, acting):
    answers = {
        "request": {"connected": "no"},
        "child": {"our_child": walk.our_child()},
        "items": {},
        "others": {},
        "weigh": {"harms": "none", "silence": "agree"},
        "family": {"child_view": "not_known", "family_told": "told"},
        "decide": {"outcome": "share_all", "reason_kept": "It keeps her safe."},
    }
    for page, given in answers.items():
        if page == "items":
            given[f"t-{key_with(choices(walk), MEALS)}"] = "include"
        response = walk.post(page, **given)
        assert response.status_code == 302, errors(response)
    with acting("mina"):
        assert Disclosure.objects.get().items.count() == 1
    assert (len(answers), sum(map(len, answers.values()))) == (7, 9)


def test_a_page_that_was_passed_over_is_named_before_anything_is_sent(walk, acting):
    to_items(walk)
    walk.choose([KIT])
    response = walk.post("decide", outcome="share_all", reason_kept="It keeps her safe.")
    text = response.content.decode()
    assert response.status_code == 422
    assert all(f"Go back to “{page}”" in text for page in ("Who else is named?", "Weigh it"))
    with acting("lena"):
        assert not Decision.objects.exists()


def test_one_reason_is_kept_for_all_that_nobody_chose(walk, acting):
    to_items(walk)
    assert walk.at(walk.choose([MEALS], left_out="Only her meals were asked for.")) == "others"
    assert "Only her meals were asked for." in walk.get("items").content.decode()
    walk.post("others")
    walk.post("weigh", harms=["none"], silence="agree")
    walk.post("family", child_view="agrees", family_told="told")
    response = walk.post("decide", **PART)
    assert response.status_code == 302, errors(response)
    with acting("lena"):
        assert Decision.objects.get().answer["left_out"] == "Only her meals were asked for."


def test_consent_that_was_given_is_not_explained_away(acting, signed_in):
    rolls(acting)
    asks = asked(acting, purpose=Purpose.SECTION_17, power=Power.CA1989_S17)
    walk = Walk(signed_in("lena"), work_on(acting, asks).pk)
    to_items(walk)
    key = key_with(choices(walk), MEALS)
    walk.choose([MEALS], **{f"c-{key}": "special"})
    walk.post("others")
    walk.post("weigh", harms=["none"], silence="agree")
    family = {"child_view": "agrees", "family_told": "told"}
    walk.post("family", **family, consent="refused")
    no = {"still_share": "yes", "override_because": "She is hungry.", "tell_anyway": "yes"}
    walk.post("refused", **no)
    assert "Why do you act without consent?" in walk.get("decide").content.decode()
    walk.post("family", **family, consent="given")
    assert "Why do you act without consent?" not in walk.get("decide").content.decode()
    reason = {"reason_kept": "Yes.", "without_consent": "would_prejudice"}
    response = walk.post("decide", outcome="share_all", **reason)
    assert response.status_code == 302, errors(response)
    with acting("lena"):
        decision = Decision.objects.get()
    assert decision.answer["without_consent"] is None
    assert decision.law["chosen"]["special"]["code"] == "ART9_G_PARA18"
