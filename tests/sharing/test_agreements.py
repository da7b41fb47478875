"""Agreements about sharing: written, published, signed, cited, renewed and ended."""

import datetime

import pytest
from django.db import ProgrammingError, connection, transaction

from crossing.core.errors import Denied, Invalid, NotThere, WrongState
from crossing.sharing.commands import agreements as commands
from crossing.sharing.commands.agreements import Draft
from crossing.sharing.models import Agreement, AgreementParty, AgreementSignature, Decision
from crossing.sharing.queries import agreements as queries
from crossing.sharing.rules import Purpose, Route
from crossing.sharing.rules import agreements as rules
from tests.make import agreement_draft, org, published
from tests.records.build import a_child
from tests.sharing import build
from tests.sharing.deciding import Walk, asked, rolls, to_decide, work_on

DAY = datetime.date(2026, 11, 24)
PURPOSE = Purpose.SAFEGUARD_CHILD_AT_RISK


def cover(sender, recipient, purpose=PURPOSE, on=DAY):
    there = org(recipient).pk if recipient else None
    return queries.cover_between(org(sender).pk, there, purpose, on)


def the_agreement(person):
    return queries.agreement_for(person, Agreement.objects.get(number=1, replaces=None).pk)


def ours(acting, **changes):
    """Another agreement, published and signed by nobody."""
    with acting("pia") as pia:
        return published(pia, **changes)


def signed(acting, found, *people):
    for short in people:
        with acting(short) as person:
            commands.sign(queries.agreement_for(person, found.pk), by=person)


# What it must say


def test_an_empty_draft_says_all_that_is_missing():
    found = rules.problems_of(rules.Text(), [])
    days = {"starts_on", "review_on", "ends_on"}
    terms = {term.name for term in rules.TERMS}
    assert set(found) == {"title", "parties", "purposes", "controllers", "law"} | days | terms


DATES = {
    "starts_on": datetime.date(2026, 9, 1),
    "review_on": datetime.date(2027, 9, 1),
    "ends_on": datetime.date(2028, 9, 1),
}


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({}, set()),
        ({"ends_on": datetime.date(2026, 9, 1)}, {"ends_on"}),
        ({"review_on": datetime.date(2026, 9, 1)}, {"review_on"}),
        ({"review_on": datetime.date(2028, 9, 2)}, {"review_on"}),
        ({"review_on": None}, {"review_on"}),
    ],
)
def test_it_starts_is_looked_at_again_and_ends(changed, wrong):
    assert set(rules.problems_of_dates(rules.Text(**DATES | changed))) == wrong


def test_what_allows_it_is_in_force_on_its_first_day():
    text = rules.Text(law=["ART6_E", "OLD"])
    assert "not in force" in rules.problems_of(text, ["ART6_E"])["law"]


def test_what_changed_is_told_line_by_line():
    before = rules.Text(title="A", purposes=["marac"], terms={"items": "Names."})
    after = rules.Text(title="A", purposes=["marac", "mappa"], terms={"items": "Names, days."})
    assert [row[0] for row in rules.changes(before, after)] == [
        "What it is for",
        "Which information is shared",
    ]


@pytest.mark.parametrize(("days", "soon"), [(-1, False), (0, True), (60, True), (61, False)])
def test_it_lapses_soon_within_60_days(days, soon):
    assert rules.lapses_soon(DAY + datetime.timedelta(days), DAY) is soon


def test_an_emergency_asks_for_no_agreement():
    assert rules.asks_for_agreement(PURPOSE, Route.ASKED)
    assert not rules.asks_for_agreement(Purpose.EMERGENCY, Route.ASKED)
    assert not rules.asks_for_agreement(PURPOSE, "emergency")


# Writing and publishing


@pytest.mark.parametrize("short", ["hugh", "gus", "nora", "rita", "sam"])
def test_nobody_else_writes_one(acting, short):
    with acting(short) as person, pytest.raises(Denied):
        commands.write_agreement(Draft(title="Mine"), None, by=person)


def test_a_draft_is_read_by_whoever_writes_it_alone(acting):
    with acting("pia") as pia:
        draft = commands.write_agreement(
            agreement_draft(), queries.agreements(pia)[0].agreement.partnership, by=pia
        )
    for short in ("hugh", "gus", "rita"):
        with acting(short) as person, pytest.raises(NotThere):
            queries.agreement_for(person, draft.pk)
    with acting("hugh"):
        assert not Agreement.objects.filter(pk=draft.pk).exists()
        assert not AgreementParty.objects.filter(agreement=draft.pk).exists()


