"""The rule table, and what follows from it."""

import io
from datetime import date
from itertools import product

import pytest

from crossing.core.errors import Invalid
from crossing.partnership.rules import Kind
from crossing.sharing.law import RULES_FILE, in_force, read_rules, regime_of, version_of, work_out
from crossing.sharing.rules import (
    DataClass,
    Facts,
    Handling,
    LegalKind,
    Marking,
    Power,
    Purpose,
    Regime,
    SubjectRole,
)

BEFORE, AFTER = date(2026, 9, 29), date(2026, 9, 30)
HEAD = "code,kind,label,valid_from,valid_to,source,known,needs\n"
ALL = frozenset(DataClass)
SOME = [Kind.SCHOOL, Kind.POLICE, Kind.CHILDRENS_SERVICES, Kind.YOUTH_JUSTICE, Kind.CHARITY]


@pytest.fixture(scope="module")
def rules():
    with RULES_FILE.open(encoding="utf-8", newline="") as file:
        return read_rules(file)


@pytest.fixture(scope="module")
def law(rules):
    def worked_out(sender, recipient, purpose, *classes, on=BEFORE, **facts):
        return work_out(Facts(sender, recipient, purpose, frozenset(classes), **facts), rules, on)

    return worked_out


def codes(choice):
    return {rule.code for rule in choice.allowed}


def power(law):
    return law.choices[LegalKind.POWER]


# --- the table ---


def test_every_power_and_only_those_have_a_row(rules):
    rows = {rule.code for rule in rules if rule.kind == LegalKind.POWER}
    assert rows == set(Power.values) - {Power.OTHER}


def test_a_source_is_for_people_and_what_is_doubtful_stands_beside_it(rules):
    drafts = ("not seen", "verified", "second-hand", "mirror", "our choice", " read,", "(copy)")
    assert [r.source for r in rules if any(word in r.source.lower() for word in drafts)] == []
    assert next(r.known for r in rules if r.code == "CA2004_S16LA") == "second_hand"


def test_every_rule_has_a_source_and_a_code_of_its_own(rules):
    assert all(rule.source for rule in rules)
    assert len({rule.code for rule in rules}) == len(rules)


def test_contract_is_no_basis(rules):
    assert "ART6_B" not in {rule.code for rule in rules}


def test_a_bad_row_is_named_and_nothing_is_taken():
    bad = "A,basis,x,,,s,primary,\nB,nonsense,x,,,s,primary,\nC,basis,x,,,s,primary,moon\n"
    with pytest.raises(Invalid) as refusal:
        read_rules(io.StringIO(HEAD + bad + "D,basis\n"))
    assert list(refusal.value.problems) == ["row 3", "row 4", "row 5"]
    assert "moon" in refusal.value.problems["row 4"]


def test_a_version_names_the_table_whatever_its_order(rules):
    assert version_of(rules) == version_of(rules[::-1])
    assert version_of(rules) != version_of(rules[1:])


def test_a_rule_holds_from_its_first_to_its_last_day():
    rows = read_rules(io.StringIO(HEAD + "A,basis,x,2026-01-02,2026-01-03,s,primary,\n"))
    days = [date(2026, 1, day) for day in (1, 2, 3, 4)]
    assert [len(in_force(rows, day)) for day in days] == [0, 1, 1, 0]


# --- which law applies ---


@pytest.mark.parametrize(
    ("sender", "recipient", "for_crime", "regime"),
    [
        ("school", "police", True, Regime.GENERAL),
        ("police", "school", False, Regime.CROSSING),
        ("police", "school", True, Regime.CROSSING),
        ("police", "childrens_services", False, Regime.CROSSING),
        ("police", "charity", False, Regime.CROSSING),
        ("police", "youth_justice", True, Regime.POLICE),
        ("transport_police", "police", True, Regime.POLICE),
        ("youth_justice", "police", True, Regime.GENERAL),
    ],
)
def test_which_law_applies(sender, recipient, for_crime, regime):
    facts = Facts(sender, recipient, Purpose.CRIME, law_enforcement=for_crime)
    assert regime_of(facts)[0] == regime


