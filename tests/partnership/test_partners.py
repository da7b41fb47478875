"""The directory, officers and their schools, and adding organisations."""

from uuid import uuid4

import pytest

from crossing.core.clock import today
from crossing.database.acting import service
from crossing.partnership import queries
from crossing.partnership.commands import NewOrganisation, add_organisation, start_partnership
from crossing.partnership.models import Assignment, Contact, Organisation, School
from crossing.partnership.people import Service
from crossing.partnership.rules import Kind
from tests import make
from tests.partnership.build import at, day, member

LINE = {"label": "Office", "name": "", "phone": "01632 960001", "out_of_hours": "01632 960002"} | {
    "kind": "ordinary"
}


def own_line(short):
    with make.acting(short) as person:
        return Contact.objects.filter(org=person.acting_at).first()


@pytest.mark.parametrize("who", ["lena", "tom", "omar", "pia", "ada", "fay"])
def test_everybody_finds_out_who_to_ring(signed_in, who):
    page = signed_in(who).get(at("directory")).content.decode()
    assert "Riverside Fire and Rescue" in page
    assert 'href="tel:02079460999"' in page


def test_words_narrow_the_directory(signed_in):
    page = signed_in("lena").get(at("directory"), {"q": "fire river"}).content.decode()
    assert "Riverside Fire and Rescue" in page
    assert "Southgate" not in page


def test_a_long_directory_goes_on(signed_in, monkeypatch):
    monkeypatch.setattr(queries.places, "DIRECTORY_PAGE", 3)
    client, seen, address = signed_in("lena"), [], {}
    for _ in range(3):
        answer = client.get(at("directory"), address).content.decode()
        seen += [name for name, _ in make.ORGANISATIONS.values() if f">{name}</h2>" in answer]
        _, _, more = answer.rpartition("after=")
        address = {"after": more[:36]}
    assert sorted(seen) == sorted(name for name, _ in make.ORGANISATIONS.values())


@pytest.mark.parametrize("after", ["x", "00000000-0000-0000-0000-000000000001"])
def test_a_made_up_place_in_the_directory_is_its_start(signed_in, after):
    page = signed_in("lena").get(at("directory"), {"after": after})
    assert "Hillside" in page.content.decode()


def test_an_administrator_keeps_their_own_lines(signed_in):
    client = signed_in("nora")
    assert client.post(at("add_contact"), LINE).status_code == 302
    line = own_line("nora")
    client.post(at("change_contact", line.pk), LINE | {"label": "Duty desk"})
    assert "Duty desk" in client.get(at("directory")).content.decode()
    client.post(at("remove_contact", line.pk))
    assert "Duty desk" not in client.get(at("directory")).content.decode()


@pytest.mark.parametrize("who", ["lena", "tom", "omar", "pia"])
def test_nobody_changes_the_lines_of_others(signed_in, who):
    client, line = signed_in(who), own_line("nora")
    for address in (at("change_contact", line.pk), at("remove_contact", line.pk)):
        assert client.post(address, LINE).status_code == 404
    assert own_line("nora").label == line.label


def options(acting):
    with acting("sam") as sam:
        return member("omar", "sam"), make.org("southgate"), make.org("fire"), sam.acting_at


def assigned(acting):
    with acting("sam"):
        return Assignment.objects.count()


def test_a_sergeant_assigns_an_officer_to_a_school(acting, signed_in):
    omar, southgate, fire, _ = options(acting)
    client, before = signed_in("sam"), assigned(acting)
    start = day("starts_on", make.LONG_AGO)
    asked = {"officer": omar.pk, "school": southgate.pk} | start
    assert client.post(at("assign"), asked).url == at("officers")
    assert assigned(acting) == before + 1
    assert client.post(at("assign"), asked | {"school": fire.pk}).status_code == 422


def test_an_officer_of_another_team_cannot_be_assigned(acting, signed_in):
    otto = member("otto", "otto")
    _, southgate, _, _ = options(acting)
    asked = {"officer": otto.pk, "school": southgate.pk} | day("starts_on", make.LONG_AGO)
    assert signed_in("sam").post(at("assign"), asked).status_code == 422


def test_an_assignment_ends(acting, signed_in):
    with acting("sam"):
        one, now = Assignment.objects.first(), today()
    client = signed_in("sam")
    assert client.post(at("end_assignment", one.pk), day("last_day", now)).status_code == 302
    assert "Until" in client.get(at("officers")).content.decode()


def test_a_school_sees_who_serves_it(signed_in):
    assert at("officers") in signed_in("nora").get(at("directory")).content.decode()
    page = signed_in("nora").get(at("officers")).content.decode()
    assert "Omar Aziz" in page
    assert "Assign an officer" not in page


@pytest.mark.parametrize("who", ["omar", "lena", "nora", "otto"])
def test_others_end_no_assignment(acting, signed_in, who):
    with acting("sam"):
        one = Assignment.objects.first()
    asked = day("last_day", make.LONG_AGO)
    assert signed_in(who).post(at("end_assignment", one.pk), asked).status_code == 404


def test_a_team_names_its_officers_itself(acting, signed_in):
    client = signed_in("nora")
    assert (
        client.post(at("name_officers"), {"officer_title": "School Link Officer"}).status_code
        == 302
    )
    with acting("nora"):
        assert make.org("northfield").officer_title == "School Link Officer"
    assert signed_in("sam").post(at("name_officers"), {"officer_title": "X"}).status_code == 403


@pytest.fixture
def school(db):
    return School.objects.create(
        urn=100001,
        name="Hill Top Nursery School",
        local_authority_code="201",
        local_authority="Riverside",
        type="LA Nursery School",
        source="test",
    )


@pytest.mark.parametrize("words", ["100001", "hill nursery", "TOP"])
def test_a_school_of_the_register_is_found_and_added(acting, signed_in, school, words):
    client = signed_in("pia")
    assert school.name in client.get(at("add_school"), {"q": words}).content.decode()
    answer = client.post(at("add_school"), {"urn": "100001"})
    with acting("pia"):
        org = Organisation.objects.get(school=100001)
    assert answer.url == at("first_administrator", org.pk)
    assert (org.kind, org.name, org.local_authority_code) == ("nursery", school.name, "201")
    assert "Is in Crossing already" in client.get(at("add_school"), {"q": words}).content.decode()
    assert client.post(at("add_school"), {"urn": "100001"}).status_code == 422


@pytest.mark.parametrize("urn", ["", "x", "999999", "1" * 40, "²"])
def test_a_number_that_is_in_no_register_adds_nothing(signed_in, school, urn):
    assert signed_in("pia").post(at("add_school"), {"urn": urn}).status_code == 404


def test_other_organisations_are_added_by_name(acting, signed_in):
    asked = {"name": "Harbour Youth", "kind": "charity", "local_authority_code": ""}
    client = signed_in("pia")
    assert client.post(at("add_organisation"), asked).status_code == 302
    assert "Harbour Youth" in client.get(at("organisations")).content.decode()
    assert client.post(at("add_organisation"), asked | {"kind": "school"}).status_code == 422


def test_another_partnership_is_nobodys_business(acting, signed_in):
    place = uuid4()
    with service("setup", place):
        by = Service("setup", place)
        new = NewOrganisation("Farway School", Kind.SCHOOL)
        add_organisation(new, start_partnership("Farway", by=by), id=place, by=by)
    assert "Farway" not in signed_in("lena").get(at("directory")).content.decode()
    asked = {"name": "X", "email": "x@example.org"}
    assert signed_in("pia").post(at("first_administrator", place), asked).status_code == 404