def test_it_is_not_published_before_it_says_everything(acting):
    with acting("pia") as pia:
        together = the_agreement(pia).partnership
        draft = commands.write_agreement(agreement_draft(terms={}), together, by=pia)
        with pytest.raises(Invalid) as missing:
            commands.publish(draft, by=pia)
    assert "dpia" in missing.value.problems


def test_choosing_other_parties_keeps_what_was_said_about_those_that_stay(acting):
    with acting("pia") as pia:
        together = the_agreement(pia).partnership
        draft = commands.write_agreement(agreement_draft(), together, by=pia)
        first = draft.parties.get(org=org("northfield"))
        commands.say_whom_to_ask(first, "The office", "Dara", by=pia)
        fewer = Draft(parties=[org("northfield"), org("southgate")])
        commands.change_agreement(draft, fewer, by=pia)
        held = dict(draft.parties.values_list("org__name", "contact"))
    assert held == {"Northfield School": "The office", "Southgate Academy": ""}


def test_what_was_published_is_never_rewritten(acting):
    with acting("pia") as pia:
        found = the_agreement(pia)
        with pytest.raises(WrongState):
            commands.change_agreement(found, Draft(title="Another"), by=pia)
        with pytest.raises(WrongState):
            commands.say_whom_to_ask(found.parties.first(), "A", "B", by=pia)
        with pytest.raises(WrongState):
            commands.publish(found, by=pia)


@pytest.mark.parametrize(
    "change", ["title = 'Another'", "status = 'draft'", "ends_on = '2040-01-01'"]
)
def test_nor_does_the_database_let_it_be(acting, change):
    rewrite = f"UPDATE sharing_agreement SET {change}"
    with (
        acting("pia"),
        connection.cursor() as cursor,
        pytest.raises(ProgrammingError),
        transaction.atomic(),
    ):
        cursor.execute(rewrite)


# Signing


def test_a_named_person_signs_once_for_their_own_organisation(acting):
    found = ours(acting)
    signed(acting, found, "hugh")
    with acting("hugh") as hugh:
        row = AgreementSignature.objects.get(agreement=found.pk)
        assert (row.by_name, row.position) == ("Hugh Osei", "Head")
        with pytest.raises(WrongState):
            commands.sign(queries.agreement_for(hugh, found.pk), by=hugh)
    assert build.told(row.org_id) == []


@pytest.mark.parametrize("short", ["lena", "omar", "mina", "pia", "gus"])
def test_nobody_else_signs(acting, short):
    found = ours(acting)
    with acting(short) as person, pytest.raises(Denied):
        commands.sign(found, by=person)


def test_whoever_is_no_party_does_not_sign(acting):
    with acting("pia") as pia:
        found = published(pia, parties=[org("southgate"), org("police")])
    with acting("hugh") as hugh, pytest.raises(NotThere):
        commands.sign(found, by=hugh)
    with acting("hugh") as hugh, pytest.raises(NotThere):
        queries.agreement_for(hugh, found.pk)


def test_the_home_of_those_who_sign_and_of_the_office_says_what_waits(acting, signed_in):
    ours(acting, title="Lapsing", ends_on=DAY + datetime.timedelta(30), review_on=DAY)
    assert "Lapsing, version 1" in signed_in("hugh").get("/").content.decode()
    assert "Lapsing, version 1" not in signed_in("lena").get("/").content.decode()
    text = signed_in("pia").get("/").content.decode()
    assert "Not signed by Northfield School" in text
    assert "Sharing to keep children safe" not in text  # signed, and far from its last day


def test_when_its_review_is_due_the_office_and_the_list_say_so(acting, signed_in):
    ours(acting, title="Looked at", starts_on=DAY - datetime.timedelta(30), review_on=DAY)
    for address in ("/", "/sharing/agreements"):
        assert "Review due" in signed_in("pia").get(address).text


@pytest.mark.parametrize(("on", "due"), [(DAY, True), (DAY + datetime.timedelta(1), False)])
def test_its_review_is_due_from_its_day_on(on, due):
    assert rules.review_due(on, DAY) is due
    assert not rules.review_due(None, DAY)


