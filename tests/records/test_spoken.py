"""Typed for somebody, and the child's words in the language in which they were said."""

import pytest

from crossing.records import queries
from crossing.records.rules.spoken import LANGUAGES, language_name, spoken_problems
from tests.records.build import a_concern

SOMALI = {
    "words": "Waan baqayaa.",
    "language": "so",
    "translation": "I am afraid.",
    "interpreter": "Hodan Ali",
    "interpreter_is": "professional",
    "independent": "yes",
}


def test_every_language_has_a_tag_and_a_name():
    assert language_name("so") == "Somali"
    assert language_name("") == ""
    assert all(tag and name for tag, name in LANGUAGES.items())
    assert len(set(LANGUAGES.values())) == len(LANGUAGES)


@pytest.mark.parametrize("close", ["relative", "child"])
def test_somebody_close_is_refused_as_independent(close):
    assert set(spoken_problems("so", "x", close, "yes")) == {"independent"}
    assert spoken_problems("so", "x", close, "no") == {}


def test_a_language_needs_words_and_must_be_one_that_we_know():
    assert set(spoken_problems("xx", " ", "", "")) == {"words", "language"}
    assert spoken_problems("", "", "relative", "yes") == {}


def test_both_texts_stand_in_the_chronology_and_leave_together(acting, child):
    a_concern(acting, child, **SOMALI)
    a_concern(acting, child, kind="other")
    with acting("lena") as lena:
        ours = queries.child_for(lena, child.pk)
        (entry,) = [one for one in queries.chronology(lena, ours).items if one.language]
        assert (entry.words, entry.translation) == ("Waan baqayaa.", "I am afraid.")
        (item,) = [one for one in queries.shareable(lena, ours) if "baqayaa" in one.text]
    assert item.childs_words
    assert item.text == (
        "Waan baqayaa.\n\nIn English: I am afraid.\n\n"
        "Put into English by: Hodan Ali, A trained interpreter; independent of the family."
    )


@pytest.mark.parametrize(
    ("changes", "told", "warned"),
    [
        ({"interpreter_is": "relative", "independent": "no"}, "not independent", True),
        ({"interpreter_is": "", "interpreter": "", "independent": ""}, "nobody has said", False),
        ({"language": "", "translation": ""}, "", False),
    ],
)
def test_who_interpreted_is_told_and_a_relative_warned_about(acting, child, changes, told, warned):
    concern = a_concern(acting, child, **SOMALI | changes)
    assert told in queries.interpreted(concern)
    assert queries.told_by_a_relative(concern) == warned


def test_who_saw_it_and_who_typed_it_are_kept_apart(acting, child):
    typed = {"seen_by": "Pat", "seen_by_is": "cook", "told_when": "at noon", "read_back": "yes"}
    concern = a_concern(acting, child, **typed)
    assert {name: getattr(concern, name) for name in typed} == typed
    assert concern.author_name.startswith("Tom Reed")
