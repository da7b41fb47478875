"""Short builders. Every state is reached through the real commands."""

import datetime
from contextlib import contextmanager
from uuid import uuid4

from crossing.database.acting import acting_as, service
from crossing.partnership import commands as partnership
from crossing.partnership.commands import NewContact, NewMember, NewOrganisation
from crossing.partnership.models import Account, Membership, Organisation
from crossing.partnership.people import Service
from crossing.partnership.queries import partnership_of, person_at
from crossing.partnership.rules import Kind, Role
from crossing.sharing.commands import agreements
from crossing.sharing.commands.agreements import Draft
from crossing.sharing.queries.agreements import agreement_for
from crossing.sharing.rules import Purpose
from crossing.sharing.rules.agreements import TERMS

LONG_AGO = datetime.date(2026, 9, 1)

ORGANISATIONS = {
    "northfield": ("Northfield School", Kind.SCHOOL),
    "southgate": ("Southgate Academy", Kind.SCHOOL),
    "police": ("Riverside Safer Schools Team", Kind.POLICE),
    "otherpolice": ("Hillside Safer Schools Team", Kind.POLICE),
    "services": ("Riverside Children’s Services", Kind.CHILDRENS_SERVICES),
    "fire": ("Riverside Fire and Rescue", Kind.FIRE),
    "board": ("Riverside Safer School Partnership", Kind.BOARD),
}

# short name: (name, where, role)
CAST = {
    "lena": ("Lena Hart", "northfield", Role.DSL),
    "dev": ("Dev Patel", "northfield", Role.DEPUTY),
    "hugh": ("Hugh Osei", "northfield", Role.HEAD),
    "tom": ("Tom Reed", "northfield", Role.TEACHER),
    "una": ("Una Clarke", "northfield", Role.OUTSIDE_DECIDER),
    "nora": ("Nora Finch", "northfield", Role.ADMINISTRATOR),
    "rita": ("Rita Moss", "southgate", Role.DSL),
    "omar": ("Omar Aziz", "police", Role.OFFICER),
    "sam": ("Sam Doyle", "police", Role.SERGEANT),
    "ines": ("Ines Grant", "police", Role.AUTHORISER),
    "otto": ("Otto Kern", "otherpolice", Role.OFFICER),
    "mina": ("Mina Roy", "services", Role.SOCIAL_WORKER),
    "theo": ("Theo Lang", "services", Role.TEAM_MANAGER),
    "fay": ("Fay Burns", "fire", Role.PRACTITIONER),
    "gus": ("Gus Webb", "board", Role.BOARD_MEMBER),
    "pia": ("Pia Stone", "board", Role.PARTNERSHIP_ADMINISTRATOR),
    "ada": ("Ada Bright", "northfield", Role.AUDITOR),
    "eve": ("Eve Past", "northfield", Role.DSL),  # her membership has ended
}


def cast():
    """The organisations and people that every test knows, made by the real commands."""
    board = uuid4()
    with service("setup", board):
        by = Service("setup", board)
        together = partnership.start_partnership("Riverside", by=by)
        for key, (name, kind) in ORGANISATIONS.items():
            org = NewOrganisation(name, kind, local_authority_code="201")
            partnership.add_organisation(org, together, by=by, id=board if key == "board" else None)
    for name, (label, where, role) in CAST.items():
        _invite(name, label, where, role)
    _end_eve()
    _contacts_and_assignment()
    _agreement()


def org(key):
    """An organisation of the cast. Inside somebody's scope."""
    return Organisation.objects.get(name=ORGANISATIONS[key][0])


@contextmanager
def setting_up(key):
    with service("setup", uuid4()):
        place = org(key)
    with service("setup", place.pk):
        yield place, Service("setup", place.pk)


def _invite(short, label, where, role):
    with setting_up(where) as (place, by):
        new = NewMember(f"{short}@example.org", label, role, starts_on=LONG_AGO)
        account = partnership.invite(place, new, by=by).account
        account.set_password("a long enough password")
        account.save(update_fields=["password"])


def _end_eve():
    with acting("nora") as nora:
        eve = Membership.objects.get(account__email="eve@example.org")
        partnership.end_membership(eve, datetime.date(2026, 10, 1), by=nora)


def _contacts_and_assignment():
    for key in ORGANISATIONS:
        with setting_up(key) as (place, by):
            line = NewContact("Safeguarding lead", "020 7946 0000", out_of_hours="020 7946 0999")
            partnership.add_contact(place, line, by=by)
    with acting("sam") as sam:
        omar = Membership.objects.get(account__email="omar@example.org")
        for school in ("northfield", "southgate"):
            partnership.assign_officer(omar, org(school), starts_on=LONG_AGO, by=sam)


# Who has agreed with whom about sharing: the others have not.
AGREED = {"northfield": "hugh", "police": "sam", "services": "theo"}


def agreement_draft(**changes):
    """A complete draft between those who have agreed."""
    said = {term.name: f"What we agreed: {term.name}." for term in TERMS}
    given = {
        "title": "Sharing to keep children safe",
        "controllers": "separate",
        "purposes": Purpose.values,
        "law": ["ART6_E", "ART9_G_PARA18", "CA2004_S10"],
        "starts_on": LONG_AGO,
        "review_on": datetime.date(2027, 9, 1),
        "ends_on": datetime.date(2029, 8, 31),
        "terms": said,
        "parties": [org(key) for key in AGREED],
    }
    return Draft(**given | changes)


def published(by, **changes):
    """An agreement that says everything, published by whoever acts."""
    draft = agreement_draft(**changes)
    found = agreements.write_agreement(draft, partnership_of(by), by=by)
    for party in found.parties.all():
        agreements.say_whom_to_ask(party, "The office", "Dara Officer", by=by)
    agreements.publish(found, by=by)
    return found


def _agreement():
    with acting("pia") as pia:
        found = published(pia)
    for short in AGREED.values():
        with acting(short) as person:
            agreements.sign(agreement_for(person, found.pk), by=person)


@contextmanager
def acting(short):
    """Inside: this person acts at their place. Yields the Person for `by=`."""
    account = Account.objects.get(email=f"{short}@example.org")
    with acting_as(account.pk):
        person = person_at(account.pk)
        with acting_as(account.pk, person.acting_at):
            yield person
