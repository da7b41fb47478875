"""Pages about people, partners and officers."""

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
    "directory",
    "end_assignment",
    "end_membership",
    "first_administrator",
    "invite",
    "name_officers",
    "officers",
    "organisations",
    "people",
    "remove_contact",
]
