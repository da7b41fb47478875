"""Short ways to the people pages."""

from django.urls import reverse

from crossing.partnership.models import Membership
from tests import make

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
