"""The request of somebody who is signed in."""

from __future__ import annotations

from django.http import HttpRequest

from crossing.partnership.models import Account
from crossing.partnership.people import Person


class SignedIn(HttpRequest):
    """What every page behind the front door is given."""

    user: Account
    person: Person
