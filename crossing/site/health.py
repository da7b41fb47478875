"""Whether this installation works: for supervisors and monitoring, open to all, telling nothing."""

from __future__ import annotations

import logging

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from crossing.database.held import is_held

RECENT_SECONDS = 60  # the worker's library writes its heartbeat every 10 seconds

HELD = "held after a restore, until ./manage release"

log = logging.getLogger(__name__)


@login_not_required
@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """200 when the database answers and the worker lives, or waits after a restore; else 503 and
    the part that fails."""
    parts = parts_now()
    works = all(state in ("ok", HELD) for state in parts.values())
    return JsonResponse(parts, status=200 if works else 503)


def parts_now() -> dict[str, str]:
    """Each part and its state."""
    try:
        if is_held():
            return {"database": "ok", "worker": HELD}
        recent = heartbeat_is_recent()
    except DatabaseError:
        log.exception("The database does not answer")
        return {"database": "does not answer", "worker": "unknown"}
    return {"database": "ok", "worker": "ok" if recent else "no recent heartbeat"}


def heartbeat_is_recent() -> bool:
    """Whether a worker has said within the last minute that it lives, by the database's clock."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) > 0 FROM procrastinate_workers"
            " WHERE last_heartbeat > now() - make_interval(secs => %s)",
            [RECENT_SECONDS],
        )
        return bool(cursor.fetchone()[0])
