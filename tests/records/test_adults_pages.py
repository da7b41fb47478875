"""The pages of concerns about adults, of several children, of other languages, and of advice."""

import pytest
from django.urls import reverse

from crossing.partnership.commands import end_membership
from crossing.partnership.models import Account, Membership
from crossing.records import commands
from crossing.records.models import Advice, Concern, StaffConcern, StaffConcernStep
from tests.make import LONG_AGO
from tests.records.build import a_child, a_staff_concern, new_concern, posted

DAY = {"happened_on_day": "20", "happened_on_month": "11", "happened_on_year": "2026"}


def at(name, *args):
    return reverse(f"records:{name}", args=args)


def about_adult(**changes):
    return {
        "adult_is": "other",
        "adult_as_named": "The new caretaker",
        "account": "He called a child stupid.",
        "level": "low",
        **DAY,
    } | changes


def test_a_member_of_staff_records_one_and_sees_that_it_is_not_read_yet(signed_in, acting):
    client = signed_in("tom")
    sent = client.post(at("new_staff_concern"), about_adult(), follow=True)
    assert "It has gone to the head alone. It has not been read yet." in " ".join(
        sent.text.replace("\n", " ").split()
    )
    assert "A concern recorded on" in client.get(at("my_concerns")).text
    with acting("hugh"):
        assert StaffConcern.objects.get().adult_as_named == "The new caretaker"


def test_what_is_missing_is_said_and_what_was_typed_stays(signed_in):
    answer = signed_in("tom").post(at("new_staff_concern"), about_adult(adult_as_named=""))
    assert answer.status_code == 422
    assert "Choose the adult, or say who it is" in answer.text
    assert "He called a child stupid." in answer.text


@pytest.mark.parametrize("button", ["hide", "later"])
def test_it_can_be_hidden_and_finished_later(signed_in, button):
    client, draft = signed_in("tom"), "?draft=adult-1"
    kept = client.post(at("new_staff_concern") + draft, about_adult(**{button: "1"}), follow=True)
    assert kept.status_code == 200
    assert "He called a child stupid." not in kept.text
    assert "He called a child stupid." in client.get(at("new_staff_concern") + draft).text
    assert "adult-1" in client.get(reverse("site:home")).text


def test_the_head_reads_and_decides_with_the_number_of_the_lado(signed_in, acting):
    concern = a_staff_concern(acting, level="harm", adult_is="officer")
    client = signed_in("hugh")
    assert "A concern about an adult" in client.get(reverse("site:home")).text
    assert "The new caretaker" in client.get(at("staff_concerns")).text
    page = client.get(at("staff_concern", concern.pk)).text
    assert "before you speak to the person it is about" in page
    assert "professional standards" in page
    step = {"what": "lado", "reason": "It may meet it.", "lado_name": "Jo Marsh"}
    step |= {"lado_on_day": "20", "lado_on_month": "11", "lado_on_year": "2026"}
    assert client.post(at("decide_staff_concern", concern.pk), step).status_code == 422
    step["lado_advice"] = "Wait for us."
    done = client.post(at("decide_staff_concern", concern.pk), step, follow=True).text
    assert "Jo Marsh, 20 November 2026" in done
    police = {"what": "police", "reason": "It is an offence."}
    told = client.post(at("decide_staff_concern", concern.pk), police, follow=True).text
    assert "record a concern about the child" in told
    with acting("hugh"):
        assert StaffConcernStep.objects.count() == 2


def test_the_lead_meets_no_trace_anywhere(signed_in, acting):
    child = a_child(acting)
    concern = a_staff_concern(acting, children="Amina Karim")
    client = signed_in("lena")
    for address in (
        *(reverse("site:home"), at("concerns") + "?show=all", at("my_concerns"), at("children")),
        *(at("child", child.pk), at("chronology_csv", child.pk), reverse("todo:todo")),
        reverse("stewardship:child", args=[child.pk]),
    ):
        text = client.get(address).content.decode(errors="replace")
        assert "caretaker" not in text
        assert str(concern.pk) not in text
        assert "about an adult" not in text, address
    assert client.get(at("staff_concern", concern.pk)).status_code == 404
    assert client.get(at("staff_concerns")).status_code == 403


def test_where_nobody_may_read_it_its_author_is_told_to_ring(signed_in, acting):
    concern = a_staff_concern(acting, adult_is="leader", adult_as_named="The head")
    with acting("nora") as nora:
        una = Membership.objects.get(account__email="una@example.org")
        end_membership(una, LONG_AGO, by=nora)
    page = signed_in("tom").get(at("staff_concern", concern.pk)).text
    assert "Ring the designated officer (LADO) today" in page


