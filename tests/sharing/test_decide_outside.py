"""Everybody inside is connected: an outside decider gets that one case, and loses it again."""

import pytest

from crossing.core.errors import NotThere
from crossing.partnership.commands import disable_account
from crossing.partnership.models import Account
from crossing.records import queries as records
from crossing.records.models import Child, ChildAddress, ChildName, Concern, Entry
from crossing.sharing.commands.decide import decide
from crossing.sharing.commands.deliberate import declare_connection
from crossing.sharing.models import (
    Decision,
    Deliberation,
    DisclosedItem,
    Disclosure,
    InformationRequest,
    Question,
    Reply,
)
from crossing.sharing.queries import ledger
from crossing.sharing.queries.mine import deliberation_for
from crossing.sharing.queries.receive import disclosure_for
from crossing.sharing.queries.waiting import waiting_for
from crossing.site.home import sections
from tests.make import acting
from tests.records.build import a_child, a_concern, sealed
from tests.sharing.deciding import (
    KIT,
    MEALS,
    PART,
    WORDS,
    Walk,
    asked,
    errors,
    rolls,
    to_decide,
    work_on,
)
from tests.sharing.test_decide_commands import MORE, SHARE, whole
from tests.sharing.test_decide_some import SOME, open_work

INSIDE = ("lena", "dev", "hugh")


def passed_outside(acting, work, inside=INSIDE):
    for who in inside:
        with acting(who) as person:
            declare_connection(Deliberation.objects.get(pk=work.pk), by=person)
    with acting("una"):
        return Deliberation.objects.select_related("request").get(pk=work.pk)


@pytest.fixture
def case(acting):
    rolls(acting)
    return passed_outside(acting, work_on(acting, asked(acting)))


def test_somebody_whose_account_is_disabled_is_not_counted(acting):
    rolls(acting)
    work = work_on(acting, asked(acting))
    with acting("pia") as pia:
        disable_account(Account.objects.get(email="hugh@example.org"), by=pia)
    assert passed_outside(acting, work, ("lena", "dev")).outside


def rows_of_content():
    kinds = (Concern, Entry, ChildAddress, Decision, Disclosure, InformationRequest, Deliberation)
    return sum(kind.objects.count() for kind in kinds)


def test_what_is_passed_outside_is_decided_and_in_the_chronology(case, acting, signed_in):
    walk = Walk(signed_in("una"), case.pk)
    to_decide(walk)
    response = walk.post("decide", **PART)
    assert response["Location"] == "/sharing/waiting", errors(response)
    with acting("lena"):
        entry = Entry.objects.get(kind="shared")
        assert entry.by_name == "Una Clarke, Outside decider"
    with acting("mina"):
        assert Reply.objects.get().told == "shared_part"
        texts = [item.text for item in DisclosedItem.objects.all()]
    assert len(texts) == 2
    assert not any(KIT in text for text in texts)


def test_before_a_case_there_are_names_and_nothing_else(acting):
    amina = rolls(acting)
    request = asked(acting)
    with acting("una") as una:
        assert Child.objects.count() == 2
        assert rows_of_content() == 0
        assert waiting_for(una) == []
        assert [str(each.title) for each in sections(una)] == [
            "About adults who work here",
            "Waiting for us",
        ]
        with pytest.raises(NotThere):
            records.child_for(una, amina.pk)
        assert not InformationRequest.objects.filter(pk=request.pk).exists()


def test_the_content_opens_with_the_child_that_the_case_names(case, acting, signed_in):
    other = a_child(acting, given="Noor", family="Haddad")
    a_concern(acting, other, kind="other", words="", account="Noor fell.")
    with acting("una"):
        assert InformationRequest.objects.count() == Deliberation.objects.count() == 1
        assert Concern.objects.count() == 0
    walk = Walk(signed_in("una"), case.pk)
    walk.post("request", connected="no")
    walk.post("child", our_child=walk.our_child())
    with acting("una"):
        assert {concern.child.given for concern in Concern.objects.all()} == {"Amina"}
    page = walk.get("items").content.decode()
    assert MEALS in page
    assert WORDS in page
    assert "Noor fell" not in page


