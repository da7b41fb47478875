import re
import unicodedata
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossing.records.covering import (
    MARK,
    REASON,
    Kind,
    Known,
    but_names,
    cover,
    find,
    still_named,
)

KIT = Known(Kind.CHILD, "another pupil", "Kit O'Brien")
ASA = Known(Kind.CHILD, "another pupil", "Asa Brown")
ZOE = Known(Kind.RELATIVE, "sister", "Zoë Anne-Marie Wójcik")
KATHERINE = Known(Kind.RELATIVE, "mother", "Katherine Mensah")
HOME = Known(Kind.ADDRESS, "their home", "Flat 2, 14 Mill Lane, Northfield, NF1 2AB")
BORN = Known(Kind.BORN_ON, "their date of birth", "2012-04-03")
PHONE = Known(Kind.PHONE, "a parent's phone", "01632 960001")
EVERYTHING = [KIT, ASA, ZOE, KATHERINE, HOME, BORN, PHONE]


def marked(text, *known, about=()):
    return [found.text for found in find(text, known, about=about)]


def span(start, end):
    return SimpleNamespace(start=start, end=end)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kit O'Brien came.", ["Kit O'Brien"]),
        ("kit o’brien came.", ["kit o’brien"]),
        ("KIT OBRIEN came.", ["KIT OBRIEN"]),
        ("O Brien, Kit came.", ["O Brien, Kit"]),
        ("Kit's mum and O’Brien’s bag", ["Kit's", "O’Brien’s"]),
        ("O'Briens bag", ["O'Briens"]),
        ("Ki\u00adt O\u200d'Brien", ["Ki\u00adt O\u200d'Brien"]),
        ("Kit\u00a0O'Brien", ["Kit\u00a0O'Brien"]),
        ("Kit\nO'Brien", ["Kit\nO'Brien"]),
        ("Kit. Later, O'Brien", ["Kit", "O'Brien"]),
        ("his kit bag, Kitty Hawk, Kitchen", ["Kitty"]),
        ("kit2011", []),
        ("Kit2011", ["Kit"]),
        ("nobody", []),
        ("", []),
    ],
)
def test_a_name_is_found_however_it_is_written(text, expected):
    assert marked(text, KIT) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Zoë",
        "ZOE",
        "Zoe\u0308",
        "zoé",
        "Wo\u0301jcik",
        "wojcik",
        "Anne Marie",
        "AnneMarie",
        "anne-marie",
        "Anne\u2011Marie",
        "Zoë Anne-Marie Wójcik",
        "Wójcik, Zoë Anne-Marie",
        "\uff3aoë",
    ],
)
def test_accents_capitals_and_hyphens_hide_no_name(text):
    assert marked(f"And {text} said", ZOE) == [text]


@pytest.mark.parametrize("text", ["as a rule", "The brown dog", "as\n\na", "a s a"])
def test_ordinary_words_are_left_alone(text):
    assert marked(text, ASA) == []


def test_an_ordinary_word_with_a_capital_may_be_a_name():
    assert marked("Then Brown hit the brown dog", ASA) == ["Brown"]


WILL = Known(Kind.CHILD, "another pupil", "Will Art")
CAN = Known(Kind.CHILD, "another pupil", "Can Hope")


@pytest.mark.parametrize(
    "text",
    [
        "Will he come? Can she? “Will the office ring?”",
        "He came. Can you ring? In time. Will I be safe?",
        "Hope you are well.\nCan anybody help?",
        "Can cats swim?",
    ],
)
def test_an_ordinary_word_that_opens_a_sentence_is_left_alone(text):
    assert marked(text, WILL, CAN) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Will hit her.", "Will"),
        ("Will’s bag was there.", "Will’s"),
        ("Can Hope hit her.", "Can Hope"),
        ("Then Can hit her.", "Can"),
        ("It was Will", "Will"),
        ("Will", "Will"),
        ("Art was crying.", "Art"),
    ],
)
def test_a_name_that_opens_a_sentence_is_found(text, found):
    assert marked(text, WILL, CAN) == [found]


