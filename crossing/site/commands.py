"""What the front door itself records: sign-ins and refusals, also when nobody is signed in."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from crossing.audit.commands import record
from crossing.audit.models import NOWHERE
from crossing.audit.rules import Event
from crossing.core.errors import WrongState
from crossing.database.acting import service
from crossing.database.held import let_go, settle
from crossing.database.master import begin_next
from crossing.database.rotation import Progress, rotate
from crossing.notify.commands import send
from crossing.notify.rules import Kind as Notice
from crossing.partnership.models import Account
from crossing.partnership.people import Actor, Person


@dataclass(frozen=True)
class Somebody:
    """Nobody in particular: somebody who has not signed in."""

    who: str = ""
    name: str = ""
    title: str = ""
    acting_at: UUID | None = None


@transaction.atomic
def refused(status: int, route: str, method: str, *, by: Actor | Somebody) -> None:
    """Record a refused attempt, after the request that was refused has been rolled back.

    `route` is the address's pattern, with names for the parts that vary: never an id's meaning.
    """
    record(Event.SITE_ATTEMPT_REFUSED, by=by, status=status, route=route, method=method)


@transaction.atomic
def rotate_keys(progress: Progress = iter, *, by: Actor) -> int:
    """Seal every data key under a new master key, and write under new data keys from now on."""
    count = rotate(begin_next(), progress)
    if count:
        record(Event.SITE_KEYS_ROTATED, by=by, keys=count)
    return count


@transaction.atomic
def restored(moment: str, *, by: Actor) -> None:
    """Complete a restore: all sessions end, and mail and jobs wait until they are released."""
    settle()
    record(Event.SITE_RESTORED, by=by, backup_of=moment)


@transaction.atomic
def release(faults: int = 0, *, although: bool = False, by: Actor) -> None:
    """After a restore, let mail and jobs go again; WrongState when nothing is held, or when so many
    chains of the log do not fit, unless whoever runs it says that they go on although."""
    if not let_go():
        raise WrongState(_("Nothing is held: messages and jobs go already."))
    if faults and not although:
        raise WrongState(
            _(
                "The log does not fit, so nothing was released: ./manage check_audit says where."
                " To go on, say --although-log-does-not-fit: that is written into the log."
            )
        )
    record(Event.SITE_RELEASED, by=by, log_faults=faults)


@transaction.atomic
def signed_in(*, by: Person) -> None:
    """Record that somebody signed in."""
    record(Event.SITE_SIGNIN_SUCCEEDED, by=by)


@transaction.atomic
def sign_in_failed(*, by: Actor | Somebody | None = None) -> None:
    """Record a failed sign-in. The address that was tried is not kept: it may be a password."""
    record(Event.SITE_SIGNIN_FAILED, by=by or Somebody())


@transaction.atomic
def signed_out(*, by: Person) -> None:
    """Record that somebody signed out, or was signed out by the idle lock."""
    record(Event.SITE_SIGNOUT, by=by)


@transaction.atomic
def place_switched(*, by: Person) -> None:
    """Record that somebody now acts at another of their places."""
    record(Event.SITE_PLACE_SWITCHED, by=by)


@transaction.atomic
def change_password(account: Account, password: str, *, by: Person) -> None:
    """Set a password. All the account's sessions end, and its owner is told by e-mail."""
    changed = account.has_usable_password()
    account.set_password(password)
    account.save(update_fields=["password"])
    record(Event.SITE_PASSWORD_CHANGED, by=by)
    if changed:
        send(Notice.CHANGED, org=by.acting_at or NOWHERE, to=account.pk)


@transaction.atomic
def factor_changed(what: str, *, by: Person) -> None:
    """Record that somebody set up an authenticator app, or made new recovery codes (`what`)."""
    Account.objects.filter(pk=by.id, factor_due_at__isnull=False).update(factor_due_at=None)
    record(Event.SITE_FACTOR_CHANGED, by=by, what=what)
    send(Notice.CHANGED, org=by.acting_at or NOWHERE, to=by.id)


@transaction.atomic
def send_reset(account: UUID | None, *, by: Somebody) -> None:
    """Send a link for a new password. An unknown address takes the same steps, to nobody.

    The log says that somebody asked, and not for whom.
    """
    record(Event.SITE_RESET_ASKED, by=by)
    with service("door", NOWHERE):
        send(Notice.RESET, org=NOWHERE, to=account or uuid4())
