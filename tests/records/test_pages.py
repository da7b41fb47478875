"""The pages: signed out, stranger, wrong role, missing answers, it works."""

import pytest
from django.urls import reverse

from crossing.records import commands, queries
from crossing.records.models import ChildSearch, Concern, Draft
from crossing.records.rules import NewAddress, NewName, NewRelative
from tests.records.build import a_child, a_concern, an_entry, flagged, posted, sealed

CHILD_PAGES = ("child", "edit_child", "child_details", "child_flags", "seal_child")


def at(name, *args):
    return reverse(f"records:{name}", args=args)


@pytest.mark.parametrize("name", ["children", "new_concern", "my_concerns", "concerns"])
def test_signed_out_goes_to_sign_in(client, db, name):
    assert client.get(at(name)).headers["Location"].startswith("/account/login/")


@pytest.mark.parametrize("who", ["rita", "omar", "tom", "nora", "ada", "gus"])
@pytest.mark.parametrize("name", [*CHILD_PAGES, "chronology_csv"])
def test_a_childs_pages_are_not_there_for_others(signed_in, child, who, name):
    assert signed_in(who).get(at(name, child.pk)).status_code == 404


@pytest.mark.parametrize("name", CHILD_PAGES)
def test_a_childs_pages_open_for_the_lead(signed_in, child, name):
    assert signed_in("lena").get(at(name, child.pk)).status_code == 200


@pytest.mark.parametrize(
    ("who", "name", "status"),
    [
        ("tom", "children", 403),
        ("nora", "children", 403),
        ("tom", "concerns", 403),
        ("tom", "new_child", 403),
        ("tom", "record_call", 403),
        ("nora", "new_concern", 403),
        ("gus", "my_concerns", 403),
        ("tom", "my_concerns", 200),
        ("tom", "new_concern", 200),
        ("omar", "children", 200),
        ("lena", "concerns", 200),
        ("lena", "record_call", 200),
        ("lena", "new_child", 200),
    ],
)
def test_pages_without_an_object_ask_for_the_role(signed_in, who, name, status):
    assert signed_in(who).get(at(name)).status_code == status


@pytest.mark.parametrize(
    ("who", "status"), [("tom", 200), ("lena", 200), ("dev", 200), ("rita", 404), ("nora", 404)]
)
def test_a_concern_opens_for_its_author_and_those_who_work_on_cases(
    signed_in, concern, who, status
):
    assert signed_in(who).get(at("concern", concern.pk)).status_code == status


def test_another_teacher_does_not_see_it(signed_in, acting, child):
    theirs = a_concern(acting, child, by="lena")
    assert signed_in("tom").get(at("concern", theirs.pk)).status_code == 404


# Searching


def test_a_search_is_found_under_a_random_key_and_says_why(signed_in, acting, child):
    client = signed_in("lena")
    answer = client.post(at("children"), {"text": "karim amena"})
    assert "karim" not in answer.headers["Location"]
    page = client.get(answer.headers["Location"]).text
    assert "Amina Karim" in page
    assert "Same name: Karim" in page


def test_a_search_belongs_to_who_made_it(signed_in, acting, child):
    signed_in("lena").post(at("children"), {"text": "karim"})
    with acting("lena"):
        key = ChildSearch.objects.get().pk
    assert signed_in("dev").get(at("found", key)).status_code == 404


def test_an_empty_search_asks_for_words(signed_in):
    answer = signed_in("lena").post(at("children"), {"text": ""})
    assert (answer.status_code, "Enter a name" in answer.text) == (422, True)


def test_a_sealed_child_is_nowhere_for_the_deputy(signed_in, acting, child):
    a_concern(acting, child)
    sealed(acting, child)
    dev = signed_in("dev")
    assert dev.get(at("child", child.pk)).status_code == 404
    found = dev.post(at("children"), {"text": "Amina Karim"}, follow=True).text
    assert "No child on our list" in found
    assert "Amina" not in dev.get(at("concerns")).text
    assert "Amina" in signed_in("hugh").get(at("concerns")).text
    with acting("dev") as person:
        assert queries.candidates(person, "Amina", "Karim", child.born_on) == []