def test_somebody_at_work_is_no_pupil_of_the_same_first_name():
    tom = Known(Kind.CHILD, "another pupil", "Tom Shah")
    text = "Tom Reed saw Tom and tom reed rang."
    left = but_names(find(text, [tom]), text, ["Tom Reed"])
    assert [(one.start, one.text) for one in left] == [(13, "Tom")]
    same = Known(Kind.CHILD, "another pupil", "Tom Reed")
    assert but_names(find("Tom Reed", [same]), "Tom Reed", ["Tom Reed"]) != []


def test_nicknames_are_found_from_the_name_on_record():
    assert marked("Kate said that Kathy left", KATHERINE) == ["Kate", "Kathy"]


def test_the_childs_own_names_are_not_marked_but_a_relatives_whole_name_is():
    text = "Kofi Mensah lives with Katherine Mensah. Mensah is happy."
    assert marked(text, KATHERINE, about=["Kofi Mensah"]) == ["Katherine Mensah"]


def test_the_longest_of_two_overlapping_marks_wins():
    assert marked("Asa Brown-O'Brien", ASA, KIT) == ["Asa Brown", "O'Brien"]


def test_a_mark_says_where_what_and_whose_it_is():
    (found,) = find("So Kit's went", [KIT])
    assert (found.start, found.end, found.kind, found.label) == (3, 8, "child", "another pupil")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("at 14 Mill Lane", ["14 Mill Lane"]),
        ("at Flat 2, 14 Mill Ln, NF1 2AB", ["Flat 2, 14 Mill Ln", "NF1 2AB"]),
        ("at 14, mill ln.", ["14, mill ln"]),
        ("in Mill Lane, nf12ab", ["Mill Lane", "nf12ab"]),
        ("Flat 2 in the town", []),
        ("the mill by the lane", []),
    ],
)
def test_a_known_address_is_found(text, expected):
    assert marked(text, HOME) == expected


def test_a_known_address_without_a_street_is_found_by_its_first_line():
    farm = Known(Kind.ADDRESS, "home", "2 Hollow Farm\nNorthfield")
    assert marked("at 2 Hollow Farm", farm) == ["2 Hollow Farm"]
    cottage = Known(Kind.ADDRESS, "home", "Rose Cottage, Mill Lane, Northfield")
    assert marked("Rose cottage in Northfield", cottage) == ["Rose cottage"]


@pytest.mark.parametrize(
    "text",
    [
        "3/4/2012",
        "03.04.12",
        "3 April 2012",
        "3rd Apr 2012",
        "3rd of April, 2012",
        "April 3rd, 2012",
        "2012-04-03",
        "03042012",
    ],
)
def test_a_known_date_of_birth_is_found_however_it_is_written(text):
    assert marked(f"since {text}.", BORN) == [text]


def test_a_date_that_is_nobodys_birthday_is_left_alone_unless_it_says_so():
    assert marked("On 3/4/2026 and 34/2012 he", BORN) == []
    assert marked("dob: 5/6/2011, born 5th June 2011; date of birth 5/6/11") == [
        "5/6/2011",
        "5th June 2011",
        "5/6/11",
    ]


@pytest.mark.parametrize(
    "text", ["01632 960001", "01632960001", "+44 1632 960 001", "441632960001"]
)
def test_a_known_telephone_number_is_found(text):
    assert marked(f"Ring {text} now", PHONE) == [text]


def test_a_known_number_is_found_without_its_first_figures():
    assert marked("Ring 960001", Known(Kind.PHONE, "phone", "960001")) == ["960001"]
    assert marked("Ring", Known(Kind.PHONE, "phone", "none")) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("07700 900123", Kind.PHONE),
        ("(020) 7946-0000", Kind.PHONE),
        ("+44 7700 900123", Kind.PHONE),
        ("a.b@c.org.uk", Kind.EMAIL),
        ("A123456789012", Kind.UPN),
        ("NF1 2AB", Kind.POSTCODE),
        ("3 Elm Tree Road", Kind.ADDRESS),
        ("12a St Mary's Close", Kind.ADDRESS),
        ("\u0660\u0667\u0667\u0660\u0660 \u0669\u0660\u0660\u0661\u0662\u0663", Kind.PHONE),
    ],
)
def test_what_looks_like_a_number_or_an_address_is_found_unknown(text, kind):
    (found,) = find(f"So {text}, he said", [])
    assert found.kind == kind
    assert found.text.strip("(") == text.strip("(")


