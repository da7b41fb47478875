"""Builders of corrections and breaches, through the real commands."""

import datetime

from crossing.core.clock import today
from crossing.partnership.rules import Kind
from crossing.records.models import Child
from crossing.sharing import tasks
from crossing.sharing.commands import breach as breaching
from crossing.sharing.commands import contradict as contradicting
from crossing.sharing.commands.correct import acknowledge_correction, correct, tell_outside
from crossing.sharing.commands.decide import decide
from crossing.sharing.commands.start import Start, start_unasked
from crossing.sharing.models import WrongPlace
from crossing.sharing.queries import breach as breaches
from crossing.sharing.queries import correct as queries
from crossing.sharing.queries.receive import disclosure_for
from crossing.sharing.rules import Channel, IdentityCheck, Outcome, Purpose, Route
from crossing.sharing.rules.breach import Step
from crossing.sharing.rules.correcting import NewCorrection
from tests.sharing.build import SCHOOL_DAY, work_on

WRONG = NewCorrection(
    wrong="She did not arrive at 09:40.",
    truth="instead",
    instead="She was not in school that day.",
    found="The register of another class was read.",
    undo="Any plan that relies on where she was.",
)


def outside(acting, child, by="lena"):
    """Something that is told to a doctor who does not use Crossing."""
    with acting(by) as person:
        told = Start(
            route=Route.UNASKED,
            purpose=Purpose.SAFEGUARD_CHILD_AT_RISK,
            outside_recipient="Dr Ann Lowe",
            recipient_kind=Kind.HEALTH,
            told_to="Dr Ann Lowe, GP",
            identity_check=IdentityCheck.CALLED_BACK,
            channel=Channel.PHONE,
        )
        mine = Child.objects.get(pk=child.pk)
        work = start_unasked(mine, told, by=person)
        more = {"silence": None, "silence_because": "She could be treated wrongly."}
        more["no_agreement_because"] = "There is none with a surgery."
        done = work_on(work, person, mine, Outcome.SHARE_ALL, [SCHOOL_DAY], **more)
        return decide(done, by=person).disclosure


def a_correction(acting, shared, by="lena", new=WRONG, position=0):
    """The sender corrects one item, wherever it was shared."""
    with acting(by) as person:
        held = queries.item_at(person, disclosure_for(person, shared.pk), position)
        return correct(queries.everywhere(person, held), new, by=person)[0]


def acknowledged(acting, correction, by="omar", relied="no", did=""):
    """Somebody at the recipient has read it; the sender's clock hears of that."""
    with acting(by) as person:
        mine = queries.correction_for(person, correction.pk).correction
        acknowledge_correction(mine, relied, did, by=person)
    tasks.correction_read(str(correction.pk), str(correction.sender_id))


def told(acting, correction, by="lena", relied="no", did="Rang her at 14:10."):
    """The sender writes down that somebody outside Crossing was told."""
    with acting(by) as person:
        mine = queries.correction_for(person, correction.pk).correction
        tell_outside(mine, relied, did, by=person)


def a_contradiction(acting, shared, by="omar", position=0):
    """The recipient says that it differs; the sender's clock begins."""
    with acting(by) as person:
        mine = disclosure_for(person, shared.pk)
        text, ring = "The day differs.", "Omar Aziz, 020 7946 0001"
        said = contradicting.contradict(mine, position, text, ring, by=person)
    tasks.contradiction_began(str(said.pk), str(said.to_org_id))
    return said


def answered(acting, said, by="lena", kind="looking", told="", days=7):
    """The sender answers."""
    with acting(by) as person:
        until = today() + datetime.timedelta(days) if kind == "looking" else None
        doubt = queries.doubt_for(person, said.pk)
        contradicting.answer_contradiction(doubt.said, kind, told, until, by=person)


def a_breach(acting, shared, by="lena", aware_at=None):
    """The sender says that it went to the wrong place."""
    with acting(by) as person:
        return breaching.went_wrong(disclosure_for(person, shared.pk), aware_at, by=person)


def began(acting, shared, by="lena"):
    """The breach at the sender, once its job has heard of what the recipient said."""
    with acting(by) as person:
        place = person.place
        wrong = WrongPlace.objects.get(disclosure=shared.pk)
    tasks.breach_began(str(wrong.pk), str(place))
    with acting(by) as person:
        return breaches.breach_for(person, wrong.pk).breach


def written(acting, breach, step, choice, by="lena", on=None, text="As it is."):
    """One thing written down about it."""
    with acting(by) as person:
        standing = breaches.breach_for(person, breach.pk)
        answer = breaching.StepAnswer(choice, text, on)
        return breaching.write_step(standing, Step(step), answer, by=person)


def all_written(acting, breach):
    """Everything that must be decided."""
    written(acting, breach, "at-risk", "no")
    written(acting, breach, "commissioner", "not_told")
    written(acting, breach, "people", "not_told")
    written(acting, breach, "change", "changes")


def destroyed(acting, breach, by="omar", spread="nowhere", text=""):
    """Whoever had it confirms, and the sender hears of it."""
    with acting(by) as person:
        wrong = breaches.wrong_place_for(person, breach.wrong_place_id)
        breaching.confirm_destroyed(wrong, spread, text, by=person)
        place, pk = wrong.sender_id, wrong.pk
    tasks.copy_destroyed(str(pk), str(place))


def closed(acting, breach, by="lena"):
    """Everything is written down, and it is closed."""
    with acting(by) as person:
        breaching.close_breach(breaches.breach_for(person, breach.pk), by=person)
