"""People: invited, current, ended, by the administrator of their own organisation."""

import datetime
from uuid import uuid4

import pytest
from django.core import mail
from django.db import DatabaseError, connection
from django.db.models.functions import Now
from django.test.utils import CaptureQueriesContext

from crossing.core import paging
from crossing.core.clock import today
from crossing.core.errors import Denied, Invalid
from crossing.partnership import queries
from crossing.partnership.commands import NewMember, end_membership, invite
from crossing.partnership.models import Account, Membership, Organisation
from crossing.partnership.rules import Kind, Permission, Role, roles_of
from tests import make
from tests.partnership.build import INVITED, at, day, member
from tests.site.build import PASSWORD, give_password, send_mail

ONE_DAY = datetime.timedelta(days=1)


def people(client, show="current"):
    return client.get(at("people"), {"show": show}).content.decode()


def test_an_administrator_invites_somebody_to_their_own_organisation(signed_in):
    client = signed_in("nora")
    assert client.post(at("invite"), INVITED).url == at("people") + "?show=invited"
    assert "New Person" in people(client, "invited")
    assert "New Person" not in people(client)
    assert [one.subject for one in send_mail() if one.to == ["new@example.org"]] == [
        "You have been invited to Crossing"
    ]


def test_a_known_address_and_a_new_one_look_the_same_to_who_invites(signed_in):
    client = signed_in("nora")
    rows = []
    for address in ("new@example.org", "Rita@Example.org"):
        done = client.post(at("invite"), INVITED | {"email": address}, follow=True)
        rows.append((done.status_code, "has been invited" in done.content.decode()))
    assert rows[0] == rows[1] == (200, True)
    assert people(client, "invited").count('title">New Person<') == 2
    assert people(client).count("New Person") == 0
    told = [one.subject for one in send_mail() if one.to == ["rita@example.org"]]
    assert "You can now act for another organisation in Crossing" in told


def test_somebody_invited_is_current_once_they_have_signed_in(signed_in, client):
    administrator = signed_in("nora")
    administrator.post(at("invite"), INVITED | {"email": "rita@example.org"})
    give_password(client, "rita", PASSWORD)
    assert "New Person" in people(administrator)


def test_an_address_is_one_account_whatever_its_case(signed_in):
    signed_in("nora").post(at("invite"), INVITED | {"email": "LENA@EXAMPLE.ORG"})
    assert Account.objects.filter(email__iexact="lena@example.org").count() == 1


@pytest.mark.parametrize(
    "role", ["officer", "board_member", "partnership_administrator", "service:setup", ""]
)
def test_a_role_of_another_kind_of_organisation_cannot_be_given(signed_in, role):
    assert signed_in("nora").post(at("invite"), INVITED | {"role": role}).status_code == 422


def test_the_organisation_is_never_taken_from_the_form(signed_in, acting):
    with acting("rita") as rita:
        southgate = rita.acting_at
    smuggled = {"org": southgate, "organisation": southgate, "org_id": southgate, "created_by": "x"}
    signed_in("nora").post(at("invite"), INVITED | smuggled)
    with acting("nora") as nora:
        (new,) = Membership.objects.filter(name="New Person")
        assert (new.org_id, new.created_by) == (nora.acting_at, nora.who)


def test_an_administrator_gives_nobody_a_role_elsewhere(acting):
    with acting("nora") as nora, pytest.raises(Denied):
        invite(make.org("southgate"), NewMember("x@example.org", "X", Role.TEACHER), by=nora)


def test_an_administrator_gives_themself_no_role(signed_in, acting):
    mine = INVITED | {"email": "nora@example.org", "role": "dsl"}
    page = signed_in("nora").post(at("invite"), mine)
    assert page.status_code == 422
    assert "cannot give yourself a role" in page.content.decode()


def test_the_same_role_is_not_given_twice(acting):
    with acting("nora") as nora, pytest.raises(Invalid):
        invite(make.org("northfield"), NewMember("lena@example.org", "L", Role.DSL), by=nora)