@pytest.mark.parametrize(
    "text", ["e1 3rd floor", "2 boys in the road", "at 10:30 on 12 May", "£1000"]
)
def test_what_only_resembles_one_is_left_alone(text):
    assert marked(text) == []


def test_other_kinds_are_found_as_they_are_written():
    upn = Known(Kind.UPN, "their pupil number", "A123456789012")
    assert [found.label for found in find("no. a123456789012", [upn])][:1] == ["their pupil number"]
    assert marked("Ring", Known(Kind.CHILD, "x", "-")) == []


def test_every_cover_has_one_length_and_neighbours_become_one():
    text = "Kit O'Brien, Asa Brown and Zoë left. Kit. Asa"
    covered = cover(text, find(text, EVERYTHING))
    assert covered == f"{MARK} and {MARK} left. {MARK}. {MARK}"
    assert "somebody else" in REASON


def test_a_cover_takes_the_accent_and_the_old_covers_beside_it():
    assert cover("Zoe\u0301 x", [span(0, 3)]) == f"{MARK} x"
    assert cover("██ Kit ████████████ x", [span(3, 6)]) == f"{MARK} x"
    assert cover("Kit Asa Kit", [span(0, 5), span(4, 7)], mark="[…]") == "[…] Kit"


def test_nothing_is_covered_where_nothing_is_chosen():
    assert cover("Kit", []) == "Kit"
    assert cover("Kit", [span(1, 1)]) == "Kit"


@pytest.mark.parametrize("bad", [(-1, 2), (0, 9), (2, 1)])
def test_a_span_outside_the_text_is_a_mistake(bad):
    with pytest.raises(ValueError, match="not in the text"):
        cover("Kit", [span(*bad)])


def test_the_final_text_is_checked_again():
    assert [each.text for each in still_named(f"{MARK} and Asa", EVERYTHING)] == ["Asa"]


QUICK = settings(max_examples=40, deadline=None)
WRITTEN = st.sampled_from(
    ["Kit", "KIT", "Ki\u00adt", "O’Brien's", "O Brien", "Asa Brown", "zoë", "Zoe\u0308", "Wójcik",
     "Anne\u00a0Marie", "Kate", "katherine mensah", "14 Mill Lane", "NF1 2AB", "3 April 2012",
     "01632 960001", "a@b.org", "A123456789012"]
)  # fmt: skip
FILLER = st.sampled_from(["and", "then", "he said", "went.", "home,", "\n", "the brown dog", MARK])
TEXTS = st.lists(st.one_of(WRITTEN, FILLER), max_size=12).map(" ".join)
NOISE = st.text(
    st.sampled_from("KitOBrien'’ -\u00ad\u200d\u0301\u00a0\n.,aZoë0123ßİ█"), max_size=40
)


@QUICK
@given(st.one_of(TEXTS, NOISE))
def test_nobody_found_is_still_named_after_covering(text):
    assert still_named(cover(text, find(text, EVERYTHING)), EVERYTHING) == []


@QUICK
@given(st.one_of(TEXTS, NOISE), st.data())
def test_whatever_is_covered_the_covers_have_one_length(text, data):
    at = st.integers(0, len(text))
    pairs = data.draw(st.lists(st.tuples(at, at), max_size=5))
    covered = cover(text, [span(*sorted(pair)) for pair in pairs])
    assert {len(run) for run in re.findall("█+", covered)} <= {len(MARK)}
    assert cover(covered, []) == covered


@QUICK
@given(st.text("KitZoëßŁأمм字", min_size=5, max_size=9))
def test_no_letter_of_what_is_covered_is_left(name):
    text = f"\n{name}\u0301\n"
    covered = cover(text, [span(1, 1 + len(name))])
    assert covered == f"\n{MARK}\n"


@QUICK
@given(st.sampled_from(["Zoë", "Wójcik", "Katherine"]), st.data())
def test_unseen_signs_inside_a_name_hide_nothing(name, data):
    letters = unicodedata.normalize(data.draw(st.sampled_from(["NFC", "NFD"])), name)
    unseen = st.sampled_from(
        ["", "\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\ufe0f"]
    )
    written = "".join(letter + data.draw(unseen) for letter in letters)
    assert marked(f"So {written} left", ZOE, KATHERINE) == [written]
