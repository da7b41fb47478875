"""Letting somebody in again: one asks, another confirms, and everywhere they work is told."""

import datetime

import pytest
from allauth.mfa.models import Authenticator

from crossing.audit.models import NOWHERE
from crossing.core.clock import now
from crossing.core.errors import Denied, Invalid, NotThere, WrongState
from crossing.database.acting import service
from crossing.notify.models import Message
from crossing.partnership import commands, queries
from crossing.partnership.models import Account
from crossing.partnership.people import Service
from crossing.partnership.rules import Care
from crossing.site.middleware import is_too_late
from tests.partnership.build import a_recovery, at, membership


def account(short):
    return Account.objects.get(email=f"{short}@example.org")


def with_an_app(short):
    Authenticator(user=account(short), type=Authenticator.Type.TOTP, data={"secret": "x"}).save()


def told(place):
    with service("mailer", place):
        return list(Message.objects.values_list("kind", flat=True))


def test_a_second_person_confirms_and_a_new_app_is_due_within_a_day(acting):
    with_an_app("tom")
    recovery = a_recovery(acting)
    assert recovery.what == Care.FACTOR
    with acting("hugh") as hugh:
        commands.confirm_letting_in(queries.recovery_for(hugh, recovery.pk), by=hugh)
        tom = account("tom")
        assert not Authenticator.objects.filter(user=tom).exists()
        assert not is_too_late(tom)
        tom.factor_due_at = now() - datetime.timedelta(minutes=1)
        assert is_too_late(tom)
    assert {"recovery", "changed"} <= set(told(recovery.org_id))


def test_every_organisation_that_they_work_for_is_told(acting):
    with acting("nora") as nora:
        new = commands.NewMember("omar@example.org", "Omar Aziz", "teacher")
        commands.invite(queries.organisation_of(nora), new, by=nora)
    with acting("omar") as omar:
        homes = {post.org for post in omar.posts}
    with acting("nora") as nora:
        member = queries.members(nora, "invited").items
        omars = next(one for one in member if one.account.email == "omar@example.org")
        recovery = commands.ask_to_let_in(omars, "I rang him.", by=nora)
    with acting("hugh") as hugh:
        commands.confirm_letting_in(queries.recovery_for(hugh, recovery.pk), by=hugh)
    assert len(homes) == 2
    assert all("recovery" in told(place) for place in homes)


def test_a_disabled_account_is_opened_again(acting):
    with service("setup", NOWHERE):
        commands.disable_account(account("tom"), by=Service("setup", NOWHERE))
    recovery = a_recovery(acting)
    assert recovery.what == Care.ENABLE
    with acting("hugh") as hugh:
        commands.confirm_letting_in(queries.recovery_for(hugh, recovery.pk), by=hugh)
        assert account("tom").is_active


def test_nobody_confirms_their_own_question_or_is_let_in_by_themselves(acting):
    recovery = a_recovery(acting)
    with acting("nora") as nora:
        with pytest.raises(WrongState):
            commands.confirm_letting_in(queries.recovery_for(nora, recovery.pk), by=nora)
        with pytest.raises(Denied):
            commands.ask_to_let_in(membership("nora"), "It is me.", by=nora)
        with pytest.raises(Invalid):
            commands.ask_to_let_in(membership("tom"), " ", by=nora)
    about_hugh = a_recovery(acting, about="hugh")
    with acting("hugh") as hugh:
        assert queries.recoveries(hugh)
        with pytest.raises(WrongState):
            commands.confirm_letting_in(queries.recovery_for(hugh, about_hugh.pk), by=hugh)


@pytest.mark.parametrize("who", ["lena", "tom", "rita", "omar"])
def test_others_neither_ask_nor_see_it(acting, who):
    recovery = a_recovery(acting)
    with acting(who) as person:
        assert queries.recoveries(person) == []
        with pytest.raises((Denied, NotThere)):
            queries.recovery_for(person, recovery.pk)
        with pytest.raises(Denied):
            commands.ask_to_let_in(recovery.member, "I know.", by=person)
        with pytest.raises(Denied):
            commands.confirm_letting_in(recovery, by=person)


def test_it_is_answered_once(acting):
    recovery = a_recovery(acting)
    with acting("hugh") as hugh:
        commands.refuse_letting_in(queries.recovery_for(hugh, recovery.pk), by=hugh)
        with pytest.raises(WrongState):
            commands.confirm_letting_in(queries.recovery_for(hugh, recovery.pk), by=hugh)
        assert queries.recoveries(hugh) == []
    assert "recovery" in told(recovery.org_id)


def test_the_pages_lead_from_the_people_to_the_second_person(acting, signed_in):
    client = signed_in("nora")
    with acting("nora"):
        tom = membership("tom")
    assert client.post(at("let_in", tom.pk), {"known_by": ""}).status_code == 422
    assert client.post(at("let_in", tom.pk), {"known_by": "I know him."}).status_code == 302
    head = signed_in("hugh")
    assert "Cannot sign in: confirm who they are" in head.get("/").text
    with acting("hugh") as hugh:
        (waiting,) = queries.recoveries(hugh)
    page = at("recovery", waiting.pk)
    assert "I know him." in head.get(page).text
    assert "Somebody else must confirm" in client.get(page).text
    assert head.post(page, follow=True).status_code == 200
    assert "Confirmed" in head.get(page).text
    assert head.post(at("refuse_recovery", waiting.pk)).status_code == 409


def test_their_old_sessions_end(acting, signed_in):
    theirs = signed_in("tom")
    assert theirs.get("/").status_code == 200
    recovery = a_recovery(acting)
    with acting("hugh") as hugh:
        commands.confirm_letting_in(queries.recovery_for(hugh, recovery.pk), by=hugh)
    assert theirs.get("/").status_code == 302


def test_a_session_without_a_new_app_ends_after_a_day(acting, client):
    tom = account("tom")
    client.force_login(tom, "allauth.account.auth_backends.AuthenticationBackend")
    assert client.get("/").url == "/account/app/"
    tom.factor_due_at = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
    tom.save(update_fields=["factor_due_at"])
    assert client.get("/").url == "/account/login/"


def test_a_head_who_is_not_sure_does_not_confirm(acting, signed_in):
    recovery = a_recovery(acting)
    page = signed_in("hugh").post(at("refuse_recovery", recovery.pk), follow=True)
    assert "Nothing was changed." in page.text
    assert "Not confirmed" in signed_in("hugh").get(at("recovery", recovery.pk)).text
