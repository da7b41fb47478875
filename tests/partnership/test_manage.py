"""./manage: the first administrator, and loading published files."""

import io
import time
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from crossing.audit.models import NOWHERE
from crossing.core.days import Calendar, shipped_days
from crossing.database.acting import service
from crossing.partnership.models import Account, DayPeriod, Organisation, School, SchoolLink
from crossing.partnership.queries import calendar_for
from tests import make
from tests.site.build import events

HEADINGS = (
    "URN,LA (code),LA (name),EstablishmentNumber,EstablishmentName,TypeOfEstablishment (name),"
    "EstablishmentStatus (name),PhaseOfEducation (name),StatutoryLowAge,StatutoryHighAge,Street,"
    "Locality,Town,County (name),Postcode,SchoolWebsite,OpenDate"
)
ROW = (
    "100001,201,Riverside,1234,{name},Community school,Open,Primary,4,11,"
    "1 High St,,Riverton,,RV1 1AA,,"
)
REAL = Path("/work/shared/data/schools")


def run(command, *words, **options):
    out = io.StringIO()
    call_command(command, *words, stdout=out, stderr=out, **options)
    return out.getvalue()


@pytest.fixture
def file(tmp_path):
    def write(*lines, encoding="utf-8"):
        path = tmp_path / "register.csv"
        path.write_text("\n".join(lines) + "\n", encoding=encoding)
        return path

    return write


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_schools_are_added_changed_or_left(db, file, encoding):
    path = file(HEADINGS, ROW.format(name="Café School"), encoding=encoding)
    assert "1 added, 0 changed, 0 unchanged, 0 rejected" in run("load_schools", path)
    assert "0 added, 0 changed, 1 unchanged" in run("load_schools", path)
    path = file(HEADINGS, ROW.format(name="Café Academy"), encoding=encoding)
    assert "0 added, 1 changed, 0 unchanged" in run("load_schools", path)
    school = School.objects.get(urn=100001)
    assert (school.name, school.address) == ("Café Academy", "1 High St, Riverton")
    assert len(events()) == 3


def test_a_bad_row_is_left_out_and_named(db, file):
    long = ROW.format(name="x" * 300).replace("100001", "100002")
    said = run("load_schools", file(HEADINGS, ROW.format(name="A"), "1,2", long))
    assert "1 added, 0 changed, 0 unchanged, 2 rejected" in said
    assert "row 3: " in said
    assert "row 4: “name” is longer" in said


@pytest.mark.parametrize("command", ["load_schools", "load_school_links", "load_days"])
@pytest.mark.parametrize("content", ["a,b\n1,2\n", "", "\0\0"])
def test_a_bad_file_loads_nothing_and_says_one_sentence(db, tmp_path, command, content):
    path = tmp_path / "bad.csv"
    path.write_text(content)
    with pytest.raises(SystemExit) as stopped:
        run(command, path)
    assert isinstance(stopped.value.code, str)
    assert "\n" not in stopped.value.code
    assert events() == []


def test_a_file_that_is_not_there_is_one_sentence(db, tmp_path):
    with pytest.raises(SystemExit, match="cannot be read"):
        run("load_schools", tmp_path / "missing.csv")


def test_links_keep_bare_numbers(db, file):
    lines = ("URN,LinkURN,LinkName,LinkType,LinkEstablishedDate", '1,2,"",Successor,""')
    good = '100016,132245,"Kingsgate","Successor",""'
    assert "1 added, 0 changed, 0 unchanged, 1 rejected" in run(
        "load_school_links", file(*lines, good)
    )
    assert "1 unchanged" in run("load_school_links", file(*lines, good))
    assert SchoolLink.objects.get().link_urn == 132245


@pytest.mark.slow
@pytest.mark.skipif(not REAL.exists(), reason="the published files are not kept here")
def test_the_whole_register_loads_in_seconds(db):
    started = time.monotonic()
    said = run("load_schools", REAL / "gias_schools_july2017_subset6023_geocoded.csv")
    assert time.monotonic() - started < 20
    assert School.objects.count() + said.count("\nrow ") == 6023
    run("load_school_links", REAL / "gias_links_20250422.csv")
    assert SchoolLink.objects.count() > 20_000