# What covers a decision


def test_one_that_both_have_signed_covers_it(acting):
    with acting("lena"):
        found = cover("northfield", "police")
        assert found.standing == rules.Standing.IN_PLACE
        assert found.cited().number == 1
        assert found.cited(rules.NO_AGREEMENT) is None


@pytest.mark.parametrize(("recipient", "purpose"), [("southgate", PURPOSE), (None, PURPOSE)])
def test_none_covers_others(acting, recipient, purpose):
    with acting("lena"):
        found = cover("northfield", recipient, purpose)
    assert (found.standing, found.cited()) == (rules.Standing.MISSING, None)


def test_one_for_something_else_does_not_cover_it(acting):
    purposes = [Purpose.MARAC.value]
    with acting("pia") as pia:
        both = [org("southgate"), org("police")]
        found = published(pia, parties=both, purposes=purposes)
    signed(acting, found, "sam")
    with acting("rita"):
        assert cover("southgate", "police").standing == rules.Standing.MISSING
        unsigned = cover("southgate", "police", Purpose.MARAC)
    assert unsigned.standing == rules.Standing.UNSIGNED
    assert unsigned.warning.endswith("Sharing to keep children safe")


@pytest.mark.parametrize(
    ("on", "standing"),
    [
        (datetime.date(2026, 8, 31), rules.Standing.MISSING),
        (datetime.date(2026, 9, 1), rules.Standing.IN_PLACE),
        (datetime.date(2029, 8, 31), rules.Standing.IN_PLACE),
        (datetime.date(2029, 9, 1), rules.Standing.LAPSED),
    ],
)
def test_its_first_and_its_last_day_count(acting, on, standing):
    with acting("lena"):
        assert cover("northfield", "police", on=on).standing == standing


def test_a_new_version_takes_over_when_both_have_signed_it(acting):
    with acting("pia") as pia:
        before = the_agreement(pia)
        version = commands.new_version(before, by=pia)
        with pytest.raises(WrongState):
            commands.new_version(before, by=pia)
        days = Draft(starts_on=DAY, review_on=datetime.date(2027, 9, 1), ends_on=before.ends_on)
        commands.change_agreement(version, days, by=pia)
        commands.publish(version, by=pia)
    with acting("lena"):
        assert cover("northfield", "police").cited().number == 1
    signed(acting, version, "hugh", "sam")
    with acting("lena") as lena:
        assert cover("northfield", "police").cited().number == 2
        assert cover("northfield", "services").cited().number == 1
        newest = queries.agreement_for(lena, version.pk)
    assert newest.replaces_id == before.pk


def test_it_is_ended_with_a_reason_and_then_lapsed(acting):
    with acting("pia") as pia:
        found = the_agreement(pia)
        with pytest.raises(Invalid):
            commands.end_agreement(found, " ", by=pia)
        commands.end_agreement(found, "The board has ended it.", by=pia)
        with pytest.raises(WrongState):
            commands.end_agreement(found, "Again", by=pia)
    with acting("lena"):
        assert cover("northfield", "police").standing == rules.Standing.LAPSED


# The decision


def test_a_decision_cites_the_version_and_asks_nothing_more(acting):
    child = a_child(acting)
    question = build.a_request(acting)
    build.an_answer(acting, question, child)
    with acting("lena"):
        decision = Decision.objects.get()
        assert (decision.agreement.title[:7], decision.agreement_number) == ("Sharing", 1)
        assert decision.no_agreement_because == ""


def test_a_refusal_cites_none(acting):
    question = build.a_request(acting)
    refused = {"outcome": "refuse", **build.REFUSED}
    build.an_answer(acting, question, a_child(acting), items=[], **refused)
    with acting("lena"):
        assert Decision.objects.get().agreement is None


def test_without_one_a_reason_is_asked_for_and_kept(acting):
    with acting("pia") as pia:
        commands.end_agreement(the_agreement(pia), "Ended.", by=pia)
    question, child = build.a_request(acting), a_child(acting)
    with pytest.raises(Invalid) as missing:
        build.an_answer(acting, question, child)
    assert set(missing.value.problems) == {"no_agreement_because"}
    build.an_answer(acting, question, child, no_agreement_because="A new one is being signed.")
    with acting("lena"):
        decision = Decision.objects.get()
        assert (decision.agreement, decision.no_agreement_because[:9]) == (None, "A new one")


