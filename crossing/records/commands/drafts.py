"""Drafts: saving one is no event, and theirs alone is what they hold."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction

from crossing.core.clock import now
from crossing.core.errors import Denied
from crossing.core.saving import saveable
from crossing.partnership.people import Person, require
from crossing.partnership.rules import Permission
from crossing.records.models import Draft


@transaction.atomic
def save_draft(key: str, title: str, data: dict[str, Any], *, by: Person) -> Draft:
    """Keep what somebody has typed so far, under their own key."""
    require(by, Permission.OWN_SEE, at=by.acting_at)
    if not 0 < len(key) <= 80:
        raise Denied
    draft = Draft(org_id=by.place, account_id=by.id, key=key)
    draft.title, draft.data, draft.saved_at = saveable(title)[:120], data, now()
    held = Draft.objects.filter(org=by.place, account=by.id, key=key).values_list("pk", flat=True)
    if not held and _is_first(draft):
        return draft
    draft.pk = held.all()[0]
    draft.save(force_update=True)
    return draft


def _is_first(draft: Draft) -> bool:
    """Keep it; False when another tab of the same person kept one at the same moment."""
    try:
        with transaction.atomic():
            draft.save(force_insert=True)
    except IntegrityError:
        return False
    return True


@transaction.atomic
def drop_draft(key: str, *, by: Person) -> None:
    """Let a draft go, once it was sent or is not wanted."""
    Draft.objects.filter(org=by.place, account=by.id, key=key).delete()
