from datetime import date
from pathlib import Path

import pytest

from crossing.partnership.register import (
    SCHOOL_COLUMNS,
    BadFile,
    BadRow,
    LinkRow,
    Phase,
    SchoolRow,
    Status,
    read_links,
    read_schools,
)

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "schools"
SCHOOLS = DATA / "gias_schools_july2017_subset6023_geocoded.csv"
LINKS = DATA / "gias_links_20250422.csv"
REAL = pytest.mark.skipif(not SCHOOLS.exists(), reason=f"THE REAL REGISTER IS NOT AT {DATA}")

FINE = {
    "URN": "100005",
    "Establishment name": "St Zoë's",
    "Establishment status": "Open",
    "Phase of education": "Primary",
    "Opening date": "01/09/1999",
    "Statutory lowest age": "3",
    "Postcode": "wc1n 2ny",
    "Street": "Mill Lane",
    "Town": "Northfield",
    "Website address": "www.example.sch.uk",
}
HEADINGS = [names[0] for names in SCHOOL_COLUMNS.values()]
HEADING = ",".join(HEADINGS)


def row(**changes):
    cells = {**FINE, **{name.replace("_", " "): value for name, value in changes.items()}}
    return ",".join(f'"{cells.get(heading, "")}"' for heading in HEADINGS)


def file(folder, *rows, encoding="utf-8", heading=HEADING):
    path = folder / "schools.csv"
    path.write_bytes("\r\n".join([heading, *rows, ""]).encode(encoding))
    return path


def links(folder, *rows):
    return file(folder, *rows, heading="URN,LinkURN,LinkName,LinkType,LinkEstablishedDate")


def only(rows):
    (one,) = rows
    return one


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_school_reads_the_same_in_each_encoding(tmp_path, encoding):
    school = only(read_schools(file(tmp_path, row(), encoding=encoding)))
    assert (school.urn, school.name, school.number_in_file) == (100005, "St Zoë's", 2)
    assert (school.status, school.phase) == (Status.OPEN, Phase.PRIMARY)
    assert (school.lowest_age, school.highest_age) == (3, None)
    assert (school.opened_on, school.closed_on) == (date(1999, 9, 1), None)
    assert school.address == ("Mill Lane", "Northfield")
    assert (school.postcode, school.website) == ("WC1N 2NY", "http://www.example.sch.uk")
    assert (school.easting, school.telephone) == (None, "")


def test_the_headings_of_todays_register_are_accepted(tmp_path):
    heading = ",".join(names[-1] for names in SCHOOL_COLUMNS.values()) + ",CloseDate,Easting"
    changed = row(**{"Establishment_status": "closed", "Phase_of_education": "Not applicable"})
    school = only(read_schools(file(tmp_path, f"{changed},31-08-2020,530351.0", heading=heading)))
    assert (school.is_open, school.closed_on) == (False, date(2020, 8, 31))
    assert (school.phase, school.easting) == (Phase.NOT_APPLICABLE, 530351.0)


def test_a_school_that_is_to_close_is_open(tmp_path):
    changed = row(**{"Establishment_status": "Open, but proposed to close"})
    assert only(read_schools(file(tmp_path, changed))).is_open


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"URN": ""}, "no URN"),
        ({"URN": "012345"}, "“012345” is not a URN"),
        ({"URN": "1000051"}, "is not a URN"),
        ({"URN": "\uff1100005"}, "is not a URN"),
        ({"Establishment_name": ""}, "no name"),
        ({"Establishment_name": "", "URN": ""}, "no URN"),
        ({"Establishment_status": "Ajar"}, "“Ajar” is not a status"),
        ({"Phase_of_education": "Tertiary"}, "“Tertiary” is not a phase"),
        ({"Opening_date": "31/02/1999"}, "“31/02/1999” is not a date"),
        ({"Statutory_lowest_age": "three"}, "“three” is not an age"),
    ],
)
def test_a_bad_row_is_named_with_its_reason(tmp_path, changes, reason):
    bad = only(read_schools(file(tmp_path, row(**changes))))
    assert (type(bad), bad.number) == (BadRow, 2)
    assert reason in bad.reason


def test_a_bad_grid_reference_is_named(tmp_path):
    heading = ",".join([*HEADINGS, "easting"])
    bad = only(read_schools(file(tmp_path, row() + ",north", heading=heading)))
    assert "“north” is not a grid reference" in bad.reason


def test_rows_of_another_length_are_named_and_empty_ones_skipped(tmp_path):
    rows = list(read_schools(file(tmp_path, "100006,x", "", row())))
    assert [type(each) for each in rows] == [BadRow, SchoolRow]
    assert rows[1].number_in_file == 4


def test_a_school_twice_is_named_with_the_row_of_the_first(tmp_path):
    first, second = read_schools(file(tmp_path, row(), row()))
    assert isinstance(first, SchoolRow)
    assert second == BadRow(3, "URN 100005 is already on row 2.")


def test_an_unsafe_website_is_left_out(tmp_path):
    school = only(read_schools(file(tmp_path, row(Website_address="javascript:alert(1)"))))
    assert school.website == ""


@pytest.mark.parametrize(
    "content",
    [b"", b"a,b\n1,2\n", b"%PDF-1.7\n\x00\x01", b"\x81\x8d\xff", b'"' + b"x" * 200_000],
)
def test_a_file_that_is_no_register_is_refused_at_once(tmp_path, content):
    path = tmp_path / "other.csv"
    path.write_bytes(content)
    with pytest.raises(BadFile) as refusal:
        read_schools(path)
    assert str(refusal.value).endswith(".")


def test_a_link_keeps_the_bare_numbers_of_both_schools(tmp_path):
    link = only(read_links(links(tmp_path, "100012,100021,Rhyl,Successor - merged,31-08-2021")))
    assert link == LinkRow(2, 100012, 100021, "Rhyl", "Successor - merged", date(2021, 8, 31))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("100012,100012,x,Successor,", "to itself"),
        ("100012,100021,x,,", "kind of link"),
        ("100012,,x,Successor,", "no URN"),
        ("100012,100021,x,Successor,2021", "not a date"),
    ],
)
def test_a_bad_link_is_named_with_its_reason(tmp_path, text, reason):
    assert reason in only(read_links(links(tmp_path, text))).reason


def test_a_link_twice_is_named(tmp_path):
    _, again = read_links(links(tmp_path, *["100012,100021,x,Successor,"] * 2))
    assert again == BadRow(3, "The same link of URN 100012 is already on row 2.")


@REAL
def test_the_real_register_has_6022_schools_and_one_row_that_names_none():
    rows = list(read_schools(SCHOOLS))
    bad = [each for each in rows if isinstance(each, BadRow)]
    assert len(rows) - len(bad) == 6022
    assert bad == [BadRow(6024, "It has no URN.")]
    assert all(each.local_authority_code for each in rows if isinstance(each, SchoolRow))


@REAL
def test_every_real_link_is_read():
    rows = list(read_links(LINKS))
    assert len(rows) == 33_801
    assert all(isinstance(each, LinkRow) for each in rows)
