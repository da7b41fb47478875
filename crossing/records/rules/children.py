"""What a child's record takes, and what is wrong with it."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from django.utils.translation import gettext as _
from stdnum.exceptions import ValidationError
from stdnum.gb import nhs, upn

from crossing.records.rules.lists import IdentifierKind

OLDEST = 26  # years: with special educational needs or a care order, support ends at 25


@dataclass(frozen=True)
class NewChild:
    """A child, as one organisation's roll knows them."""

    given: str
    family: str
    born_on: datetime.date | None = None
    preferred_given: str = ""
    preferred_family: str = ""
    sex: str = ""
    class_name: str = ""
    on_roll_from: datetime.date | None = None
    on_roll_until: datetime.date | None = None

    def problems(self, today: datetime.date) -> dict[str, str]:
        """What is missing or cannot be, by field. A date of birth may be unknown."""
        found = {}
        if not self.given.strip():
            found["given"] = _("Enter the first name")
        if not self.family.strip():
            found["family"] = _("Enter the last name")
        if self.born_on and self.born_on > today:
            found["born_on"] = _("The date of birth must be in the past")
        elif self.born_on and self.born_on.year < today.year - OLDEST:
            found["born_on"] = _("Check the year: this person is not a child")
        if self.on_roll_from and self.on_roll_until and self.on_roll_until < self.on_roll_from:
            found["on_roll_until"] = _("The last day must be on or after the first day")
        return found


@dataclass(frozen=True)
class NewDetails:
    """What a record needs and a roll does not show."""

    ethnicity: str = ""
    languages: str = ""
    needs: str = ""
    care_status: str = ""
    placing_authority: str = ""
    placing_phone: str = ""
    court_limits: str = ""
    not_to_mention: str = ""


@dataclass(frozen=True)
class NewName:
    """Another name of a child."""

    kind: str
    given: str = ""
    family: str = ""

    def problems(self, today: datetime.date) -> dict[str, str]:
        """A name has at least one part."""
        return {} if (self.given + self.family).strip() else {"given": _("Enter a name")}


@dataclass(frozen=True)
class NewAddress:
    """One home of a child, from one day to another."""

    lines: str
    postcode: str = ""
    with_whom: str = ""
    starts_on: datetime.date | None = None
    ends_on: datetime.date | None = None

    def problems(self, today: datetime.date) -> dict[str, str]:
        """An address has lines, and ends no earlier than it starts."""
        found = {} if self.lines.strip() else {"lines": _("Enter the address")}
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            found["ends_on"] = _("The last day must be on or after the first day")
        return found


@dataclass(frozen=True)
class NewIdentifier:
    """A number from another system, with where it was read and when."""

    kind: str
    value: str
    source: str
    as_of: datetime.date

    def problems(self, today: datetime.date) -> dict[str, str]:
        """A pupil number's check letter and an NHS number's check digit must fit."""
        found = {}
        if self.kind == IdentifierKind.UPN and not _is_upn(self.value):
            found["value"] = _("This is not a unique pupil number: its check letter does not fit")
        if self.kind == IdentifierKind.NHS and not nhs.is_valid(self.value):
            found["value"] = _("This is not an NHS number: its check digit does not fit")
        if not self.value.strip():
            found["value"] = _("Enter the number")
        if not self.source.strip():
            found["source"] = _("Enter where the number comes from")
        if self.as_of > today:
            found["as_of"] = _("The date must be today or in the past")
        return found

    def compact(self) -> str:
        """The number without spaces, in capitals, so that it is stored once."""
        return re.sub(r"\s+", "", self.value).upper()


def _is_upn(value: str) -> bool:
    """Its first letter is worked out from the rest; a temporary number ends in a letter."""
    try:
        upn.validate(re.sub(r"\s+", "", value).upper())
    except ValidationError:
        return False
    return True


@dataclass(frozen=True)
class NewRelative:
    """Somebody of the family."""

    name: str
    relation: str
    phone: str = ""
    parental_responsibility: bool | None = None
    safe_way: str = ""
    delegated_authority: str = ""
    court_limits: str = ""
    checked_on: datetime.date | None = None

    def problems(self, today: datetime.date) -> dict[str, str]:
        """A name, and what they are to the child."""
        found = {} if self.name.strip() else {"name": _("Enter the name")}
        if not self.relation.strip():
            found["relation"] = _("Enter what they are to the child, like mother or carer")
        return found
