"""Every way in which organisations, people and their places change."""

from crossing.partnership.commands.contacts import (
    NewContact,
    add_contact,
    change_contact,
    remove_contact,
)
from crossing.partnership.commands.loads import (
    Loaded,
    keep_days,
    keep_links,
    keep_schools,
)
from crossing.partnership.commands.members import (
    NewMember,
    disable_account,
    end_membership,
    invite,
)
from crossing.partnership.commands.officers import assign_officer, end_assignment
from crossing.partnership.commands.organisations import (
    NewOrganisation,
    add_organisation,
    name_officers,
    start_partnership,
)

__all__ = [
    "Loaded",
    "NewContact",
    "NewMember",
    "NewOrganisation",
    "add_contact",
    "add_organisation",
    "assign_officer",
    "change_contact",
    "disable_account",
    "end_assignment",
    "end_membership",
    "invite",
    "keep_days",
    "keep_links",
    "keep_schools",
    "name_officers",
    "remove_contact",
    "start_partnership",
]
