"""Who may do what: kinds of organisation, roles, permissions, and the one page of grants."""

from __future__ import annotations

from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """What kind of organisation it is."""

    SCHOOL = "school", _("School")
    ACADEMY_TRUST = "academy_trust", _("Academy trust")
    NURSERY = "nursery", _("Nursery")
    POLICE = "police", _("Police team")
    CHILDRENS_SERVICES = "childrens_services", _("Children’s services")
    YOUTH_JUSTICE = "youth_justice", _("Youth justice service")
    HEALTH = "health", _("Health")
    FIRE = "fire", _("Fire and rescue")
    AMBULANCE = "ambulance", _("Ambulance")
    TRANSPORT_POLICE = "transport_police", _("Transport police")
    CHARITY = "charity", _("Charity")
    SECURE_ESTATE = "secure_estate", _("Secure estate")
    BOARD = "board", _("Partnership board")


class Role(TextChoices):
    """What somebody does at an organisation that employs them."""

    HEAD = "head", _("Head")
    DSL = "dsl", _("Designated safeguarding lead")
    DEPUTY = "deputy", _("Deputy safeguarding lead")
    TEACHER = "teacher", _("Member of staff")
    OFFICER = "officer", _("Officer")
    SERGEANT = "sergeant", _("Sergeant")
    AUTHORISER = "authoriser", _("Authorising officer (inspector or above)")
    SOCIAL_WORKER = "social_worker", _("Social worker")
    TEAM_MANAGER = "team_manager", _("Team manager")
    PRACTITIONER = "practitioner", _("Practitioner")
    PARTNER_LEAD = "partner_lead", _("Safeguarding lead of a partner")
    OUTSIDE_DECIDER = "outside_decider", _("Outside decider")
    BOARD_MEMBER = "board_member", _("Board member")
    AUDITOR = "auditor", _("Auditor or data protection officer")
    ADMINISTRATOR = "administrator", _("Administrator")
    PARTNERSHIP_ADMINISTRATOR = "partnership_administrator", _("Partnership administrator")
    # Jobs act under a name of their own, at one organisation at a time.
    SEALER = "service:sealer", _("The sealer of the log")
    MAILER = "service:mailer", _("The sender of messages")
    CLOCK = "service:clock", _("The keeper of clocks")
    SETUP = "service:setup", _("The first set-up")


class Permission(TextChoices):
    """A closed list: thing.verb. The first block are the classes that row security asks for."""

    ROLL_SEE = "roll.see", _("See the names on one’s own roll")
    CONTENT_SEE = "content.see", _("See children’s records")
    RESTRICTED_SEE = "restricted.see", _("See what a flag hides")
    SEALED_SEE = "sealed.see", _("See sealed records")
    STAFFCONCERN_SEE = "staffconcern.see", _("Read concerns about adults who work here")
    CHAIRCONCERN_SEE = "chairconcern.see", _("Read concerns about those who lead here")
    OWN_SEE = "own.see", _("See one’s own entries")
    SHARED_SEE = "shared.see", _("See questions, answers and what was shared")
    DECISION_SEE = "decision.see", _("See how something was decided")
    OUTSIDE_SEE = "outside.see", _("See the case that was passed outside")
    COLLEAGUES_SEE = "colleagues.see", _("See who works here")
    AUDIT_SEE = "audit.see", _("See who has looked")
    DISAGREEMENT_HEAR = "disagreement.hear", _("Hear a disagreement that partners cannot settle")
    COUNTS_SEE = "counts.see", _("See counts of what organisations do together, and no child")
    EMERGENCY_SHARE = "emergency.share", _("Share now: a child in danger")
    EMERGENCY_REVIEW = "emergency.review", _("Review an emergency that somebody else shared")

    CONCERN_RECORD = "concern.record", _("Record a concern")
    CONCERN_DECIDE = "concern.decide", _("Decide what to do about a concern")
    CHILD_RECORD = "child.record", _("Make and change a child’s record")
    REQUEST_ASK = "request.ask", _("Ask another organisation")
    REQUEST_AUTHORISE = "request.authorise", _("Authorise a police request")
    SHARING_DECIDE = "sharing.decide", _("Decide what to share")
    SHARING_PROPOSE = "sharing.propose", _("Propose what to share")
    SHARING_CONFIRM = "sharing.confirm", _("Confirm or return a proposal")
    MEMBERS_MANAGE = "members.manage", _("Invite people and end memberships")
    ASSIGNMENTS_MANAGE = "assignments.manage", _("Assign officers to schools")
    CONTACTS_MANAGE = "contacts.manage", _("Keep the contact directory")
    COVER_START = "cover.start", _("Lead here: be told last, and start cover for somebody absent")
    PARTNERSHIP_MANAGE = "partnership.manage", _("Add organisations")
    AGREEMENT_MANAGE = "agreement.manage", _("Write agreements about sharing")
    AGREEMENT_SIGN = "agreement.sign", _("Sign an agreement about sharing")
    AUDIT_SEAL = "audit.seal", _("Seal the log")
    MAIL_SEND = "mail.send", _("Send messages")
    CLOCKS_KEEP = "clocks.keep", _("Keep the clocks")


