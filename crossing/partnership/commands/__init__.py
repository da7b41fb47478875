"""Every way in which organisations, people and their places change."""

from crossing.partnership.commands._cover import NewCover
from crossing.partnership.commands.care import (
    ask_to_let_in,
    confirm_letting_in,
    refuse_letting_in,
)
from crossing.partnership.commands.contacts import (
    NewContact,
    add_contact,
    change_contact,
    remove_contact,
)
from crossing.partnership.commands.cover import end_cover, read_handover, start_cover
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
    "NewCover",
    "NewMember",
    "NewOrganisation",
    "add_contact",
    "add_organisation",
    "ask_to_let_in",
    "assign_officer",
    "change_contact",
    "confirm_letting_in",
    "disable_account",
    "end_assignment",
    "end_cover",
    "end_membership",
    "invite",
    "keep_days",
    "keep_links",
    "keep_schools",
    "name_officers",
    "read_handover",
    "refuse_letting_in",
    "remove_contact",
    "start_cover",
    "start_partnership",
]
