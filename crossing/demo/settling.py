"""The town before its story: organisations, people, telephone numbers, officers at schools."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from uuid import UUID, uuid4

from django.db.models.functions import Now

from crossing.database.acting import service
from crossing.demo.agreeing import agree
from crossing.demo.cast import (
    AUTHORITY,
    EVERYBODY,
    PARTNERSHIP,
    PLACES,
    Player,
    administrator_of,
)
from crossing.demo.town import Town
from crossing.partnership import commands as partnership
from crossing.partnership.commands import NewContact, NewMember, NewOrganisation
from crossing.partnership.models import Account, Membership, Organisation
from crossing.partnership.people import Actor, Service
from crossing.partnership.rules import ContactKind

SERVES = {"omar": ("northfield", "southgate", "stbedes"), "otto": ("southgate",)}

# Whom to ring about an adult who works with children.
LADO, STANDARDS = ContactKind.LADO, ContactKind.STANDARDS
ABOUT_ADULTS: dict[str, tuple[NewContact, ...]] = {
    "services": (NewContact("Designated officer (LADO)", "01632 960155", kind=LADO, position=1),),
    "police": (NewContact("Professional standards", "020 7946 0205", kind=STANDARDS, position=1),),
}


def settle(town: Town) -> None:
    """Everything that is there before the first day of the story."""
    board = uuid4()
    with _setting_up(board) as by:
        _found(town, board, by=by)
        _invite(town, administrator_of("board"), by=by)
    with town.acting(administrator_of("board")) as pia:
        for place in PLACES:
            if place != "board":
                _invite(town, administrator_of(place), by=pia)
    for place in PLACES:
        _people_of(town, place)
    _officers(town)
    agree(town)
    _signed_in(town)


@contextmanager
def _setting_up(board: UUID) -> Iterator[Service]:
    """The first set-up of an installation, before anybody works there."""
    with service("setup", board):
        yield Service("setup", board)


def _found(town: Town, board: UUID, *, by: Service) -> None:
    together = partnership.start_partnership(PARTNERSHIP, by=by)
    for key, place in PLACES.items():
        new = NewOrganisation(
            place.name,
            place.kind,
            trust=town.orgs.get(place.trust),
            local_authority_code=AUTHORITY,
            officer_title=place.officer_title,
        )
        known = board if key == "board" else None
        town.orgs[key] = partnership.add_organisation(new, together, id=known, by=by)


def _people_of(town: Town, place: str) -> None:
    """A place's own administrator invites its people and writes its numbers into the directory."""
    administrator, found = administrator_of(place), PLACES[place]
    with town.acting(administrator) as by:
        for short, player in EVERYBODY.items():
            if player.place == place and short != administrator:
                _invite(town, short, by=by)
                town.step()
        partnership.add_contact(
            town.orgs[place],
            NewContact(found.line, found.phone, out_of_hours=found.out_of_hours),
            by=by,
        )
        for line in ABOUT_ADULTS.get(place, ()):
            partnership.add_contact(town.orgs[place], line, by=by)
        if place == "services":
            line = NewContact("Education safeguarding", "01632 960153", kind=ContactKind.EDUCATION)
            partnership.add_contact(town.orgs[place], line, by=by)


def _invite(town: Town, short: str, *, by: Actor) -> None:
    player = EVERYBODY[short]
    member = partnership.invite(town.orgs[player.place], _member(short, player, town), by=by)
    town.accounts[short] = member.account_id


def _member(short: str, player: Player, town: Town) -> NewMember:
    return NewMember(
        email=f"{short}@{player.place}.example",
        name=player.name,
        role=player.role,
        title=player.title,
        starts_on=first_day(town),
    )


def first_day(town: Town) -> date:
    """The day since when everybody has worked here: last year's first of September."""
    return date(town.days.day(0).year - 1, 9, 1)


def _officers(town: Town) -> None:
    """Each team's sergeant says which schools an officer serves."""
    for sergeant, officer in (("sam", "omar"), ("hana", "otto")):
        with town.acting(sergeant) as by:
            member = Membership.objects.get(account=town.accounts[officer])
            for school in SERVES[officer]:
                place: Organisation = town.orgs[school]
                partnership.assign_officer(member, place, starts_on=first_day(town), by=by)


def _signed_in(town: Town) -> None:
    """Everybody has been here: nobody in the town still waits with an invitation.

    By the true clock, as a sign-in is, and the making of a membership.
    """
    Account.objects.filter(pk__in=town.accounts.values()).update(last_login=Now())