# A child's record


def test_a_record_shows_what_happened(signed_in, acting, child, concern):
    an_entry(acting, child)
    page = signed_in("lena").get(at("child", child.pk)).text
    assert "I had no breakfast again." in page
    assert "Moved to her aunt." in page
    assert "Aged 13, Year 9" in page


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("kind=note", False),
        ("kind=concern", True),
        ("kind=&significant=yes", False),
        ("kind=&since_day=21&since_month=11&since_year=2026", False),
        ("kind=&until_day=21&until_month=11&until_year=2026", True),
        ("kind=&since_day=99", True),
    ],
)
def test_a_chronology_is_filtered(signed_in, child, concern, query, shown):
    page = signed_in("lena").get(f"{at('child', child.pk)}?{query}").text
    assert ("no breakfast" in page) is shown


def test_what_a_flag_hides_is_hidden(signed_in, acting):
    child = a_child(acting, by="sam")
    with acting("sam") as sam:
        commands.add_address(child, NewAddress("7 Canal Walk", "RV1 2AB"), by=sam)
        commands.add_relative(child, NewRelative("Sara Karim", "mother"), by=sam)
        commands.add_name(child, NewName("previous", family="Malik"), by=sam)
    flagged(acting, child, by="sam", no_parent=True, court=True)
    omar, sam = signed_in("omar"), signed_in("sam")
    seen = omar.get(at("child", child.pk)).text
    assert seen.count("Hidden because") == 3
    assert not any(word in seen for word in ("Canal", "Sara", "Malik"))
    assert all(word in sam.get(at("child", child.pk)).text for word in ("Canal", "Sara", "Malik"))


def test_a_child_is_made_and_changed(signed_in, acting):
    client = signed_in("lena")
    refused = client.post(at("new_child"), {"given": "Zoë", "family": ""})
    assert refused.status_code == 422
    assert "Zoë" in refused.text
    made = client.post(at("new_child"), {"given": "Zoë", "family": "Price"})
    path = made.headers["Location"]
    answer = client.post(f"{path}edit/", {"given": "Zoe", "family": "Price", "version": "1"})
    assert answer.headers["Location"] == path
    late = client.post(f"{path}edit/", {"given": "Zara", "family": "Price", "version": "1"})
    assert (late.status_code, "Somebody else changed" in late.text) == (409, True)
    odd = client.post(f"{path}edit/", {"given": "Zara", "family": "Price", "version": "x"})
    assert odd.status_code == 409


PARTS = [
    ("name", {"kind": "nickname", "given": "Minnie"}, "Minnie"),
    ("address", {"lines": "7 Canal Walk", "with_whom": "her aunt"}, "with her aunt"),
    (
        "identifier",
        {
            "kind": "upn",
            "value": "B801200005001",
            "source": "SIMS",
            "as_of_day": "1",
            "as_of_month": "9",
            "as_of_year": "2026",
        },
        "B801200005001",
    ),
    ("relative", {"name": "Sara Karim", "relation": "mother"}, "Sara Karim, mother"),
]


@pytest.mark.parametrize(("what", "typed", "shown"), PARTS)
def test_a_part_of_a_record_is_added_and_removed(signed_in, acting, child, what, typed, shown):
    client, page = signed_in("lena"), at("child", child.pk)
    assert client.get(at("add_part", child.pk, what)).status_code == 200
    assert client.post(at("add_part", child.pk, what), {}).status_code == 422
    assert shown in client.post(at("add_part", child.pk, what), typed, follow=True).text
    with acting("lena"):
        row = queries.children.PARTS[what].objects.get()
    remove = at("remove_part", child.pk, what, row.pk)
    assert client.get(remove).status_code == 200
    assert shown not in client.post(remove, follow=True).text
    assert client.get(page).status_code == 200
    assert client.get(remove).status_code == 404


