"""Pages about people, partners and officers."""

from crossing.partnership.views.cover import (
    cover,
    covers,
    end_cover,
    let_in,
    recovery,
    refuse_recovery,
    start_cover,
)
from crossing.partnership.views.directory import (
    add_contact,
    change_contact,
    directory,
    remove_contact,
)
from crossing.partnership.views.founding import (
    add_organisation,
    add_school,
    first_administrator,
    organisations,
)
from crossing.partnership.views.officers import (
    assign,
    end_assignment,
    name_officers,
    officers,
)
from crossing.partnership.views.people import (
    end_membership,
    invite,
    people,
)

__all__ = [
    "add_contact",
    "add_organisation",
    "add_school",
    "assign",
    "change_contact",
    "cover",
    "covers",
    "directory",
    "end_assignment",
    "end_cover",
    "end_membership",
    "first_administrator",
    "invite",
    "let_in",
    "name_officers",
    "officers",
    "organisations",
    "people",
    "recovery",
    "refuse_recovery",
    "remove_contact",
    "start_cover",
]
