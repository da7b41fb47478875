"""A form that is sent twice, by a double click or a lost answer, happens once.

The same words, to the same address, from the same page as it was shown (each showing has a token of
its own), by the same person: the second gets the first one's answer. Anything changed is new.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable
from urllib.parse import urlencode

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.http.response import HttpResponseBase, HttpResponseRedirect

GetResponse = Callable[[HttpRequest], HttpResponseBase]
SHOWN = "csrfmiddlewaretoken"  # drawn anew each time that a page is shown
WAIT = "SELECT pg_advisory_xact_lock(('x' || left(%s, 16))::bit(64)::bigint)"
KEEP = """
WITH old AS (DELETE FROM site_once WHERE at < now() - interval '1 day')
INSERT INTO site_once (key, leads_to, at) VALUES (%s, %s, now())
"""


class Once:
    """Inside the request's transaction: what is rolled back has not been sent."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        key = _key(request)
        if not key:
            return self.get_response(request)
        if leads_to := _sent_before(key):
            return HttpResponseRedirect(leads_to)
        response = self.get_response(request)
        if response.status_code == 302:
            _keep(key, response.headers["Location"])
        return response


def _key(request: HttpRequest) -> str:
    """Nothing for what is not a form of ours, or for a person who acts nowhere."""
    person = getattr(request, "person", None)
    if request.method != "POST" or person is None or SHOWN not in request.POST:
        return ""
    words = urlencode(sorted(request.POST.lists()), doseq=True)
    sent = "\n".join((person.who, str(person.acting_at), request.get_full_path(), words))
    return hmac.new(settings.SECRET_KEY.encode(), sent.encode(), "sha256").hexdigest()


def _sent_before(key: str) -> str:
    """Where the same form led; a second press waits here until the first is done."""
    with connection.cursor() as cursor:
        cursor.execute(WAIT, [key])
        cursor.execute("SELECT leads_to FROM site_once WHERE key = %s", [key])
        found = cursor.fetchone()
    return found[0] if found else ""


def _keep(key: str, leads_to: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(KEEP, [key, leads_to])
