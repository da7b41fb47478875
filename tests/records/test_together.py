"""One event with several children: each child's part, with nothing of another's in it."""

import pytest

from crossing.audit.models import AuditEvent
from crossing.core.errors import Denied, Invalid, NotThere
from crossing.records import commands, queries
from crossing.records.models import Child, Concern, Together
from crossing.records.naming import looks_like_a_name, others_known, to_look_for, without
from crossing.records.rules import ConcernKind, NewName
from crossing.records.rules.together import Other, names_in, together_problems
from tests.records.build import a_child, new_concern, sealed


def two(acting, child, other=None, by="tom", named="Bilal Khan", **changes):
    """Amina and Bilal in one event; what it is about differs."""
    given = {
        "words": "Bilal pushed me.",
        "account": "Bilal Khan pushed Amina by the gate. Bilal’s bag was torn.",
        "kind": "children",
    }
    with acting(by) as person:
        child = Child.objects.get(pk=child.pk)
        others = [Other(named, "exploitation", other and other.pk)]
        new = new_concern(**given | changes)
        return commands.record_together(new, child, others, by=person)


@pytest.fixture
def bilal(acting):
    return a_child(acting, "Bilal", "Khan")


def timeline(acting, child, by="lena"):
    with acting(by) as person:
        return queries.chronology(person, queries.child_for(person, child.pk)).items


def test_each_childs_timeline_shows_its_own_part(acting, child, bilal):
    two(acting, child, bilal)
    (amina,), (other,) = timeline(acting, child), timeline(acting, bilal)
    assert amina.words == "Another pupil pushed me."
    assert amina.text == "Another pupil pushed Amina by the gate. Another pupil’s bag was torn."
    assert other.words == ""
    assert other.text.startswith("Another pupil said: “Bilal pushed me.”")
    assert "Bilal Khan pushed another pupil by the gate" in other.text


def test_what_it_is_about_and_whose_words_are_never_copied(acting, child, bilal):
    first, second = two(acting, child, bilal)
    assert (first.kind, second.kind) == ("children", "exploitation")
    assert (bool(first.words), second.words, second.language) == (True, "", "")


def test_what_may_be_shared_of_one_child_names_no_other(acting, child, bilal):
    two(acting, child, bilal, language="so", translation="Bilal hit me.")
    with acting("lena") as lena:
        for one, other in ((child, "Bilal"), (bilal, "Amina")):
            items = queries.shareable(lena, queries.child_for(lena, one.pk))
            assert items
            assert all(other not in f"{item.text} {item.words} {item.title}" for item in items)


def test_the_lead_reads_it_as_it_was_written_and_the_log_says_so_for_each_child(
    acting, child, bilal
):
    first, second = two(acting, child, bilal)
    with acting("lena") as lena:
        concern = commands.read_concern(queries.concern_for(lena, first.pk), by=lena)
        whole = queries.whole_of(lena, concern)
        assert whole.written.words == "Bilal pushed me."
        assert [one.pk for one in whole.others] == [second.pk]
        read = AuditEvent.objects.filter(event="records.concern.read", who=lena.who)
        assert set(read.values_list("child", flat=True)) == {str(child.pk), str(bilal.pk)}


def test_a_sealed_child_stays_unseen_and_the_concern_about_the_other_shows(acting, child, bilal):
    first, second = two(acting, child, bilal)
    sealed(acting, bilal)
    with acting("dev") as dev:
        with pytest.raises(NotThere):
            queries.concern_for(dev, second.pk)
        assert [one.pk for one in queries.concerns(dev).items] == [first.pk]
        whole = queries.whole_of(dev, queries.concern_for(dev, first.pk))
        assert (whole.written, whole.others) == (None, [])
        assert Together.objects.count() == 0
        concern = Concern.objects.get()
        assert "Bilal" not in f"{concern.words} {concern.account} {concern.place}"
    with acting("lena") as lena:
        assert queries.whole_of(lena, queries.concern_for(lena, first.pk)).written


def test_its_author_reads_what_they_wrote_also_when_a_child_is_sealed(acting, child, bilal):
    first, _second = two(acting, child, bilal)
    sealed(acting, bilal)
    with acting("tom") as tom:
        assert queries.whole_of(tom, queries.concern_for(tom, first.pk)).written


def test_a_name_that_is_known_later_is_covered_too(acting, child, bilal):
    two(acting, child, bilal, account="Bilal and Bee ran. Bzed Khan shouted.")
    assert "Bee" in timeline(acting, child)[0].text
    with acting("lena") as lena:
        other = Child.objects.get(pk=bilal.pk)
        commands.add_name(other, NewName("nickname", "Bee"), by=lena)
        commands.add_name(other, NewName("previous", "Bzed", ""), by=lena)
        commands.add_name(other, NewName("previous", "", "Zaman"), by=lena)
    text = timeline(acting, child)[0].text
    assert "Bee" not in text
    assert "Bzed" not in text


def test_what_is_added_later_is_covered_on_the_timeline(acting, child, bilal):
    first, _second = two(acting, child, bilal)
    with acting("lena") as lena:
        commands.add_to_concern(first, "Bilal Khan said sorry.", "Later.", by=lena)
    assert "Another pupil said sorry." in [entry.text for entry in timeline(acting, child)]


def test_a_child_who_is_only_named_waits_to_be_found(acting, child):
    first, second = two(acting, child, named="Kit")
    assert (second.child_id, second.child_as_named) == (None, "Kit")
    with acting("lena") as lena:
        whole = queries.whole_of(lena, queries.concern_for(lena, first.pk))
        assert [one.pk for one in whole.others] == [second.pk]
    assert timeline(acting, child)[0].words == "Bilal pushed me."


def test_a_teacher_of_the_same_name_is_not_the_child(acting, child):
    two(acting, child, named="Dev", account="Dev Patel saw Dev run.")
    assert timeline(acting, child)[0].text == "Dev Patel saw another pupil run."


def test_the_same_child_twice_is_refused_and_so_is_a_strangers(acting, child):
    with pytest.raises(Invalid):
        two(acting, child, child)
    stranger = a_child(acting, "Bilal", "Khan", by="rita")
    with pytest.raises(NotThere):
        two(acting, child, stranger)
    with acting("gus") as gus, pytest.raises(Denied):
        commands.record_together(new_concern(), None, [], by=gus)


def test_an_urgent_event_is_told_once_and_waits_for_each_child(acting, child, bilal):
    two(acting, child, bilal, safe_now="no")
    with acting("lena") as lena:
        assert len(queries.concerns(lena).items) == 2


def test_names_come_one_a_line_each_once():
    assert names_in(" Kit  Brown\n\nAli\nKit Brown\n") == ["Kit Brown", "Ali"]


def test_too_many_children_or_no_kind_is_said():
    many = [Other(str(n), ConcernKind.OTHER) for n in range(7)]
    assert together_problems(None, many)
    assert together_problems(None, [Other("Kit", "")])
    assert together_problems(None, [Other("Kit", ConcernKind.OTHER)]) == {}


def test_a_description_is_no_name():
    assert looks_like_a_name("Kit Brown")
    assert not looks_like_a_name("the boy")
    assert not looks_like_a_name("")
    assert not looks_like_a_name("boy blue coat front gate")


def test_a_shared_surname_and_a_text_without_names_stay():
    wanted = to_look_for(others_known(["Bilal Karim"], ["Bee", ""]), ["Amina Karim"])
    assert without("Amina Karim sat down.", wanted) == "Amina Karim sat down."
    assert without("Bee sat with Bilal Karim.", wanted) == "Another pupil sat with another pupil."