P = Permission
_EVERYBODY = frozenset({P.COLLEAGUES_SEE})
_STAFF = _EVERYBODY | {P.ROLL_SEE, P.OWN_SEE, P.CONCERN_RECORD, P.EMERGENCY_SHARE}
_WORKS_ON_CASES = _STAFF | {
    P.CONTENT_SEE,
    P.SHARED_SEE,
    P.DECISION_SEE,
    P.CHILD_RECORD,
    P.REQUEST_ASK,
}
_LEADS = _WORKS_ON_CASES | {
    P.RESTRICTED_SEE,
    P.CONCERN_DECIDE,
    P.SHARING_DECIDE,
    P.EMERGENCY_REVIEW,
}
_HEADS = frozenset({P.COVER_START, P.COUNTS_SEE, P.AGREEMENT_SIGN, P.STAFFCONCERN_SEE})

GRANTS: dict[Role, frozenset[Permission]] = {
    Role.HEAD: _LEADS | {P.SEALED_SEE} | _HEADS,
    Role.DSL: _LEADS | {P.SEALED_SEE},
    Role.DEPUTY: _LEADS,
    Role.TEACHER: _STAFF,
    Role.OFFICER: _WORKS_ON_CASES | {P.SHARING_PROPOSE},
    Role.SERGEANT: _WORKS_ON_CASES
    | {
        P.RESTRICTED_SEE,
        P.SEALED_SEE,
        P.CONCERN_DECIDE,
        P.SHARING_PROPOSE,
        P.SHARING_CONFIRM,
        P.EMERGENCY_REVIEW,
        P.ASSIGNMENTS_MANAGE,
        P.COVER_START,
        P.AGREEMENT_SIGN,
        P.STAFFCONCERN_SEE,
        P.COUNTS_SEE,
    },
    Role.AUTHORISER: _EVERYBODY | {P.REQUEST_AUTHORISE},
    Role.SOCIAL_WORKER: _WORKS_ON_CASES | {P.RESTRICTED_SEE, P.SHARING_PROPOSE},
    Role.TEAM_MANAGER: _WORKS_ON_CASES
    | {
        P.RESTRICTED_SEE,
        P.SEALED_SEE,
        P.CONCERN_DECIDE,
        P.SHARING_PROPOSE,
        P.SHARING_CONFIRM,
        P.EMERGENCY_REVIEW,
        P.COVER_START,
        P.COUNTS_SEE,
        P.AGREEMENT_SIGN,
        P.STAFFCONCERN_SEE,
    },
    Role.PRACTITIONER: _STAFF,
    Role.PARTNER_LEAD: _LEADS | {P.SEALED_SEE} | _HEADS,
    Role.OUTSIDE_DECIDER: _EVERYBODY
    | {P.ROLL_SEE, P.OWN_SEE, P.OUTSIDE_SEE, P.SHARING_DECIDE, P.CHAIRCONCERN_SEE},
    Role.BOARD_MEMBER: _EVERYBODY | {P.COUNTS_SEE, P.DISAGREEMENT_HEAR},
    Role.AUDITOR: _EVERYBODY | {P.AUDIT_SEE},
    Role.ADMINISTRATOR: _EVERYBODY | {P.MEMBERS_MANAGE, P.ASSIGNMENTS_MANAGE, P.CONTACTS_MANAGE},
    Role.PARTNERSHIP_ADMINISTRATOR: _EVERYBODY
    | {P.MEMBERS_MANAGE, P.CONTACTS_MANAGE, P.PARTNERSHIP_MANAGE, P.AGREEMENT_MANAGE},
    Role.SEALER: frozenset({P.AUDIT_SEE, P.AUDIT_SEAL}),
    Role.MAILER: frozenset({P.MAIL_SEND, P.COLLEAGUES_SEE}),
    Role.CLOCK: frozenset({P.SHARED_SEE, P.DECISION_SEE, P.CLOCKS_KEEP, P.COLLEAGUES_SEE})
    | {P.DISAGREEMENT_HEAR},
    Role.SETUP: _EVERYBODY | {P.MEMBERS_MANAGE, P.PARTNERSHIP_MANAGE, P.CONTACTS_MANAGE},
}

PEOPLES_ROLES = [role for role in Role if not role.value.startswith("service:")]

