"""Two pages open on one draft: the first to save has it, the other is told, and nothing is lost."""

from pathlib import Path

import pytest
from django.urls import reverse

import crossing
from crossing.records.commands.drafts import Changed, save_draft
from crossing.records.models import Concern, Draft
from crossing.records.rules.drafts import Begun, version
from tests.hostile.pages import forms_in
from tests.records.build import posted

NEW, KEY = "/concerns/new/?draft=concern-a", "/drafts/concern-a/"


def marks(page):
    """What a page that is a draft carries."""
    (form,) = [one for one in forms_in(page) if "draft_page" in one.fields]
    return {name: form.fields[name] for name in ("draft_page", "draft_from")}


def tab(client, address=NEW):
    """A page open on a draft: what it sends with some words."""
    carried = marks(client.get(address))
    return lambda words, **more: posted(account=words, **carried, **more)


def held(acting, name="account"):
    with acting("tom"):
        return [draft.data[name] for draft in Draft.objects.order_by("saved_at")]


def test_the_second_of_two_tabs_is_told_and_the_first_ones_words_stay(signed_in, acting):
    tom = signed_in("tom")
    one, two = tab(tom), tab(tom)
    assert tom.post(KEY, one("One")).status_code == 200
    told = tom.post(KEY, two("Two"))
    assert (told.status_code, told.json()["changed"][-2:] in ("am", "pm", "ay", "ht")) == (
        409,
        True,
    )
    assert held(acting) == [["One"]]
    assert tom.post(KEY, two("Two", draft_over=told.json()["version"])).status_code == 200
    assert tom.post(KEY, one("One, and more")).status_code == 409
    assert held(acting) == [["Two"]]


def test_a_tab_goes_on_saving_also_when_it_did_not_hear_that_it_had_saved(signed_in, acting):
    tom = signed_in("tom")
    one = tab(tom)
    assert [tom.post(KEY, one(f"{n}")).status_code for n in range(3)] == [200] * 3
    again = tab(tom)
    assert tom.post(KEY, again("Opened later")).status_code == 200
    assert held(acting) == [["Opened later"]]


@pytest.mark.parametrize("button", ["later", "find"])
def test_without_script_the_words_stay_in_the_form_and_it_says_so(signed_in, acting, button):
    tom = signed_in("tom")
    one, two = tab(tom), tab(tom)
    tom.post(NEW, one("One", later="1"))
    told = tom.post(NEW, two("Two", **{button: "1"}))
    assert told.status_code == 409
    for words in (">Two</textarea>", "changed in another tab", "See what was saved there"):
        assert words in told.text
    assert held(acting) == [["One"]]
    (form,) = [one for one in forms_in(told) if "draft_page" in one.fields]
    (over,) = [value for name, value in form.buttons if name == "draft_over"]
    assert tom.post(NEW, two("Two", draft_over=over)).status_code == 302
    assert held(acting) == [["Two"]]


def test_sending_leaves_what_another_tab_saved(signed_in, acting):
    tom = signed_in("tom")
    one, two = tab(tom), tab(tom)
    tom.post(KEY, one("One"))
    assert tom.post(NEW, two("Two")).status_code == 302
    assert held(acting) == [["One"]]
    assert tom.post(NEW, one("One")).status_code == 302
    with acting("tom"):
        assert not Draft.objects.exists()
        assert set(Concern.objects.values_list("account", flat=True)) == {"One", "Two"}


def test_hiding_never_stops_to_ask(signed_in, acting):
    tom = signed_in("tom")
    one, two = tab(tom), tab(tom)
    tom.post(KEY, one("One"))
    assert tom.post(NEW, two("Two", hide="1")).status_code == 200
    assert held(acting) == [["Two"]]


def test_a_concern_about_an_adult_is_told_too(signed_in):
    tom, address = signed_in("tom"), f"{reverse('records:new_staff_concern')}?draft=adult-a"
    one, two = (tab(tom, address) for _ in range(2))
    assert tom.post(address, one("One", later="1")).status_code == 302
    told = tom.post(address, two("Two", later="1"))
    assert (told.status_code, "Two</textarea>" in told.text) == (409, True)


def test_also_one_who_asked_before_the_other_had_saved_is_refused(acting):
    with acting("tom") as tom:
        save_draft("concern-a", "", {"account": ["One"]}, Begun("one"), by=tom)
        with pytest.raises(Changed, match="in another tab"):
            save_draft("concern-a", "", {"account": ["Two"]}, Begun("two"), by=tom)


def test_each_page_of_a_draft_is_told_of_its_own_part():
    about, question = Begun("a", "", "about"), Begun("q", "", "question")
    data = about.put({"who": "Ami"}, {})
    assert about.fits(data)
    assert question.fits(data)
    both = question.put({"why": "So"}, data)
    assert both["about"]["who"] == "Ami"
    assert not Begun("b", "", "about").fits(both)
    assert Begun("b", version(both["about"]), "about").fits(both)


def test_every_page_that_saves_itself_knows_from_what_it_began():
    pages = [page.read_text() for page in Path(crossing.__path__[0]).rglob("jinja2/**/*.html")]
    saving = [page for page in pages if "{{ autosave(url(" in page and "{% block content" in page]
    assert len(saving) > 4
    assert all('{% include "records/draft_marks.html" %}' in page for page in saving)
