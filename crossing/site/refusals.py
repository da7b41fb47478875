"""A refusal as a page: one sentence, the same as in the log and on the API."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crossing.core.errors import Denied, Invalid, NotThere, Refusal

DISK_FULL = "53100"  # PostgreSQL’s code


def as_refusal(exception: Exception) -> Refusal:
    """Django's own ways of saying no, in our words."""
    if isinstance(exception, Refusal):
        return exception
    if isinstance(exception, Http404):
        return NotThere()
    if isinstance(exception, PermissionDenied):
        return Denied()
    if isinstance(exception, SuspiciousOperation):
        return Refusal(_("Your browser sent something that we could not read."))
    raise TypeError(exception)


class Unavailable(Refusal):
    """The database cannot be reached, or cannot keep anything more. It passes."""

    status = 503
    usual = gettext_lazy("We cannot reach our records just now.")
    full = gettext_lazy(
        "We cannot save anything just now, because our disk is full."
        " Tell whoever runs Crossing here."
    )


def unavailable(problem: BaseException | None) -> Unavailable | None:
    """Whether this came of a database that is away or full, and what to say then."""
    while problem is not None:
        if isinstance(problem, OperationalError | InterfaceError):
            full = getattr(problem.__cause__, "sqlstate", "") == DISK_FULL
            return Unavailable(Unavailable.full if full else None)
        problem = problem.__cause__ or problem.__context__
    return None


def refusal_page(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page of a refusal. It is marked, so that the middleware rolls back and writes a row."""
    refusal = _hidden(request, as_refusal(exception))
    problems = refusal.problems if isinstance(refusal, Invalid) else {}
    context = {"refusal": refusal, "problems": problems, "typed": _typed(request)}
    response = render(request, "site/refusal.html", context, status=refusal.status)
    response.refused = refusal  # type: ignore[attr-defined]
    return response


def _typed(request: HttpRequest) -> list[str]:
    """The longer words that somebody sent: what was refused is not lost, and can be copied."""
    sent = [value for _name, values in request.POST.lists() for value in values]
    return [value for value in sent if " " in value.strip()] if request.method == "POST" else []


def _hidden(request: HttpRequest, refusal: Refusal) -> Refusal:
    """At an address that names a thing, a role's plain no looks as if the thing were not there."""
    names_a_thing = bool(request.resolver_match and request.resolver_match.kwargs)
    plain = isinstance(refusal, Denied) and refusal.sentence is Denied.usual
    return NotThere() if plain and names_a_thing else refusal
