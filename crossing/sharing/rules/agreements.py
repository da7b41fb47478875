"""Agreements about sharing: what one must say, and whether one covers what is to be shared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crossing.core.errors import WrongState
from crossing.govuk.words import day
from crossing.sharing.rules.answer import Answer
from crossing.sharing.rules.lists import Purpose, Route

Words = str | Promise
LAPSES_SOON = timedelta(days=60)


class AgreementStatus(TextChoices):
    """Where one version stands. That its last day has passed is worked out, and never stored."""

    DRAFT = "draft", gettext_lazy("Draft")
    PUBLISHED = "published", gettext_lazy("Published")
    ENDED = "ended", gettext_lazy("Ended")


class AgreementStep(TextChoices):
    """What can be done with one version."""

    CHANGE = "change", gettext_lazy("Change")
    PUBLISH = "publish", gettext_lazy("Publish")
    SIGN = "sign", gettext_lazy("Sign")
    RENEW = "renew", gettext_lazy("Write a new version")
    END = "end", gettext_lazy("End")


_Status, _Step = AgreementStatus, AgreementStep
AGREEMENT_NEXT: dict[AgreementStatus, dict[AgreementStep, AgreementStatus]] = {
    _Status.DRAFT: {_Step.CHANGE: _Status.DRAFT, _Step.PUBLISH: _Status.PUBLISHED},
    _Status.PUBLISHED: {
        _Step.SIGN: _Status.PUBLISHED,
        _Step.RENEW: _Status.PUBLISHED,
        _Step.END: _Status.ENDED,
    },
    _Status.ENDED: {_Step.RENEW: _Status.ENDED},
}


def agreement_after(status: str, step: AgreementStep) -> AgreementStatus:
    """Where a version stands after this step; refused where the table has no such step."""
    after = AGREEMENT_NEXT[AgreementStatus(status)].get(step)
    if after is None:
        raise WrongState(
            _("A version that was published is not changed: write a new version.")
            if step == AgreementStep.CHANGE
            else None
        )
    return after


class Controllers(TextChoices):
    """Who answers for the information under data protection law."""

    SEPARATE = "separate", gettext_lazy("Each answers for what it holds (separate controllers)")
    JOINT = "joint", gettext_lazy("They answer together (joint controllers)")


@dataclass(frozen=True)
class Term:
    """Something that an agreement says in words."""

    name: str
    label: Words
    hint: Words = ""


# In the order in which they are written and printed.
TERMS: tuple[Term, ...] = (
    Term(
        "stages",
        gettext_lazy("What happens at each stage"),
        gettext_lazy("From a question to an answer, and what comes after it."),
    ),
    Term("items", gettext_lazy("Which information is shared")),
    Term(
        "special",
        gettext_lazy("Health, ethnicity, religion, sexuality, and information about crime"),
        gettext_lazy("Which of it may be shared and when, or that none is."),
    ),
    Term("consent", gettext_lazy("Consent, and telling children and families")),
    Term(
        "recipients",
        gettext_lazy("Who may read it, and passing it on"),
    ),
    Term(
        "accuracy",
        gettext_lazy("Keeping it right"),
        gettext_lazy("How facts and opinions are told apart, and how mistakes are corrected."),
    ),
    Term("retention", gettext_lazy("How long it is kept, and how it is deleted")),
    Term("security", gettext_lazy("Security, and what happens after a breach")),
    Term(
        "rights",
        gettext_lazy("Rights and complaints"),
        gettext_lazy(
            "Whom to write to with a request, a complaint or a freedom of information request."
        ),
    ),
    Term("training", gettext_lazy("Training")),
    Term(
        "equality",
        gettext_lazy("Equality"),
        gettext_lazy("How you look at whether some groups of children are affected more."),
    ),
    Term(
        "dpia",
        gettext_lazy("Data protection impact assessment"),
        gettext_lazy("Its reference and date."),
    ),
)


@dataclass(frozen=True)
class Party:
    """An organisation that it binds."""

    org: Any
    name: str
    contact: str = ""
    protection_officer: str = ""


@dataclass(frozen=True)
class Text:
    """What one version says."""

    title: str = ""
    controllers: str = ""
    purposes: Sequence[str] = ()
    law: Sequence[str] = ()
    law_labels: Sequence[str] = ()
    terms: Mapping[str, str] | None = None
    starts_on: date | None = None
    review_on: date | None = None
    ends_on: date | None = None
    parties: Sequence[Party] = ()

    def term(self, name: str) -> str:
        return (self.terms or {}).get(name, "").strip()


def problems_of(text: Text, law_in_force: Iterable[str]) -> dict[str, str]:
    """What is missing before it can be published, by the field that mends it."""
    found: dict[str, str] = {}
    if not text.title.strip():
        found["title"] = _("Give it a name.")
    if len(text.parties) < 2:
        found["parties"] = _("Choose at least two organisations.")
    found |= _of_parties(text.parties)
    if not text.purposes:
        found["purposes"] = _("Choose what information may be shared for.")
    if not text.controllers:
        found["controllers"] = _("Say who answers for the information.")
    found |= problems_of_dates(text)
    found |= _of_law(text.law, set(law_in_force))
    for term in TERMS:
        if not text.term(term.name):
            found[term.name] = _("“%(label)s” is empty.") % {"label": term.label}
    return found


def _of_parties(parties: Sequence[Party]) -> dict[str, str]:
    sentence = _("Say whom to ask at %(name)s, and who its data protection officer is.")
    return {
        f"party-{party.org}": sentence % {"name": party.name}
        for party in parties
        if not party.contact.strip() or not party.protection_officer.strip()
    }


def problems_of_dates(text: Text) -> dict[str, str]:
    """It starts, is looked at again, and ends, in this order."""
    days = {"starts_on": text.starts_on, "review_on": text.review_on, "ends_on": text.ends_on}
    missing = {name: _("Give a day.") for name, one in days.items() if one is None}
    if text.starts_on is None or text.review_on is None or text.ends_on is None:
        return missing
    if text.ends_on <= text.starts_on:
        return {"ends_on": _("The last day must be after the first.")}
    if not text.starts_on < text.review_on <= text.ends_on:
        return {
            "review_on": _(
                "The day of the review must be after the first day, and not after the last."
            )
        }
    return {}


def _of_law(codes: Sequence[str], in_force: set[str]) -> dict[str, str]:
    if not codes:
        return {"law": _("Choose what allows the sharing.")}
    if set(codes) - in_force:
        return {"law": _("Something chosen here is not in force on its first day.")}
    return {}


def changes(before: Text, after: Text) -> list[tuple[str, str, str]]:
    """What changed from one version to the next: what it is, how it stood, how it stands."""
    rows = [
        (label, old, new)
        for (label, old), (_l, new) in zip(lines(before), lines(after), strict=True)
    ]
    return [row for row in rows if row[1] != row[2]]


def lines(text: Text) -> list[tuple[str, str]]:
    """All that it says, one line after the other, the same lines for every version."""
    purposes = dict(Purpose.choices)
    return [
        (_("Name"), text.title),
        (_("Organisations"), "\n".join(sorted(_party_line(one) for one in text.parties))),
        (_("Who answers for it"), str(dict(Controllers.choices).get(text.controllers, ""))),
        (_("What it is for"), "\n".join(str(purposes[one]) for one in text.purposes)),
        (_("What allows it"), "\n".join(text.law_labels)),
        (_("First day"), day(text.starts_on)),
        (_("Look at it again on"), day(text.review_on)),
        (_("Last day"), day(text.ends_on)),
        *((str(term.label), text.term(term.name)) for term in TERMS),
    ]


def _party_line(one: Party) -> str:
    said = _("%(name)s. Ask: %(contact)s. Data protection officer: %(officer)s")
    return said % {
        "name": one.name,
        "contact": one.contact or "–",
        "officer": one.protection_officer or "–",
    }


class Standing(TextChoices):
    """Whether an agreement covers what is about to be shared, on that day."""

    IN_PLACE = "in_place", gettext_lazy("An agreement is in place")
    UNSIGNED = "unsigned", gettext_lazy("The agreement is not signed by both")
    LAPSED = "lapsed", gettext_lazy("The agreement has lapsed")
    MISSING = "missing", gettext_lazy("There is no agreement with them for this")


# An emergency never waits for an agreement (law.md 1.7).
NEEDS_NONE = frozenset({Purpose.EMERGENCY.value, "emergency"})


def asks_for_agreement(purpose: str, route: str | Route) -> bool:
    """Whether an agreement matters here at all."""
    return purpose not in NEEDS_NONE and str(route) not in NEEDS_NONE


NO_AGREEMENT = "none"  # somebody says that none of those in place is meant


def problems_of_citing(answer: Answer, standing: Standing) -> dict[str, str]:
    """What is shared without an agreement takes a reason; it is never blocked."""
    covered = standing == Standing.IN_PLACE and answer.agreement != NO_AGREEMENT
    if covered or not answer.shares or answer.no_agreement_because.strip():
        return {}
    return {"no_agreement_because": _("Say why you share this without an agreement.")}


def lapses_soon(ends_on: date, today: date) -> bool:
    """Whether its last day is near, so that a new version must be written."""
    return today <= ends_on <= today + LAPSES_SOON


def review_due(review_on: date | None, today: date) -> bool:
    """Whether the day has come to look at it again: a new version follows, or it is ended. It holds
    all the same until its last day."""
    return review_on is not None and review_on <= today
