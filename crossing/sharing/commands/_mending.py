"""What correcting and closing have in common: who may, and one thing at a time."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from crossing.core.clock import now
from crossing.core.errors import NotThere, WrongState
from crossing.partnership.people import Person, named, require
from crossing.partnership.rules import Permission
from crossing.sharing.models import Disclosure, WrongPlace
from crossing.sharing.rules.audience import MENDS

ALONE, TOGETHER = "pg_advisory_xact_lock", "pg_advisory_xact_lock_shared"


def require_sender(shared: Disclosure, by: Person) -> None:
    """Those who decide or propose at the sender; an outside decider only sees her own case."""
    if shared.sender_id != by.acting_at:
        raise NotThere
    require(by, Permission.DECISION_SEE, at=shared.sender_id)
    require(by, *MENDS, at=shared.sender_id)


def require_recipient(shared: Disclosure, by: Person, *, alone: bool = False) -> None:
    """The people of the recipient, for as long as it is theirs to read.

    Whoever closes it waits until this act is done, and whoever comes after that finds nothing: so
    the list of those who opened it is complete.
    """
    if shared.recipient_id is None or shared.recipient_id != by.acting_at:
        raise NotThere
    require(by, Permission.SHARED_SEE, at=by.acting_at)
    hold(shared.pk, ALONE if alone else TOGETHER)
    if WrongPlace.objects.filter(disclosure=shared.pk).exists():
        raise NotThere


def close_there(shared: Disclosure, *, said_by_recipient: bool, by: Person) -> WrongPlace:
    """Close it for everybody at the wrong place, in the middle of an unsealed hour too. Whoever is
    reading at this moment is waited for, and stands on the list of those who opened it."""
    hold(shared.pk)
    recipient = shared.recipient.name if shared.recipient else shared.outside_recipient
    wrong = WrongPlace(
        disclosure=shared,
        sender_id=shared.sender_id,
        recipient_id=shared.recipient_id,
        recipient_name=recipient,
        sent_at=shared.sent_at,
        said_by_recipient=said_by_recipient,
        by_name=named(by),
        at=now(),
    )
    try:
        with transaction.atomic():
            wrong.save(force_insert=True)
    except IntegrityError:
        raise WrongState(_("This has been closed already: it went to the wrong place.")) from None
    return wrong


def hold(disclosure: UUID, lock: str = ALONE) -> None:
    """Whatever is done with this copy is done one after the other, until the act is over."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {lock}(hashtextextended(%s, 0))", [str(disclosure)])
