"""What must be answered before a decision can be sent."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from crossing.sharing.rules import (
    Answer,
    Channel,
    ChildView,
    Competence,
    Confidence,
    Consent,
    DataClass,
    Facts,
    FamilyTold,
    HarmOfSharing,
    HarmOfSilence,
    IdentityCheck,
    Item,
    LegalKind,
    NotToldBecause,
    Other,
    OtherPerson,
    OurChild,
    Outcome,
    Purpose,
    Route,
    StillTrue,
    WithoutConsent,
    classes_of,
    treatment_at_start,
)
from tests.sharing.answers import ANSWER, COVER, DUTY, IN, ON, OUT, REFUSAL, RISK, found

# --- complete answers ---


@pytest.mark.parametrize("answer", [ANSWER, REFUSAL])
def test_a_complete_answer_has_no_problems(answer):
    assert found(answer=answer) == set()


def test_nothing_needs_a_minimum_length():
    assert found(reason_kept="x") == set()


def test_not_our_child_takes_four_answers():
    no = Answer(
        connected=False, is_our_child=OurChild.NO, outcome=Outcome.NEITHER, reason_kept="Moved."
    )
    assert found(answer=no) == set()
    assert found(answer=no, on=DUTY, facts=RISK) == set()


@pytest.mark.parametrize(
    ("ours", "outcome", "possible"),
    [
        (OurChild.NO, Outcome.REFUSE, False),
        (OurChild.NO, Outcome.SHARE_ALL, False),
        (OurChild.NO, Outcome.NEED_MORE, False),
        (OurChild.NOT_SURE, Outcome.NEED_MORE, True),
        (OurChild.NOT_SURE, Outcome.SHARE_PART, False),
    ],
)
def test_nothing_is_shared_about_a_child_who_is_not_ours(ours, outcome, possible):
    items = () if outcome in (Outcome.NEED_MORE, Outcome.REFUSE) else ANSWER.items
    problem = "outcome" in found(
        is_our_child=ours, outcome=outcome, items=items, reason_told="Please say more."
    )
    assert problem is not possible


def test_somebody_connected_cannot_decide():
    assert found(connected=True) == {"connected"}


# --- items and other people ---


def test_each_item_is_chosen():
    assert found(items=(Item(treatment=IN), Item())) == {"items-1-treatment", "outcome"}


def test_what_was_asked_for_and_left_out_takes_a_reason():
    part = {"outcome": Outcome.SHARE_PART, "reason_told": "Part."}
    asked, extra = Item(treatment=OUT), Item(treatment=OUT, asked_for=False)
    assert found(items=(Item(treatment=IN), asked), **part) == {"items-1-reason"}
    assert found(items=(Item(treatment=IN), extra), **part) == set()


@pytest.mark.parametrize(
    ("happened_on", "asks"),
    [(date(2025, 9, 6), True), (date(2025, 9, 7), False), (None, False)],
)
def test_an_item_older_than_twelve_months_asks_whether_it_is_still_true(happened_on, asks):
    old = Item(treatment=IN, happened_on=happened_on)
    assert found(items=(old,)) == ({"items-0-still_true"} if asks else set())
    assert found(items=(replace(old, still_true=StillTrue.NOT_KNOWN),)) == set()


def test_a_childs_own_words_start_left_out_for_crime_and_ask_what_the_child_wants():
    words = Item(childs_words=True)
    assert treatment_at_start(words, Purpose.CRIME) == OUT
    assert treatment_at_start(words, Purpose.SECTION_17) is None
    assert treatment_at_start(Item(), Purpose.CRIME) is None
    spoken = (replace(words, treatment=IN),)
    assert found(items=spoken) == {"child_wants"}
    assert found(items=spoken, facts=RISK) == set()
    assert found(items=spoken, child_wants="Not my brother.") == set()


def test_what_was_told_in_confidence_says_why_it_may_be_shared():
    told = (Item(treatment=IN, in_confidence=True),)
    assert found(items=told) == {"confidence"}
    assert found(items=told, confidence=Confidence.CONSENT) == set()


def test_everybody_else_named_is_kept_with_a_reason_or_covered():
    kept = Other(OtherPerson.KEEP)
    assert found(others=(Other(), kept)) == {"others-0-treatment", "others-1-why"}
    done = (Other(OtherPerson.COVER), replace(kept, why="The driver."))
    assert found(others=done) == set()


# --- weighing ---


def test_each_harm_that_is_ticked_takes_a_sentence():
    harm = HarmOfSharing.PARENT_LEARNS
    assert found(harms={harm: " "}) == {"harms-parent_learns"}
    assert found(harms={harm: "He opens her post."}) == set()


def test_none_found_stands_alone():
    both = {HarmOfSharing.NONE: "", HarmOfSharing.STOPS_TALKING: "Again."}
    assert found(harms=both) == {"harms"}
    assert found(harms={}) == {"harms"}


def test_seeing_silence_differently_takes_a_because():
    assert found(silence=None) == {"silence"}
    assert found(silence=HarmOfSilence.DIFFERENT) == {"silence_because"}
    assert found(silence=HarmOfSilence.DIFFERENT, silence_because="Less.") == set()


def test_the_askers_words_stand_in_a_section_47_enquiry():
    assert found(facts=replace(RISK, purpose=Purpose.SECTION_47), silence=None) == set()


def test_without_being_asked_there_is_nobody_to_agree_with():
    unasked = {"route": Route.UNASKED, "is_our_child": None, "silence": None}
    assert found(**unasked) == {"silence_because"}
    assert found(silence_because="She walks home alone.", **unasked) == set()


# --- the child and the family ---


def test_not_asking_the_child_takes_a_because():
    assert found(child_view=ChildView.NOT_ASKED) == {"child_view_because"}
    assert found(child_view=ChildView.NOT_ASKED, child_view_because="Absent.") == set()


def test_not_telling_the_family_takes_a_reason_and_sometimes_a_day_to_look_again():
    untold = {"family_told": FamilyTold.NOT_TOLD}
    harm = {**untold, "not_told_because": NotToldBecause.PREJUDICES}
    assert found(**untold) == {"not_told_because"}
    assert found(**untold, not_told_because=NotToldBecause.NOT_PRACTICABLE) == set()
    assert found(**untold, not_told_because=NotToldBecause.UNSAFE) == {"look_again_on"}
    assert found(**harm) == {"look_again_on"}
    assert found(**harm, look_again_on=ON) == {"look_again_on"}
    assert found(**harm, look_again_on=date(2026, 10, 7)) == set()
    late = {"look_again_on": date(2027, 10, 7)}
    assert found(**harm, **late) == {"look_again_on"}
    assert found(**untold, not_told_because=NotToldBecause.NOT_PRACTICABLE, **late) == set(late)


def test_a_refused_consent_can_be_overridden_with_a_reason():
    no = {"consent": Consent.REFUSED}
    assert found(**no) == {"still_share"}
    assert found(**no, still_share=True) == {"override_because", "tell_anyway"}
    all_the_same = {"still_share": True, "override_because": "He has a knife."}
    assert found(**no, **all_the_same, tell_anyway=False) == {"tell_not_because"}
    assert found(consent=Consent.WITHDRAWN, **all_the_same, tell_anyway=True) == set()


def test_a_child_who_says_no_is_asked_about_apart_from_the_parents():
    no = {"child_view": ChildView.DISAGREES}
    assert found(**no, still_share=False) == {"competence", "outcome"}
    understood = {**no, "competence": Competence.YES}
    assert found(**understood, still_share=False) == {"outcome"}


def test_when_a_no_stands_nothing_is_shared():
    no = {"consent": Consent.REFUSED, "still_share": False}
    assert found(**no) == {"outcome"}
    stops = replace(REFUSAL, items=ANSWER.items, **no)
    assert found(answer=stops) == set()


def test_nobody_need_tell_the_family_about_what_was_not_shared():
    assert found(answer=REFUSAL, child_view=None, family_told=None) == set()


# --- the outcome ---


@pytest.mark.parametrize("items", [(), (Item(treatment=OUT, reason="Old."),)])
def test_sharing_takes_something_included(items):
    assert "outcome" in found(items=items, outcome=Outcome.SHARE_PART, reason_told="Part.")


def test_sharing_nothing_chosen_names_the_items_too():
    assert "items" in found(items=())


@pytest.mark.parametrize("held", [OUT, COVER])
def test_sharing_all_leaves_out_and_covers_nothing_that_was_asked(held):
    items = (Item(treatment=IN), Item(treatment=held, reason="Not needed."))
    part = {"outcome": Outcome.SHARE_PART, "reason_told": "Part of it."}
    assert found(items=items) == {"outcome"}
    assert found(items=items, **part) == set()


def test_refusing_takes_reasons_and_what_would_change_the_answer():
    bare = {"refusal_reasons": (), "would_change": "", "reason_told": "", "reason_kept": ""}
    assert found(answer=REFUSAL, **bare) == set(bare)


@pytest.mark.parametrize("outcome", [Outcome.REFUSE, Outcome.NEITHER, Outcome.NEED_MORE])
def test_what_shares_nothing_includes_nothing(outcome):
    told = "" if outcome == Outcome.NEITHER else "Told."
    changes = {"outcome": outcome, "reason_told": told}
    assert found(answer=REFUSAL, **changes) == set()
    kept_for_later = outcome == Outcome.NEED_MORE
    wrong = set() if kept_for_later else {"outcome"}
    assert found(answer=REFUSAL, items=(Item(treatment=IN),), **changes) == wrong


def test_nothing_to_share_has_one_wording():
    assert found(answer=REFUSAL, outcome=Outcome.NEITHER) == {"reason_told"}


def test_under_the_duty_silence_takes_the_detriment_test():
    assert found(facts=RISK, answer=REFUSAL, on=ON) == set()
    assert found(facts=RISK, answer=REFUSAL, on=DUTY) == {"detriment"}
    assert found(facts=RISK, answer=REFUSAL, on=DUTY, detriment="He would flee.") == set()


def test_an_end_date_is_ahead():
    assert found(ends_on=ON) == {"ends_on"}
    assert found(ends_on=DUTY) == set()


# --- the law ---


def test_police_to_school_takes_a_power():
    facts = Facts("police", "school", Purpose.SAFEGUARD_CHILD_AT_RISK)
    assert found(facts=facts) == {"power"}
    assert found(facts=facts, picked={LegalKind.POWER: "COMMON_LAW_POLICE"}) == set()


@pytest.mark.parametrize("code", ["CTSA2015_S36", "CA2004_S16LA", "INVENTED"])
def test_a_power_outside_its_list_or_its_time_is_refused(code):
    assert found(picked={LegalKind.POWER: code}) == {"power"}


def test_paragraph_18_takes_the_reason_for_acting_without_consent():
    health = (Item(treatment=IN, data_class=DataClass.SPECIAL),)
    assert found(facts=RISK, items=health) == {"without_consent"}
    given = WithoutConsent.WOULD_PREJUDICE
    assert found(facts=RISK, items=health, without_consent=given) == set()


def test_with_consent_nobody_says_why_they_act_without_it():
    health = (Item(treatment=IN, data_class=DataClass.SPECIAL),)
    facts = replace(RISK, purpose=Purpose.SECTION_17)
    assert found(facts=facts, items=health) == {"without_consent"}
    assert found(facts=facts, items=health, consent=Consent.GIVEN) == set()


def test_relying_on_consent_takes_consent():
    facts = replace(RISK, purpose=Purpose.CHANNEL)
    picked = {LegalKind.BASIS: "ART6_A"}
    assert found(facts=facts, picked=picked) == {"consent"}
    assert found(facts=facts, picked=picked, consent=Consent.GIVEN) == set()


def test_sensitive_police_work_says_why_nothing_less_would_do():
    facts = Facts("police", "youth_justice", Purpose.CRIME, law_enforcement=True)
    health = (Item(treatment=IN, data_class=DataClass.SPECIAL),)
    assert found(facts=facts, items=health) == {"strictly_necessary"}
    assert found(facts=facts, items=health, strictly_necessary="He needs insulin.") == set()


def test_only_what_is_shared_counts_for_the_law():
    items = (Item(treatment=IN), Item(treatment=OUT, data_class=DataClass.SPECIAL))
    assert classes_of(items) == {DataClass.ORDINARY}


# --- by phone ---


def test_on_the_phone_it_is_recorded_who_and_how_they_were_checked():
    speaking = {"route": Route.SPEAKING, "channel": Channel.PHONE}
    assert found(**speaking) == {"told_to", "identity_check"}
    checked = {"told_to": "DC Walsh", "identity_check": IdentityCheck.CALLED_BACK}
    assert found(**speaking, **checked) == set()


def test_what_was_told_already_says_when():
    told = {
        "route": Route.TOLD_ALREADY,
        "channel": Channel.PHONE,
        "told_to": "DC Walsh",
        "identity_check": IdentityCheck.SAW_CARD,
        "silence_because": "She walks home alone.",
    }
    assert found(**told) == {"told_at"}
    assert found(**told, told_at=datetime(2026, 9, 7, 9, tzinfo=UTC)) == set()
