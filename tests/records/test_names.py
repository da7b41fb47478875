import random
from collections import Counter, defaultdict
from datetime import date

import pytest

from crossing.demo.names import NameMaker
from crossing.records.names import (
    Candidate,
    Query,
    fold,
    grams,
    key_grams,
    misspell,
    parse,
    score,
    spellings,
    stored_grams,
    swapped,
    variants,
    why,
)

BORN = date(2012, 4, 3)
KATE = Candidate(("Katherine O'Brien",), BORN)


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Zoë", "zoe"),
        ("O’Brien", "obrien"),
        ("Smith-Jones", "smith jones"),
        ("Łukasz Đorđe Ørsted", "lukasz dorde orsted"),
        ("Weiß Æthel", "weiss aethel"),
        ("YILDIZ Y\u0131ld\u0131z İpek", "yildiz yildiz ipek"),
        ("  Ann\u00a0 Lee ", "ann lee"),
        ("Zo\u00ade\u200d", "zoe"),
    ],
)
def test_folding_leaves_plain_letters(name, folded):
    assert fold(name) == folded


def test_hyphens_and_apostrophes_are_kept_joined_and_split():
    assert spellings("Smith-Jones") == {"smith", "jones", "smithjones"}
    assert spellings("O'Brien") == {"obrien", "brien"}
    assert spellings("Y") == {"y"}
    assert spellings("- Al") == {"al"}


def test_grams_mark_the_start_and_the_end_of_each_word():
    assert grams("Kit") == {"^ki", "kit", "it$"}
    assert grams("") == frozenset()


def test_a_nickname_is_found_from_both_sides():
    assert "katherine" in variants("Kate")
    assert "kate" in variants("Catherine")
    assert {"mohammed", "muhammad", "mo"} <= variants("Mohamed")
    assert "william" in variants("Liam")
    assert variants("Xyz") == {"xyz"}


def test_names_of_one_root_that_are_two_names_stay_apart():
    assert "sophie" not in variants("Zofia")


@pytest.mark.parametrize(
    ("text", "names", "born_on"),
    [
        ("kait o'brian 3/4/2012", ("kait", "obrian"), BORN),
        ("2012-04-03 Kait", ("kait",), BORN),
        ("Kait 3.4.12 dob", ("kait",), BORN),
        ("Kait 4/25/2012", ("kait",), date(2012, 4, 25)),
        ("Kait 31/31/2012", ("kait",), None),
        ("Kait 2012", ("kait",), None),
        ("", (), None),
    ],
)
def test_free_text_is_names_and_a_date_of_birth(text, names, born_on):
    assert parse(text) == Query(names, born_on)


def test_day_and_month_swap_only_when_both_are_months():
    assert swapped(BORN) == date(2012, 3, 4)
    assert swapped(date(2012, 4, 13)) is None
    assert swapped(None) is None


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("katherine o'brien", "kathrine obrian"),
        ("obrien katherine", "jones katherine"),
        ("kate o brien", "karl obrien"),
        ("kat", "xan"),
        ("kate 3/4/2012", "kate 4/3/2012"),
        ("kate 4/3/2012", "kate 3/5/2012"),
        ("kate 3/5/2012", "kate 6/7/2014"),
        ("3/4/2012", "6/7/2014"),
    ],
)
def test_the_better_fit_scores_higher(better, worse):
    assert score(parse(better), KATE) > score(parse(worse), KATE)


def test_the_order_of_names_is_free():
    assert score(parse("obrien katherine"), KATE) == score(parse("katherine obrien"), KATE)
    assert score(parse("katherine obrien 3/4/2012"), KATE) > 0.95


def test_nothing_asked_or_nothing_known_scores_nothing():
    assert score(Query(()), KATE) == 0
    assert score(parse("kate"), Candidate(())) == 0


