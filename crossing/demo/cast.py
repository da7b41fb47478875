"""The organisations of the invented town, who works there, and what each can try first."""

from __future__ import annotations

from dataclasses import dataclass

from crossing.partnership.rules import Kind, Role

PARTNERSHIP = "Riverside"
AUTHORITY = "201"  # a local authority's code is three digits; the town is invented


@dataclass(frozen=True)
class Place:
    """An organisation; its officers' title is its own word."""

    name: str
    kind: Kind
    line: str
    phone: str
    out_of_hours: str
    officer_title: str = ""
    trust: str = ""


# Telephone numbers are from the ranges that Ofcom keeps for drama.
PLACES: dict[str, Place] = {
    "board": Place(
        "Riverside Safer School Partnership", Kind.BOARD, "Partnership office", "01632 960100", ""
    ),
    "trust": Place(
        "Tideway Learning Trust", Kind.ACADEMY_TRUST, "Trust office", "01632 960110", "01632 960111"
    ),
    "northfield": Place(
        "Northfield School", Kind.SCHOOL, "Safeguarding office", "01632 960121", "01632 960129"
    ),
    "southgate": Place(
        "Southgate Academy",
        Kind.SCHOOL,
        "Safeguarding team",
        "01632 960131",
        "01632 960139",
        trust="trust",
    ),
    "stbedes": Place(
        "St Bede’s Primary School", Kind.SCHOOL, "School office", "01632 960141", "01632 960149"
    ),
    "police": Place(
        "Riverside Safer Schools Team",
        Kind.POLICE,
        "Duty officer for schools",
        "020 7946 0201",
        "020 7946 0209",
        officer_title="Safer Schools Officer",
    ),
    "hillside": Place(
        "Hillside Safer Schools Team",
        Kind.POLICE,
        "DWO-CYP desk",
        "020 7946 0301",
        "020 7946 0309",
        officer_title="DWO-CYP",
    ),
    "services": Place(
        "Riverside Children’s Services",
        Kind.CHILDRENS_SERVICES,
        "Front door",
        "01632 960151",
        "01632 960159",
    ),
    "charity": Place(
        "Riverside Youth Trust", Kind.CHARITY, "Youth work office", "01632 960161", "01632 960169"
    ),
    "fire": Place(
        "Riverside Fire and Rescue", Kind.FIRE, "Community safety", "01632 960171", "01632 960179"
    ),
}


@dataclass(frozen=True)
class Player:
    """Somebody who works in the town: where, as what, and one thing to try."""

    name: str
    place: str
    role: Role
    title: str
    tries: str


NO_CHILDREN = "Look for a child: there is none to find here, because this work needs none."

