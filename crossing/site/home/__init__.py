"""What needs this person now: sections for each thing their role may do, the most pressing first.

Concerns and requests about children carry names only for those who work with the records; an
authoriser, an administrator and an auditor see none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crossing.audit.models import AuditEvent
from crossing.govuk import words
from crossing.partnership import queries as partnership
from crossing.partnership.models import Membership
from crossing.partnership.people import Person
from crossing.partnership.rules import Permission, Role
from crossing.records import queries as records
from crossing.records.models import Draft
from crossing.records.rules import Safe
from crossing.sharing.models import Deliberation, Disclosure, InformationRequest, Question
from crossing.sharing.queries import ask, home
from crossing.sharing.rules import Purpose
from crossing.site.drafts import address_of
from crossing.site.home import people, records, sharing
from crossing.site.home.parts import Section
from crossing.stewardship.queries import lately_refused
from crossing.todo.models import Task
from crossing.todo.queries import first_tasks
from crossing.todo.rules import HOLDS, Matter

PARTS: tuple[Callable[[Person], Iterator[Section]], ...] = (
    records.tasks,
    records.concerns,
    sharing.to_confirm,
    sharing.authority,
    sharing.to_decide,
    sharing.answers,
    records.drafts,
    sharing.asked,
    records.own_concerns,
    people.schools,
    people.people,
    people.refused,
)


def sections(person: Person) -> list[Section]:
    """The sections of this person's home, in order."""
    return [section for part in PARTS for section in part(person)]