@pytest.mark.parametrize("name", ["add_part", "remove_part"])
def test_no_other_part_exists(signed_in, child, name):
    more = [child.pk] if name == "remove_part" else []
    assert signed_in("lena").get(at(name, child.pk, "photo", *more)).status_code == 404


def test_details_flags_and_seal_are_saved(signed_in, acting, child):
    client = signed_in("lena")
    details = {"languages": "Urdu", "care_status": "looked_after"}
    for _again in range(2):
        client.post(at("child_details", child.pk), details)
    assert "Urdu" in client.get(at("child_details", child.pk)).text
    shown = client.post(at("child_flags", child.pk), {"flags": ["court_restriction"]}, follow=True)
    assert "A court has limited" in shown.text
    assert "sealed" in client.post(at("seal_child", child.pk), {"sealed": "yes"}, follow=True).text


def test_the_deputy_cannot_seal(signed_in, child):
    assert signed_in("dev").post(at("seal_child", child.pk), {"sealed": "yes"}).status_code == 404


def test_an_entry_is_marked_as_significant_and_unmarked(signed_in, child, concern):
    client = signed_in("lena")
    mark = at("mark_significant", child.pk, "concern", concern.pk)
    assert client.get(mark).status_code == 200
    assert client.post(mark, {"reason": ""}).status_code == 422
    assert "Significant: the first" in client.post(mark, {"reason": "the first"}, follow=True).text
    assert client.post(mark, {"reason": "again"}).status_code == 409
    unmark = at("unmark_significant", child.pk, concern.pk)
    assert "the first" not in client.post(unmark, follow=True).text
    assert client.post(unmark).status_code == 404


def test_the_chronology_as_a_file_is_safe_to_open(signed_in, acting, child, concern):
    an_entry(acting, child, title="=1+1")
    answer = signed_in("lena").get(at("chronology_csv", child.pk))
    text = answer.content.decode("utf-8-sig")
    assert "'=1+1" in text
    assert "no breakfast" in text


def test_the_child_page_needs_the_same_queries_whatever_its_length(
    signed_in, acting, child, django_assert_max_num_queries
):
    for number in range(60):
        an_entry(acting, child, title=f"Note {number}")
    client = signed_in("lena")
    client.get(at("child", child.pk))
    with django_assert_max_num_queries(32):
        page = client.get(at("child", child.pk)).text
    assert page.count("app-row__title") == 50
    older = page.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    second = client.get(older).text
    assert second.count("app-row__title") == 10
    newer = second.split('rel="prev" href="')[1].split('"')[0].replace("&amp;", "&")
    assert client.get(newer).text.count("app-row__title") == 50


# Calls


def test_a_call_is_logged_in_two_lines(signed_in, child):
    client = signed_in("lena")
    assert "Amina Karim" in client.get(f"{at('record_call')}?child={child.pk}").text
    day = {"happened_on_day": "20", "happened_on_month": "11", "happened_on_year": "2026"}
    typed = {"who": "amina", "caller": "her aunt", "said": "She stays until Friday.", **day}
    asked = client.post(at("record_call"), typed)
    assert asked.status_code == 422
    assert "Amina Karim" in asked.text
    assert "Amina Karim" in client.post(at("record_call"), {**typed, "find": "1"}).text
    answer = client.post(at("record_call"), {**typed, "child": str(child.pk)}, follow=True)
    assert "Call with her aunt" in answer.text
    unknown = client.post(at("record_call"), {**typed, "who": "Nobody", "child": "none"})
    assert "We have no record of this child" in unknown.text


# A new concern


