"""Two people, or one person twice, at the same moment: one wins, the other is told, nothing is
lost, nothing breaks, and nobody waits for ever."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections
from django.test import Client

from crossing.records.models import Child, Concern, ConcernAddition, Draft
from crossing.sharing.models import Decision, Deliberation, Disclosure, Reply
from crossing.sharing.rules import Outcome
from tests.conftest import client_for
from tests.hard.house import a_concern as hurried
from tests.hostile.pages import forms_in
from tests.make import acting
from tests.records.build import a_child, a_concern
from tests.sharing.build import SCHOOL_DAY, a_request, work_on

pytestmark = pytest.mark.slow

ROUNDS, TABS = 50, 10


def at_once(*acts):
    """Do all of these at the same moment, each on a connection of its own."""
    ready = Barrier(len(acts))

    def one(act):
        try:
            ready.wait()
            return act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [future.result() for future in [pool.submit(one, act) for act in acts]]


class Browser:
    """Somebody with a page open, ready to press its button."""

    def __init__(self, short):
        key = client_for(short).cookies["sessionid"].value
        self.client = Client(enforce_csrf_checks=True, raise_request_exception=False)
        self.client.cookies["sessionid"] = key

    def form(self, address, field):
        """The form of a page that has this field, with its token."""
        page = self.client.get(address)
        assert page.status_code == 200, page.status_code
        (form,) = [one for one in forms_in(page) if field in one.fields]
        return {"csrfmiddlewaretoken": self.client.cookies["csrftoken"].value} | form.answers()

    def press(self, address, answers):
        return self.client.post(address, answers)


@pytest.fixture
def ready(live_database):
    """A decision on its last page, which two people may make."""
    child, asked = a_child(acting), a_request(acting)
    with acting("lena") as lena:
        work = Deliberation.objects.get(request=asked.pk)
        return work_on(work, lena, child, Outcome.SHARE_ALL, [SCHOOL_DAY])


def test_of_two_deciders_one_decides_and_the_other_is_told(ready):
    address = f"/sharing/deciding/{ready.pk}/decide"
    lena, dev = Browser("lena"), Browser("dev")
    hers, his = lena.form(address, "outcome"), dev.form(address, "outcome")
    his |= {"reason_kept": "His own reason, in his own words."}
    answers = at_once(lambda: lena.press(address, hers), lambda: dev.press(address, his))
    assert sorted(answer.status_code for answer in answers) == [302, 409]
    with acting("lena"):
        assert Decision.objects.filter(deliberation=ready.pk).count() == 1
        assert Disclosure.objects.count() == 1
    with acting("omar"):
        assert Reply.objects.count() == 1
    (told,) = [answer for answer in answers if answer.status_code == 409]
    assert "already been decided" in told.text


def test_of_two_deciders_who_save_one_page_at_once_one_is_told_each_time(ready, figure):
    """Each from the page as it stood before; whoever is told reads back what they wrote."""
    address = f"/sharing/deciding/{ready.pk}/weigh"
    deciders = {"lena": Browser("lena"), "dev": Browser("dev")}
    for number in range(ROUNDS):
        forms = {
            name: who.form(address, "version")
            | {"silence": "different", "silence_because": f"Because {name} says so, time {number}."}
            for name, who in deciders.items()
        }
        answers = at_once(
            *(
                (lambda name=name, form=form: (name, deciders[name].press(address, form)))
                for name, form in forms.items()
            )
        )
        assert sorted(page.status_code for _, page in answers) == [302, 409]
        with acting("lena"):
            kept = Deliberation.objects.get(pk=ready.pk).answers["silence_because"]
        for name, page in answers:
            mine = forms[name]["silence_because"]
            assert mine == kept if page.status_code == 302 else mine in page.text
    figure("two deciders on one page: rounds", ROUNDS)


def test_of_eight_tabs_of_one_draft_one_is_saved_and_each_other_is_told(live_database, figure):
    address, key = "/concerns/new/?draft=concern-1", "concern-1"
    browsers = [Browser("tom") for _ in range(8)]
    for number in range(TABS):
        forms = [one.form(address, "draft_from") for one in browsers]
        words = [f"The words of tab {n}, time {number}" for n in range(8)]
        tabs = list(zip(browsers, forms, words, strict=True))
        answers = at_once(
            *(
                (lambda tab=tab, form=form, text=text: _autosaved(tab, form, text))
                for tab, form, text in tabs
            )
        )
        assert sorted(answer.status_code for answer, _ in answers) == [200, *[409] * 7]
        (words,) = [words for answer, words in answers if answer.status_code == 200]
        with acting("tom") as person:
            (draft,) = Draft.objects.filter(account=person.id, key=key)
        assert draft.data["account"] == [words]
    figure("eight tabs of one draft: rounds", TABS)


def _autosaved(tab, form, words):
    data = form | {"account": words}
    return tab.client.post("/drafts/concern-1/", data, headers={"X-Autosave": "1"}), words


def test_a_double_click_records_one_concern(live_database):
    tom = Browser("tom")
    answers = hurried(tom.form("/concerns/new/", "account"), "Qqxx")
    press = lambda: _again(tom).press("/concerns/new/", answers)  # noqa: E731
    pages = at_once(*[press] * 8)
    assert {page.status_code for page in pages} == {302}
    assert len({page.headers["Location"] for page in pages}) == 1
    with acting("tom"):
        assert Concern.objects.count() == 1
    page = tom.press("/concerns/new/", answers | {"account": "Something else happened."})
    assert page.status_code == 302
    with acting("tom"):
        assert Concern.objects.count() == 2


def _again(browser):
    """The same browser: the same session and token, another connection."""
    same = Browser.__new__(Browser)
    same.client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    same.client.cookies = browser.client.cookies
    return same


def test_a_double_click_adds_once_to_a_concern(live_database):
    concern = a_concern(acting, a_child(acting))
    address = f"/concerns/{concern.pk}/add/"
    tom = Browser("tom")
    answers = tom.form(address, "text")
    at_once(*[lambda: _again(tom).press(address, answers)] * 4)
    with acting("tom"):
        assert ConcernAddition.objects.filter(concern=concern).count() == 1


def test_fifty_rounds_of_crossing_edits_lose_nothing(live_database, figure):
    """Each changes both children, in opposite order, from pages opened before: the one who comes
    second to a child is told, and reads back what they wrote."""
    first, second = a_child(acting), a_child(acting, "Bela", "Stone")
    told, won = 0, 0
    lena, dev = Browser("lena"), Browser("dev")
    for number in range(ROUNDS):
        forms = {
            (name, child.pk): who.form(f"/children/{child.pk}/edit/", "given")
            for name, who in (("lena", lena), ("dev", dev))
            for child in (first, second)
        }

        def both(name, who, order, number=number, forms=forms):
            return [
                (
                    child.pk,
                    f"{name}s {number}",
                    who.press(
                        f"/children/{child.pk}/edit/",
                        forms[name, child.pk] | {"class_name": f"{name}s {number}"},
                    ),
                )
                for child in order
            ]

        answers = at_once(
            lambda both=both: both("lena", lena, (first, second)),
            lambda both=both: both("dev", dev, (second, first)),
        )
        flat = [one for each in answers for one in each]
        assert {page.status_code for _, _, page in flat} <= {302, 409}
        for child in (first, second):
            winners = [t for pk, t, page in flat if pk == child.pk and page.status_code == 302]
            with acting("lena"):
                assert Child.objects.get(pk=child.pk).class_name == winners[-1]
            assert len(winners) == 1
        for _, text, page in flat:
            if page.status_code == 409:
                told += 1
                assert text in page.text
        won += sum(page.status_code == 302 for _, _, page in flat)
    assert (won, told) == (2 * ROUNDS, 2 * ROUNDS)
    figure("crossing edits: rounds", ROUNDS)
    figure("crossing edits: saved", won)
    figure("crossing edits: told, and their words shown", told)
