"""Who works on a question where it arrives, and who has the last word there."""

from __future__ import annotations

import re
from dataclasses import replace

from django.utils.translation import gettext as _

from crossing.partnership.rules import Kind, Permission, allows, roles_of
from crossing.sharing.rules.asking import Ask
from crossing.sharing.rules.limits import POLICE
from crossing.sharing.rules.lists import ABOUT_CRIME, Channel
from crossing.sharing.rules.people import needs_confirming

# Who says that something shared is wrong, or went to the wrong place; and who has the last word.
MENDS = (Permission.SHARING_DECIDE, Permission.SHARING_PROPOSE, Permission.SHARING_CONFIRM)
LAST_WORD = (Permission.SHARING_DECIDE, Permission.SHARING_CONFIRM)


def works_on(kind: str) -> Permission:
    """Who is told of work that arrives: those who decide, or who propose where another confirms."""
    return Permission.SHARING_PROPOSE if needs_confirming(kind) else Permission.SHARING_DECIDE


def last_word(kind: str) -> Permission:
    """Who is told what became of something shared: those who have the last word."""
    return Permission.SHARING_CONFIRM if needs_confirming(kind) else Permission.SHARING_DECIDE


def can_be_asked(kind: str) -> bool:
    """Only where somebody decides can be asked: a partnership board holds no records."""
    return any(allows(role, works_on(kind)) for role in roles_of(Kind(kind)))


def as_asked_by(question: Ask, kind: str) -> Ask:
    """The question as they ask it: when the police ask about crime, it is law enforcement."""
    about_crime = kind in POLICE and question.purpose in ABOUT_CRIME
    enforcing = kind in POLICE and (question.law_enforcement or about_crime)
    return replace(question, asker=kind, law_enforcement=enforcing, channel=Channel.HERE)


def as_known(age: int | None, school_or_address: str) -> str:
    """How the asker knows the child, in one line."""
    parts = [school_or_address.strip()]
    if age is not None:
        parts.insert(0, _("about %(age)s years old") % {"age": age})
    return "; ".join(part for part in parts if part)


def age_as_known(line: str) -> tuple[int | None, str]:
    """The same line taken apart again, for a question that is asked once more."""
    words = re.escape(_("about %(age)s years old") % {"age": "AGE"}).replace("AGE", r"(\d+)")
    found = re.match(rf"{words}(?:; )?", line)
    return (int(found[1]), line[found.end() :]) if found else (None, line)
