import csv
import io

import pytest
from django.db import ProgrammingError, transaction

from crossing.audit.models import AuditEvent
from tests import make
from tests.records.build import a_child


def looked(client, **query):
    return client.get("/looked/", query)


def test_an_auditor_reads_what_happened_here(acting, signed_in):
    a_child(acting)
    page = looked(signed_in("ada"))
    assert page.status_code == 200
    assert "Made a child’s record" in page.text
    assert "Lena Hart, Designated safeguarding lead" in page.text
    assert "Amina" not in page.text


def test_reading_the_log_is_written_in_the_log(acting, signed_in):
    looked(signed_in("ada"))
    with acting("ada"):
        assert AuditEvent.objects.filter(event="stewardship.audit.read").count() == 1


def test_the_log_is_found_by_person_event_child_and_day(acting, signed_in):
    child, ada = a_child(acting), signed_in("ada")
    with acting("lena") as lena:
        pass
    assert "Made a child’s record" in looked(ada, who=str(lena.id)).text
    assert "Made a child’s record" in looked(ada, child=str(child.pk)).text
    wanted = looked(ada, event="records.child.opened").text
    assert "app-row" not in wanted or "Made a child’s record</p>" not in wanted
    days = {"from_day_day": "1", "from_day_month": "1", "from_day_year": "2030"}
    assert "Nothing was found" in looked(ada, **days).text


def test_a_wrong_reference_is_a_sentence_at_the_field(signed_in):
    page = looked(signed_in("ada"), child="Amina Karim")
    assert page.status_code == 422
    assert "Enter the reference from the child’s page" in page.text


def test_the_reference_to_look_for_stands_on_the_childs_page(acting, signed_in):
    child = a_child(acting)
    page = signed_in("lena").get(f"/children/{child.pk}/").text
    assert f"Reference {child.pk}" in page


def test_the_log_of_another_place_is_not_there(acting, signed_in):
    a_child(acting, by="rita")
    assert 'title">Made a child’s record' not in looked(signed_in("ada")).text


def test_the_export_is_a_file_and_an_event(acting, signed_in):
    a_child(acting)
    file = signed_in("ada").get("/looked/export")
    rows = list(csv.reader(io.StringIO(file.content.decode("utf-8-sig"))))
    assert any("Made a child’s record" in row for row in rows)
    with acting("ada"):
        assert AuditEvent.objects.filter(event="stewardship.audit.exported").count() == 1


def test_only_an_auditor_reads_the_log(signed_in):
    for name in ("lena", "tom", "nora", "omar", "gus"):
        assert looked(signed_in(name)).status_code == 403
        assert signed_in(name).get("/looked/export").status_code == 403


def test_who_works_with_a_record_sees_who_looked_at_it(acting, signed_in):
    child = a_child(acting)
    page = signed_in("dev").get(f"/looked/child/{child.pk}")
    assert "Made a child’s record" in page.text
    for stranger in ("rita", "tom", "omar", "nora"):
        assert signed_in(stranger).get(f"/looked/child/{child.pk}").status_code == 404


def test_a_refused_attempt_is_a_row_of_its_own(acting, signed_in):
    child = a_child(acting)
    assert signed_in("tom").get(f"/children/{child.pk}/").status_code == 404
    with acting("ada"):
        refused = AuditEvent.objects.get(event="site.attempt.refused")
    assert refused.who_label == "Tom Reed, Member of staff"
    assert refused.details["status"] == 404
    assert "Amina" not in str(refused.details)


def test_an_auditor_sees_what_happened_before_anybody_signed_in(client, signed_in):
    client.post("/account/login/", {"login": "lena@example.org", "password": "wrong"})
    page = looked(signed_in("ada"), part="before")
    assert 'title">A sign-in failed' in page.text
    assert "lena@example.org" not in page.text
    assert 'title">A sign-in failed' not in looked(signed_in("ada")).text


def test_nobody_writes_into_the_log_of_another_place(acting):
    with acting("rita"):
        southgate = make.org("southgate").pk
    with acting("lena") as lena:
        event = AuditEvent(at="2026-11-24T08:00Z", org=southgate, event="x", who=lena.who)
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            event.save(force_insert=True)