def leaving(last_day):
    """The only lead leaves, and the deputy takes over."""
    return day("last_day", last_day) | {"takes_over": str(member("dev", "nora").pk)}


def test_the_last_day_still_counts_and_the_next_does_not(acting, signed_in):
    client, lena = signed_in("nora"), member("lena", "nora")
    with acting("nora"):
        now = today()
    client.post(at("end_membership", lena.pk), leaving(now))
    with acting("lena") as still:
        assert still.may(Permission.CONTENT_SEE)


def test_ended_at_once_a_session_shows_nothing(acting, signed_in):
    theirs, client, lena = signed_in("lena"), signed_in("nora"), member("lena", "nora")
    with acting("nora"):
        yesterday = today() - ONE_DAY
    assert theirs.get(at("directory")).status_code == 200
    client.post(at("end_membership", lena.pk), leaving(yesterday))
    assert theirs.get(at("directory")).status_code == 302
    assert "Lena Hart" in people(client, "ended")


def test_an_invitation_made_by_mistake_is_taken_back(signed_in, acting):
    client = signed_in("nora")
    client.post(at("invite"), INVITED)
    with acting("nora"):
        new, yesterday = Membership.objects.get(name="New Person"), today() - ONE_DAY
    assert client.post(at("end_membership", new.pk), day("last_day", yesterday)).status_code == 302
    assert "New Person" in people(client, "ended")
    with acting("new"):
        assert queries.person_at(new.account_id).acting_at is None


def test_it_cannot_end_before_it_began(acting):
    with acting("nora") as nora:
        lena = Membership.objects.get(account__email="lena@example.org")
        with pytest.raises(Invalid):
            end_membership(lena, lena.starts_on - 2 * ONE_DAY, by=nora)


def test_nobody_ends_their_own_role(acting, signed_in):
    nora = member("nora", "nora")
    page = signed_in("nora").post(at("end_membership", nora.pk), day("last_day", make.LONG_AGO))
    assert page.status_code == 403


@pytest.mark.parametrize(
    ("short", "said"),
    [("lena", "Nobody else here answers for safeguarding"), ("tom", "Nobody else")],
)
def test_what_happens_with_open_work_is_said(signed_in, short, said):
    page = signed_in("nora").get(at("end_membership", member(short, "nora").pk))
    assert said in page.content.decode()


def test_open_work_stays_with_the_others_of_the_role(signed_in):
    client = signed_in("nora")
    client.post(at("invite"), INVITED | {"role": "dsl"})
    page = client.get(at("end_membership", member("lena", "nora").pk)).content.decode()
    assert "stays with 1 other person" in page


@pytest.mark.parametrize("who", ["lena", "tom", "rita", "omar", "sam", "pia", "ada", "hugh"])
def test_others_do_not_manage_people(signed_in, who):
    client, tom = signed_in(who), member("tom", "nora")
    assert client.get(at("end_membership", tom.pk)).status_code == 404
    answer = client.post(at("end_membership", tom.pk), day("last_day", make.LONG_AGO))
    assert answer.status_code == 404
    if who != "pia":
        assert client.get(at("people")).status_code == 403
        assert client.post(at("invite"), INVITED).status_code == 403
    assert member("tom", "nora").ends_on is None


def test_pages_of_people_need_a_fixed_number_of_queries(acting, signed_in):
    client, asked = signed_in("nora"), []
    people(client)
    for number in range(2):
        client.post(at("invite"), INVITED | {"email": f"{number}@example.org"})
        people(client, "invited")
        with CaptureQueriesContext(connection) as queries_now:
            people(client, "invited")
        asked.append(len(queries_now))
    assert asked[0] == asked[1]


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_has_an_administrator_and_an_auditor(kind):
    assert {Role.ADMINISTRATOR, Role.AUDITOR} <= set(roles_of(kind))


# The partnership's administrator


def organisation(acting, name):
    with acting("pia"):
        return Organisation.objects.get(name=make.ORGANISATIONS[name][0])


FIRST = {"name": "First Admin", "email": "first@example.org"}


