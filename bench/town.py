"""200 schools with their police teams and children's services, made by the real commands."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from crossing.database.acting import acting_as, service
from crossing.partnership import commands as partnership
from crossing.partnership.commands import NewContact, NewMember, NewOrganisation
from crossing.partnership.models import Membership, Organisation
from crossing.partnership.people import Person, Service
from crossing.partnership.queries import person_at
from crossing.partnership.rules import Kind, Role

SCHOOLS, TEAMS, SERVICES = 200, 4, 2
SINCE = datetime.date(2024, 9, 1)
STAFF = {
    Kind.SCHOOL: (Role.DSL, Role.DEPUTY, Role.TEACHER, Role.AUDITOR),
    Kind.POLICE: (Role.OFFICER, Role.SERGEANT),
    Kind.CHILDRENS_SERVICES: (Role.SOCIAL_WORKER, Role.TEAM_MANAGER),
    Kind.BOARD: (Role.PARTNERSHIP_ADMINISTRATOR,),
}


@dataclass
class Place:
    """An organisation and one person in each role. Every name is unlike any other text."""

    org: Organisation
    people: dict[Role, UUID] = field(default_factory=dict)
    names: dict[Role, str] = field(default_factory=dict)

    @contextmanager
    def acting(self, role: Role) -> Iterator[Person]:
        """Inside, whoever holds this role acts here."""
        account = self.people[role]
        with acting_as(account):
            person = person_at(account)
            with acting_as(account, person.acting_at):
                yield person


@dataclass
class Town:
    """All places. The first school and the first team are the ones that are measured."""

    schools: list[Place]
    teams: list[Place]
    services: list[Place]

    def around(self, school: int) -> dict[str, Place]:
        """A school with the team and the services that it works with."""
        return {
            "school": self.schools[school],
            "team": self.teams[school % TEAMS],
            "services": self.services[school % SERVICES],
        }


def settle(schools: int = SCHOOLS) -> Town:
    """Make them all."""
    board = uuid4()
    with service("setup", board):
        by = Service("setup", board)
        together = partnership.start_partnership("Bench", by=by)
        partnership.add_organisation(
            NewOrganisation("Board", Kind.BOARD), together, id=board, by=by
        )

        def place(name: str, kind: Kind) -> Place:
            new = NewOrganisation(name, kind, local_authority_code="201")
            return Place(partnership.add_organisation(new, together, by=by))

        town = Town(
            [place(f"Benchfield{n:03} School", Kind.SCHOOL) for n in range(schools)],
            [place(f"Benchside{n:03} Safer Schools Team", Kind.POLICE) for n in range(TEAMS)],
            [place(f"Benchshire{n:03} Services", Kind.CHILDRENS_SERVICES) for n in range(SERVICES)],
        )
    for found in (*town.schools, *town.teams, *town.services):
        _people(found)
    for number, school in enumerate(town.schools):
        _assign(town.teams[number % TEAMS], school)
    return town


def _people(place: Place) -> None:
    kind, word = Kind(place.org.kind), place.org.name.split()[0]
    with service("setup", place.org.pk):
        by = Service("setup", place.org.pk)
        for role in STAFF[kind]:
            place.names[role] = f"{role.value.title().replace('_', '')} {word}"
            address = f"{role.value}.{word}@bench.example".lower()
            new = NewMember(address, place.names[role], role, starts_on=SINCE)
            place.people[role] = partnership.invite(place.org, new, by=by).account_id
        line = NewContact("Safeguarding lead", "020 7946 0000", out_of_hours="020 7946 0999")
        partnership.add_contact(place.org, line, by=by)


def _assign(team: Place, school: Place) -> None:
    with team.acting(Role.SERGEANT) as by:
        member = Membership.objects.get(account=team.people[Role.OFFICER])
        partnership.assign_officer(member, school.org, starts_on=SINCE, by=by)
