"""Pages for a family that wait for a second person: by author, and no name of a child."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crossing.partnership.people import Person
from crossing.sharing.queries.families import CHECKS, to_check
from crossing.site.home.parts import MOST, Row, Section


def families(person: Person) -> Iterator[Section]:
    """What somebody else wrote for a family, to be read as its reader will."""
    rows = [
        Row(
            _("A page for a family to check"),
            reverse("sharing:check_family", args=[one.pk]),
            text=one.written_by_name,
            moment=one.written_at,
        )
        for one in (to_check(person, MOST) if person.may(*CHECKS) else ())
    ]
    if rows:
        yield Section(gettext_lazy("For families"), rows, "")
