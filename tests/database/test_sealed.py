"""Free text is sealed where it lies: opened for its own row alone, with the right key alone."""

import base64
import datetime
from uuid import UUID, uuid4

import pytest
from django.apps import apps
from django.core.exceptions import FieldError
from django.core.management import call_command
from django.db import ProgrammingError, connection, transaction

from crossing.core.errors import CannotOpen
from crossing.core.tables import Table
from crossing.database import keys, master
from crossing.database.keys import Copy, key_for
from crossing.database.models import CopyKey, DataKey
from crossing.database.rotation import rotate
from crossing.database.sealed import (
    NotSealed,
    SealedText,
    belongs,
    open_sealed,
    place_of,
    seal,
    sealed,
)
from crossing.records import commands as records
from crossing.records.models import Concern, Draft, Entry
from crossing.records.queries import chronology
from crossing.sharing.models import Disclosure, InformationRequest
from tests import databases, world
from tests.records.build import a_child, a_concern, an_entry
from tests.sharing.build import a_request, an_answer

PLANTED = "The blue bicycle stood behind the chapel."


@pytest.fixture(autouse=True)
def no_key_is_remembered():
    keys.forget()
    yield
    keys.forget()


@pytest.fixture
def another_home(settings, tmp_path):
    """A home with another master key; `given()` gives it, and forgets what was opened before."""

    def given():
        settings.HOME = tmp_path
        keys.forget()

    return given


def stored(table, column, pk):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table} WHERE id = %s", [pk])
        return cursor.fetchone()[0]


def test_what_is_stored_holds_no_word_of_what_was_written(acting):
    concern = a_concern(acting, account=PLANTED)
    with acting("lena"):
        held = stored("records_concern", "account", concern.pk)
        assert held.startswith("v1.")
        assert "bicycle" not in held
        assert Concern.objects.get(pk=concern.pk).account == PLANTED


def test_the_same_words_are_never_stored_twice_alike(acting):
    one, other = (a_concern(acting, account=PLANTED) for _ in range(2))
    with acting("lena"):
        found = {stored("records_concern", "account", each.pk) for each in (one, other)}
    assert len(found) == 2


def test_nothing_said_is_stored_as_nothing(acting):
    concern = a_concern(acting, words="")
    with acting("lena"):
        assert stored("records_concern", "words", concern.pk) == ""
        assert Concern.objects.filter(words="").exists()


def test_it_cannot_be_written_past_the_seal_or_searched(acting):
    concern = a_concern(acting)
    with acting("lena"):
        rows = Concern.objects.filter(pk=concern.pk)
        with pytest.raises(NotSealed), transaction.atomic():
            rows.update(account=PLANTED)
        with pytest.raises(NotSealed):
            rows.filter(account=PLANTED).exists()
        with pytest.raises(FieldError):
            rows.filter(account__contains="blue").exists()
        concern.account = PLANTED
        with pytest.raises(NotSealed), transaction.atomic():
            Concern.objects.bulk_update([concern], ["account"])


def test_answers_come_back_as_they_were(acting):
    data = {"words": PLANTED, "list": [1, None, True], "nested": {"é": "’"}}
    with acting("lena") as lena:
        draft = records.save_draft("key", "A draft", data, by=lena)
        assert "bicycle" not in stored("records_draft", "data", draft.pk)
        assert Draft.objects.get(pk=draft.pk).data == data
        assert Draft.objects.values_list("data", flat=True).get(pk=draft.pk) == data
        again = records.save_draft("key", "A draft", {}, by=lena)
        assert (again.pk, stored("records_draft", "data", draft.pk)) == (draft.pk, "{}")


def owners(sql, *values):
    """What somebody with the database can do; the transaction that holds it ends as it began."""
    name = databases.current()
    with databases.owner(name) as owner:
        owner.execute(sql, values)


@pytest.fixture
def two_concerns(live_database):
    child = a_child(live_database.acting)
    one, other = (a_concern(live_database.acting, child, account=PLANTED) for _ in range(2))
    return live_database.acting, child, one, other


