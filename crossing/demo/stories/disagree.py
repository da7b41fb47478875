"""Omar disagrees with a refusal; the two have talked, and now their leads do. And whether a child
is known: asked, and answered with a number to ring."""

from __future__ import annotations

from crossing.database.acting import service
from crossing.demo import deciding
from crossing.demo.deciding import Mind
from crossing.demo.stories import doing
from crossing.demo.town import Story, Town
from crossing.partnership.models import Contact
from crossing.partnership.people import Service
from crossing.sharing.commands import disagree, disagree_clock
from crossing.sharing.commands.ask import read_request
from crossing.sharing.commands.disagree import Against
from crossing.sharing.models import Disagreement, InformationRequest
from crossing.sharing.rules import Outcome, Power, Purpose, RefusalReason
from crossing.sharing.rules.existence import WANTED

REFUSE = Mind(
    Outcome.REFUSE,
    "He told us because we promised not to pass on what his mother says.",
    more={
        "reason_told": "It is more than you need to keep him safe on the way home.",
        "refusal_reasons": [RefusalReason.EXCESSIVE],
        "would_change": "Ask for the two afternoons, not for everything that he said.",
        "detriment": "He would stop talking to us.",
    },
)


def at_its_second_stage(town: Town) -> Story:
    """Refused, disagreed, and past the two days of the two who worked on it."""
    yield town.at(8, "10:20")
    question = doing.question(
        Purpose.SAFEGUARD_CHILD_AT_RISK,
        "What Reece has told you this month about who waits for him after school.",
        "He was seen twice with the same two men at the arcade.",
        "They could take him further away next time.",
        power=Power.CA2004_S10,
    )
    asked = doing.ask(town, "omar", "northfield", "reece", question)
    yield town.at(6, "12:30")
    with town.acting("lena") as by:
        child = town.child("lena", "reece")
        deciding.conclude(town, deciding.desk_on(by, asked), REFUSE, child, by=by)
    yield town.at(4, "09:05")
    with town.acting("omar") as by:
        told = InformationRequest.objects.select_related("holder", "reply").get(pk=asked.pk)
        read_request(told, by=by)
        words = "The two men are known to us. We need the days, even if not his words."
        case = disagree.disagree(Against(request=told), words, by=by)
    _take(town, case, "northfield")
    yield town.at(3, "13:15")
    with town.acting("lena") as by:
        view = "We can name two afternoons. What he says about his mother stays here."
        disagree.write_view(case, view, by=by)
    yield town.at(1, "17:05")
    with service("clock", town.orgs["police"].pk):
        disagree_clock.pass_day(case.pk, by=Service("clock", town.orgs["police"].pk))
    _take(town, case, "northfield")


def _take(town: Town, case: Disagreement, holder: str) -> None:
    """What the keeper of clocks does at the other side."""
    place = town.orgs[holder].pk
    with service("clock", place):
        disagree_clock.take_disagreement(case.pk, by=Service("clock", place))


def known(town: Town) -> Story:
    """Mina asks only whether Northfield knows Ella; Lena says so, and who to ring."""
    yield town.at(9, "11:10")
    question = doing.question(
        Purpose.SECTION_17,
        str(WANTED),
        "Her mother asked us for help and could not name the school.",
        "",
        existence=True,
    )
    asked = doing.ask(town, "mina", "northfield", "ella", question)
    yield town.at(8, "08:50")
    with town.acting("lena") as by:
        line = Contact.objects.filter(org=by.place).order_by("position").first()
        more = {"ring": str(line.pk) if line else ""}
        mind = Mind(
            Outcome.EXISTS, "Her mother wants the help, and they need one number.", more=more
        )
        work = deciding.desk_on(by, asked)
        deciding.conclude(town, work, mind, town.child("lena", "ella"), by=by)


STORIES = (at_its_second_stage, known)