def test_a_partners_first_administrator_is_invited(acting, signed_in):
    services = organisation(acting, "services")
    client = signed_in("pia")
    assert client.post(at("first_administrator", services.pk), FIRST).status_code == 302
    assert ["first@example.org"] in [one.to for one in send_mail()]
    assert services.name in client.get(at("organisations")).content.decode()


def test_an_organisation_with_an_administrator_invites_its_own(acting, signed_in, client):
    northfield = organisation(acting, "northfield")
    give_password(client, "nora")
    page = signed_in("pia").post(at("first_administrator", northfield.pk), FIRST)
    assert page.status_code == 404
    assert not Account.objects.filter(email="first@example.org").exists()


def test_an_invitation_to_a_wrong_address_can_be_made_again(acting, signed_in):
    services = organisation(acting, "services")
    for address in ("frist@example.org", "first@example.org"):
        asked = FIRST | {"email": address}
        assert (
            signed_in("pia").post(at("first_administrator", services.pk), asked).status_code == 302
        )


def test_a_partnership_administrator_gives_no_other_role_there(acting):
    with acting("pia") as pia, pytest.raises(Denied):
        invite(make.org("services"), NewMember("x@example.org", "X", Role.TEAM_MANAGER), by=pia)


@pytest.mark.parametrize("role", ["administrator", "dsl"])
def test_the_database_refuses_what_the_code_would(acting, client, role):
    give_password(client, "nora")
    with acting("pia") as pia, pytest.raises(DatabaseError):
        Membership(
            org=make.org("northfield"),
            account=Account.objects.get(email="pia@example.org"),
            name="X",
            role=role,
            starts_on=today(),
            created_by=pia.who,
        ).save(force_insert=True)


@pytest.mark.parametrize("who", ["nora", "lena", "gus", "rita"])
def test_others_add_no_organisations(acting, signed_in, who):
    client, services = signed_in(who), organisation(acting, "services")
    for address in (at("organisations"), at("add_organisation"), at("add_school")):
        assert client.get(address).status_code == 403
        refused = client.post(address, {"name": "X", "kind": "fire", "urn": "100001"})
        assert refused.status_code == 403
    assert client.post(at("first_administrator", services.pk), FIRST).status_code == 404


def test_mail_goes_out_with_no_name_in_it(signed_in):
    signed_in("nora").post(at("invite"), INVITED)
    send_mail()
    assert all("New Person" not in one.subject + one.body for one in mail.outbox)


def test_people_and_organisations_are_listed_by_name_and_no_address_holds_one(acting, signed_in):
    for name in ("Zed Young", "Abe Young", "Moe Young", "Moe Young"):
        with acting("nora") as nora:
            new = NewMember(f"{uuid4()}@example.org", name, Role.TEACHER)
            invite(make.org("northfield"), new, by=nora)
    with acting("nora") as nora:
        rows = queries.members(nora, "invited").items
    assert [one.name for one in rows] == sorted(one.name for one in rows)
    with acting("nora"):
        found = Membership.objects.filter(org=make.org("northfield"))
        wanted = list(found.order_by("name", "id").values_list("pk", flat=True))
        first = paging.by_name(found, size=3)
        seen, page = [one.pk for one in first.items], first
        while page.older:
            page = paging.by_name(found, page.older, 3)
            seen += [one.pk for one in page.items]
        assert seen == wanted
        while page.newer:
            page = paging.by_name(found, page.newer, 3)
        assert [one.pk for one in page.items] == wanted[:3]
        assert [one.pk for one in paging.by_name(found, "made-up", 3).items] == wanted[:3]
    with acting("pia") as pia:
        names = [one.name for one in queries.organisations(pia).items]
        assert names == sorted(names)


def test_a_first_administrator_is_invited_only_where_there_is_none(acting, signed_in):
    with acting("pia"):
        link = at("first_administrator", make.org("northfield").pk)
    pia = signed_in("pia")
    assert link in pia.get(at("organisations")).text
    Account.objects.filter(email="nora@example.org").update(last_login=Now())
    assert link not in pia.get(at("organisations")).text