def test_somebody_may_say_that_none_of_them_is_meant(acting):
    question, child = build.a_request(acting), a_child(acting)
    picked = {"agreement": rules.NO_AGREEMENT}
    with pytest.raises(Invalid):
        build.an_answer(acting, question, child, **picked)
    build.an_answer(acting, question, child, **picked, no_agreement_because="It happens once.")
    with acting("lena"):
        assert Decision.objects.get().agreement is None


# On the pages


def test_from_a_name_to_a_signature_on_pages(acting, signed_in):
    pia = signed_in("pia")
    with acting("pia"):
        both = [str(org(key).pk) for key in ("northfield", "police")]
    assert pia.post("/sharing/agreements/write", {"title": ""}).status_code in (200, 422)
    made = pia.post("/sharing/agreements/write", {"title": "Visits", "parties": both})
    address = made.headers["Location"]
    text = pia.get(address).content.decode()
    assert "12 parts of what is agreed are empty." in text
    assert f"{address}/change/law" in text
    assert f"{address}/party/" in text
    assert pia.post(f"{address}/publish").status_code == 422
    days = {"starts_on": "1 9 2026", "review_on": "1 9 2027", "ends_on": "1 9 2028"}
    said = {"title": "Visits", "parties": both, "purposes": [PURPOSE], "controllers": "joint"}
    for name, day in days.items():
        said |= dict(
            zip((f"{name}_day", f"{name}_month", f"{name}_year"), day.split(), strict=True)
        )
    wrong = said | {"ends_on_year": "2026"}
    assert pia.post(f"{address}/change/about", wrong).status_code == 422
    assert pia.post(f"{address}/change/about", said).status_code == 302
    assert pia.post(f"{address}/change/law", {"basis": ["ART6_E"]}).status_code == 302
    terms = {term.name: "As agreed." for term in rules.TERMS}
    assert pia.post(f"{address}/change/terms", terms).status_code == 302
    with acting("pia"):
        parties = list(Agreement.objects.get(title="Visits").parties.all())
    for party in parties:
        whom = {"contact": "The office", "protection_officer": "Dara"}
        assert pia.post(f"{address}/party/{party.pk}", whom).status_code == 302
    assert pia.get(f"{address}/change/nothing").status_code == 404
    assert pia.get(f"{address}/party/{org_id()}").status_code == 404
    assert pia.post(f"{address}/publish").status_code == 302
    hugh = signed_in("hugh")
    assert "Sign for Northfield School" in hugh.get(address).content.decode()
    assert "has not signed this yet" in signed_in("tom").get(address).content.decode()
    assert hugh.post(f"{address}/sign").status_code == 302
    assert hugh.post(f"{address}/sign").status_code == 409
    assert "Not signed yet" in hugh.get(address).content.decode()


def org_id():
    """The id of nothing."""
    return "7d0f3a58-0000-4000-8000-000000000000"


def test_a_new_version_shows_what_changed_and_an_ended_one_why(acting, signed_in):
    pia = signed_in("pia")
    with acting("pia") as person:
        address = f"/sharing/agreements/{the_agreement(person).pk}"
    made = pia.post(f"{address}/new-version").headers["Location"]
    text = pia.get(made).content.decode()
    assert "What changed since the version before" in text
    assert "1 September 2026" in text
    assert pia.post(f"{address}/end", {"reason": ""}).status_code in (200, 422)
    assert pia.post(f"{address}/end", {"reason": "It was replaced."}).status_code == 302
    assert "It was replaced." in signed_in("tom").get(address).content.decode()
    assert signed_in("hugh").post(f"{address}/end", {"reason": "Mine"}).status_code == 404


def test_the_last_page_says_which_agreement_it_is_or_asks_why_there_is_none(acting, signed_in):
    rolls(acting)
    walk = Walk(signed_in("lena"), work_on(acting, asked(acting), by="lena").pk)
    to_decide(walk)
    text = walk.get("decide").content.decode()
    assert "Sharing to keep children safe, version 1" in text
    assert "There is no agreement with them" not in text
    with acting("pia") as pia:
        commands.end_agreement(the_agreement(pia), "Ended.", by=pia)
    assert "The agreement has lapsed" in walk.get("decide").content.decode()