@pytest.mark.slow
def test_what_was_sealed_for_one_row_is_refused_in_another(two_concerns):
    acting, child, one, other = two_concerns
    owners(
        "UPDATE records_concern SET account ="
        " (SELECT account FROM records_concern WHERE id = %s) WHERE id = %s",
        *(one.pk, other.pk),
    )
    with acting("lena") as lena:
        assert Concern.objects.get(pk=one.pk).account == PLANTED
        with pytest.raises(CannotOpen):
            Concern.objects.get(pk=other.pk)
        with pytest.raises(CannotOpen):
            chronology(lena, child)


@pytest.mark.slow
def test_what_was_sealed_for_one_column_is_refused_in_another(two_concerns):
    acting, _child, one, _other = two_concerns
    owners("UPDATE records_concern SET words = account WHERE id = %s", one.pk)
    with acting("lena"), pytest.raises(CannotOpen):
        Concern.objects.get(pk=one.pk)


@pytest.mark.slow
@pytest.mark.parametrize(
    "change",
    [
        "overlay(account placing 'AAAA' from 60)",
        "'v2' || substr(account, 3)",
        "left(account, 50)",
        "'plain text'",
        "'v1.' || repeat('A', 22) || substr(account, 26)",
    ],
)
def test_what_was_changed_is_refused(two_concerns, change):
    acting, _child, one, _other = two_concerns
    owners(f"UPDATE records_concern SET account = {change} WHERE id = %s", one.pk)
    with acting("lena"), pytest.raises(CannotOpen):
        Concern.objects.get(pk=one.pk)


def test_with_another_master_key_nothing_opens(acting, another_home):
    concern = a_concern(acting)
    another_home()
    with acting("lena"), pytest.raises(CannotOpen):
        Concern.objects.get(pk=concern.pk)
    assert keys.misfit().startswith("The master key does not fit: this database needs the one")


def test_the_right_master_key_fits(db):
    assert keys.misfit() == ""


@pytest.mark.slow
def test_a_wrong_key_is_one_sentence_on_a_page_and_nothing_of_the_text_in_the_log(
    live_database, another_home, caplog
):
    from tests.conftest import client_for

    child = a_child(live_database.acting)
    a_concern(live_database.acting, child, account=PLANTED)
    client = client_for("lena")
    assert PLANTED in client.get(f"/children/{child.pk}/").text
    another_home()
    answer = client.get(f"/children/{child.pk}/")
    assert answer.status_code == 503
    assert "the key does not fit" in answer.text
    assert "v1." not in answer.text + caplog.text
    assert PLANTED not in answer.text + caplog.text
    assert "cannot be opened" in caplog.text


def test_every_organisation_seals_under_a_key_of_its_own(acting):
    ours, theirs = a_child(acting), a_child(acting, by="omar")
    one, other = an_entry(acting, ours), an_entry(acting, theirs, by="omar")
    with acting("lena"):
        mine = stored("records_entry", "text", one.pk)
    with acting("omar"):
        assert mine.split(".")[1] != stored("records_entry", "text", other.pk).split(".")[1]


def test_an_organisation_without_a_key_writes_nothing(acting):
    with acting("lena") as lena:
        fields = {"org_id": "00000000-0000-0000-0000-00000000ffff", "account_id": lena.id}
        with pytest.raises(CannotOpen):
            Draft(**fields, key="k", data={"a": 1}, saved_at=datetime.datetime.now()).save()


def test_a_key_that_was_rolled_back_is_never_written_under(acting):
    copy = Copy(uuid4(), tuple(DataKey.objects.values_list("org", flat=True)[:2]))
    with transaction.atomic():
        lost = key_for(copy)
        assert key_for(copy) is lost
        transaction.set_rollback(True)
    kept = key_for(copy)
    assert kept.id != lost.id
    assert CopyKey.objects.filter(key=kept.id).count() == 2


