"""A page for one named adult of a family: filtered, checked by a second person, handed over."""

import datetime

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from crossing.core.errors import Denied, Invalid, NotThere, WrongState
from crossing.records import commands as records
from crossing.records.covering import MARK, Found
from crossing.records.models import Child, Entry
from crossing.records.other_people import Kind
from crossing.records.rules import NewRelative
from crossing.sharing.commands import families as commands
from crossing.sharing.models import FamilyPage
from crossing.sharing.plainly import as_told, without_gaps
from crossing.sharing.queries.families import Telling, family_page_for, offers, to_check
from crossing.sharing.rules import families as rules
from tests.paper.read import paper_of
from tests.records.build import a_child
from tests.sharing import build
from tests.sharing.families import BY_HAND, MUM, a_family_page, released, sent, started, written

WHEN = datetime.datetime(2026, 11, 20, 15, 30, tzinfo=datetime.UTC)


@pytest.fixture
def amina(acting):
    """Amina, about whom the police and children's services were told."""
    child = a_child(acting)
    build.an_answer(acting, build.a_request(acting), child)
    hidden = {"family_told": "not_told", "not_told_because": "unsafe"}
    hidden |= {"look_again_on": "2027-03-01"}
    build.an_answer(acting, build.a_request(acting, by="mina"), child, **hidden)
    with acting("lena") as lena:
        records.add_relative(child, NewRelative("Zara Karim", "mother", "07700 900111"), by=lena)
        records.add_relative(child, NewRelative("Viktor Steel", "uncle"), by=lena)
    return child


def fresh(page):
    return FamilyPage.objects.get(pk=page.pk)


# The words


def found(text, word, kind=Kind.RELATIVE):
    start = text.index(word)
    return Found(start, start + len(word), word, kind, "uncle")


@pytest.mark.parametrize(
    ("text", "words", "told"),
    [
        ("She left with Viktor.", {"Viktor": Kind.RELATIVE}, "She left with somebody else."),
        ("Viktor's car.", {"Viktor's": Kind.RELATIVE}, "Somebody else’s car."),
        ("At 4 Mill Lane.", {"4 Mill Lane": Kind.ADDRESS}, "At an address."),
        ("Ring 0123 now.", {"0123": Kind.PHONE}, "Ring a telephone number now."),
        ("Write to a@b.org.", {"a@b.org": Kind.EMAIL}, "Write to an e-mail address."),
        ("Number A1.", {"A1": Kind.UPN}, "Number a detail."),
        (
            "With Kit and Viktor.",
            {"Kit": Kind.CHILD, "Viktor": Kind.RELATIVE},
            "With somebody else.",
        ),
        (f"Came with {MARK} at nine.", {}, "Came with somebody else at nine."),
    ],
)
def test_whoever_is_not_kept_stands_there_in_neutral_words(text, words, told):
    assert without_gaps(text, [found(text, word, kind) for word, kind in words.items()]) == told


def test_what_is_empty_leaves_no_gap():
    assert as_told(["One.", " ", "", "Two."]) == ["One.", "Two."]


@pytest.mark.parametrize(
    ("answer", "law", "out"),
    [
        ({"family_told": "told"}, {}, False),
        ({"family_told": "not_told"}, {}, True),
        ({}, {"handling": ["do_not_tell_family"]}, True),
        ({}, {"handling": None}, False),
    ],
)
def test_what_the_family_was_not_told_starts_left_out(answer, law, out):
    assert rules.starts_left_out(answer, law) is out


WAY = {"told": ["Words."], "way": "in_person", "safe_because": "She comes alone."}


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({}, set()),
        ({"told": [" "]}, {"told"}),
        ({"undecided": 1}, {"told"}),
        ({"unnamed": 1}, {"names"}),
        ({"way": ""}, {"way"}),
        ({"safe_because": ""}, {"safe_because"}),
        ({"way": "email"}, {"they_alone"}),
        ({"way": "post"}, {"they_alone"}),
        ({"way": "email", "they_alone": True}, set()),
    ],
)
def test_what_must_be_said_before_it_is_checked(changed, wrong):
    assert set(rules.problems_of_family(rules.FamilyText(**WAY | changed))) == wrong


# Writing


