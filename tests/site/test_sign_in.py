"""Signing in: a password, a code, and nothing that tells a known name from an unknown one."""

import datetime
import re
import time
from collections import Counter

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from crossing.audit.rules import Event
from crossing.partnership.commands import NewMember, disable_account, invite
from crossing.partnership.links import Links
from crossing.partnership.models import Account
from crossing.partnership.rules import Role
from crossing.site.middleware import LAST_SEEN
from tests import make
from tests.site.build import (
    PASSWORD,
    code,
    events,
    give_password,
    link_in,
    names,
    send_mail,
    set_up_app,
    with_app,
)


@pytest.fixture
def other(db):
    return Client()


def test_an_invitation_leads_to_a_password_an_app_and_recovery_codes(acting, client):
    with acting("nora") as nora:
        invite(
            make.org("northfield"),
            NewMember("new@example.org", "New Person", Role.TEACHER),
            by=nora,
        )
    (message,) = [one for one in send_mail() if one.to == ["new@example.org"]]
    assert "New Person" not in message.body + message.subject

    page = client.get(link_in(message), follow=True)
    where = page.redirect_chain[-1][0]
    assert "new-password" in page.content.decode()
    done = client.post(where, {"password1": "three plain words", "password2": "three plain words"})
    assert done.url == reverse("account_reset_password_from_key_done")
    assert client.get(link_in(message)).content.decode().count("no longer works")

    assert give_password(client, "new@example.org", "three plain words").url == "/"
    assert client.get("/").url == reverse("mfa_activate_totp")
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    assert "data:image/svg+xml;base64" in page
    assert 'class="app-key"' in page
    set_up_app(client)
    page = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert len(re.findall(r"<li>\d{8}</li>", page)) == 10
    assert client.get(reverse("partnership:directory")).status_code == 200


def test_every_later_sign_in_takes_a_code(other, client):
    secret = with_app(other, "lena")
    assert give_password(client, "lena").url == reverse("mfa_authenticate")
    assert client.get(reverse("partnership:directory")).status_code == 302
    assert client.post(reverse("mfa_authenticate"), {"code": "000000"}).status_code == 422
    assert client.post(reverse("mfa_authenticate"), {"code": code(secret)}).url == "/"
    assert client.get(reverse("partnership:directory")).status_code == 200


def test_a_code_is_good_once_while_it_would_still_count(other, client, db):
    secret = with_app(other, "lena")
    once = code(secret)
    give_password(client, "lena")
    assert client.post(reverse("mfa_authenticate"), {"code": once}).status_code == 302
    cache.delete(f"allauth.mfa.totp.used?user={account().pk}&code={once}")  # gone after 30 seconds
    give_password(other, "lena")
    assert other.post(reverse("mfa_authenticate"), {"code": once}).status_code == 422


def account(short="lena"):
    return Account.objects.get(email=f"{short}@example.org")


def test_a_recovery_code_signs_in_once(other, client):
    give_password(other, "lena")
    set_up_app(other)
    spare = re.findall(
        r"<li>(\d{8})</li>", other.get(reverse("mfa_view_recovery_codes")).content.decode()
    )
    for tried, status in ((spare[0], 302), (spare[0], 422)):
        fresh = Client()
        give_password(fresh, "lena")
        assert fresh.post(reverse("mfa_authenticate"), {"code": tried}).status_code == status


def test_a_session_opened_by_password_alone_ends_when_an_app_is_set_up_elsewhere(other, client):
    give_password(client, "lena")
    with_app(other, "lena")
    for name in ("mfa_view_recovery_codes", "account_change_password"):
        assert client.get(reverse(name)).url.startswith(reverse("account_login"))


def test_the_secret_of_an_app_is_kept_encrypted(client, db):
    secret = with_app(client, "lena")
    assert secret not in str(Authenticator.objects.get(type="totp").data)


def test_a_new_phone_takes_the_old_ones_place(client, other):
    give_password(client, "lena")
    old = set_up_app(client)
    new = set_up_app(client)
    give_password(other, "lena")
    assert other.post(reverse("mfa_authenticate"), {"code": code(old)}).status_code == 422
    assert other.post(reverse("mfa_authenticate"), {"code": code(new)}).status_code == 302