_POLICE = [Role.OFFICER, Role.SERGEANT, Role.AUTHORISER, Role.OUTSIDE_DECIDER]
ROLES_OF: dict[Kind, list[Role]] = {
    Kind.SCHOOL: [Role.HEAD, Role.DSL, Role.DEPUTY, Role.TEACHER, Role.OUTSIDE_DECIDER],
    Kind.NURSERY: [Role.HEAD, Role.DSL, Role.DEPUTY, Role.TEACHER, Role.OUTSIDE_DECIDER],
    Kind.POLICE: _POLICE,
    Kind.TRANSPORT_POLICE: _POLICE,
    Kind.CHILDRENS_SERVICES: [Role.SOCIAL_WORKER, Role.TEAM_MANAGER, Role.OUTSIDE_DECIDER],
    Kind.BOARD: [Role.BOARD_MEMBER, Role.PARTNERSHIP_ADMINISTRATOR],
}
_PARTNERS = [Role.PARTNER_LEAD, Role.PRACTITIONER, Role.OUTSIDE_DECIDER]
_EVERYWHERE = [Role.ADMINISTRATOR, Role.AUDITOR]


def roles_of(kind: Kind) -> list[Role]:
    """The roles that people may hold at an organisation of this kind."""
    return ROLES_OF.get(kind, _PARTNERS) + _EVERYWHERE


def allows(role: Role | str, permission: Permission) -> bool:
    """Whether this role holds this permission."""
    return permission in GRANTS.get(Role(role), frozenset())


def kind_of_school(register_type: str, phase: str) -> Kind:
    """A school of the register is a school, or a nursery school."""
    return Kind.NURSERY if "nursery" in f"{register_type} {phase}".lower() else Kind.SCHOOL


# What the organisation calls people who record a child: children's services and police keep cases,
# schools keep a roll. A decision there is proposed by one and confirmed by another (law.md 1.6).
CONFIRMED_BY_ANOTHER = {Kind.POLICE, Kind.TRANSPORT_POLICE, Kind.CHILDRENS_SERVICES}


# What only some roles can do: somebody covers another when they may do all of it themselves.
# What hides a sealed record is no work: cover opens none.
WORK = frozenset(
    {
        P.CONCERN_DECIDE,
        P.SHARING_DECIDE,
        P.SHARING_PROPOSE,
        P.SHARING_CONFIRM,
        P.REQUEST_AUTHORISE,
        P.OUTSIDE_SEE,
    }
)

# The role without which nobody at such an organisation answers for safeguarding.
LEAD_OF: dict[Kind, Role] = {
    Kind.SCHOOL: Role.DSL,
    Kind.NURSERY: Role.DSL,
    Kind.POLICE: Role.SERGEANT,
    Kind.TRANSPORT_POLICE: Role.SERGEANT,
    Kind.CHILDRENS_SERVICES: Role.TEAM_MANAGER,
    Kind.ACADEMY_TRUST: Role.PARTNER_LEAD,
    Kind.YOUTH_JUSTICE: Role.PARTNER_LEAD,
    Kind.HEALTH: Role.PARTNER_LEAD,
}


def work_of(role: Role | str) -> frozenset[Permission]:
    """What somebody in this role does that others wait for."""
    return GRANTS[Role(role)] & WORK


def may_cover(absent: Role | str, covering: Role | str) -> bool:
    """Cover gives nobody a permission: whoever covers can do all of the work already."""
    return bool(work_of(absent)) and work_of(absent) <= GRANTS[Role(covering)]


def problems_of_cover(absent: str, covering: str, same: bool) -> dict[str, str]:
    """Field to sentence: what is wrong with who covers whom."""
    if same:
        return {"covering": _now("Select somebody other than the person who is away")}
    if not may_cover(absent, covering):
        return {"covering": _now("Select somebody whose role can do this work")}
    return {}


def answers_here(role: Role | str) -> bool:
    """Whether partners ring this role, so that they see who covers it."""
    return P.CONCERN_DECIDE in GRANTS[Role(role)]


class Reason(TextChoices):
    """Why somebody is away. Never their health: nobody needs to know that to cover."""

    LEAVE = "leave", _("Leave or holiday")
    APPOINTMENT = "appointment", _("An appointment")
    ELSEWHERE = "elsewhere", _("Working elsewhere: training, court, a meeting")
    UNEXPECTED = "unexpected", _("Away without notice")
    LEFT = "left", _("No longer works here")


class ContactKind(TextChoices):
    """When a line of the directory is the one to ring."""

    ORDINARY = "ordinary", _("Usually")
    HOLIDAY = "holiday", _("In a holiday, between two days")
    OUT_OF_HOURS = "out_of_hours", _("Out of hours: evenings, nights and weekends")
    EDUCATION = "education", _("For schools that are closed (the council’s education safeguarding)")
    LADO = "lado", _("About an adult who works with children: the designated officer (LADO)")
    STANDARDS = "standards", _("About an officer: the force’s professional standards")


def every_contact_kind() -> list[tuple[str, Any]]:
    """The closed list for the table’s column: it grows without a migration."""
    return ContactKind.choices


class Care(TextChoices):
    """What two people do together for somebody who cannot sign in."""

    FACTOR = "factor", _("Set up a new second factor: phone and recovery codes are lost")
    ENABLE = "enable", _("Open a disabled account again")