def test_it_starts_with_what_was_shared_and_leaves_out_what_they_were_not_told(acting, amina):
    page = started(acting, amina)
    with acting("lena") as lena:
        tells = {one.decision.recipient_name: one.tells for one in page.lines.all()}
        whys = {one.decision.recipient_name: one.why for one in offers(lena, amina)}
        assert Telling(lena, fresh(page)).texts == []
    assert tells == {"Riverside Safer Schools Team": None, "Riverside Children’s Services": False}
    assert whys["Riverside Safer Schools Team"] == ""
    assert "not told" in whys["Riverside Children’s Services"]


def test_a_cover_is_not_told_as_a_gap(acting, amina):
    page = started(acting, amina)
    with acting("lena"):
        assert all(MARK not in line.text for line in page.lines.all())


@pytest.mark.parametrize("short", ["tom", "nora", "ada", "omar", "mina", "rita"])
def test_nobody_else_writes_one(acting, amina, short):
    with acting(short) as person, pytest.raises(Denied):
        commands.start_family_page(amina, MUM, by=person)


def test_it_is_for_one_named_adult(acting, amina):
    with pytest.raises(Invalid):
        started(acting, amina, adult=commands.Adult(" ", "mother"))


def flagged(acting, child, **flags):
    with acting("lena") as lena:
        mine = Child.objects.get(pk=child.pk)
        if flags.pop("sealed", False):
            records.seal(mine, True, by=lena)
        else:
            records.flag(mine, True, False, by=lena)


@pytest.mark.parametrize("sealed", [True, False])
def test_no_page_for_a_child_whose_family_must_not_be_told(acting, amina, sealed):
    flagged(acting, amina, sealed=sealed)
    with pytest.raises(WrongState):
        started(acting, amina)


def test_a_flag_that_comes_later_stops_a_page_that_is_there(acting, amina):
    page = a_family_page(acting, amina)
    flagged(acting, amina)
    with acting("lena") as lena:
        with pytest.raises(WrongState):
            commands.print_family_page(fresh(page), by=lena)
        with pytest.raises(WrongState):
            commands.hand_over(fresh(page), WHEN, "She came.", by=lena)


def test_a_child_who_is_sealed_meanwhile_is_not_there_for_whoever_checks(acting, amina):
    page = started(acting, amina)
    written(acting, page)
    sent(acting, page)
    flagged(acting, amina, sealed=True)
    with acting("dev") as dev, pytest.raises(NotThere):
        commands.release_family_page(page, by=dev)


def test_somebody_else_who_is_named_must_be_decided_about(acting, amina):
    page = started(acting, amina)
    written(acting, page, text="Viktor Steel, 07700 900222, came with Zara Karim.")
    with pytest.raises(Invalid) as missing:
        sent(acting, page)
    assert set(missing.value.problems) == {"names"}
    with acting("lena") as lena:
        telling = Telling(lena, fresh(page))
        assert {one.text for one in telling.named} == {"Viktor Steel", "07700 900222"}
        cover = {one.key: {"treatment": "cover", "why": ""} for one in telling.named}
        commands.say_what_becomes_of_others(page, cover, by=lena)
    sent(acting, page)
    with acting("dev"):
        told = fresh(page).told[0]
    assert told == "Somebody else, a telephone number, came with Zara Karim."


def test_a_name_is_kept_with_a_reason(acting, amina):
    page = started(acting, amina)
    written(acting, page, text="Viktor Steel came.")
    with acting("lena") as lena:
        key = Telling(lena, fresh(page)).named[0].key
        keep = {key: {"treatment": "keep", "why": "He told her himself."}}
        commands.say_what_becomes_of_others(page, keep, by=lena)
        assert Telling(lena, fresh(page)).told == ["Viktor Steel came.", "Viktor Steel came."]


def test_a_way_that_is_not_safe_is_not_saved(acting, amina):
    page = started(acting, amina)
    unsafe = commands.Handing("email", "She has an address.")
    with acting("lena") as lena, pytest.raises(Invalid) as wrong:
        commands.say_how_to_hand_over(page, unsafe, by=lena)
    assert set(wrong.value.problems) == {"they_alone"}


