"""The children whom the stories are about: all invented. Each place knows them in its own way."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from stdnum.gb import upn

from crossing.core.days import school_year_of
from crossing.demo.cast import AUTHORITY, PLACES
from crossing.demo.clock import FIRST_DAY
from crossing.demo.names import NameMaker
from crossing.demo.town import Town
from crossing.partnership.people import Person
from crossing.partnership.rules import Kind, Permission
from crossing.records import commands as records
from crossing.records.models import Child
from crossing.records.rules import (
    CareStatus,
    IdentifierKind,
    NameKind,
    NewAddress,
    NewChild,
    NewIdentifier,
    NewName,
    NewRelative,
    Sex,
)
from crossing.records.rules.children import NewDetails

ON_ROLL = 100
# place: (who keeps the roll, first year, last year)
ROLLS = {"northfield": ("lena", 7, 11), "southgate": ("rita", 7, 11), "stbedes": ("bea", 0, 6)}
KEEPERS = {
    **{place: keeper for place, (keeper, _first, _last) in ROLLS.items()},
    "police": "omar",
    "hillside": "otto",
    "services": "mina",
    "charity": "carla",
}

NOTHING_MORE = NewDetails()


@dataclass(frozen=True)
class StoryChild:
    """A child of the stories: `at` are the places that hold a record of their own."""

    given: str
    family: str
    sex: Sex
    year: int
    birthday: tuple[int, int]
    at: tuple[str, ...]
    class_name: str = ""
    preferred: str = ""
    details: NewDetails = NOTHING_MORE
    names: tuple[NewName, ...] = ()
    homes: tuple[NewAddress, ...] = ()
    family_members: tuple[NewRelative, ...] = ()
    sealed: bool = False
    no_parent_disclosure: bool = False
    court_restriction: bool = False

    def born_on(self, today: date) -> date:
        """A day that puts the child into this year of school."""
        month, day = self.birthday
        return date(
            school_year_of(today).starts_in - self.year - (5 if month > 8 else 4), month, day
        )


F, M = Sex.FEMALE, Sex.MALE
MOTHER, FATHER, AUNT = "mother", "father", "aunt"
KARIM_HOMES = (
    NewAddress("14 Tannery Row, Riverside", "ZZ1 4TR", "mother and father"),
    NewAddress("3 Lock Cottages, Riverside", "ZZ1 9LC", "aunt, Friday to Sunday"),
)
KARIM_FAMILY = (
    NewRelative("Samira Karim", MOTHER, "01632 960201", parental_responsibility=True),
    NewRelative("Hassan Karim", FATHER, "01632 960202", parental_responsibility=True),
    NewRelative("Leila Saleh", AUNT, "01632 960203", parental_responsibility=False),
)

CHILDREN: dict[str, StoryChild] = {
    "amina": StoryChild(
        "Amina", "Karim", F, 8, (4, 17), ("northfield", "police", "services"), "8K",
        details=NewDetails("Pakistani", "Urdu, English", "", CareStatus.CHILD_IN_NEED),
        homes=KARIM_HOMES,
        family_members=(*KARIM_FAMILY, NewRelative("Yusuf Karim", "brother")),
        no_parent_disclosure=True,
    ),
    "yusuf": StoryChild(
        "Yusuf", "Karim", M, 2, (11, 2), ("stbedes", "police"), "Kingfisher",
        details=NewDetails("Pakistani", "Urdu, English"),
        homes=KARIM_HOMES[:1],
        family_members=(*KARIM_FAMILY[:2], NewRelative("Amina Karim", "sister")),
        no_parent_disclosure=True,
    ),
    "tyler": StoryChild(
        "Tyler", "Marsh", M, 10, (1, 23), ("northfield", "police"), "10R",
        details=NewDetails("White British", "English", "", CareStatus.KINSHIP),
        names=(NewName(NameKind.NICKNAME, "Ty"), NewName(NameKind.PREVIOUS, family="Dunn")),
        homes=(NewAddress("Flat 6, 20 Quay Street, Riverside", "ZZ1 2QS", "grandmother"),),
        family_members=(NewRelative("Brenda Marsh", "grandmother", "01632 960211", True),),
    ),
    "jordan": StoryChild(
        "Jordan", "Blake", M, 10, (7, 9), ("northfield", "police", "charity"), "10R",
        details=NewDetails("Black Caribbean", "English", "ADHD"),
        homes=(NewAddress("58 Mill Lane, Riverside", "ZZ1 7ML", MOTHER),),
        family_members=(NewRelative("Denise Blake", MOTHER, "01632 960221", True),),
    ),
    "reece": StoryChild(
        "Reece", "Walker", M, 10, (10, 30), ("northfield", "police"), "10T",
        details=NewDetails("White British", "English"),
        homes=(NewAddress("9 Foundry Street, Riverside", "ZZ1 5FS", "mother and her partner"),),
        family_members=(NewRelative("Gail Walker", MOTHER, "01632 960231", True),),
    ),
    "kofi": StoryChild(
        "Kofi", "Mensah", M, 9, (3, 5), ("northfield", "police", "hillside"), "9A",
        details=NewDetails("Black African", "Twi, English"),
        family_members=(NewRelative("Samuel Mensah", FATHER, "01632 960241", True),),
    ),
    "liam": StoryChild(
        "Liam", "Carter", M, 8, (6, 14), ("northfield", "police", "hillside"), "8M",
        family_members=(NewRelative("Ruth Carter", MOTHER, "01632 960251", True),),
    ),
    "ella": StoryChild(
        "Ella", "Vance", F, 7, (2, 11), ("northfield", "services"), "7B",
        details=NewDetails("White British", "English", "Autism; education, health and care plan"),
        family_members=(NewRelative("Kate Vance", MOTHER, "01632 960261", True),),
    ),
    "daniel": StoryChild(
        "Daniel", "Okoro", M, 7, (12, 1), ("northfield", "services"), "7S",
        "Danny",
        family_members=(NewRelative("Grace Okoro", MOTHER, "01632 960271", True),),
    ),
    "maya": StoryChild(
        "Maya", "Fenn", F, 9, (8, 20), ("northfield",), "9S",
        family_members=(
            NewRelative("Colin Fenn", FATHER, "01632 960281", True),
            NewRelative("Leo Fenn", "brother"),
        ),
    ),
    "leo": StoryChild(
        "Leo", "Fenn", M, 7, (5, 6), ("southgate", "police", "services"), "7 Brunel",
        family_members=(
            NewRelative("Colin Fenn", FATHER, "01632 960281", True),
            NewRelative("Maya Fenn", "sister"),
        ),
    ),
    "chloe": StoryChild(
        "Chloe", "Hartley", F, 11, (9, 19), ("northfield",), "11P",
        details=NewDetails("White British", "English", "", CareStatus.LEFT_CARE),
        names=(NewName(NameKind.PREVIOUS, "Chloe", "Ives"),),
        homes=(NewAddress("31 Orchard Way, Riverside", "ZZ1 3OW", "adoptive parents"),),
        court_restriction=True,
    ),
    "noor": StoryChild("Noor", "Haddad", F, 9, (1, 8), ("northfield",), "9A", sealed=True),
    "zara": StoryChild(
        "Zara", "Begum", F, 9, (10, 3), ("southgate", "hillside"), "9 Curie",
        family_members=(NewRelative("Nasreen Begum", MOTHER, "01632 960291", True),),
    ),
    "marcus": StoryChild(
        "Marcus", "Bell", M, 11, (3, 28), ("southgate", "police"), "11 Darwin",
        family_members=(NewRelative("Tina Bell", MOTHER, "01632 960301", True),),
    ),
    "poppy": StoryChild(
        "Poppy", "Lane", F, 4, (7, 22), ("stbedes", "services"), "Heron",
        family_members=(NewRelative("Kelly Lane", MOTHER, "01632 960311", True),),
    ),
}  # fmt: skip


def count() -> int:
    """How many records of children there are in the town."""
    return sum(len(child.at) for child in CHILDREN.values()) + ON_ROLL * len(ROLLS)


def enrol(town: Town, seed: int) -> None:
    """Three invented rolls, and everybody’s own records of the children of the stories."""
    maker = NameMaker(random.Random(seed))
    for place, keeper in KEEPERS.items():
        with town.acting(keeper) as by:
            for key in (key for key, child in CHILDREN.items() if place in child.at):
                town.children[place, key] = _story_child(town, key, place, by=by)
                town.step()
            for new in _roll(maker, town, place):
                records.record_child(new, by=by)
                town.step()


def _roll(maker: NameMaker, town: Town, place: str) -> Iterator[NewChild]:
    if place not in ROLLS:
        return
    _keeper, first, last = ROLLS[place]
    for number in range(ON_ROLL):
        year = first + number * (last - first + 1) // ON_ROLL
        starts = school_year_of(town.days.day(0)).starts_in - year - 5
        child = maker.child(date(starts, 9, 1), date(starts + 1, 8, 31))
        yield NewChild(
            child.given,
            child.family,
            child.born_on,
            sex=F if child.sex == "F" else M,
            class_name=f"{year or 'R'}{'ABKMPRST'[number % 8]}",
        )


def _story_child(town: Town, key: str, place: str, *, by: Person) -> Child:
    found = CHILDREN[key]
    school = PLACES[place].kind == Kind.SCHOOL
    new = NewChild(
        found.given,
        found.family,
        found.born_on(town.days.day(0)),
        preferred_given=found.preferred if school else "",
        sex=found.sex,
        class_name=found.class_name if school else "",
    )
    child = records.record_child(new, by=by)
    if school:
        _number(town, child, key, by=by)
    return _known_here(child, found, by=by)


def _known_here(child: Child, found: StoryChild, *, by: Person) -> Child:
    """What stands on the record beside the name; then what is hidden, when it is."""
    if found.details != NOTHING_MORE:
        records.change_details(child, found.details, by=by)
    for name in found.names:
        records.add_name(child, name, by=by)
    for home in found.homes:
        records.add_address(child, home, by=by)
    for relative in found.family_members:
        records.add_relative(child, relative, by=by)
    return _hidden(child, found, by=by)


def _hidden(child: Child, found: StoryChild, *, by: Person) -> Child:
    flagged = found.no_parent_disclosure or found.court_restriction
    if flagged and by.may(Permission.RESTRICTED_SEE):
        records.flag(child, found.no_parent_disclosure, found.court_restriction, by=by)
    return records.seal(child, True, by=by) if found.sealed else child


def _number(town: Town, child: Child, key: str, *, by: Person) -> None:
    """A pupil number whose check letter fits."""
    digits = f"{AUTHORITY}4000{town.days.day(0).year % 100 - 5:02}{list(CHILDREN).index(key):03}"
    number = upn.calc_check_digit(digits) + digits
    new = NewIdentifier(IdentifierKind.UPN, number, "School census", town.days.day(FIRST_DAY))
    records.add_identifier(child, new, by=by)