def test_a_concern_about_a_child_on_the_roll(signed_in, acting, child):
    client = signed_in("tom")
    asked = client.post(at("new_concern"), posted(who="amena karim"))
    assert (asked.status_code, "Amina Karim, Year 9" in asked.text) == (422, True)
    sent = client.post(at("new_concern"), posted(who="amena", child=str(child.pk)), follow=True)
    assert "Not read yet" in sent.text
    with acting("lena"):
        assert Concern.objects.get().child == child


def test_looking_for_the_child_keeps_every_word(signed_in, child):
    answer = signed_in("tom").post(at("new_concern"), posted(who="amina", find="1"))
    assert answer.status_code == 200
    assert "I had no breakfast again." in answer.text
    assert "Amina Karim, Year 9" in answer.text


def test_a_child_who_is_not_on_the_list_is_kept_as_named(signed_in, acting):
    looked = signed_in("tom").post(at("new_concern"), posted(who="Zzyzx", find="1"))
    assert "Nobody on our list" in looked.text
    signed_in("tom").post(at("new_concern"), posted(who="A boy in Year 8"))
    with acting("lena"):
        assert Concern.objects.get().child_as_named == "A boy in Year 8"


def test_missing_answers_keep_the_words(signed_in):
    answer = signed_in("tom").post(at("new_concern"), posted(kind="", basis=""))
    assert answer.status_code == 422
    assert "I had no breakfast again." in answer.text
    assert "Select what it is about" in answer.text
    neither = signed_in("tom").post(at("new_concern"), posted(words="", account=""))
    assert "or the child’s own words" in neither.text


def test_the_page_says_whom_to_find_now(signed_in):
    page = signed_in("tom").get(at("new_concern")).text
    assert "call 999 now" in page
    assert "020 7946 0000" in page


def test_about_an_adult_it_goes_on_apart_with_what_was_typed(signed_in, acting):
    client = signed_in("tom")
    client.post(at("save_draft", "concern-a"), posted())
    typed = posted(adult="yes", place="The hall")
    page = client.post(at("new_concern") + "?draft=concern-a", typed, follow=True)
    for kept in ("I had no breakfast again.", "She was tired.", "The hall", 'value="2026"'):
        assert kept in page.text
    with acting("tom"):
        assert not Draft.objects.filter(key="concern-a").exists()
        assert not Concern.objects.exists()


def test_plainer_words_are_offered_once_and_never_block(signed_in, acting):
    client, typed = signed_in("tom"), posted(account="She is streetwise.")
    offer = client.post(at("new_concern"), typed).text
    assert "<u>streetwise</u>" in offer
    client.post(at("new_concern"), {**typed, "as_it_is": "1"})
    with acting("tom"):
        assert Concern.objects.get().account == "She is streetwise."


def test_a_likely_duplicate_is_shown_to_its_author_before_saving(signed_in, acting, child, concern):
    client, typed = signed_in("tom"), posted(who="amina", child=str(child.pk))
    offer = client.post(at("new_concern"), typed).text
    assert "Add to that one instead" in offer
    added = client.post(at("new_concern"), {**typed, "add_to": str(concern.pk)}, follow=True)
    assert "The same thing, seen again" in added.text
    odd = client.post(at("new_concern"), {**typed, "add_to": str(child.pk)})
    assert odd.status_code == 404
    with acting("lena"):
        assert Concern.objects.count() == 1


def test_a_teacher_sees_no_colleagues_duplicate(signed_in, acting, child):
    a_concern(acting, child, by="dev")
    typed = posted(who="amina", child=str(child.pk))
    assert signed_in("tom").post(at("new_concern"), typed).status_code == 302


def test_it_carries_over_to_another_child(signed_in, concern):
    page = signed_in("tom").get(f"{at('new_concern')}?like={concern.pk}").text
    assert 'value="neglect" selected' not in page
    assert 'value="20"' in page
    assert "no breakfast" not in page


# Drafts