def test_only_its_author_changes_it(acting, amina):
    page = started(acting, amina)
    with acting("dev") as dev:
        for act in (
            lambda: commands.choose_what_to_tell(page, {}, "More.", by=dev),
            lambda: commands.say_what_becomes_of_others(page, {}, by=dev),
            lambda: commands.say_how_to_hand_over(page, BY_HAND, by=dev),
            lambda: commands.send_to_check(page, by=dev),
        ):
            with pytest.raises(Denied):
                act()


# Checking and handing over


def test_whoever_wrote_it_never_releases_it(acting, amina):
    page = started(acting, amina)
    written(acting, page)
    sent(acting, page)
    with acting("lena") as lena:
        assert to_check(lena, 5) == []
        with pytest.raises(Denied):
            commands.release_family_page(page, by=lena)
        with pytest.raises(Denied):
            commands.return_family_page(page, "No.", by=lena)
    with acting("dev") as dev:
        assert [one.pk for one in to_check(dev, 5)] == [page.pk]


def test_nor_does_the_database_let_them(acting, amina):
    page = started(acting, amina)
    release = (
        "UPDATE sharing_familypage SET status = 'released', checked_at = app_now(),"
        " checked_by_id = %s WHERE id = %s"
    )
    for checker, error in (("lena", IntegrityError), ("dev", ProgrammingError)):
        with acting(checker) as person:
            who = person.id
        with acting("lena"), pytest.raises(error), transaction.atomic():
            connection.cursor().execute(release, [who, page.pk])


def test_it_is_returned_with_a_reason_and_sent_again(acting, amina):
    page = started(acting, amina)
    written(acting, page)
    sent(acting, page)
    with acting("hugh") as hugh:
        with pytest.raises(Invalid):
            commands.return_family_page(page, " ", by=hugh)
        commands.return_family_page(page, "Say it more kindly.", by=hugh)
        assert fresh(page).returned_reason == "Say it more kindly."
    sent(acting, page)
    released(acting, page, by="hugh")
    with acting("lena"):
        assert (fresh(page).status, fresh(page).checked_by_name) == ("released", "Hugh Osei, Head")


def test_it_is_printed_only_after_somebody_else_has_checked_it(acting, amina):
    page = started(acting, amina)
    written(acting, page)
    with acting("lena") as lena, pytest.raises(WrongState):
        commands.print_family_page(fresh(page), by=lena)
    sent(acting, page)
    with acting("lena") as lena, pytest.raises(WrongState):
        commands.print_family_page(fresh(page), by=lena)


def test_what_was_checked_stays_as_it_was(acting, amina):
    page = a_family_page(acting, amina)
    with acting("lena") as lena:
        with pytest.raises(WrongState):
            commands.choose_what_to_tell(page, {}, "More.", by=lena)
        rewrite = "UPDATE sharing_familypage SET told = '[]' WHERE id = %s"
        with pytest.raises(ProgrammingError), transaction.atomic():
            connection.cursor().execute(rewrite, [page.pk])


def test_what_was_handed_over_when_and_to_whom_is_recorded(acting, amina):
    page = a_family_page(acting, amina)
    with acting("lena") as lena:
        with pytest.raises(Invalid):
            commands.hand_over(page, WHEN, " ", by=lena)
        commands.hand_over(page, WHEN, "I know her; nobody else was there.", by=lena)
        entry = Entry.objects.filter(title="What we told Zara Karim").get()
        with pytest.raises(WrongState):
            commands.hand_over(page, WHEN, "Again.", by=lena)
        commands.print_family_page(fresh(page), by=lena)
    assert "We told the police when Amina came to school." in entry.text
    assert (entry.source, entry.happened_on) == ("By hand, to them alone", WHEN.date())


def test_on_paper_there_is_no_number_no_mark_and_nothing_of_what_was_left_out(
    acting, amina, signed_in
):
    page = started(acting, amina)
    with acting("lena") as lena:
        lines = {one.decision.recipient_name: one for one in page.lines.all()}
        told = lines["Riverside Safer Schools Team"]
        chosen = {told.pk: (True, "We told the police when she came with Viktor Steel.")}
        commands.choose_what_to_tell(page, chosen, "", by=lena)
        one = Telling(lena, fresh(page)).named[0]
        covered = {one.key: {"treatment": "cover", "why": ""}}
        commands.say_what_becomes_of_others(page, covered, by=lena)
        commands.say_how_to_hand_over(page, BY_HAND, by=lena)
    sent(acting, page)
    released(acting, page)
    paper = paper_of(signed_in("lena").get(f"/sharing/family-page/{page.pk}.pdf"))
    assert paper.is_accessible()
    assert "We told the police when she came with somebody else." in paper.text
    assert "OFFICIAL-SENSITIVE: for Zara Karim alone" in paper.text
    for absent in ("Viktor", "Steel", "Children’s Services", "covered", MARK, "1."):
        assert absent not in paper.text, absent
    assert "/L" not in paper.tags
    assert b"Viktor" not in paper.data