# In the order in which the town offers them: first the people whose days meet.
PLAYERS: dict[str, Player] = {
    "lena": Player(
        "Lena Hart",
        "northfield",
        Role.DSL,
        "Designated safeguarding lead",
        "Read the concern that came in before the bell, then decide what to share with Omar.",
    ),
    "tom": Player(
        "Tom Reed",
        "northfield",
        Role.TEACHER,
        "Teacher of history, tutor of 10R",
        "Carry on with the concern you had half typed, and see whether Lena has read the others.",
    ),
    "omar": Player(
        "Omar Aziz",
        "police",
        Role.OFFICER,
        "Safer Schools Officer",
        "Mend the answer that Sam returned to you, then read what Northfield shared about Reece.",
    ),
    "sam": Player(
        "Sam Doyle",
        "police",
        Role.SERGEANT,
        "Sergeant",
        "Confirm or return what Omar proposes about a visit; read where he and Lena disagree.",
    ),
    "ines": Player(
        "Ines Grant",
        "police",
        Role.AUTHORISER,
        "Inspector",
        "Give or refuse authority for the question that Omar wants to send to Southgate.",
    ),
    "mina": Player(
        "Mina Roy",
        "services",
        Role.SOCIAL_WORKER,
        "Social worker, front door",
        "Read what Northfield shared about Amina, then see what St Bede’s still owes you.",
    ),
    "theo": Player(
        "Theo Lang",
        "services",
        Role.TEAM_MANAGER,
        "Team manager, front door",
        "Confirm or return the answer that Mina proposes to Northfield.",
    ),
    "rita": Player(
        "Rita Moss",
        "southgate",
        Role.DSL,
        "Safeguarding and welfare lead",
        "Read the new concern about Leo, and see that nobody has acknowledged your correction.",
    ),
    "bea": Player(
        "Bea Malik",
        "stbedes",
        Role.DSL,
        "Deputy head, safeguarding lead",
        "Open what the police told you this morning about Yusuf, then answer the late enquiry.",
    ),
    "carla": Player(
        "Carla Nunes",
        "charity",
        Role.PARTNER_LEAD,
        "Safeguarding lead",
        "Open what Northfield shared about Jordan, and say what happened next.",
    ),
    "ada": Player(
        "Ada Bright",
        "northfield",
        Role.AUDITOR,
        "Data protection officer",
        "See the emergency whose record is overdue, who has looked at what, and who was refused.",
    ),
    "dev": Player(
        "Dev Patel",
        "northfield",
        Role.DEPUTY,
        "Deputy safeguarding lead, Years 7 to 9",
        "You cover for Lena: see what waits; one decision is not yours, as you know her family.",
    ),
    "hugh": Player(
        "Hugh Osei",
        "northfield",
        Role.HEAD,
        "Headteacher",
        "Find the sealed record of Noor Haddad, which your deputy cannot find.",
    ),
    "una": Player(
        "Una Clarke",
        "northfield",
        Role.OUTSIDE_DECIDER,
        "Chair of governors",
        "See that nothing waits for you until everybody inside is connected to a family.",
    ),
    "priya": Player(
        "Priya Nair",
        "northfield",
        Role.TEACHER,
        "Attendance officer",
        "Record a concern in a minute, about a pupil who has stopped coming to school.",
    ),
    "nora": Player(
        "Nora Finch",
        "northfield",
        Role.ADMINISTRATOR,
        "School business manager",
        "Invite a colleague, and see that you can open no child’s record.",
    ),
    "otto": Player(
        "Otto Kern",
        "hillside",
        Role.OFFICER,
        "DWO-CYP",
        "Read why Northfield refused, and what would change the answer.",
    ),
    "hana": Player(
        "Hana Voss", "hillside", Role.SERGEANT, "Sergeant", "See what Otto asked, and what is late."
    ),
    "joel": Player(
        "Joel Price",
        "southgate",
        Role.DEPUTY,
        "Assistant safeguarding lead",
        "Look at the request about Zara that is overdue.",
    ),
    "miriam": Player(
        "Miriam Cole",
        "southgate",
        Role.HEAD,
        "Principal",
        "Read what Southgate has shared, and why.",
    ),
    "ben": Player(
        "Ben Shaw",
        "southgate",
        Role.TEACHER,
        "Teacher of science",
        "See that Rita has read your concern, and say that you are still worried.",
    ),
    "wendy": Player(
        "Wendy Abara",
        "southgate",
        Role.OUTSIDE_DECIDER,
        "Trust safeguarding director",
        "See that nothing waits for you until everybody inside is connected to a family.",
    ),
    "lois": Player("Lois Grey", "trust", Role.PARTNER_LEAD, "Head of safeguarding", NO_CHILDREN),
    "jo": Player(
        "Jo Finn",
        "stbedes",
        Role.TEACHER,
        "Teacher of Year 2",
        "Record what Yusuf said at carpet time, in his own words.",
    ),
    "jay": Player(
        "Jay Cole",
        "charity",
        Role.PRACTITIONER,
        "Youth worker",
        "Record a concern after a session.",
    ),
    "fay": Player("Fay Burns", "fire", Role.PRACTITIONER, "Fire-safety educator", NO_CHILDREN),
    "gus": Player(
        "Gus Webb",
        "board",
        Role.BOARD_MEMBER,
        "Independent member",
        "See in counts how the partners work together, and that you meet no child.",
    ),
    "pia": Player(
        "Pia Stone",
        "board",
        Role.PARTNERSHIP_ADMINISTRATOR,
        "Partnership manager",
        "See which agreement lapses soon, which is not signed, and add an organisation.",
    ),
}

ADMINISTRATORS: dict[str, Player] = {
    key: Player(
        name, place, Role.ADMINISTRATOR, title, "Invite a colleague, or change a telephone number."
    )
    for key, name, place, title in (
        ("kit", "Kit Lowe", "southgate", "Office manager"),
        ("sue", "Sue Hope", "stbedes", "School secretary"),
        ("ray", "Ray Todd", "police", "Team co-ordinator"),
        ("meg", "Meg Lund", "hillside", "Team co-ordinator"),
        ("liz", "Liz Park", "services", "Business support"),
        ("abe", "Abe Stern", "charity", "Office manager"),
        ("val", "Val North", "fire", "Station administrator"),
        ("ivy", "Ivy Dale", "trust", "Trust administrator"),
    )
}
EVERYBODY = PLAYERS | ADMINISTRATORS


def administrator_of(place: str) -> str:
    """Who keeps the people and numbers of a place."""
    kinds = (Role.ADMINISTRATOR, Role.PARTNERSHIP_ADMINISTRATOR)
    return next(key for key, one in EVERYBODY.items() if one.place == place and one.role in kinds)