@pytest.mark.slow
def test_a_frozen_copy_has_a_key_of_its_own_kept_for_both_sides(live_database):
    acting = live_database.acting
    asked, child = a_request(acting), a_child(acting)
    shared = an_answer(acting, asked, child)
    with acting("omar"):
        shared = Disclosure.objects.get(pk=shared.pk)
        held = CopyKey.objects.filter(copy=shared.pk)
        assert {row.org for row in held} == {shared.sender_id, shared.recipient_id}
        item = shared.items.first()
        assert item.text
        used = stored("sharing_discloseditem", "text", item.pk).split(".")[1]
    owners("DELETE FROM database_copykey")
    keys.forget()
    with acting("omar"), pytest.raises(CannotOpen):
        Disclosure.objects.get(pk=shared.pk).items.first()
    with acting("lena"):
        own = stored("sharing_disclosure", "retention", shared.pk)
        assert own == "" or own.split(".")[1] != used


def test_changes_of_a_row_are_sealed_for_it(acting):
    asked = a_request(acting)
    with acting("omar"):
        rows = InformationRequest.objects.filter(pk=asked.pk)
        rows.update(**sealed(asked, authority_refused_reason=PLANTED, status="open"))
        assert rows.get().authority_refused_reason == PLANTED


def test_a_text_out_of_a_union_says_whose_it_is(acting):
    concern = a_concern(acting, account=PLANTED)
    with acting("lena"):
        text = Concern.objects.values_list("account", flat=True).get(pk=concern.pk)
    assert belongs(text, concern.pk) == PLANTED
    with pytest.raises(CannotOpen):
        belongs(text, concern.org_id)


def test_it_is_deferred_and_fetched_like_any_other(acting):
    concern = a_concern(acting, account=PLANTED)
    with acting("lena"):
        assert Concern.objects.only("kind").get(pk=concern.pk).account == PLANTED
        concern.refresh_from_db()
        assert type(concern.account) is str
        with pytest.raises(FieldError):
            Concern.objects.filter(account__key="x").exists()


# Rotation


def generation(table, column, pk):
    """Of the key that sealed this."""
    name = stored(table, column, pk).split(".")[1]
    return DataKey.objects.get(pk=UUID(bytes=base64.urlsafe_b64decode(name + "=="))).generation


@pytest.fixture
def rotated(live_database, settings, tmp_path):
    """`rotated()` brings in a new master key, as `./manage rotate_keys` does, in a home like ours
    with a database of its own."""
    (tmp_path / master.FILE).write_text(master.current().text)
    settings.HOME = tmp_path
    name = databases.current()

    def run():
        databases.point_at(name, databases.OWNER)
        try:
            call_command("rotate_keys")
        finally:
            databases.point_at(name)

    return run


@pytest.mark.slow
def test_what_the_first_key_sealed_is_readable_after_two_rotations(live_database, rotated, capsys):
    acting = live_database.acting
    before, child = master.current(), a_child(acting)
    old = an_entry(acting, child, text=PLANTED)
    rotated()
    rotated()
    keys.forget()
    assert master.current() != before
    new = an_entry(acting, child, text="Another.")
    with acting("lena"):
        assert Entry.objects.get(pk=old.pk).text == PLANTED
        assert Entry.objects.get(pk=new.pk).text == "Another."
        assert generation("records_entry", "text", old.pk) == 1
        assert generation("records_entry", "text", new.pk) == 3
    assert keys.misfit() == ""
    assert not DataKey.objects.filter(master=before.fingerprint).exists()
    assert f"{master.FILE}.{before.fingerprint}" in capsys.readouterr().out


@pytest.mark.slow
def test_a_rotation_that_was_cut_off_before_the_file_moved_is_completed(live_database, rotated):
    name, before = databases.current(), master.current()
    databases.point_at(name, databases.OWNER)
    with transaction.atomic():
        assert rotate(master.begin_next()) > 0
    databases.point_at(name)
    assert (master.current(), keys.misfit()) == (before, "")  # both keys are at hand
    count = DataKey.objects.count()
    rotated()
    assert DataKey.objects.count() == count
    assert master.current() != before
    assert keys.misfit() == ""


