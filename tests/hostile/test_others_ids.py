"""Ids of somebody else, put where a form expects one's own."""

import re
from uuid import uuid4

import pytest

from crossing.database.acting import service
from crossing.partnership import commands, queries
from crossing.partnership.people import Service
from crossing.partnership.rules import Kind
from crossing.records.models import Draft
from tests.hostile.conftest import Attacker, addresses
from tests.make import acting, org

ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@pytest.fixture(scope="module")
def theirs(w):
    """Things of other organisations, of other people, and of nobody."""
    with acting("omar") as omar:
        away = [w.police_child.pk, w.authority.pk, omar.id, omar.acting_at, w.proposal.pk]
    with acting("rita") as rita:
        away += [w.other_child.pk, rita.acting_at, rita.id]
    return {str(pk) for pk in away} | {str(uuid4())}


@pytest.fixture(scope="module")
def partners(w):
    """Every organisation of one's own partnership."""
    with acting("lena") as lena:
        return {str(pk) for pk in queries.partners(lena.acting_at).values_list("pk", flat=True)}


@pytest.fixture(scope="module")
def elsewhere(w):
    """An organisation of another partnership."""
    place = uuid4()
    with service("setup", place):
        by = Service("setup", place)
        away = commands.start_partnership("Elsewhere", by=by)
        new = commands.NewOrganisation("Elsewhere School", Kind.SCHOOL)
        return str(commands.add_organisation(new, away, by=by).pk)


def with_an_id(form):
    """The fields in which an id stands or may be chosen, and hidden ones that would take one."""
    for name, value in form.fields.items():
        if name == "csrfmiddlewaretoken" or name in form.texts:
            continue
        if ID.search(str(value)) or name in ("about", "child", "narrows", "add_to"):
            yield name, str(value)


def mentions(answers, pks):
    return any(pk in answer.content.decode(errors="replace") for answer in answers for pk in pks)


@pytest.mark.slow
def test_an_id_of_somebody_else_is_refused_in_every_form(w, theirs, partners):
    attacker, taken = Attacker("lena"), set()
    for name, address in addresses(w):
        if name in MAY_BE_ANYBODYS:
            continue
        for form in attacker.forms(address):
            for field, value in with_an_id(form):
                for pk in theirs - partners if (name, field) in ANY_PARTNER else theirs:
                    data = form.answers() | {field: ID.sub(pk, value) or pk}
                    data |= REVEALED_BY.get(field, {})
                    answer = attacker.send(form.action, data)
                    if answer.status_code < 400:
                        taken.add((name, field, answer.headers.get("Location")))
    assert taken == set()


# In danger, any partner may be told, and nobody else.
ANY_PARTNER = {("sharing:share_now", "whom"), ("sharing:share_now", "other")}

# What is asked only after another answer is read only then.
REVEALED_BY = {
    "ring": {"outcome": "exists", "reason_told": "x", "reason_kept": "x"},
    "other": {"whom": "other"},
}

# A question may go to any partner, and so may what is shared without being asked.
MAY_BE_ANYBODYS = {"sharing:ask_about", "sharing:start", "sharing:record_request", "sharing:ask"}


def told_now(pk, *, listed):
    """What comes of sharing a danger with this id: one of the choices, or one out of the list."""
    attacker = Attacker("lena")
    form = next(form for form in attacker.forms("/sharing/now") if "threat" in form.texts)
    chosen = {"whom": "other", "other": pk} if listed else {"whom": pk}
    what = {"who": "Zara", "child": "", "threat": "x", "told": "x", "channel": "here"}
    return attacker.send(form.action, form.answers() | what | chosen).status_code


@pytest.mark.parametrize("listed", [False, True])
def test_in_danger_only_a_partner_is_told(w, elsewhere, listed):
    with acting("lena"):
        partner = str(org("southgate" if listed else "police").pk)
    assert told_now(partner, listed=listed) == 302
    for pk in (elsewhere, str(w.child.pk), str(uuid4())):
        assert told_now(pk, listed=listed) == 422


@pytest.mark.slow
@pytest.mark.parametrize("whose", ["rita", "omar"])
def test_a_question_about_somebody_elses_child_is_never_sent(w, whose):
    attacker, key = Attacker("lena"), uuid4()
    child = w.other_child if whose == "rita" else w.police_child
    with acting("omar") as omar:
        to = str(omar.acting_at)
    about = {
        "holder": to,
        "given_names": "A",
        "family_name": "B",
        "age": "12",
        "about": str(child.pk),
    }
    what = {"ready": "own", "purpose": "safeguard_child_at_risk", "wanted": "x", "why": "x"}
    what |= {"if_not": "x", "power": "cdda1998_s115"}
    base = f"/sharing/ask/{key}"
    steps = [(f"{base}/question", what), (f"{base}/check", {})]
    answers = attacker.send(f"{base}/about", about, then=steps)
    assert answers[-1].status_code in (404, 302)
    assert "/sharing/request/" not in answers[-1].headers.get("Location", "")


def test_a_draft_of_somebody_else_is_empty_to_me(w):
    with acting("lena") as lena:
        draft = Draft.objects.get(key="concern-1", account=lena.id)
    assert draft.data
    for short in ("tom", "dev"):
        answer = Attacker(short).send("/concerns/new/?draft=concern-1")
        assert b"He said" not in answer.content


def test_an_entry_of_another_child_cannot_be_chosen_nor_its_words_altered(w):
    attacker = Attacker("lena")
    address = f"/sharing/deciding/{w.ready.pk}/items"
    (form,) = attacker.forms(address)
    lie = {f"t-note-{uuid4()}": "include", f"t-concern-{w.other_child.pk}": "include"}
    lie |= dict.fromkeys(("text", "title", "source", f"text-note-{w.entry.pk}"), "A lie")
    lie |= {f"t-note-{w.entry.pk}": "include"}
    answers = attacker.send(
        address, form.answers() | lie, then=[(f"/sharing/deciding/{w.ready.pk}/others",)]
    )
    assert answers[0].status_code == 302
    assert b"Moved to her aunt" in answers[1].content
    assert b"A lie" not in answers[1].content


def test_fields_that_a_form_does_not_have_change_nothing(w):
    """Mass assignment: the owner, the author, the status."""
    from crossing.records.models import Child, Concern

    attacker = Attacker("lena")
    with acting("rita") as rita:
        away = str(rita.acting_at)
    more = {
        "org": away,
        "org_id": away,
        "id": str(uuid4()),
        "sealed": "on",
        "by": "x",
        "author": "x",
    }
    (form,) = attacker.forms("/children/new/")
    from django.db import transaction

    with transaction.atomic():
        answer = attacker._one(
            "/children/new/", form.answers() | {"given": "Zz", "family": "Yy"} | more
        )
        made = answer.headers["Location"].strip("/").split("/")[-1]
        with acting("lena") as lena:
            child = Child.objects.get(pk=made)
            assert (child.org_id, child.sealed) == (lena.acting_at, False)
            assert Concern.objects.filter(org=away).count() == 0
        transaction.set_rollback(True)
