"""A complete answer, and what is missing from it once changed."""

from dataclasses import replace
from datetime import date

from crossing.sharing.law import RULES_FILE, read_rules, work_out
from crossing.sharing.rules import (
    Answer,
    ChildView,
    Facts,
    FamilyTold,
    HarmOfSharing,
    HarmOfSilence,
    Item,
    OurChild,
    Outcome,
    Purpose,
    RefusalReason,
    Treatment,
    classes_of,
    problems,
)

ON, DUTY = date(2026, 9, 7), date(2026, 10, 1)
IN, OUT, COVER = Treatment.INCLUDE, Treatment.LEAVE_OUT, Treatment.COVER
CRIME = Facts("school", "police", Purpose.CRIME, law_enforcement=True)
RISK = Facts("school", "childrens_services", Purpose.SAFEGUARD_CHILD_AT_RISK)
ANSWER = Answer(
    connected=False,
    is_our_child=OurChild.YES,
    items=(Item(treatment=IN),),
    harms={HarmOfSharing.NONE: ""},
    silence=HarmOfSilence.AGREE,
    child_view=ChildView.NOT_KNOWN,
    family_told=FamilyTold.TOLD,
    outcome=Outcome.SHARE_ALL,
    reason_kept="It keeps her safe.",
)
REFUSAL = replace(
    ANSWER,
    items=(),
    outcome=Outcome.REFUSE,
    reason_told="Two dates would be enough.",
    refusal_reasons=(RefusalReason.EXCESSIVE,),
    would_change="Ask for two dates.",
)

with RULES_FILE.open(encoding="utf-8", newline="") as file:
    RULES = read_rules(file)


def found(facts=CRIME, answer=ANSWER, on=ON, **changes):
    answer = replace(answer, **changes)
    facts = replace(facts, classes=classes_of(answer.items))
    return set(problems(answer, facts, work_out(facts, RULES, on)))
