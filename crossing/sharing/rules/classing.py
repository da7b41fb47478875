"""What the law calls a piece of the record, worked out from its words and shown with Change."""

from __future__ import annotations

import re

from crossing.sharing.rules.lists import DataClass

# A suggestion that somebody reads before it counts: it may be wide, never silent.
_HEALTH = (
    r"health|medic\w*|medicin\w*|diagnos\w*|hospital\w*|doctors?|nurses?|gp|a&e|ambulance"
    r"|paramedic\w*|camhs|counsell\w*|therap\w*|psycholog\w*|psychiatr\w*|surgery|inhaler"
    r"|asthma\w*|adhd|autis\w*|epilep\w*|seizure\w*|diabet\w*|allerg\w*|dyslexi\w*|depress\w*"
    r"|anxi\w*|panic attacks?|eating disorder|anorexi\w*|bulimi\w*|self[- ]harm\w*|suicid\w*"
    r"|overdos\w*|pregnan\w*|miscarr\w*|abortion|contracepti\w*|disab\w*|wheelchair|fgm"
)
# What is seen on a body is health, too: "she scratched until it bled".
_BODY = (
    r"injur\w*|bruis\w*|bleed\w*|bled|blood\w*|scratch\w*|scars?|scarred|wound\w*|burn(?:s|t|ed)?"
    r"|scald\w*|swollen|swelling|black eye|broken (?:arm|leg|nose|wrist|finger|bone|rib)s?"
    r"|fractur\w*|sprain\w*|stitches|limp(?:s|ed|ing)|vomit\w*|faint(?:s|ed|ing)?|unconscious"
    r"|concuss\w*|bandag\w*|bite marks?|cuts? (?:on|to|her|his|their|my)"
    r"|hurts? (?:her|him|them)sel\w+"
    r"|weight loss|losing weight|underweight|head ?lice|infect\w*|rash"
)
_ELSE = (
    r"ethnic\w*|religio\w*|muslim|christian|jewish|hindu|sikh|gay|lesbian|bisexual|transgender"
    r"|sexuality"
)
SPECIAL = re.compile(rf"\b(?:{_HEALTH}|{_BODY}|{_ELSE})\b", re.IGNORECASE)
CRIMINAL = re.compile(
    r"\b(?:arrest\w*|charged|caution(?:ed|s)?|convict\w*|suspect(?:ed|s)?|offen[cd]\w*|bail\w*"
    r"|custody|crime\w*|criminal\w*|probation|theft|stole\w*|robb\w*|assault\w*|burgl\w*"
    r"|knife|knives|blade|weapon\w*|drugs?|dealing|cannabis|arson|rape\w*|no[- ]contact)\b",
    re.IGNORECASE,
)


def data_class_of(text: str) -> DataClass:
    """The class that a text seems to have: crime before health, as its conditions are narrower."""
    if CRIMINAL.search(text):
        return DataClass.CRIMINAL
    return DataClass.SPECIAL if SPECIAL.search(text) else DataClass.ORDINARY