@pytest.mark.parametrize("short", ["tom", "omar", "mina", "rita", "nora", "ada", "una"])
def test_strangers_find_no_page(acting, amina, short):
    page = a_family_page(acting, amina)
    with acting(short) as person, pytest.raises(NotThere):
        family_page_for(person, page.pk)


# On the pages


def test_from_the_childs_record_to_a_page_that_can_be_checked(acting, amina, signed_in):
    lena = signed_in("lena")
    assert "Write a page for the family" in lena.get(f"/children/{amina.pk}/").content.decode()
    start = f"/sharing/family-page/of/{amina.pk}"
    assert lena.post(start, {"x": "1"}).status_code == 422
    assert lena.post(start, {"adult": "other"}).status_code == 422
    made = lena.post(start, {"adult": "other", "name": "Zara Karim", "relation": "mother"})
    address = made.headers["Location"].removesuffix("/tell")
    text = lena.get(f"{address}/tell").content.decode()
    assert "The decision says that the family is not told." in text
    with acting("lena"):
        keys = [one.pk for one in FamilyPage.objects.get().lines.all()]
    said = {f"tell-{key}": "yes" for key in keys}
    said |= {f"text-{key}": "Viktor Steel was there." for key in keys}
    assert lena.post(f"{address}/tell", {"x": "1"}).status_code == 422
    assert lena.post(f"{address}/tell", said).headers["Location"] == f"{address}/names"
    assert "uncle" in lena.get(f"{address}/names").content.decode()
    assert lena.post(f"{address}/names", {}).status_code == 422
    with acting("lena") as person:
        key = Telling(person, FamilyPage.objects.get()).named[0].key
    assert lena.post(f"{address}/names", {f"o-{key}": "keep"}).status_code == 422
    covered = lena.post(f"{address}/names", {f"o-{key}": "cover"})
    assert covered.headers["Location"] == f"{address}/hand"
    unsafe = {"way": "post", "post_alone": "no", "safe_because": "She lives there."}
    assert lena.post(f"{address}/hand", unsafe).status_code == 422
    safe = unsafe | {"post_alone": "yes"}
    assert lena.post(f"{address}/hand", safe).headers["Location"] == address
    assert lena.post(f"{address}/send").status_code == 302
    assert lena.get(f"{address}/check").status_code == 404
    assert "Somebody else was there." in signed_in("dev").get(address).content.decode()


def test_the_second_person_returns_or_releases_it_on_a_page(acting, amina, signed_in):
    page = started(acting, amina)
    written(acting, page)
    sent(acting, page)
    address, dev = f"/sharing/family-page/{page.pk}", signed_in("dev")
    assert "A page for a family to check" in dev.get("/").content.decode()
    assert dev.post(f"{address}/check", {"released": "no"}).status_code == 422
    assert dev.post(f"{address}/check", {"released": "no", "reason": "Why?"}).status_code == 302
    sent(acting, page)
    assert dev.post(f"{address}/check", {"released": "yes"}).status_code == 302
    lena = signed_in("lena")
    handed = {"at_day": "20", "at_month": "11", "at_year": "2026", "at_time": "3:30pm"}
    assert lena.post(f"{address}/handed", handed).status_code == 422
    assert lena.post(f"{address}/handed", handed | {"note": "I know her."}).status_code == 302
    assert "What they have read" in lena.get(address).content.decode()


def test_a_flag_is_told_at_once_where_somebody_would_start(acting, amina, signed_in):
    flagged(acting, amina)
    text = signed_in("lena").get(f"/sharing/family-page/of/{amina.pk}").content.decode()
    assert "no page can be written" in text
    assert "Start" not in text.split("<main")[1]
