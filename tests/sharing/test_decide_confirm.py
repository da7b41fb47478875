"""Police and children's services: one proposes, another confirms or returns."""

import pytest

from crossing.core.errors import Denied, WrongState
from crossing.sharing.commands.confirm import confirm
from crossing.sharing.commands.decide import decide
from crossing.sharing.models import Decision, Deliberation, Disclosure
from crossing.sharing.queries.waiting import waiting_for
from crossing.sharing.rules import STEPS, Confirmation, Path, Power
from tests.sharing.deciding import (
    KIT,
    MEALS,
    Walk,
    asked,
    choices,
    errors,
    key_with,
    rolls,
    work_on,
)

YES = Confirmation(connected=False, agreed=True)
PROPOSAL = {
    "outcome": "share_all",
    "reason_kept": "It keeps her safe.",
    "picked-power": "COMMON_LAW_POLICE",
}


@pytest.fixture
def police(acting, signed_in):
    rolls(acting, by="omar")
    work = work_on(acting, asked(acting, by="lena", of="police"), by="omar")
    return Walk(signed_in("omar"), work.pk)


def to_proposal(walk):
    child = walk.our_child("request")
    assert walk.at(walk.post("request", connected="no", our_child=child)) == "items"
    assert walk.at(walk.choose([KIT, MEALS])) == "items#others"
    assert walk.at(walk.cover_all("items")) == "weigh"
    assert walk.at(walk.post("weigh", harms=["none"])) == "family"
    assert walk.at(walk.post("family", child_view="agrees", family_told="told")) == "decide"


def propose(walk):
    to_proposal(walk)
    response = walk.post("decide", **PROPOSAL)
    assert response.status_code == 302, errors(response)


def test_an_officer_proposes_on_five_pages_and_a_sergeant_confirms_on_one(
    police, acting, signed_in
):
    assert "Step 1 of 5" in police.get("request").content.decode()
    propose(police)
    with acting("lena"):
        assert not Disclosure.objects.exists()
    sam = Walk(signed_in("sam"), police.pk)
    page = sam.get("confirm").content.decode()
    assert "It keeps her safe." in page
    assert "Kit Brown" not in page
    for name in STEPS[Path.CONFIRM][0].required:
        assert f'name="{name}"' in page
    response = sam.post("confirm", connected="no", agreed="yes")
    assert response.status_code == 302, errors(response)
    with acting("sam"):
        decision = Decision.objects.get()
    assert (decision.proposed_by_name, decision.decided_by_name) == (
        "Omar Aziz, Officer",
        "Sam Doyle, Sergeant",
    )
    with acting("lena"):
        assert Disclosure.objects.get().items.count() == 2


def test_the_power_must_be_chosen_from_police_to_school(police):
    to_proposal(police)
    response = police.post("decide", outcome="share_all", reason_kept="Safe.")
    assert response.status_code == 422
    assert "Choose what allows us to share this." in response.content.decode()


def test_a_proposal_is_returned_with_a_reason_and_proposed_again(police, signed_in):
    propose(police)
    sam = Walk(signed_in("sam"), police.pk)
    assert sam.post("confirm", connected="no", agreed="no").status_code == 422
    assert sam.post("confirm", connected="no", agreed="no", because="Say less.").status_code == 302
    assert "Say less." in police.get("decide").content.decode()
    response = police.post("decide", **PROPOSAL)
    assert response.status_code == 302, errors(response)


def test_nobody_confirms_their_own_proposal(acting, signed_in):
    rolls(acting, by="sam")
    work = work_on(acting, asked(acting, by="lena", of="police"), by="sam")
    walk = Walk(signed_in("sam"), work.pk)
    propose(walk)
    assert "Somebody else confirms this" in walk.get("confirm").content.decode()
    with acting("sam") as sam, pytest.raises(Denied):
        confirm(Deliberation.objects.get(pk=work.pk), YES, by=sam)


def test_a_proposal_is_not_changed_while_it_waits(police, acting):
    propose(police)
    assert police.post("family", child_view="mixed", family_told="told").status_code == 302
    with acting("omar"):
        assert Deliberation.objects.get(pk=police.pk).answers["child_view"] == "agrees"


def test_an_officer_decides_nothing_alone(police, acting):
    with acting("omar") as omar, pytest.raises(Denied):
        decide(Deliberation.objects.get(pk=police.pk), by=omar)


def test_only_a_proposal_is_confirmed(police, acting):
    with acting("sam") as sam, pytest.raises(WrongState):
        confirm(Deliberation.objects.get(pk=police.pk), YES, by=sam)


def test_those_who_confirm_see_what_waits_for_them(police, acting):
    propose(police)
    with acting("sam") as sam, acting("sam"):
        assert [line.confirms for line in waiting_for(sam)] == [True]
    with acting("omar") as omar:
        assert [line.confirms for line in waiting_for(omar)] == [False]


def test_a_connected_confirmer_is_out(police, signed_in):
    propose(police)
    sam = Walk(signed_in("sam"), police.pk)
    assert sam.post("confirm", connected="yes").status_code == 302
    assert sam.get("confirm").status_code == 404


def test_childrens_services_propose_on_six_pages_and_the_manager_confirms(acting, signed_in):
    rolls(acting, by="mina")
    work = work_on(acting, asked(acting, by="lena", of="services"), by="mina")
    walk = Walk(signed_in("mina"), work.pk)
    assert "Step 1 of 6" in walk.get("request").content.decode()
    walk.post("request", connected="no", our_child=walk.our_child("request"))
    assert walk.at(walk.choose([MEALS])) == "others"
    walk.post("others")
    walk.post("weigh", harms=["none"])
    walk.post("family", child_view="agrees", family_told="told")
    response = walk.post("decide", outcome="share_all", reason_kept="Safe.")
    assert response.status_code == 302, errors(response)
    theo = Walk(signed_in("theo"), work.pk)
    assert theo.post("confirm", connected="no", agreed="yes").status_code == 302
    with acting("lena"):
        assert Disclosure.objects.count() == 1


def test_police_to_police_work_says_why_nothing_less_would_do(acting, signed_in):
    rolls(acting, by="omar")
    work = work_on(acting, asked(acting, by="otto", of="police", power=Power.OTHER), by="omar")
    walk = Walk(signed_in("omar"), work.pk)
    walk.post("request", connected="no", our_child=walk.our_child("request"))
    key = key_with(choices(walk), MEALS)
    walk.choose([MEALS], **{f"c-{key}": "special"})
    walk.post("weigh", harms=["none"])
    walk.post("family", child_view="agrees", family_told="told")
    changed = {"outcome": "share_all", "reason_kept": "Safe.", "law_enforcement": "yes"}
    changed |= {"no_agreement_because": "Hillside has not signed yet."}
    response = walk.post("decide", **changed)
    assert response.status_code == 422
    text = response.content.decode()
    assert "Say why nothing less would do." in text
    assert "Data Protection Act 2018, Part 3" in text
    response = walk.post("decide", **changed, strictly_necessary="They must know her needs.")
    assert response.status_code == 302, errors(response)
