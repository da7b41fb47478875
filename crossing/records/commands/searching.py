"""Looking for a child. The log keeps a keyed hash of what was typed and a count, never a name."""

from __future__ import annotations

import hashlib
import hmac

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from crossing.audit.commands import record
from crossing.audit.rules import Event
from crossing.core.clock import Now
from crossing.core.errors import Invalid
from crossing.core.saving import saveable
from crossing.partnership.people import Person, require
from crossing.partnership.rules import Permission
from crossing.records.models import ChildSearch
from crossing.records.names import fold
from crossing.records.queries.search import Match, roll_matches, search_children


def _hashed(text: str) -> str:
    return hmac.new(settings.AUDIT_KEY.encode(), fold(text).encode(), hashlib.sha256).hexdigest()


@transaction.atomic
def search(text: str, *, by: Person) -> ChildSearch:
    """Search one's own children. The result's address carries a random key."""
    require(by, Permission.CONTENT_SEE, at=by.acting_at)
    require(by, Permission.OWN_SEE, at=by.acting_at)
    text = saveable(text).strip()[:200]
    if not text:
        raise Invalid({"text": _("Enter a name or a date of birth")})
    found = ChildSearch(org_id=by.place, account_id=by.id, text=text, at=Now())
    found.save(force_insert=True)
    count = len(search_children(by, text))
    record(Event.CHILD_SEARCHED, by=by, about=found, query=_hashed(text), count=count)
    return found


@transaction.atomic
def find_on_roll(text: str, *, by: Person) -> list[Match]:
    """Look for a child on the roll, to say who a concern or a call is about."""
    require(by, Permission.CONCERN_RECORD, at=by.acting_at)
    matches = roll_matches(by, text)
    record(Event.CHILD_SEARCHED, by=by, query=_hashed(text), count=len(matches))
    return matches