def test_a_previous_name_finds_the_child():
    child = Candidate(("Katherine Shaw", "Katherine O'Brien"))
    assert score(parse("katherine obrien"), child) == score(parse("katherine obrien"), KATE)


@pytest.mark.parametrize(
    ("asked", "reasons"),
    [
        ("kate", ["Kate is short for Katherine"]),
        ("catherine", ["Catherine is another spelling of Katherine"]),
        ("katherine obrien", ["Same name: Katherine", "Same name: O'Brien"]),
        ("kath 3/4/2012", ["Kath is short for Katherine", "Same date of birth"]),
        ("obrian", ["Obrian is close to O'Brien"]),
        ("obr", ["O'Brien begins with Obr"]),
        ("4/3/2012", ["Same date of birth, with day and month the other way round"]),
        ("3/5/2012", ["Date of birth differs in one part"]),
        ("zzz 6/7/2014", []),
    ],
)
def test_each_reason_is_told_in_plain_words(asked, reasons):
    assert why(parse(asked), KATE) == reasons


def test_a_short_form_on_record_is_explained_too():
    kit = Candidate(("Kate Smith-Jones",))
    assert why(parse("katherine jones"), kit) == [
        "Kate is short for Katherine",
        "Same name: Jones",
    ]
    assert why(parse("kathy"), kit) == ["Kathy and Kate are short for the same name"]
    assert why(parse("kathy"), Candidate(())) == []
    assert why(parse("alex"), Candidate(("Xu Aleksandra",))) == ["Alex is short for Aleksandra"]


def test_a_misspelling_comes_from_its_seed_and_leaves_one_letter_alone():
    slips = {misspell("Siobhan", random.Random(seed)) for seed in range(60)}
    assert len(slips) > 15
    assert misspell("Siobhan", random.Random(1)) == misspell("Siobhan", random.Random(1))
    assert misspell("Y", random.Random(1)) == "Y"


def test_few_grams_are_looked_up():
    assert {"b20120403", "b20120304", "~catherine"} <= key_grams(parse("kate obrien 3/4/2012"))
    assert len(key_grams(parse("katherine obrien"))) <= 12
    assert "obr" in key_grams(parse("o brien"))
    assert key_grams(Query(())) == frozenset()


def test_the_same_seed_makes_the_same_children():
    first, again = NameMaker(random.Random(7)), NameMaker(random.Random(7))
    assert [first.child() for _ in range(50)] == [again.child() for _ in range(50)]
    assert first.child().name.count(" ") >= 1


def asked_for(child, rng):
    """A child's name as somebody might ask for it: a nickname or a slip, either way round."""
    given, family = child.given, child.family
    nicknames = sorted(variants(given) - {fold(given)})
    if nicknames and rng.random() < 0.3:
        given = rng.choice(nicknames)
    elif rng.random() < 0.6:
        given = misspell(given, rng)
    else:
        family = misspell(family, rng)
    return " ".join(rng.sample([given, family], 2))


def test_the_child_is_among_the_first_five_of_a_thousand_by_few_rows():
    """`bench/search_names.py` measures ten thousand and more."""
    rng = random.Random(20261124)
    maker = NameMaker(rng)
    children = [maker.child() for _ in range(1_000)]
    known = [Candidate((child.name,), child.born_on) for child in children]
    sought = [rng.randrange(len(children)) for _ in range(60)]
    queries = [(i, parse(asked_for(children[i], rng))) for i in sought]
    wanted = frozenset().union(*(key_grams(query) for _, query in queries))
    index = defaultdict(list)
    for i, candidate in enumerate(known):
        for gram in stored_grams(candidate) & wanted:
            index[gram].append(i)
    found, rows = 0, 0
    for i, query in queries:
        met = Counter(j for gram in key_grams(query) for j in index[gram])
        rows += met.total()
        best = sorted((j for j, _ in met.most_common(60)), key=lambda j: -score(query, known[j]))
        found += i in best[:5]
    assert found >= 57
    assert rows / len(queries) < 150
