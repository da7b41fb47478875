"""What the law calls a piece of the record, worked out from its words and shown with Change."""

from __future__ import annotations

import re

from crossing.sharing.rules.lists import DataClass

# A suggestion that somebody reads before it counts: it may be wide, never silent.
SPECIAL = re.compile(
    r"\b(?:health|medic\w*|diagnos\w*|hospital|doctor|gp|camhs|counsell\w*|therap\w*|asthma\w*"
    r"|adhd|autis\w*|epilep\w*|diabet\w*|depress\w*|anxi\w*|self[- ]harm\w*|suicid\w*|overdos\w*"
    r"|pregnan\w*|disab\w*|injur\w*|bruis\w*|ethnic\w*|religio\w*|muslim|christian|jewish|hindu"
    r"|sikh|gay|lesbian|bisexual|transgender|sexuality)\b",
    re.IGNORECASE,
)
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
