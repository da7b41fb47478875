"""Drafts: saving one is no event, and theirs alone is what they hold."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from crossing.core.clock import now
from crossing.core.errors import Denied, WrongState
from crossing.core.saving import saveable
from crossing.partnership.people import Person, require
from crossing.partnership.rules import Permission
from crossing.records.models import Draft
from crossing.records.rules.drafts import Begun


class Changed(WrongState):
    """Another page of the same person saved this draft since this one was begun."""

    usual = _("This was changed in another tab or on another device. Your words are not saved.")


@transaction.atomic
def save_draft(
    key: str, title: str, data: dict[str, Any], begun: Begun | None = None, *, by: Person
) -> Draft:
    """Keep what somebody has typed so far, under their own key: unless another page saved there
    since this one was begun. Without `begun` it takes the place of whatever is there."""
    require(by, Permission.OWN_SEE, at=by.acting_at)
    if not 0 < len(key) <= 80:
        raise Denied
    begun = begun or Begun(over=True)
    draft = Draft(org_id=by.place, account_id=by.id, key=key, saved_at=now())
    draft.title, draft.data = saveable(title)[:120], begun.put(data, {})
    held = _locked(key, by)
    if held is None and _is_first(draft):
        return draft
    held = held or _locked(key, by)
    if held is None or not begun.fits(held.data):
        raise Changed
    draft.pk, draft.data = held.pk, begun.put(data, held.data)
    draft.save(force_update=True)
    return draft


def _locked(key: str, by: Person) -> Draft | None:
    """It as it stands, held until this is done."""
    mine = Draft.objects.filter(org=by.place, account=by.id, key=key)
    return mine.select_for_update().first()


def _is_first(draft: Draft) -> bool:
    """Keep it; False when another tab of the same person kept one at the same moment."""
    try:
        with transaction.atomic():
            draft.save(force_insert=True)
    except IntegrityError:
        return False
    return True


@transaction.atomic
def drop_draft(key: str, begun: Begun | None = None, *, by: Person) -> None:
    """Let a draft go, once it was sent or is not wanted. What another page saved there since this
    one was begun stays."""
    held = _locked(key, by)
    if held is not None and (begun is None or begun.fits(held.data)):
        held.delete()