def several(**changes):
    return posted(who="Amina Karim", others="Bilal Khan\nKit", **changes)


def test_several_children_are_recorded_from_one_screen(signed_in, acting):
    bilal = a_child(acting, "Bilal", "Khan")
    client = signed_in("tom")
    typed = several(account="Bilal Khan and Kit ran.")
    asked = client.post(at("new_concern"), typed)
    assert asked.status_code == 200
    assert "Not recorded yet." in asked.text
    fields = {
        name: asked.text.split(f"{label} “{who}”")[0].rsplit('for="', 1)[-1].split('"')[0]
        for name, label, who in (
            ("bilal", "What is it about, for", "Bilal Khan"),
            ("kit", "What is it about, for", "Kit"),
        )
    }
    more = {fields["bilal"]: "children", fields["kit"]: "other"}
    more[fields["bilal"].replace("_kind", "_child")] = str(bilal.pk)
    wrong = client.post(at("new_concern"), typed | more | {"account": "", "words": ""})
    assert wrong.status_code == 422
    sent = client.post(at("new_concern"), typed | more, follow=True)
    assert "Other children in the same event" in sent.text
    assert "Bilal Khan and Kit ran." in sent.text
    with acting("lena"):
        assert sorted(Concern.objects.values_list("kind", flat=True)) == [
            *("children", "neglect", "other"),
        ]


def test_a_draft_keeps_the_other_children(signed_in):
    client, draft = signed_in("tom"), "?draft=concern-a"
    client.post(at("new_concern") + draft, several(later="1"))
    page = client.get(at("new_concern") + draft).text
    assert "What is it about, for “Bilal Khan”?" in page


SPOKEN = {
    "language": "so",
    "translation": "I am afraid.",
    "interpreter_is": "relative",
    "independent": "no",
    "seen_by": "Pat Ash",
    "read_back": "yes",
}


def test_a_relative_who_interprets_is_warned_about_and_never_independent(signed_in, acting):
    client = signed_in("tom")
    refused = client.post(at("new_concern"), posted(**SPOKEN | {"independent": "yes"}))
    assert "is not independent: select “No”" in refused.text
    warned = client.post(at("new_concern"), posted(**SPOKEN))
    assert "ask again with an interpreter who does not know the family" in warned.text
    sent = client.post(at("new_concern"), posted(**SPOKEN, as_it_is="1"), follow=True).text
    assert 'lang="so" dir="auto"' in sent
    assert "Ask again with an independent interpreter." in sent
    assert "Pat Ash" in sent
    with acting("tom"):
        assert Concern.objects.get().seen_by == "Pat Ash"


def test_both_languages_stand_on_the_childs_page(signed_in, acting, child):
    with acting("tom") as tom:
        new = new_concern(language="ur", translation="I am afraid.", words="مجھے ڈر ہے")
        commands.record_concern(new, child, by=tom)
    page = signed_in("lena").get(at("child", child.pk)).text
    assert 'lang="ur"' in page
    assert "In English, from Urdu:" in page


def test_advice_is_asked_shown_and_answered(signed_in, acting, concern):
    officer = str(Account.objects.get(email="ada@example.org").pk)
    lena, ask = signed_in("lena"), at("ask_advice", concern.pk)
    typed = {"of": officer, "question": "May we tell the aunt of Amina Karim?"}
    assert lena.post(ask, {"of": officer, "question": ""}).status_code == 422
    shown = lena.post(ask, typed).text
    assert "May we tell the aunt of the child?" in shown
    page = lena.post(ask, typed | {"as_shown": "1"}, follow=True).text
    assert "Not answered yet" in page
    with acting("ada"):
        advice = Advice.objects.get()
    ada = signed_in("ada")
    assert "Somebody asks for advice" in ada.get(reverse("site:home")).text
    question = ada.get(at("advice", advice.pk)).text
    assert "of the child?" in question
    assert "Amina" not in question
    ada.post(at("advice", advice.pk), {"text": "Ask her first."})
    assert "Ask her first." in lena.get(at("concern", concern.pk)).text
    assert "Ask her first." in lena.get(at("advice", advice.pk)).text
    assert "Ask her first." not in signed_in("tom").get(at("concern", concern.pk)).text


def test_a_colleague_who_is_named_finds_the_question_at_home(signed_in, acting, concern):
    teacher = str(Account.objects.get(email="tom@example.org").pk)
    typed = {"of": teacher, "question": "How was she?", "names": "keep", "names_because": "He asks"}
    signed_in("lena").post(at("ask_advice", concern.pk), typed)
    assert "Somebody asks for advice" in signed_in("tom").get(reverse("site:home")).text