@pytest.mark.slow
def test_a_running_server_goes_on_with_the_new_master_key(live_database, rotated):
    child = a_child(live_database.acting)
    entry = an_entry(live_database.acting, child, text=PLANTED)
    rotated()
    with live_database.acting("lena"):
        assert Entry.objects.get(pk=entry.pk).text == PLANTED  # nothing was forgotten or started


@pytest.mark.slow
def test_in_production_the_old_key_is_given_beside_the_new(live_database, settings, rotated):
    settings.MASTER_KEY_BEFORE, settings.MASTER_KEY = master.current().text, "new " * 12
    settings.EMBEDDED = False
    keys.forget()
    assert keys.misfit() == ""
    rotated()
    settings.MASTER_KEY_BEFORE = ""
    assert keys.misfit() == ""
    rotated()  # nothing to do


@pytest.mark.slow
def test_without_the_old_key_nothing_is_rotated(live_database, settings, rotated):
    settings.MASTER_KEY, settings.EMBEDDED = "new " * 12, False
    keys.forget()
    with pytest.raises(master.WrongKey):
        rotated()
    assert set(DataKey.objects.values_list("generation", flat=True)) == {1}


def test_the_app_cannot_change_or_remove_a_key(db):
    for sql in ("UPDATE database_datakey SET wrapped = ''", "DELETE FROM database_copykey"):
        refused = pytest.raises(ProgrammingError, match="permission denied")
        with refused, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)


def test_a_key_moved_to_another_organisation_does_not_open(db):
    row = DataKey.objects.exclude(org=keys.INSTALLATION).first()
    row.org = keys.INSTALLATION
    with pytest.raises(master.WrongKey):
        master.current().unwrap(row.wrapped, row.about)


def test_the_secret_of_an_app_is_sealed_and_older_ones_still_open(db):
    from crossing.site.adapters import FactorAdapter, _fernet

    adapter = FactorAdapter()
    held = adapter.encrypt("JBSWY3DPEHPK3PXP")
    assert held.startswith("v1.")
    assert adapter.decrypt(held) == "JBSWY3DPEHPK3PXP"
    assert adapter.decrypt(_fernet().encrypt(b"OLD").decode()) == "OLD"
    elsewhere = seal("x", keys.installation(), place_of(keys.INSTALLATION, "other", "data"))
    assert open_sealed(elsewhere)[0] == "x"
    with pytest.raises(CannotOpen):
        adapter.decrypt(elsewhere)


@pytest.mark.slow
def test_no_sentence_of_the_world_stands_in_a_dump(live_database, tmp_path):
    """The words that the builders write, looked for in everything that the database holds."""
    w = world.everything(live_database.acting)
    an_entry(live_database.acting, w.child, text=PLANTED)
    dump = "".join(databases.everything_stored())
    assert "Amina" in dump  # names are not sealed, so that they can be searched for
    for words in (PLANTED, "no breakfast", "asked for food twice", "seen far from home"):
        assert words not in dump


@pytest.mark.slow
def test_more_of_a_frozen_copy_is_sealed_under_the_key_that_it_has(live_database):
    acting = live_database.acting
    asked, child = a_request(acting), a_child(acting)
    shared = an_answer(acting, asked, child)
    with acting("lena"):
        item = Disclosure.objects.get(pk=shared.pk).items.first()
        held = CopyKey.objects.filter(copy=shared.pk).values_list("key", flat=True).distinct()
        keys.forget()
        assert key_for(item.sealed_for).id == held.get()


def test_a_table_with_sealed_text_says_whose_key_seals_it():
    fields = {"text": SealedText(), "__module__": __name__}
    meta = type("Meta", (), {"app_label": "database"})
    loose = type("Loose", (Table,), {**fields, "Meta": meta})
    try:
        assert [each.id for each in loose.check()] == ["crossing.E001"]
    finally:
        del apps.all_models["database"]["loose"]
        apps.clear_cache()