DAYS = "kind,local_authority_code,name,starts_on,ends_on"


def test_the_shipped_days_are_there_from_the_start(acting):
    with acting("lena"):
        calendar = calendar_for(make.org("northfield"))
    assert calendar == Calendar.of(shipped_days(), "201")


def test_an_authority_replaces_its_own_days_and_nobody_elses(acting, file):
    before = DayPeriod.objects.count()
    term = "term,201,Autumn,2026-09-07,2026-10-16"
    assert "1 added" in run("load_days", file(DAYS, term))
    assert "0 added, 0 changed, 1 unchanged" in run("load_days", file(DAYS, term))
    assert "1 added, 1 changed" in run("load_days", file(DAYS, term.replace("09-07", "09-08")))
    assert DayPeriod.objects.count() == before + 1
    with acting("lena"):
        calendar = calendar_for(make.org("northfield"))
    assert min(calendar.term_days).isoformat() == "2026-09-08"


def test_a_school_is_closed_on_days_of_its_own(acting):
    with acting("lena"):
        northfield = make.org("northfield")
        usual = calendar_for(northfield)
        day = usual.next_school_day(make.LONG_AGO)
        DayPeriod.objects.create(
            org=northfield, kind="inset", name="INSET", starts_on=day, ends_on=day
        )
        assert not calendar_for(northfield).is_school_day(day)
        assert calendar_for(make.org("southgate")).is_school_day(day)


def test_one_bad_row_of_the_days_refuses_the_file(db, file):
    with pytest.raises(SystemExit):
        run(
            "load_days",
            file(DAYS, "term,201,Autumn,2026-09-07,2026-10-16", "fair,201,X,2026-01-01,"),
        )
    assert not DayPeriod.objects.filter(local_authority_code="201").exists()


NEW = {
    "email": "first@example.org",
    "name": "First",
    "organisation": "Hillbury Partnership",
    "kind": "board",
    "partnership": "Hillbury",
}


def test_the_first_administrator_of_an_installation(db):
    said = run("create_administrator", **NEW)
    link = said.strip().rsplit(" ", 1)[1]
    assert Client().get(link.split("8000", 1)[-1], follow=True).status_code == 200
    account = Account.objects.get(email="first@example.org")
    with make.acting("first") as first:
        assert first.place_name == "Hillbury Partnership"
        assert [str(post.role) for post in first.here] == ["partnership_administrator"]
    assert not account.has_usable_password()


def test_an_organisation_that_is_there_is_used(db):
    here = NEW | {"organisation": "Northfield School", "kind": "school", "partnership": ""}
    run("create_administrator", **here)
    with make.acting("first") as first:
        assert first.acting_at == make.org("northfield").pk


def test_a_second_run_is_one_sentence(db):
    run("create_administrator", **NEW)
    with pytest.raises(SystemExit, match="holds this role here already"):
        run("create_administrator", **NEW)


def test_with_several_partnerships_one_is_named(db):
    run("create_administrator", **NEW)
    with pytest.raises(SystemExit, match="several partnerships"):
        run("create_administrator", **NEW | {"organisation": "Other", "partnership": ""})
    with service("setup", NOWHERE):
        assert not Organisation.objects.filter(name="Other").exists()


def test_an_address_that_is_none_is_refused(db):
    with pytest.raises(SystemExit, match="not an email address"):
        run("create_administrator", **NEW | {"email": "first"})


def test_an_account_is_disabled(signed_in):
    client = signed_in("tom")
    assert "can no longer sign in" in run("disable_account", "TOM@example.org")
    assert client.get(reverse("partnership:directory")).status_code == 302
    with pytest.raises(SystemExit, match="Nobody has the address"):
        run("disable_account", "nobody@example.org")
