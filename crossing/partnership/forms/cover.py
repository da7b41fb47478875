"""What the pages of cover, and of letting somebody in, accept."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from crossing.govuk.forms import Choice, Form, LongText, Moment, Text
from crossing.partnership.commands import NewCover
from crossing.partnership.forms.general import offer
from crossing.partnership.models import Membership
from crossing.partnership.rules import Reason, problems_of_cover

REASONS = [(one.value, one.label) for one in Reason if one != Reason.LEFT]


class StartCover(Form):
    """Who is away, who covers, until when, why, and what to know."""

    absent = Choice(_("Who is away?"), what=_("who is away"))
    covering = Choice(_("Who covers?"), what=_("who covers"))
    starts = Choice(
        _("From when?"),
        what=_("from when"),
        choices=[("now", _("Now")), ("later", _("Later"))],
        reveals={"later": ["starts_at"]},
    )
    starts_at = Moment(_("Day and time"), what=_("the day and time when it starts"))
    ends_at = Moment(
        _("Until when?"),
        what=_("the day and time when it ends"),
        hint=_("Cover ends by itself then. Write the time as 4:30pm."),
    )
    reason = Choice(
        _("Why?"),
        what=_("why"),
        hint=_("Colleagues see this. Say nothing about anybody’s health."),
        choices=REASONS,
    )
    note = LongText(
        _("What should they know?"),
        what=_("what they should know"),
        hint=_("What is open, and what cannot wait. They and those who lead see it."),
        rows=4,
        required=False,
    )
    phone = Text(
        _("Number on which partners reach them"),
        what=_("a phone number"),
        max_length=40,
        width=20,
        required=False,
        autocomplete="off",
    )

    def __init__(
        self,
        absent: Sequence[Membership],
        covering: Sequence[Membership],
        *args: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.members = {str(one.pk): one for one in [*absent, *covering]}
        offer(self, "absent", [_named(one) for one in absent])
        offer(self, "covering", [_named(one) for one in covering])

    def clean(self) -> dict[str, Any]:
        """What the command would refuse is said at its field."""
        typed = super().clean() or {}
        absent = self.members.get(typed.get("absent", ""))
        covering = self.members.get(typed.get("covering", ""))
        if absent and covering:
            self.add_problems(problems_of_cover(absent.role, covering.role, absent == covering))
        return typed

    def new(self, now: datetime.datetime) -> NewCover:
        typed = self.cleaned_data
        return NewCover(
            absent=self.members[typed["absent"]],
            covering=self.members[typed["covering"]],
            reason=Reason(typed["reason"]),
            starts_at=typed["starts_at"] or now,
            ends_at=typed["ends_at"],
            note=typed["note"],
            phone=typed["phone"],
        )


def _named(one: Membership) -> tuple[str, str]:
    return str(one.pk), f"{one.name}, {one.title or one.role_name}"


class LetIn(Form):
    """How you know that it is really they."""

    known_by = LongText(
        _("How do you know that it is really them?"),
        what=_("how you know that it is really them"),
        hint=_("Such as: they came to my office and I know them; I rang the number that we hold."),
        rows=3,
    )
