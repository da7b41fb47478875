"""Short ways to the people pages."""

import datetime

from django.urls import reverse

from crossing.core.clock import now
from crossing.partnership import commands
from crossing.partnership.commands import NewCover
from crossing.partnership.models import Membership
from crossing.partnership.rules import Reason
from tests import make


def a_cover(acting, absent="lena", covering="dev", by="dev", hours=8, **more):
    """Somebody covers for a colleague, from now on."""
    with acting(by) as person:
        moment = now()
        new = NewCover(
            absent=membership(absent),
            covering=membership(covering),
            reason=more.pop("reason", Reason.APPOINTMENT),
            starts_at=more.pop("starts_at", moment),
            ends_at=more.pop("ends_at", moment + datetime.timedelta(hours=hours)),
            **more,
        )
        return commands.start_cover(new, by=person)


def a_recovery(acting, about="tom", by="nora"):
    """An administrator asks that somebody may sign in again."""
    with acting(by) as person:
        return commands.ask_to_let_in(membership(about), "I know her voice.", by=person)


def membership(short):
    return Membership.objects.select_related("account", "org").get(
        account__email=f"{short}@example.org"
    )


INVITED = {"name": "New Person", "email": "new@example.org", "role": "teacher", "title": ""}


def at(name, *args):
    return reverse(f"partnership:{name}", args=args)


def day(prefix, value):
    """A day as its three inputs send it."""
    return {
        f"{prefix}_day": value.day,
        f"{prefix}_month": value.month,
        f"{prefix}_year": value.year,
    }


def member(short, seen_by):
    with make.acting(seen_by):
        return Membership.objects.filter(account__email=f"{short}@example.org").first()
