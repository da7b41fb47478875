"""The limits of powers and conditions: a name used in the rule table, a test, and why not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from crossing.partnership.rules import Kind
from crossing.sharing.rules.legal import Facts
from crossing.sharing.rules.lists import ABOUT_CRIME, SAFEGUARDING, Purpose, SubjectRole

SCHOOLS = frozenset({Kind.SCHOOL, Kind.ACADEMY_TRUST, Kind.NURSERY})
POLICE = frozenset({Kind.POLICE, Kind.TRANSPORT_POLICE})
# Our reading of DPA 2018 Schedule 7; whether youth justice is on the list is not verified.
COMPETENT = POLICE | {Kind.YOUTH_JUSTICE, Kind.SECURE_ESTATE}
# By kind only. Some nurseries are private: they keep to public task here, the narrower choice.
NOT_PUBLIC = frozenset({Kind.CHARITY})
# Children Act 2004 s11 bodies, with schools and nurseries as "designated" agencies (not verified).
UNDER_DUTY = SCHOOLS | COMPETENT | {Kind.CHILDRENS_SERVICES, Kind.HEALTH, Kind.AMBULANCE}
SAFEGUARDING_PARTNERS = frozenset({Kind.CHILDRENS_SERVICES, Kind.POLICE, Kind.HEALTH})
# CDA 1998 s115: police, local authority, probation, health. There is no school on it.
S115_RECIPIENTS = frozenset({Kind.POLICE, Kind.CHILDRENS_SERVICES, Kind.YOUTH_JUSTICE, Kind.HEALTH})
# Our reading of PCSCA 2022 s16 and its schedules; not verified.
SERIOUS_VIOLENCE_LIST = frozenset(
    {
        Kind.POLICE,
        Kind.CHILDRENS_SERVICES,
        Kind.YOUTH_JUSTICE,
        Kind.HEALTH,
        Kind.FIRE,
        Kind.SCHOOL,
        Kind.ACADEMY_TRUST,
        Kind.SECURE_ESTATE,
    }
)
HEALTH_OR_CARE = frozenset({Kind.HEALTH, Kind.AMBULANCE, Kind.CHILDRENS_SERVICES})
MAPPA_AGENCIES = SAFEGUARDING_PARTNERS | {Kind.YOUTH_JUSTICE, Kind.SECURE_ESTATE}
OFFICIAL_AUTHORITY = COMPETENT | {Kind.CHILDRENS_SERVICES}
CONSENT_ROUTE = frozenset({Purpose.CHANNEL, Purpose.SECTION_17, Purpose.VICTIM_SUPPORT})
LIFE = frozenset({Purpose.EMERGENCY, Purpose.MISSING_CHILD})


@dataclass(frozen=True)
class Case:
    """The facts, and which rules are in force on the day."""

    facts: Facts
    codes: frozenset[str]

    def both_in(self, kinds: frozenset[Kind]) -> bool:
        return self.facts.sender in kinds and self.facts.recipient in kinds


def duty_applies(case: Case) -> bool:
    """The duty to share: in force, about a child's safety, and both sides are under it."""
    return (
        "CA2004_S16LA" in case.codes
        and case.facts.purpose in SAFEGUARDING
        and case.both_in(UNDER_DUTY)
    )


def _encompass(case: Case) -> bool:
    return (
        case.facts.purpose == Purpose.ENCOMPASS
        and case.facts.sender in POLICE
        and "DAA2021_S49A" in case.codes
    )


def _legal_obligation(case: Case) -> bool:
    return duty_applies(case) or _encompass(case) or case.facts.purpose == Purpose.COURT


def _section(purpose: Purpose) -> Callable[[Case], bool]:
    def holds(case: Case) -> bool:
        return case.facts.purpose == purpose and Kind.CHILDRENS_SERVICES in (
            case.facts.sender,
            case.facts.recipient,
        )

    return holds


def _purpose(*purposes: Purpose) -> Callable[[Case], bool]:
    return lambda case: case.facts.purpose in purposes


def _from(kinds: frozenset[Kind]) -> Callable[[Case], bool]:
    return lambda case: case.facts.sender in kinds


def _to(kinds: frozenset[Kind]) -> Callable[[Case], bool]:
    return lambda case: case.facts.recipient in kinds


