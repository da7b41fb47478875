"""What the pages about people, partners and officers accept."""

from crossing.partnership.forms.cover import LetIn, StartCover
from crossing.partnership.forms.general import (
    AddByName,
    Assign,
    End,
    FirstAdministrator,
    Invitation,
    Leaving,
    Line,
    OfficerTitle,
    from_register,
    offer,
)

__all__ = [
    "AddByName",
    "Assign",
    "End",
    "FirstAdministrator",
    "Invitation",
    "Leaving",
    "LetIn",
    "Line",
    "OfficerTitle",
    "StartCover",
    "from_register",
    "offer",
]
