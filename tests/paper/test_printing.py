"""Plain data on paper."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossing.paper.blocks import (
    SENSITIVE,
    Bullets,
    Document,
    Heading,
    Lines,
    Quote,
    Rows,
    Table,
    Text,
    Ticks,
    printed_by,
)
from crossing.paper.printing import MARK, can_draw, pdf, pictures
from tests.paper.read import Paper

AT = datetime.datetime(2026, 11, 24, 9, 15, tzinfo=datetime.UTC)
PRINTED = printed_by("Lena Hart", "Safeguarding lead", "Northfield School", AT)


def on_paper(*blocks, title="A sheet", **more):
    return Paper(pdf(Document(title, blocks, SENSITIVE, PRINTED, **more)))


def test_every_kind_of_block_is_accessible():
    paper = on_paper(
        Heading("One"),
        Text("Words."),
        Quote("I do not want to go home."),
        Bullets(["First", "Second"]),
        Rows([("Child", "Amina Karim"), ("Empty", "")]),
        Table(["Who", "When"], [["Hugh", "Today"]]),
        Lines("What did you see?", 3),
        Ticks("Is the child safe?", ["Yes", "No"], hint="Now"),
    )
    assert paper.is_accessible()
    assert {"/Table", "/TH", "/TD", "/L", "/BlockQuote", "/H2"} <= paper.tags
    assert "Empty" not in paper.text


def test_each_page_says_how_secret_it_is_who_printed_it_and_which_it_is():
    paper = on_paper(*[Text("A long line of words. " * 30) for _ in range(40)])
    assert len(paper.pages) > 2
    for number, text in enumerate(paper.pages, 1):
        assert text.count(SENSITIVE) == 2
        assert "Printed by Lena Hart, Safeguarding lead, Northfield School" in text
        assert "on 24 November 2026 at 9:15am" in text
        assert f"Page {number} of {len(paper.pages)}" in text


def test_what_was_covered_is_one_word_of_one_length():
    paper = on_paper(Text(f"She came with {MARK} at 09:40."))
    assert "She came with covered at 09:40." in paper.text.replace("  ", " ")


@pytest.mark.parametrize(
    "text",
    ["#let x = 1", "*bold* _and_ $x^2$", "= Heading", '#read("/etc/passwd")', "<a> @b \\"],
)
def test_typed_words_are_never_run(text):
    assert text in on_paper(Text(text), title=text).text


def test_words_in_many_scripts_are_drawn():
    for text in ("Żółć", "Дитина", "بچہ", "শিশু", "ਬੱਚਾ", "குழந்தை", "ילד", "ልጅ"):
        assert all(map(can_draw, text)), text
        assert "cannot be printed" not in on_paper(Text(text)).text


def test_what_no_font_can_draw_is_said_and_not_left_out():
    text = on_paper(Text("She wrote 汉字 and 😀.")).text
    assert text.count("[cannot be printed]") == 2
    assert "Some signs cannot be printed. Read them on the screen." in text


@given(st.text(max_size=60))
@settings(max_examples=60, deadline=None)
def test_whatever_somebody_types_can_be_printed(text):
    assert on_paper(Text(text), Rows([(text, text)]), Bullets([text])).is_accessible()


def test_the_pages_can_be_looked_at():
    assert pictures(Document("A sheet", [Text("Words")], SENSITIVE, ""))[0][:4] == b"\x89PNG"