def _ask_about_victim(case: Case) -> bool:
    return (
        case.facts.recipient in POLICE
        and case.facts.law_enforcement
        and case.facts.subject == SubjectRole.VICTIM
    )


def _health_or_care(case: Case) -> bool:
    either = {case.facts.sender, case.facts.recipient}
    return case.facts.purpose in SAFEGUARDING and bool(either & HEALTH_OR_CARE)


LIMITS: dict[str, tuple[Callable[[Case], bool], str | Promise]] = {
    "both_under_duty": (
        lambda case: case.both_in(UNDER_DUTY),
        _("Both sides must be under the duty to share."),
    ),
    "channel": (_purpose(Purpose.CHANNEL), _("This is only for Prevent and Channel.")),
    "consent_route": (
        _purpose(*CONSENT_ROUTE),
        _("Consent is not the right ground: you would share this anyway."),
    ),
    "court": (_purpose(Purpose.COURT), _("This is only for courts and legal claims.")),
    "crime": (
        lambda case: case.facts.purpose in ABOUT_CRIME or case.facts.law_enforcement,
        _("This is only for preventing or detecting crime."),
    ),
    "encompass": (_encompass, _("This is only for the police telling a school (Encompass).")),
    "from_police": (_from(POLICE), _("Only the police can rely on this.")),
    "health_or_care": (_health_or_care, _("This is only for health or social care.")),
    "legal_obligation": (
        _legal_obligation,
        _("No law requires us to share this: a power is not a duty."),
    ),
    "life_at_stake": (_purpose(*LIFE), _("This is only for when a life is at stake.")),
    "mappa": (_purpose(Purpose.MAPPA), _("This is only for MAPPA.")),
    "not_from_health_or_care": (
        lambda case: case.facts.sender not in HEALTH_OR_CARE,
        _("Health and social care may not share about a person under this power."),
    ),
    "not_patient_information": (
        lambda case: not case.facts.patient_information,
        _("Patient information may never be shared under this power."),
    ),
    "not_public_authority": (
        _from(NOT_PUBLIC),
        _("A public body uses public task for its work."),
    ),
    "official_authority": (
        _from(OFFICIAL_AUTHORITY),
        _("Only a body with official authority over crime can rely on this."),
    ),
    "police_ask_about_victim": (
        _ask_about_victim,
        _("This is only for the police asking about somebody who was harmed."),
    ),
    "public_bodies": (
        lambda case: not {case.facts.sender, case.facts.recipient} & NOT_PUBLIC,
        _("Both sides must be public bodies."),
    ),
    "s115_recipient": (
        _to(S115_RECIPIENTS),
        _("This power is for telling police, council, probation or health, and nobody else."),
    ),
    "safeguarding": (
        _purpose(*SAFEGUARDING),
        _("This is only for protecting a child."),
    ),
    "section_17": (
        _section(Purpose.SECTION_17),
        _("This is only for children’s services, about a child in need."),
    ),
    "section_47": (
        _section(Purpose.SECTION_47),
        _("This is only for children’s services, about significant harm."),
    ),
    "serious_violence": (
        _purpose(Purpose.SERIOUS_VIOLENCE),
        _("This is only for preventing serious violence."),
    ),
    "serious_violence_list": (
        lambda case: case.both_in(SERIOUS_VIOLENCE_LIST),
        _("Both sides must be on the list of this power."),
    ),
    "to_mappa_agency": (_to(MAPPA_AGENCIES), _("This power is only between MAPPA agencies.")),
    "to_police": (_to(POLICE), _("This is only for the police.")),
    "to_safeguarding_partner": (
        _to(SAFEGUARDING_PARTNERS),
        _("This is only for telling police, children’s services or health."),
    ),
    "to_school": (_to(SCHOOLS), _("This is only for schools and nurseries.")),
}

# What must be recorded when a rule is relied on; the answer's own checks ask for it.
RECORDS = frozenset({"consent_given", "detriment_test", "para18_reason", "policy_document"})


def why_not(needs: tuple[str, ...], case: Case) -> str:
    """The first limit that stands in the way, as a sentence. Empty when none does."""
    for need in needs:
        if need in LIMITS and not LIMITS[need][0](case):
            return str(LIMITS[need][1])
    return ""
