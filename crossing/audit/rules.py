"""What can happen: the closed list of events, and how their chain is worked out."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

FIRST = "0" * 64  # what the first link of a chain stands on


class Event(TextChoices):
    """area.thing.verb; the label is the sentence that people read."""

    SITE_SIGNIN_SUCCEEDED = "site.signin.succeeded", _("Signed in")
    SITE_SIGNIN_FAILED = "site.signin.failed", _("A sign-in failed")
    SITE_SIGNOUT = "site.session.ended", _("Signed out")
    SITE_PASSWORD_CHANGED = "site.password.changed", _("Changed their password")
    SITE_RESET_ASKED = "site.reset.asked", _("Asked for a new password")
    SITE_FACTOR_CHANGED = "site.factor.changed", _("Changed their second factor")
    SITE_PLACE_SWITCHED = "site.place.switched", _("Switched to another place of work")
    SITE_KEYS_ROTATED = "site.keys.rotated", _("Changed the keys under which text is sealed")
    SITE_RESTORED = "site.backup.restored", _("Restored everything from a backup")
    SITE_RELEASED = "site.backup.released", _("Let messages and jobs go again after a restore")
    SITE_ATTEMPT_REFUSED = "site.attempt.refused", _("Was refused")

    PARTNERSHIP_STARTED = "partnership.partnership.started", _("Started a partnership")
    ORGANISATION_ADDED = "partnership.organisation.added", _("Added an organisation")
    ORGANISATION_CHANGED = (
        "partnership.organisation.changed",
        _("Changed an organisation’s details"),
    )
    MEMBER_INVITED = "partnership.member.invited", _("Invited somebody")
    MEMBERSHIP_ENDED = "partnership.membership.ended", _("Ended a membership")
    OFFICER_ASSIGNED = "partnership.officer.assigned", _("Assigned an officer to a school")
    ASSIGNMENT_ENDED = "partnership.assignment.ended", _("Ended an officer’s assignment")
    CONTACT_CHANGED = "partnership.contact.changed", _("Changed the contact directory")
    ACCOUNT_DISABLED = "partnership.account.disabled", _("Disabled an account")
    RECOVERY_ASKED = "partnership.recovery.asked", _("Asked to let somebody sign in again")
    RECOVERY_CONFIRMED = "partnership.recovery.confirmed", _("Let somebody sign in again")
    RECOVERY_REFUSED = "partnership.recovery.refused", _("Did not let somebody sign in again")
    COVER_STARTED = "partnership.cover.started", _("Started cover for somebody away")
    COVER_ENDED = "partnership.cover.ended", _("Ended a cover")
    HANDOVER_READ = "partnership.handover.read", _("Read what whoever covers should know")
    SCHOOLS_LOADED = "partnership.schools.loaded", _("Loaded the school register")
    DAYS_LOADED = "partnership.days.loaded", _("Loaded terms and holidays")

    CHILD_ADDED = "records.child.added", _("Made a child’s record")
    CHILD_CHANGED = "records.child.changed", _("Changed a child’s record")
    CHILD_OPENED = "records.child.opened", _("Opened a child’s record")
    CHILD_SEARCHED = "records.child.searched", _("Searched for a child")
    CHILD_FLAGGED = "records.child.flagged", _("Changed what is hidden about a child")
    CHRONOLOGY_EXPORTED = "records.chronology.exported", _("Exported a chronology")
    CHRONOLOGY_PRINTED = "records.chronology.printed", _("Took a chronology out on paper")
    CONCERN_RECORDED = "records.concern.recorded", _("Recorded a concern")
    CONCERN_ADDED_TO = "records.concern.added_to", _("Added to a concern")
    CONCERN_READ = "records.concern.read", _("Read a concern")
    CONCERN_DECIDED = "records.concern.decided", _("Decided what to do about a concern")
    CONCERN_STILL_WORRIED = "records.concern.still_worried", _("Said: I am still worried")
    CONCERN_NAMED = "records.concern.named", _("Said which child a concern is about")
    STAFF_CONCERN_RECORDED = (
        "records.staff_concern.recorded",
        _("Recorded a concern about an adult who works here"),
    )
    STAFF_CONCERN_READ = (
        "records.staff_concern.read",
        _("Read a concern about an adult who works here"),
    )
    STAFF_CONCERN_DECIDED = (
        "records.staff_concern.decided",
        _("Decided about a concern about an adult who works here"),
    )
    ADVICE_ASKED = "records.advice.asked", _("Asked for advice")
    ADVICE_READ = "records.advice.read", _("Read a question for advice")
    ADVICE_ANSWERED = "records.advice.answered", _("Gave advice")
    ADVICE_BACK = "records.advice.taken_back", _("Ended a question for advice without an answer")
    ENTRY_ADDED = "records.entry.added", _("Added an entry to a chronology")
    ENTRY_MARKED = "records.entry.marked", _("Marked an entry as significant")
    ENTRY_UNMARKED = "records.entry.unmarked", _("Took a significance mark away")

    MOVE_ASKED = "records.move.asked", _("Said that an entry is about a different child")
    MOVE_REFUSED = "records.move.refused", _("Left an entry where it is")
    MOVE_SEEN = "records.move.seen", _("Saw that an entry they had read was about another child")
    ENTRY_REMOVED = "records.entry.removed", _("Removed an entry that was about a different child")
    ENTRY_MOVED_HERE = "records.entry.moved_here", _("Moved an entry here from a wrong record")
    ORIGINAL_OPENED = "records.original.opened", _("Opened a removed entry, with a reason")
    JOIN_ASKED = "records.join.asked", _("Said that two records are of one child")
    JOIN_REFUSED = "records.join.refused", _("Left two records as they are")
    PART_ASKED = "records.part.asked", _("Said that two joined records are of two children")
    CHILDREN_JOINED = "records.children.joined", _("Joined two records of one child")
    CHILDREN_PARTED = "records.children.parted", _("Took two records apart again")

    REQUEST_ASKED = "sharing.request.asked", _("Asked for information")
    REQUEST_READ = "sharing.request.read", _("Read a request")
    AUTHORITY_GIVEN = "sharing.authority.given", _("Authorised a request")
    AUTHORITY_REFUSED = "sharing.authority.refused", _("Refused to authorise a request")
    REQUEST_ANSWERED = "sharing.request.answered", _("Told the asker what was decided")
    REQUEST_WITHDRAWN = "sharing.request.withdrawn", _("Withdrew a request")
    REQUEST_NARROWED = "sharing.request.narrowed", _("Narrowed a request")
    REQUEST_WRITTEN_DOWN = "sharing.request.written_down", _("Wrote down a request made elsewhere")
    DELIBERATION_STARTED = (
        "sharing.deliberation.started",
        _("Started to decide without being asked"),
    )
    DELIBERATION_OPENED = "sharing.deliberation.opened", _("Opened a decision in the making")
    DELIBERATION_SAVED = "sharing.deliberation.saved", _("Saved a step of a decision")
    DELIBERATION_CLOSED = (
        "sharing.deliberation.closed",
        _("A question was taken back before it was decided"),
    )
    CLOCK_RESUMED = "sharing.clock.resumed", _("A clock went on after a question back")
    OVERDUE_TOLD = "sharing.overdue.told", _("Told a team that an answer is overdue")
    CONNECTION_DECLARED = (
        "sharing.connection.declared",
        _("Said that they are personally connected"),
    )
    DECISION_PROPOSED = "sharing.decision.proposed", _("Proposed a decision")
    DECISION_RETURNED = "sharing.decision.returned", _("Returned a proposal")
    DECISION_MADE = "sharing.decision.made", _("Decided")
    FAMILY_LOOKED_AT = "sharing.family.looked_at", _("Looked again at telling the family")
    ENTRY_LEFT_OUT = (
        "sharing.deliberation.entry_left",
        _("An entry left a decision in the making: it was about a different child"),
    )
    DECISION_READ = "sharing.decision.read", _("Read a decision")
    LEDGER_EXPORTED = "sharing.ledger.exported", _("Exported what was shared")
    LEDGER_ABOUT_READ = "sharing.ledger.about_read", _("Read all that was shared about a child")
    DISCLOSURE_READ = "sharing.disclosure.read", _("Read the cover of what was shared")
    DISCLOSURE_ACCEPTED = (
        "sharing.disclosure.accepted",
        _("Accepted what may be done with an answer"),
    )
    DISCLOSURE_OPENED = "sharing.disclosure.opened", _("Opened what was shared with us")
    DISCLOSURE_ACKNOWLEDGED = "sharing.disclosure.acknowledged", _("Acknowledged an answer")
    DISCLOSURE_ATTACHED = "sharing.disclosure.attached", _("Attached an answer to a child’s record")
    DISCLOSURE_REPORTED = (
        "sharing.disclosure.reported",
        _("Told the sender of a problem with an answer"),
    )
    DISCLOSURE_FOLLOWED = "sharing.disclosure.followed", _("Said what happened next")
    DISCLOSURE_TAKEN_BACK = "sharing.disclosure.taken_back", _("Took back what was shared")
    DISCLOSURE_UNSEALED = "sharing.disclosure.unsealed", _("Opened a closed answer, with a reason")
    CORRECTION_MADE = "sharing.correction.made", _("Corrected something that was shared")
    CORRECTION_READ = "sharing.correction.read", _("Read a correction")
    CORRECTION_ACKNOWLEDGED = "sharing.correction.acknowledged", _("Acknowledged a correction")
    CORRECTION_TOLD = "sharing.correction.told", _("Wrote down who was told of a correction")
    CONTRADICTION_SAID = (
        "sharing.contradiction.said",
        _("Said that what was shared contradicts what we hold"),
    )
    CONTRADICTION_READ = "sharing.contradiction.read", _("Read what contradicts")
    CONTRADICTION_ANSWERED = (
        "sharing.contradiction.answered",
        _("Answered that it contradicts what they hold"),
    )
    WRONG_PLACE_SAID = "sharing.wrong_place.said", _("Said that something went to the wrong place")
    WRONG_PLACE_READ = "sharing.wrong_place.read", _("Read what to do with what came by mistake")
    COPY_DESTROYED = "sharing.copy.destroyed", _("Confirmed that a copy is destroyed")
    COPIES_DESTROYED_AGAIN = (
        "sharing.copy.destroyed_again",
        _("Destroyed again, after a restore, what had been destroyed"),
    )
    BREACH_BEGAN = "sharing.breach.began", _("Started the 72 hours of a breach")
    BREACH_READ = "sharing.breach.read", _("Read how a breach stands")
    BREACH_WRITTEN = "sharing.breach.written", _("Wrote down something about a breach")
    BREACH_CLOSED = "sharing.breach.closed", _("Closed a breach")
    QUESTION_ASKED = "sharing.question.asked", _("Asked a question back")
    QUESTION_ANSWERED = "sharing.question.answered", _("Answered a question")
    DISAGREEMENT_OPENED = "sharing.disagreement.opened", _("Disagreed with an answer")
    DISAGREEMENT_READ = "sharing.disagreement.read", _("Read a disagreement")
    DISAGREEMENT_WRITTEN = "sharing.disagreement.written", _("Wrote their view of a disagreement")
    DISAGREEMENT_NOTED = "sharing.disagreement.noted", _("Wrote a note beside a disagreement")
    DISAGREEMENT_MOVED = "sharing.disagreement.moved", _("A disagreement moved to its next stage")
    DISAGREEMENT_TAKEN = "sharing.disagreement.taken", _("Gave a disagreement to somebody here")
    DISAGREEMENT_NAMED = "sharing.disagreement.named", _("Named somebody else for a disagreement")
    DISAGREEMENT_AGREED = "sharing.disagreement.agreed", _("Said what was agreed in a disagreement")
    DISAGREEMENT_ENDED = "sharing.disagreement.ended", _("Ended a disagreement")
    DISAGREEMENT_DAYS = "sharing.disagreement.days", _("Set the days of a disagreement’s stages")

    EMERGENCY_SHARED = "sharing.emergency.shared", _("Shared at once: a child in danger")
    EMERGENCY_READ = "sharing.emergency.read", _("Read what was shared in an emergency")
    REVIEW_PASSED = (
        "sharing.emergency.passed",
        _("Passed the review of an emergency on: nobody inside is left for it"),
    )
    EMERGENCY_REVIEWED = "sharing.emergency.reviewed", _("Reviewed an emergency, and closed it")

    CHASE_STARTED = "todo.chase.started", _("Started the clock of something that must be done")
    CHASE_ENDED = "todo.chase.ended", _("Did what a clock was running for")
    CHASE_CLIMBED = "todo.chase.climbed", _("Told the next people that something is late")
    SECOND_ASKED = "todo.second.asked", _("Asked for a second person to be named")
    TASK_SET = "todo.task.set", _("Gave somebody a task")
    TASK_TRIED = "todo.task.tried", _("Wrote down what came of a task")

    AGREEMENT_WRITTEN = "sharing.agreement.written", _("Started to write an agreement")
    AGREEMENT_CHANGED = "sharing.agreement.changed", _("Changed the draft of an agreement")
    AGREEMENT_PUBLISHED = "sharing.agreement.published", _("Published an agreement")
    AGREEMENT_SIGNED = "sharing.agreement.signed", _("Signed an agreement")
    AGREEMENT_ENDED = "sharing.agreement.ended", _("Ended an agreement")

    FAMILY_STARTED = "sharing.family.started", _("Started a page for a family")
    FAMILY_CHANGED = "sharing.family.changed", _("Changed a page for a family")
    FAMILY_SENT = "sharing.family.sent", _("Gave a page for a family to be checked")
    FAMILY_TAKEN_BACK = "sharing.family.taken_back", _("Took back a page for a family")
    FAMILY_RETURNED = "sharing.family.returned", _("Returned a page for a family")
    FAMILY_RELEASED = "sharing.family.released", _("Checked and released a page for a family")
    FAMILY_PRINTED = "sharing.family.printed", _("Took a page for a family out on paper")
    FAMILY_HANDED = "sharing.family.handed", _("Handed over a page for a family")
    DECISION_PRINTED = "sharing.decision.printed", _("Took a decision out on paper")
    AGREEMENT_PRINTED = "sharing.agreement.printed", _("Took an agreement out on paper")
    FORM_PRINTED = "sharing.form.printed", _("Took out a blank form for an outage")

    AUDIT_READ = "stewardship.audit.read", _("Read who has looked")
    AUDIT_EXPORTED = "stewardship.audit.exported", _("Exported who has looked")


def every_event() -> list[tuple[str, Any]]:
    """The closed list for the table’s column: it grows without a migration."""
    return Event.choices


def link_hash(key: str, previous: str, facts: Mapping[str, object]) -> str:
    """The hash of one link: keyed, over the link before it and every fact of the event."""
    text = json.dumps(facts, sort_keys=True, separators=(",", ":"), default=str, ensure_ascii=True)
    return hmac.new(key.encode(), f"{previous}\n{text}".encode(), hashlib.sha256).hexdigest()