def test_whatever_the_facts_each_question_has_a_way_and_a_reason(rules):
    for sender, recipient, purpose in product(SOME, SOME, Purpose):
        worked = work_out(Facts(sender, recipient, purpose, ALL), rules, AFTER)
        for choice in worked.choices.values():
            assert choice.because
            assert not choice.default or choice.rule()
            assert choice.default or choice.kind == LegalKind.POWER
        assert worked.retention


# --- the duty to share ---


def test_the_duty_starts_on_30_september_2026(law):
    def asked(on):
        return law("school", "childrens_services", Purpose.SAFEGUARD_CHILD_AT_RISK, on=on)

    assert not asked(BEFORE).duty
    assert asked(AFTER).duty
    assert asked(BEFORE).choices[LegalKind.BASIS].default == "ART6_E"
    assert asked(AFTER).choices[LegalKind.BASIS].default == "ART6_C"
    assert power(asked(BEFORE)).default == "CA2004_S16H"
    assert power(asked(AFTER)).default == "CA2004_S16LA"


@pytest.mark.parametrize(
    ("recipient", "purpose"), [("charity", Purpose.SECTION_17), ("police", Purpose.CRIME)]
)
def test_the_duty_is_for_children_and_for_those_under_it(law, recipient, purpose):
    worked = law("school", recipient, purpose, on=AFTER)
    assert not worked.duty
    assert "CA2004_S16LA" in power(worked).why_not


# --- what allows us to share ---


def test_a_school_tells_the_police_about_a_crime(law):
    worked = law("school", "police", Purpose.CRIME, *ALL, law_enforcement=True)
    assert worked.choices[LegalKind.BASIS].default == "ART6_E"
    assert worked.choices[LegalKind.SPECIAL].default == "ART9_G_PARA10"
    assert worked.choices[LegalKind.CRIMINAL].default == "ART10_PARA10"
    assert power(worked).default == "CDA1998_S115"
    assert worked.retention.code == "KEEP_POLICE"


def test_police_to_school_takes_a_power_that_nobody_works_out(law):
    worked = law("police", "school", Purpose.SAFEGUARD_CHILD_AT_RISK)
    assert power(worked).required
    assert power(worked).default == ""
    assert "COMMON_LAW_POLICE" in codes(power(worked))
    assert "nobody else" in power(worked).why_not["CDA1998_S115"]
    assert worked.retention.code == "KEEP_SCHOOL"


def test_police_to_police_asks_for_part_3_and_strict_necessity(law):
    worked = law("police", "transport_police", Purpose.CRIME, *ALL, law_enforcement=True)
    assert set(worked.choices) == {LegalKind.PART3, LegalKind.POWER}
    assert worked.choices[LegalKind.PART3].default == "SCH8_PARA1"
    assert worked.strict_necessity


def test_part_3_protects_children_too(law):
    purpose = Purpose.MISSING_CHILD
    worked = law("police", "transport_police", purpose, DataClass.SPECIAL, law_enforcement=True)
    assert worked.choices[LegalKind.PART3].default == "SCH8_PARA4"


def test_ordinary_information_raises_no_condition(law):
    worked = law("school", "health", Purpose.SECTION_17, DataClass.ORDINARY)
    assert set(worked.choices) == {LegalKind.BASIS, LegalKind.POWER}
    assert not worked.strict_necessity


def test_protecting_a_child_rests_on_paragraph_18(law):
    worked = law("school", "childrens_services", Purpose.SECTION_47, DataClass.SPECIAL)
    assert worked.choices[LegalKind.SPECIAL].default == "ART9_G_PARA18"
    assert "para18_reason" in worked.choices[LegalKind.SPECIAL].rule().needs
    assert power(worked).default == "CA1989_S47"


def test_a_task_set_by_law_rests_on_paragraph_6(law):
    worked = law("school", "childrens_services", Purpose.EXCLUSION, DataClass.SPECIAL)
    assert worked.choices[LegalKind.SPECIAL].default == "ART9_G_PARA6"


def test_a_council_has_official_authority_over_crime_data(law):
    worked = law("childrens_services", "school", Purpose.SECTION_17, DataClass.CRIMINAL)
    assert worked.choices[LegalKind.CRIMINAL].default == "ART10_OFFICIAL"


def test_a_life_at_stake_is_vital_interests(law):
    worked = law("school", "ambulance", Purpose.EMERGENCY, DataClass.SPECIAL)
    assert worked.choices[LegalKind.BASIS].default == "ART6_D"
    assert worked.choices[LegalKind.SPECIAL].default == "ART9_C"


