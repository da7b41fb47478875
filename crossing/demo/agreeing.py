"""What the town's organisations have agreed about sharing: one agreement that most have signed, one
that lapses soon, and one that nobody has signed yet."""

from __future__ import annotations

from datetime import date, timedelta

from crossing.demo.town import Town
from crossing.partnership.queries import partnership_of
from crossing.sharing.commands import agreements
from crossing.sharing.commands.agreements import Draft
from crossing.sharing.models import Agreement
from crossing.sharing.queries.agreements import agreement_for
from crossing.sharing.rules import Purpose
from crossing.sharing.rules.agreements import Controllers

TERMS = {
    "stages": "A question names one child, what is wanted and why. A named person decides, writes "
    "the reason, and shares only what is needed. Whoever receives it says what happened next.",
    "items": "Names, dates of birth, attendance, concerns, the child’s own words, what was done, "
    "and who to ring.",
    "special": "Health, ethnicity, religion and information about crime only where the answer "
    "cannot be given without it, decided item by item.",
    "consent": "Sharing to keep a child safe does not rest on consent. Children and families are "
    "told where that is safe; when they are not, the reason and a day to look again are written.",
    "recipients": "The people who work on the case. Nobody passes it on without asking first.",
    "accuracy": "Each item says whether it is fact or opinion, and from when. A mistake is "
    "corrected for everybody who received it.",
    "retention": "With the child’s safeguarding file, or in the force’s own system, as each law "
    "says. What went to the wrong place is destroyed there.",
    "security": "Only in Crossing, with a second factor. A breach is told to the data protection "
    "officers the same day.",
    "rights": "Each organisation answers for what it holds. The partnership office passes on what "
    "reaches it by mistake.",
    "training": "Everybody who decides has been trained in the last two years.",
    "equality": "Once a term the board looks at whom questions and refusals are about.",
    "dpia": "RSSP-DPIA-3, reviewed in June.",
}
LAW = ["ART6_E", "ART9_G_PARA18", "ART10_OFFICIAL", "SCH8_PARA4", "CA2004_S10", "CA1989_S47"]
CHILDREN = [purpose.value for purpose in Purpose if purpose != Purpose.EMERGENCY]
SIGNERS = {
    "northfield": "hugh",
    "southgate": "miriam",
    "police": "sam",
    "hillside": "hana",
    "services": "theo",
    "charity": "carla",
}


def agree(town: Town) -> None:
    """The partnership office writes and publishes them; those who lead sign."""
    today = town.days.day(0)
    start = date(today.year - 1, 9, 1)
    everybody = ("northfield", "southgate", "stbedes", "police", "hillside", "services")
    main = _published(
        town, "Keeping children safe in Riverside", everybody, start, date(start.year + 3, 8, 31)
    )
    club = _published(
        town, "Tideway Youth Project", ("northfield", "charity"), start, today + timedelta(45)
    )
    _published(
        town, "Fire safety visits", ("northfield", "fire"), today, date(start.year + 3, 8, 31)
    )
    for place in ("northfield", "southgate", "police", "hillside", "services"):
        _sign(town, main, place)
    for place in ("northfield", "charity"):
        _sign(town, club, place)


def _published(
    town: Town, title: str, places: tuple[str, ...], start: date, end: date
) -> Agreement:
    draft = Draft(
        title=title,
        controllers=Controllers.SEPARATE,
        purposes=CHILDREN,
        law=LAW,
        starts_on=start,
        review_on=start + (end - start) / 2,
        ends_on=end,
        terms=TERMS,
        parties=[town.orgs[place] for place in places],
    )
    with town.acting("pia") as pia:
        found = agreements.write_agreement(draft, partnership_of(pia), by=pia)
        for party in found.parties.select_related("org"):
            officer = f"Data protection officer of {party.org.name}"
            agreements.say_whom_to_ask(party, "Safeguarding office", officer[:250], by=pia)
        agreements.publish(found, by=pia)
    return found


def _sign(town: Town, agreement: Agreement, place: str) -> None:
    with town.acting(SIGNERS[place]) as by:
        agreements.sign(agreement_for(by, agreement.pk), by=by)