def test_a_draft_survives_and_is_its_authors_alone(signed_in, acting, child):
    tom = signed_in("tom")
    saved = tom.post(at("save_draft", "concern-a"), posted(child=str(child.pk)))
    assert saved.json()["saved"]
    tom.post(at("save_draft", "concern-a"), posted(child=str(child.pk), place="The hall"))
    again = signed_in("tom").get(at("new_concern") + "?draft=concern-a").text
    assert "The hall" in again
    assert "Amina Karim, Year 9" in again
    assert "The hall" not in signed_in("lena").get(at("new_concern") + "?draft=concern-a").text
    assert "Throw away" in tom.get(at("my_concerns")).text
    tom.post(at("drop_draft", "concern-a"))
    with acting("tom"):
        assert not Draft.objects.exists()


def test_sending_a_draft_ends_it(signed_in, acting):
    client = signed_in("tom")
    client.post(at("save_draft", "concern-a"), posted())
    client.post(at("new_concern") + "?draft=concern-a", posted())
    with acting("tom"):
        assert not Draft.objects.exists()


@pytest.mark.parametrize(("button", "words"), [("hide", "Show"), ("later", "")])
def test_hiding_and_putting_off_save_first(signed_in, acting, button, words):
    answer = signed_in("tom").post(at("new_concern"), posted(**{button: "1"}))
    assert words in answer.text
    with acting("tom"):
        assert Draft.objects.get().data["account"] == ["She was tired."]


# Beside a concern


def test_the_author_sees_that_it_was_read_and_says_still_worried(signed_in, concern):
    lena, tom = signed_in("lena"), signed_in("tom")
    lena.get(at("concern", concern.pk))
    assert "by Lena Hart" in tom.get(at("concern", concern.pk)).text
    assert "Read " in tom.get(at("my_concerns")).text
    worry = at("still_worried", concern.pk)
    assert tom.get(worry).status_code == 200
    assert tom.post(worry, {}).status_code == 422
    assert "Again today." in tom.post(worry, {"text": "Again today."}, follow=True).text
    assert lena.post(worry, {"text": "Me too."}).status_code == 403


def test_something_is_added_with_its_reason(signed_in, concern):
    client, add = signed_in("tom"), at("add_to_concern", concern.pk)
    assert client.get(add).status_code == 200
    assert client.post(add, {"text": "More"}).status_code == 422
    added = client.post(add, {"text": "More", "reason": "I remembered"}, follow=True).text
    assert "I remembered" in added


def test_the_lead_decides(signed_in, concern):
    client, decide = signed_in("lena"), at("decide_concern", concern.pk)
    assert client.get(decide).status_code == 200
    assert client.post(decide, {"what": "monitor", "reason": "x"}).status_code == 422
    given = {"what": "nothing", "reason": "x", "refer_reason": "y"}
    assert "day to look again" in client.post(decide, given).text
    given["what"] = "monitor"
    assert "Decided: Keep watching" in client.post(decide, given, follow=True).text
    assert "Amina" not in client.get(at("concerns")).text
    assert "Amina" in client.get(at("concerns") + "?show=all").text


@pytest.mark.parametrize("name", ["decide_concern", "say_who"])
def test_a_teacher_does_not_decide(signed_in, concern, name):
    assert signed_in("tom").get(at(name, concern.pk)).status_code == 404


def test_the_lead_says_who_it_is(signed_in, acting, child):
    concern = a_concern(acting, child_as_named="amena karim")
    client, who = signed_in("lena"), at("say_who", concern.pk)
    assert "Amina Karim" in client.get(who).text
    assert "Amina Karim" in client.post(who, {"who": "amina", "find": "1"}).text
    done = client.post(who, {"who": "amina", "child": str(child.pk)}, follow=True)
    assert "Open the record of Amina Karim" in done.text
    assert client.post(who, {"who": "amina", "child": str(child.pk)}).status_code == 409