def test_a_court_order_is_an_obligation(law):
    worked = law("school", "police", Purpose.COURT)
    assert worked.choices[LegalKind.BASIS].default == "ART6_C"


def test_encompass_is_an_obligation_of_the_police(law):
    worked = law("police", "school", Purpose.ENCOMPASS)
    assert worked.choices[LegalKind.BASIS].default == "ART6_C"
    assert "DAA2021_S49A" in codes(power(worked))
    early = law("police", "school", Purpose.ENCOMPASS, on=date(2025, 11, 6))
    assert early.choices[LegalKind.BASIS].default == "ART6_E"


def test_only_a_body_that_is_not_public_may_use_legitimate_interests(law):
    charity = law("charity", "school", Purpose.SECTION_17).choices[LegalKind.BASIS]
    school = law("school", "charity", Purpose.SECTION_17).choices[LegalKind.BASIS]
    assert charity.default == "ART6_EA"
    assert not codes(school) & {"ART6_EA", "ART6_F"}


def test_a_charity_before_the_new_interest_uses_the_old_one(law):
    worked = law("charity", "school", Purpose.SECTION_17, on=date(2026, 2, 28))
    assert worked.choices[LegalKind.BASIS].default == "ART6_F"


def test_consent_is_offered_only_where_it_is_the_real_ground(law):
    risk = law("school", "police", Purpose.SAFEGUARD_CHILD_AT_RISK).choices[LegalKind.BASIS]
    support = law("school", "police", Purpose.CHANNEL).choices[LegalKind.BASIS]
    assert "share this anyway" in risk.why_not["ART6_A"]
    assert "ART6_A" in codes(support)


# --- powers kept inside their lists ---


@pytest.mark.parametrize(
    ("sender", "recipient", "patient", "allowed"),
    [
        ("school", "police", False, True),
        ("school", "police", True, False),
        ("health", "police", False, False),
        ("childrens_services", "police", False, False),
        ("charity", "police", False, False),
    ],
)
def test_the_serious_violence_power(law, sender, recipient, patient, allowed):
    purpose = Purpose.SERIOUS_VIOLENCE
    worked = law(sender, recipient, purpose, patient_information=patient)
    assert ("PCSCA2022_S16" in codes(power(worked))) is allowed


@pytest.mark.parametrize("recipient", ["school", "academy_trust", "nursery", "charity"])
def test_section_115_is_for_telling_those_on_its_list(law, recipient):
    assert "CDA1998_S115" not in codes(power(law("police", recipient, Purpose.CRIME)))


def test_police_asking_about_a_victim_have_a_power_of_their_own(law):
    def asked(role):
        return law("school", "police", Purpose.CRIME, law_enforcement=True, subject=role)

    assert power(asked(SubjectRole.VICTIM)).default == "PCSCA2022_S44A"
    assert power(asked(SubjectRole.SUSPECT)).default == "CDA1998_S115"


# --- marking, handling, end ---


def test_ordinary_school_information_is_official_for_a_year(law):
    worked = law("school", "police", Purpose.CRIME, DataClass.ORDINARY)
    assert worked.marking == Marking.OFFICIAL
    assert Handling.NAMED_PEOPLE_ONLY not in worked.handling
    assert worked.ends_on == date(2027, 9, 29)


@pytest.mark.parametrize(
    ("sender", "classes"), [("school", [DataClass.SPECIAL]), ("police", [DataClass.ORDINARY])]
)
def test_sensitive_or_police_information_is_marked_and_held_close(law, sender, classes):
    worked = law(sender, "school", Purpose.SECTION_17, *classes)
    assert worked.marking == Marking.SENSITIVE
    assert Handling.NAMED_PEOPLE_ONLY in worked.handling


def test_an_end_falls_on_a_day_that_exists(rules):
    facts = Facts("school", "police", Purpose.CRIME)
    assert work_out(facts, rules, date(2026, 11, 30), months_open=3).ends_on == date(2027, 2, 28)


def test_a_table_without_retention_says_nothing_of_it(rules):
    rows = tuple(rule for rule in rules if rule.kind != LegalKind.RETENTION)
    facts = Facts("school", "police", Purpose.CRIME)
    assert work_out(facts, rows, BEFORE).retention is None
