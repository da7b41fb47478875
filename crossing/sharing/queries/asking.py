"""A question in the making: the draft of one person, page by page."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from crossing.core.errors import NotThere
from crossing.partnership.models import Organisation
from crossing.partnership.people import Person
from crossing.records import queries as records
from crossing.records.models import Child
from crossing.sharing.models import InformationRequest
from crossing.sharing.queries.ask import request_for
from crossing.sharing.queries.partners import partner
from crossing.sharing.rules.audience import age_as_known


@dataclass
class Making:
    """What was typed so far: the words of each page, and the question that it narrows."""

    key: UUID
    data: dict[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The draft's own name."""
        return f"ask-{self.key}"

    @property
    def about(self) -> dict[str, Any]:
        return dict(self.data.get("about") or {})

    @property
    def question(self) -> dict[str, Any]:
        return dict(self.data.get("question") or {})

    @property
    def title(self) -> str:
        """By what the draft is known on one's home page."""
        name = f"{self.about.get('given_names', '')} {self.about.get('family_name', '')}"
        return name.strip()[:120]


def making(person: Person, key: UUID) -> Making:
    """The question in the making under this key; empty when nothing was typed yet."""
    made = Making(key)
    draft = records.draft(person, made.name)
    if draft is not None:
        made.data = draft.data
    return made


def holder_of(person: Person, made: Making) -> Organisation:
    """Whom the draft asks: a partner, whatever the page sent."""
    return partner(person, id_of(made.about.get("holder")))


def child_of(person: Person, made: Making) -> Child | None:
    """Which of our own records it is about, if it says so and this person may see it."""
    pk = id_of(made.about.get("about"))
    return records.child_for(person, pk) if pk else None


def narrows_of(person: Person, made: Making) -> InformationRequest | None:
    """The question that it takes the place of."""
    pk = id_of(made.data.get("narrows"))
    return request_for(person, pk) if pk else None


def id_of(text: Any) -> UUID | None:
    try:
        return UUID(str(text)) if text else None
    except ValueError:
        raise NotThere from None


def words_of_child(child: Child) -> dict[str, Any]:
    """The first page, filled in from our own record."""
    return {
        "given_names": child.given,
        "family_name": child.family,
        "born_on": child.born_on,
        "about": str(child.pk),
    }


def words_of_request(asked: InformationRequest) -> dict[str, Any]:
    """A question asked before, as the pages would have it typed."""
    about = getattr(asked, "asked_about", None)
    age, place = age_as_known(asked.as_known)
    return {
        "about": {
            "holder": str(asked.holder_id),
            "given_names": asked.given,
            "family_name": asked.family,
            "born_on": _parts(asked.born_on),
            "age": "" if age is None else str(age),
            "school_or_address": place,
            "about": str(about.child_id) if about else "",
        },
        "question": {
            "ready": "own",
            "purpose": asked.purpose,
            "wanted": "" if asked.existence_only else asked.wanted,
            "why": asked.why,
            "if_not": asked.if_not_given,
            "law_enforcement": "yes" if asked.law_enforcement else "no",
            "subject_role": asked.subject_role,
            "offence": asked.offence,
            "power": asked.power,
        },
    }


def _parts(day: Any) -> list[str]:
    return [str(day.day), str(day.month), str(day.year)] if day else ["", "", ""]