def test_recovery_codes_take_the_password_again_when_the_sign_in_is_old(signed_in):
    client = signed_in("lena")
    set_up_app(client)
    asked = client.get(reverse("mfa_view_recovery_codes"))
    assert asked.url.startswith(reverse("account_reauthenticate"))
    assert client.post(asked.url, {"password": "wrong"}).status_code == 422
    assert client.post(asked.url, {"password": PASSWORD}).url == reverse("mfa_view_recovery_codes")
    assert client.get(reverse("mfa_view_recovery_codes")).status_code == 200


def test_the_session_key_changes_at_sign_in(client, db):
    client.get(reverse("account_login"))
    session = client.session
    session["planted"] = "by somebody else"
    session.save()
    planted = session.session_key
    client.cookies["sessionid"] = planted
    give_password(client, "lena")
    assert client.session.session_key != planted
    before = client.session.session_key
    set_up_app(client)
    assert client.session.session_key != before


@pytest.fixture
def hashes(monkeypatch):
    """Counts what checking a password costs."""
    done = []
    real = MD5PasswordHasher.encode
    monkeypatch.setattr(
        MD5PasswordHasher, "encode", lambda self, *a: done.append(1) or real(self, *a)
    )
    return done


def shape(answer):
    """A page without what differs on every load."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", answer.content.decode())
    return answer.status_code, re.sub(r'value="[^"]*@example.org"|nonce="[^"]*"', "", text)


def invited_only(acting):
    with acting("nora") as nora:
        invite(make.org("northfield"), NewMember("invited@example.org", "A", Role.TEACHER), by=nora)


def disabled():
    with make.setting_up("board") as (_, by):
        disable_account(account("tom"), by=by)


@pytest.mark.parametrize("short", ["lena", "nobody", "invited", "tom"])
def test_a_known_name_and_an_unknown_one_look_and_cost_the_same(acting, hashes, short):
    invited_only(acting)
    disabled()
    seen = []
    for name in ("someone", short):
        hashes.clear()
        password = PASSWORD if name == "tom" else "a wrong password"
        seen.append((shape(give_password(Client(), name, password)), len(hashes)))
    assert seen[0] == seen[1]
    assert seen[0][0][0] == 422


@pytest.mark.parametrize("short", ["lena", "nobody"])
def test_the_sixth_try_waits_whether_the_name_is_known_or_not(db, short):
    for _ in range(5):
        assert "is not right" in give_password(Client(), short, "wrong").content.decode()
    assert "Wait 5 minutes" in give_password(Client(), short, PASSWORD).content.decode()


def test_a_school_behind_one_address_signs_in_before_the_bell(db):
    for _ in range(2):
        for short in make.CAST:
            assert give_password(Client(), short).status_code == 302


def test_codes_cannot_be_tried_out(other, client):
    secret = with_app(other, "lena")
    give_password(client, "lena")
    for _ in range(5):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})
    answer = client.post(reverse("mfa_authenticate"), {"code": code(secret)})
    assert "Wait 5 minutes" in answer.content.decode()


def test_a_forgotten_password_looks_the_same_for_every_address(db):
    seen = []
    for address in ("lena@example.org", "nobody@example.org"):
        with CaptureQueriesContext(connection) as asked:
            answer = Client().post(reverse("account_reset_password"), {"email": address})
        seen.append((answer.status_code, answer.url, len(asked)))
    assert seen[0] == seen[1]
    assert [one.to for one in send_mail() if "new password" in one.body] == [["lena@example.org"]]
    assert names() == [Event.SITE_RESET_ASKED] * 2


def test_a_reset_works_for_two_hours_and_an_invitation_for_seven_days(acting, monkeypatch):
    invited_only(acting)
    links, later = Links(), Links()
    tokens = {name: links.make_token(account(name)) for name in ("lena", "invited")}
    now = links._now()
    for hours, works in ((1, (True, True)), (3, (False, True)), (24 * 8, (False, False))):
        moment = now + datetime.timedelta(hours=hours)
        monkeypatch.setattr(later, "_now", lambda moment=moment: moment)
        got = tuple(later.check_token(account(name), tokens[name]) for name in ("lena", "invited"))
        assert got == works


def test_a_changed_password_ends_every_session_and_tells_its_owner(client, signed_in, db):
    elsewhere = signed_in("lena")
    here = signed_in("lena")
    new = {
        "oldpassword": PASSWORD,
        "password1": "four other plain words",
        "password2": "four other plain words",
    }
    assert here.post(reverse("account_change_password"), new).url == reverse("account_login")
    for one in (elsewhere, here):
        assert one.get(reverse("partnership:directory")).status_code == 302
    assert give_password(client, "lena", PASSWORD).status_code == 422
    told = [one.subject for one in send_mail() if one.to == ["lena@example.org"]]
    assert told[-1] == "Your sign-in to Crossing was changed"


@pytest.mark.parametrize("weak", ["short", "q1w2e3r4t5y6", "lena@example.org"])
def test_a_weak_password_is_refused(signed_in, weak):
    new = {"oldpassword": PASSWORD, "password1": weak, "password2": weak}
    assert signed_in("lena").post(reverse("account_change_password"), new).status_code == 422


def test_a_disabled_account_is_out_at_once(signed_in):
    client = signed_in("tom")
    assert client.get(reverse("partnership:directory")).status_code == 200
    disabled()
    assert client.get(reverse("partnership:directory")).status_code == 302


def test_when_the_last_role_ends_there_is_one_page_and_nothing_else(signed_in):
    client = signed_in("eve")
    for address in ("/", reverse("partnership:directory"), reverse("partnership:people")):
        assert client.get(address).url == reverse("site:no_place")
    assert "do not work anywhere" in client.get(reverse("site:no_place")).content.decode()
    assert client.post(reverse("account_logout")).status_code == 302


def test_sign_ins_and_what_changes_them_are_rows_of_the_log(acting, client):
    with acting("nora") as nora:
        org = nora.acting_at
    before = Counter(names(org))
    give_password(client, "nobody@example.org", "my secret")
    with_app(client, "nora")
    assert names() == [Event.SITE_SIGNIN_FAILED]
    assert Counter(names(org)) - before == {
        Event.SITE_SIGNIN_SUCCEEDED: 1,
        Event.SITE_FACTOR_CHANGED: 1,
        Event.SITE_SIGNOUT: 1,
    }
    failed = events()[0]
    assert (failed.who, failed.who_label, failed.details) == ("", "", {})


def test_a_tried_address_is_nowhere_in_the_log(client, db):
    give_password(client, "hunter2hunter2@example.org", "x")
    assert all("hunter2" not in str(vars(event)) for event in events())


def test_an_idle_session_ends_and_saving_drafts_does_not_keep_it(signed_in, settings):
    client = signed_in("lena")
    client.get(reverse("partnership:directory"))
    session = client.session
    long_ago = session[LAST_SEEN] = int(time.time()) - settings.IDLE_MINUTES * 60 + 60
    session.save()
    client.get(reverse("site:token"), headers={"X-Autosave": "1"})
    assert client.session[LAST_SEEN] == long_ago
    session[LAST_SEEN] = long_ago - 120
    session.save()
    away = client.get(reverse("partnership:directory"))
    assert away.url.startswith(reverse("account_login"))
    assert LAST_SEEN not in client.session


@pytest.mark.parametrize(
    "away", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_after_signing_in_nobody_is_sent_to_another_site(client, db, away):
    assert give_password(client, "lena", next=away).url == "/"


def test_after_signing_in_one_comes_back_to_the_page_one_wanted(client, db):
    wanted = reverse("partnership:directory")
    asked = client.get(wanted)
    assert give_password(client, "lena", next=wanted).url == wanted
    assert "next=" in asked.url


@pytest.mark.parametrize(
    "address",
    [
        "signup/",
        "email/",
        "inactive/",
        "password/set/",
        "2fa/totp/deactivate/",
        "",
        "social/login/",
    ],
)
def test_the_rest_of_allauth_cannot_be_reached(signed_in, client, address):
    assert signed_in("lena").get(f"/account/{address}").status_code == 404
    assert client.get(f"/account/{address}").status_code == 404


def test_a_link_opened_while_somebody_else_is_signed_in_signs_them_out(acting, signed_in):
    invited_only(acting)
    (message,) = [one for one in send_mail() if one.to == ["invited@example.org"]]
    client = signed_in("lena")
    page = client.get(link_in(message), follow=True)
    assert page.status_code == 200
    where = page.redirect_chain[-1][0]
    new = {"password1": "three plain words", "password2": "three plain words"}
    assert client.post(where, new).status_code == 302
    assert client.get(reverse("partnership:directory")).status_code == 302
    assert account("lena").check_password(PASSWORD)
    assert account("invited").check_password("three plain words")
