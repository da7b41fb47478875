"""Every route × every kind of person, against the one written table (crossing/site/access.py)."""

from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, resolve, reverse
from django.urls.converters import IntConverter, UUIDConverter

from crossing.site import access
from tests import world
from tests.conftest import client_for

PEOPLE = {
    access.LEAD: "lena",
    access.DEPUTY: "dev",
    access.HEAD: "hugh",
    access.TEACHER: "tom",
    access.OUTSIDE: "una",
    access.ADMINISTRATOR: "nora",
    access.AUDITOR: "ada",
    access.OFFICER: "omar",
    access.SERGEANT: "sam",
    access.AUTHORISER: "ines",
    access.SOCIAL_WORKER: "mina",
    access.TEAM_MANAGER: "theo",
    access.PRACTITIONER: "fay",
    access.BOARD: "gus",
    access.FOUNDER: "pia",
    access.OTHER_LEAD: "rita",
    access.OTHER_OFFICER: "otto",
}
ABOUT_CHILD = {
    *(
        "records:child",
        "records:chronology_csv",
        "records:chronology_pdf",
        "records:edit_child",
        "records:child_details",
    ),
    *("records:child_flags", "records:seal_child", "sharing:shared_about", "stewardship:child"),
}
ABOUT_CONCERN = {"concern", "add_to_concern", "still_worried", "decide_concern", "say_who"}
ABOUT_REQUEST = {"request", "withdraw", "narrow", "ask_again"}
ABOUT_DECIDING = {"deliberation", "danger", "speaking", "confirm"}
ABOUT_FAMILY = {"family", "family_pdf", "tell_family", "name_in_family", "hand_family"}
ABOUT_FAMILY |= {"send_family", "check_family", "handed_family"}
ABOUT_AGREEMENT = {"agreement", "agreement_pdf", "publish_agreement", "sign_agreement"}
ABOUT_AGREEMENT |= {"renew_agreement", "end_agreement"}
ABOUT_BREACH = {"breach", "destroyed_outside", "close_breach"}
OWN_SESSION = {"account_login", "mfa_authenticate"}


