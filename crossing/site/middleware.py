"""From the outside in: refusals become pages and rows of the log; idle sessions end; everybody has
a second factor; and each request is one transaction of one person."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from urllib.parse import unquote

from django.conf import settings
from django.contrib.auth import logout
from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from crossing.core.errors import Refusal
from crossing.core.source import Source, comes_from
from crossing.database.acting import acting_as, move_to
from crossing.partnership.models import Account
from crossing.partnership.queries import person_at
from crossing.site import commands
from crossing.site.refusals import refusal_page
from crossing.site.second_factor import has_app, is_strong, is_too_late

GetResponse = Callable[[HttpRequest], HttpResponseBase]
OPEN_WITHOUT_FACTOR = ("/account/", "/health", "/hidden", "/privacy", "/accessibility", "/cookies")
# Who acts changes here, so no transaction of one person may be open around it.
CHANGES_WHO_ACTS = ("/account/login/", "/account/password/reset/", "/walk")
PLACE = "place"
LAST_SEEN = "seen"
AUTOSAVE = "X-Autosave"


class Refusals:
    """The outermost: knows where a request comes from, and writes what was refused.

    By the time a refusal arrives here its transaction has been rolled back, so the row is written
    in a new one on the same connection (a second connection would wait for the log's own lock).
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with comes_from(_source(request)):
            response = self.get_response(request)
            if getattr(response, "refused", None):
                _write_refusal(request, response)
            return response


def _source(request: HttpRequest) -> Source:
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    fingerprint = hashlib.sha256(key.encode()).hexdigest()[:12] if key else ""
    return Source(address=request.META.get("REMOTE_ADDR", ""), session=fingerprint)


def _write_refusal(request: HttpRequest, response: HttpResponseBase) -> None:
    person = getattr(request, "person", None)
    match = request.resolver_match
    if person is None and match is None:
        return  # nobody asked for nothing: scanners do, all day
    route = match.route if match else "an address that does not exist"
    who = person or commands.Somebody()
    with acting_as(who.who, who.acting_at):
        commands.refused(response.status_code, route, request.method or "", by=who)


class Readable:
    """What no browser sends is refused before anything reads it: it would break in the database.

    A character that cannot be saved in the address; and a session's key that we never gave to
    anybody, which counts as none.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if "\x00" in unquote(request.get_full_path()):
            raise BadRequest
        name = settings.SESSION_COOKIE_NAME
        if not request.COOKIES.get(name, "a").isalnum():
            del request.COOKIES[name]
        return self.get_response(request)


class NeverKept:
    """No page stays behind in the browser: after signing out, *Back* shows nothing."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        return response


class IdleLock:
    """Ends a session that nobody has used for a while. Saving a draft is not use."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated:
            now, seen = int(time.time()), request.session.get(LAST_SEEN)
            if seen is not None and now - seen > settings.IDLE_MINUTES * 60:
                logout(request)
            elif AUTOSAVE not in request.headers and (seen is None or now - seen > 30):
                request.session[LAST_SEEN] = now
        return self.get_response(request)


class SecondFactor:
    """Everybody has a second factor before they see anything.

    A session opened by password alone sets one up; if another session has since, it ends, and so
    it does when somebody who was let in again has not set one up within a day.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        user = request.user
        if isinstance(user, Account) and not is_strong(request):
            if has_app(user) or is_too_late(user):
                logout(request)
                return redirect("account_login")
            if not request.path.startswith(OPEN_WITHOUT_FACTOR):
                return redirect("mfa_activate_totp")
        return self.get_response(request)


class OneTransaction:
    """One request, one transaction, one person, one outcome: a refusal rolls all of it back."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        changing = request.path.startswith(CHANGES_WHO_ACTS)
        if changing or not isinstance(request.user, Account):
            return self.get_response(request)
        with acting_as(request.user.pk):
            person = person_at(request.user.pk, request.session.get(PLACE))
            request.person = person  # type: ignore[attr-defined]
            if person.acting_at is None and not _may_leave(request):
                return redirect("site:no_place")
            move_to(person.acting_at or "")
            return self._inside(request)

    def _inside(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if getattr(response, "streaming", False):
            raise RuntimeError("a streamed response would outlive its transaction")
        if getattr(response, "refused", None) or response.status_code >= 500:
            transaction.set_rollback(True)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Refusal | Http404 | PermissionDenied | SuspiciousOperation):
            return refusal_page(request, exception)
        return None


def _may_leave(request: HttpRequest) -> bool:
    open_to_all = request.path.startswith(OPEN_WITHOUT_FACTOR)
    return open_to_all or request.path == reverse("site:no_place")
