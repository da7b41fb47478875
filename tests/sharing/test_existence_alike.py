"""Not known, sealed, live investigation: one wording, one timing, one screen."""

import re

import pytest

from crossing.audit.models import AuditEvent
from crossing.database.acting import service
from crossing.records.commands import seal
from crossing.records.models import Child
from crossing.sharing.models import Deliberation, InformationRequest, Reply
from crossing.sharing.queries.mine import mine_to_decide
from crossing.sharing.rules import Outcome
from tests.records.build import a_child
from tests.sharing import build
from tests.sharing.knowing import known, messages_to, on_the_last_day, say

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
CHANGES = re.compile(
    r'((csrfmiddlewaretoken|draft_page)" value|nonce|content)="[^"]*"|\d\d?:\d\d(am|pm)'
)
NAMES = {"unknown": "Nova", "sealed": "Sela", "investigated": "Inga"}


def page(client, address):
    """A page without what differs between any two: ids, tokens, clock times, and the name."""
    text = client.get(address).content.decode()
    text = CHANGES.sub("", UUID.sub("", text))
    return re.sub("|".join(NAMES.values()), "NAME", text)


def a_case(acting, case, ask, answer):
    """One question and its decision, each taken by somebody who may."""
    asked = ask(acting, given_names=NAMES[case])
    child = None
    if case != "unknown":
        child = a_child(acting, given=NAMES[case])
    if case == "sealed":
        with acting("hugh") as hugh:
            seal(Child.objects.get(pk=child.pk), True, by=hugh)
    return asked, answer(asked, child)


def nothing(acting):
    return lambda asked, child: say(acting, asked, child, outcome=Outcome.NEITHER, detriment="Risk")


def nothing_in_full(acting):
    more = {"outcome": Outcome.NEITHER, "reason_told": "", "detriment": "Risk"}
    return lambda asked, child: build.an_answer(acting, asked, child, **more)


@pytest.fixture(params=[(known, nothing), (build.a_request, nothing_in_full)], ids=["only", "full"])
def cases(request, acting):
    ask, answer = request.param
    return {case: a_case(acting, case, ask, answer(acting)) for case in NAMES}


def moments(acting):
    with acting("omar"):
        rows = InformationRequest.objects.order_by("asked_at")
        return [(one.status, one.ended_at, one.due_at.date()) for one in rows]


def test_before_the_last_day_the_asker_sees_no_difference(cases, acting, signed_in):
    omar = signed_in("omar")
    pages = {page(omar, f"/sharing/request/{asked.pk}") for asked, _decision in cases.values()}
    assert len(pages) == 1
    assert len(set(moments(acting))) == 1
    assert moments(acting)[0][:2] == ("open", None)


def test_on_the_last_day_the_asker_reads_the_same(cases, acting, signed_in):
    for _asked, decision in cases.values():
        on_the_last_day(decision)
    omar = signed_in("omar")
    pages = {page(omar, f"/sharing/request/{asked.pk}") for asked, _decision in cases.values()}
    assert len(pages) == 1
    assert "There is nothing that we can share" in pages.pop()
    with acting("omar"):
        told = {(one.told, one.reason, one.by_name, one.ring_name) for one in Reply.objects.all()}
    assert told == {("nothing", "", "The safeguarding team, Northfield School", "")}


def test_the_same_is_logged_and_sent_to_the_asker(cases, acting):
    told = []
    for asked, decision in cases.values():
        with acting("omar") as omar:
            place = omar.place
        before = len(messages_to(place))
        on_the_last_day(decision)
        with service("sealer", asked.holder_id):
            about = AuditEvent.objects.filter(about_id=asked.pk).order_by("at")
            events = [(one.event, one.who, str(one.details)) for one in about]
        told.append((events[-1], messages_to(place)[before:]))
    assert told[0] == told[1] == told[2]


def test_who_decided_is_kept_with_the_holder(cases, acting):
    with acting("lena"):
        for _asked, decision in cases.values():
            assert decision.decided_by_name.startswith("Lena Hart")


def both_pages(acting, signed_in, ask):
    """What a deputy meets for a child not known, and for one who is sealed."""
    asked = {case: ask(acting, given_names=NAMES[case]) for case in ("unknown", "sealed")}
    child = a_child(acting, given=NAMES["sealed"])
    with acting("hugh") as hugh:
        seal(Child.objects.get(pk=child.pk), True, by=hugh)
    with acting("dev"):
        work = {case: Deliberation.objects.get(request=one.pk) for case, one in asked.items()}
    dev = signed_in("dev")
    return dev, work


@pytest.mark.parametrize(("ask", "steps"), [(known, ["request"]), (build.a_request, ["child"])])
def test_a_deputy_sees_a_sealed_child_as_one_not_known(acting, signed_in, ask, steps):
    dev, work = both_pages(acting, signed_in, ask)
    for step in [*steps, "decide"]:
        pages = {page(dev, f"/sharing/deciding/{one.pk}/{step}") for one in work.values()}
        assert len(pages) == 1


def test_a_decision_in_the_making_about_a_sealed_child_is_hidden_by_the_database(acting):
    asked = build.a_request(acting, given_names="Sela")
    child = a_child(acting, given="Sela")
    with acting("hugh") as hugh:
        seal(Child.objects.get(pk=child.pk), True, by=hugh)
    with acting("lena") as lena:
        work = Deliberation.objects.get(request=asked.pk)
        build.work_on(work, lena, Child.objects.get(pk=child.pk), "", [build.SCHOOL_DAY])
        assert mine_to_decide(lena).filter(pk=work.pk).exists()
    with acting("dev"):
        assert not Deliberation.objects.filter(pk=work.pk).exists()
    with acting("hugh"):
        assert Deliberation.objects.filter(pk=work.pk).exists()
    with service("clock", work.org_id):
        assert Deliberation.objects.filter(pk=work.pk).exists()