def routes(resolver=None, namespace=""):
    """Every named address with the names of its parts."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            yield namespace + (pattern.name or "?"), pattern.pattern.converters
        else:
            inner = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from routes(pattern, namespace + inner)


ROUTES = dict(routes())


def parts(name, w):
    """What stands in the varying parts of an address."""
    short = name.rpartition(":")[2]
    child = {"pk": w.child.pk}
    special = {
        "records:found": {"pk": w.search.pk},
        "records:add_part": child | {"what": "relative"},
        "records:remove_part": child | {"what": "relative", "part": w.relative.pk},
        "records:mark_significant": child | {"kind": "note", "entry": w.entry.pk},
        "records:unmark_significant": child | {"entry": w.marked},
        "records:save_draft": {"key": "concern-1"},
        "records:drop_draft": {"key": "concern-1"},
        "records:ask_advice": {"pk": w.concern.pk},
        "records:advice": {"pk": w.advice.pk},
        "sharing:ask_advice": {"pk": w.deliberation.pk},
        "records:staff_concern": {"pk": w.staff_concern.pk},
        "records:decide_staff_concern": {"pk": w.staff_concern.pk},
        "todo:task": {"pk": w.task.pk},
        "sharing:emergency": {"pk": w.emergency.pk},
        "sharing:review_emergency": {"pk": w.emergency.pk},
        "records:same_child": child,
        "records:compare": child | {"other": w.stray.pk},
        "records:join": {"pk": w.join_request.pk},
        "records:apart": {"pk": w.join.pk},
        "records:ask_move": {"kind": "note", "entry": w.entry.pk},
        "records:say_who_entry": {"kind": "note", "entry": w.entry.pk},
        "records:original": {"pk": w.moved.pk},
        "records:notice": {"pk": w.notice.pk},
        "sharing:move": {"pk": w.move.pk},
        "sharing:telling": {"pk": w.decision.pk},
        "sharing:family_card": child,
        "sharing:authority": {"pk": w.authority.pk},
        "sharing:answer_question": {"pk": w.question.pk},
        "sharing:correct": {"pk": w.disclosure.pk, "position": 0},
        "sharing:correction": {"pk": w.correction.pk},
        "sharing:contradiction": {"pk": w.contradiction.pk},
        "sharing:came_wrongly": {"pk": w.breach.wrong_place_id},
        "sharing:breach_step": {"pk": w.breach.pk, "step": "people"},
        "sharing:decision": {"pk": w.decision.pk},
        "sharing:disagree": {"pk": w.open.pk},
        "sharing:disagreement": {"pk": w.disagreement.pk},
        "sharing:disagreement_act": {"pk": w.disagreement.pk, "what": "name"},
        "sharing:step": {"pk": w.deliberation.pk, "step": "request"},
        "partnership:end_membership": {"pk": w.member.pk},
        "partnership:let_in": {"pk": w.member.pk},
        "partnership:recovery": {"pk": w.recovery.pk},
        "partnership:refuse_recovery": {"pk": w.recovery.pk},
        "partnership:cover": {"pk": w.cover.pk},
        "partnership:end_cover": {"pk": w.cover.pk},
        "partnership:change_contact": {"pk": w.contact.pk},
        "partnership:remove_contact": {"pk": w.contact.pk},
        "partnership:end_assignment": {"pk": w.assignment.pk},
        "partnership:first_administrator": {"pk": w.child.org_id},
        "sharing:change_agreement": {"pk": w.agreement.pk, "part": "about"},
        "sharing:agreement_party": {"pk": w.agreement.pk, "party": w.party.pk},
        "sharing:family_start": child,
        "sharing:decision_pdf": {"pk": w.decision.pk},
        "sharing:blank_pdf": {"name": "concern"},
        "account_reset_password_from_key": {"uidb36": "a", "key": "b-c"},
    }
    if name in special:
        return special[name]
    if name in ABOUT_CHILD:
        return child
    about = (
        (ABOUT_CONCERN, w.concern),
        (ABOUT_REQUEST, w.open),
        (ABOUT_DECIDING, w.deliberation),
        (ABOUT_BREACH, w.breach),
        (ABOUT_FAMILY, w.family),
        (ABOUT_AGREEMENT, w.agreement),
    )
    for names, thing in about:
        if short in names:
            return {"pk": thing.pk}
    if "key" in ROUTES[name]:
        return {"key": w.draft}
    return {"pk": w.disclosure.pk} if ROUTES[name] else {}


QUERY = {"sharing:start": "?child={child}"}


@pytest.fixture(scope="module")
def walk(module_database):
    """Walks one address as one person, and leaves nothing behind."""
    w = world.everything()
    clients = {kind: client_for(short) for kind, short in PEOPLE.items()}
    clients |= {"nobody": Client(), "ended": client_for("eve")}

    def go(name, kind):
        address = reverse(name, kwargs=parts(name, w))
        address += QUERY.get(name, "").format(child=w.child.pk)
        with transaction.atomic():
            response = clients[kind].get(address)
            if response.status_code == 405:
                response = clients[kind].post(address)
            transaction.set_rollback(True)
        return response

    return go


def test_every_address_has_a_row_and_every_row_an_address():
    assert set(access.ACCESS) == set(ROUTES)


@pytest.mark.parametrize("name", sorted(name for name in ROUTES if name.startswith("sharing:")))
def test_no_address_hides_behind_another(name):
    made = {
        part: {UUIDConverter: uuid4(), IntConverter: 7}.get(type(kind), "x")
        for part, kind in ROUTES[name].items()
    }
    assert resolve(reverse(name, kwargs=made)).view_name == name


def test_every_kind_of_person_is_somebody():
    assert set(PEOPLE) == set(access.KINDS)


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(ROUTES))
def test_each_kind_of_person_gets_through_where_the_table_says_so(walk, name):
    wrong = {}
    for kind in PEOPLE:
        status = walk(name, kind).status_code
        through = status not in (403, 404)
        expected = kind in access.ACCESS[name]
        hides = bool(ROUTES[name]) and not through and status != 404
        if through != expected or hides or (status >= 500 and name != "health"):
            wrong[kind] = status
    assert wrong == {}, f"may: {sorted(access.ACCESS[name])}"


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(set(ROUTES) - access.OPEN))
def test_whoever_is_not_signed_in_is_asked_to_sign_in(walk, name):
    response = walk(name, "nobody")
    assert response.status_code == 302
    assert response.headers["Location"].startswith("/account/login/")


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(set(ROUTES) - access.OPEN))
def test_whoever_has_left_gets_nowhere(walk, name):
    response = walk(name, "ended")
    if name.startswith(("account_", "mfa_")) or name == "site:no_place":
        return
    assert (response.status_code, response.headers.get("Location")) == (302, "/no-place")