@pytest.mark.usefixtures("live_database")
def test_a_case_that_is_over_is_closed_to_them():
    rolls(acting)
    case = passed_outside(acting, work_on(acting, asked(acting)))
    with acting("una") as una:
        decide(case, whole(), by=una)
    with acting("una") as una:
        assert rows_of_content() == DisclosedItem.objects.count() == 0
        assert waiting_for(una) == []
        with pytest.raises(NotThere):
            deliberation_for(una, case.pk)
        with pytest.raises(Deliberation.DoesNotExist):
            decide(case, by=una)


def test_names_of_others_are_found_while_there_is_a_case(acting):
    rolls(acting)
    with acting("lena"):
        kit = Child.objects.get(given="Kit")
        ChildName(org_id=kit.org_id, child=kit, kind="nickname", given="Kitten").save()
    with acting("una"):
        assert ChildName.objects.count() == 0
    passed_outside(acting, work_on(acting, asked(acting)))
    with acting("una") as una:
        amina = Child.objects.get(given="Amina")
        assert "Kitten" in {one.text for one in records.known_others(una, amina)}


def test_they_ask_for_more_and_send_some_like_everybody_else(case, acting):
    with acting("una") as una:
        assert decide(case, whole(MORE), by=una) is None
        assert [line.asked_back for line in waiting_for(una)] == [True]
    with acting("mina"):
        assert Question.objects.get().by_name == "Una Clarke, Outside decider"
    with acting("una") as una:
        decide(case, whole(SOME), by=una)
        rest = open_work(case.request)
        assert rest.outside
        decide(rest, whole(), by=una)
    with acting("mina"):
        assert Disclosure.objects.count() == 2


def test_a_sealed_child_whose_case_was_passed_on_is_seen_by_the_outside_decider(acting):
    amina = rolls(acting)
    work = work_on(acting, asked(acting))
    with acting("lena"):
        Deliberation.objects.filter(pk=work.pk).update(child=amina)
    sealed(acting, amina)
    passed_outside(acting, work, ("lena", "hugh"))
    with acting("una") as una:
        assert deliberation_for(una, work.pk).child == amina
    with acting("dev") as dev, pytest.raises(NotThere):
        deliberation_for(dev, work.pk)


# --- whoever is connected does not read it afterwards either ---


@pytest.fixture
def decided(acting):
    """Dev is connected; Lena decides."""
    amina = rolls(acting)
    work = work_on(acting, asked(acting))
    with acting("dev") as dev:
        declare_connection(work, by=dev)
    with acting("lena") as lena:
        decision = decide(work, whole(SHARE), by=lena)
    return amina, decision


def test_whoever_is_connected_does_not_read_the_decision(decided, acting, signed_in):
    amina, decision = decided
    with acting("dev") as dev:
        assert ledger.ledger(dev, ledger.Filters()).items == []
        assert ledger.ledger_rows(dev, ledger.Filters()) == []
        assert ledger.shared_about(dev, amina) == []
        assert waiting_for(dev) == []
        with pytest.raises(NotThere):
            ledger.decision_for(dev, decision.pk)
        with pytest.raises(NotThere):
            disclosure_for(dev, decision.disclosure_id)
        assert Entry.objects.filter(kind="shared").exists()
    dev = signed_in("dev")
    for address in (
        f"decision/{decision.pk}",
        f"disclosure/{decision.disclosure_id}",
        f"deciding/{decision.deliberation_id}",
    ):
        assert dev.get(f"/sharing/{address}").status_code == 404
    assert signed_in("lena").get(f"/sharing/decision/{decision.pk}").status_code == 200


@pytest.mark.usefixtures("decided")
def test_nor_the_questions_that_come_back_about_it(acting, signed_in):
    with acting("mina") as mina:
        shared = Disclosure.objects.get()
        question = Question(
            disclosure=shared,
            from_org_id=mina.acting_at,
            to_org_id=shared.sender_id,
            text="Was anybody with her?",
            by_name="Mina",
            at=shared.sent_at,
        )
        question.save(force_insert=True)
    assert signed_in("dev").get(f"/sharing/question/{question.pk}").status_code == 404
    assert signed_in("lena").get(f"/sharing/question/{question.pk}").status_code == 200
    assert "A question from" not in signed_in("dev").get("/").content.decode()
    assert "A question from" in signed_in("lena").get("/").content.decode()
