"""A world with something to attack in every place, and an attacker who leaves nothing behind."""

from dataclasses import replace

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from crossing.sharing.commands.confirm import propose
from crossing.sharing.commands.work import Chosen
from crossing.sharing.models import Deliberation
from crossing.sharing.queries.mine import desk_for
from crossing.sharing.rules import Outcome
from tests import world
from tests.addresses import QUERY, ROUTES, parts
from tests.conftest import client_for
from tests.hostile.pages import forms_in
from tests.make import acting
from tests.records.build import a_child
from tests.sharing.build import a_request, work_on

NAMED = Chosen(
    title="A visit",
    text="Seen with Zara Karim at 07700 900123.",
    treatment="include",
    basis="fact",
    data_class="ordinary",
)
SCHOOLS_STEPS = ("request", "child", "items", "others", "weigh", "family", "decide")
TEAMS_STEPS = ("request", "items", "weigh", "family", "decide")


@pytest.fixture(scope="module")
def w(module_database):
    """Everything that an address can name; a decision on its last page; a proposal."""
    w = world.everything()
    ready = a_request(acting, child=w.police_child)
    w.other_child = a_child(acting, "Bela", "Stone", by="rita")
    with acting("lena") as lena:
        w.ready = Deliberation.objects.get(request=ready.pk)
        work = work_on(w.ready, lena, w.child, Outcome.SHARE_ALL, [NAMED])
        covered = {one.key: {"treatment": "cover"} for one in desk_for(lena, work.pk).named}
        work_on(w.ready, lena, w.child, Outcome.SHARE_ALL, [NAMED], others=covered)
    asked = a_request(acting, by="lena", to="police", child=w.child)
    proposed = a_request(acting, by="lena", to="police", child=w.child)
    with acting("omar") as omar:
        w.team = Deliberation.objects.get(request=asked.pk)
        work_on(w.team, omar, w.police_child, Outcome.SHARE_ALL, [NAMED])
        w.proposal = Deliberation.objects.get(request=proposed.pk)
        power = {"picked": {"power": "COMMON_LAW_POLICE"}}
        items = [replace(NAMED, text="Seen at noon.")]
        work = work_on(w.proposal, omar, w.police_child, Outcome.SHARE_ALL, items, **power)
        propose(work, by=omar)
    return w


def addresses(w):
    """Every address, and every step of the decisions that are being made, by a name."""
    for name in sorted(ROUTES):
        query = QUERY.get(name, "").format(child=w.child.pk)
        yield name, reverse(name, kwargs=parts(name, w)) + query
    for steps, work in ((SCHOOLS_STEPS, w.ready), (TEAMS_STEPS, w.team)):
        for step in steps:
            yield f"sharing:step {step}", reverse("sharing:step", args=[work.pk, step])
    yield "sharing:confirm a proposal", reverse("sharing:confirm", args=[w.proposal.pk])


class Attacker:
    """Somebody with a browser of their own making. Whatever they do is undone."""

    def __init__(self, short=""):
        self.client = client_for(short) if short else Client()
        self.client.raise_request_exception = False

    def send(self, address, data=None, *, then=(), **how):
        """One request, and what follows it, in a transaction that is rolled back."""
        with transaction.atomic():
            answers = [self._one(address, data, **how)]
            answers += [self._one(*each) for each in then]
            transaction.set_rollback(True)
        return answers if then else answers[0]

    def _one(self, address, data=None, **how):
        if data is None:
            return self.client.get(address, **how)
        if isinstance(data, bytes):
            return self.client.generic("POST", address, data, **how)
        return self.client.post(address, data, **how)

    def forms(self, address):
        """The forms of a page, each with where it is sent."""
        for form in forms_in(self.send(address)):
            form.action = form.action or address
            yield form
