"""The front door's own pages: home, hidden screen, no place of work, stale form, open pages."""

from __future__ import annotations

import sys

from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from crossing.core.clock import now
from crossing.core.errors import Denied, NotThere, Refusal, TooMany
from crossing.database.held import is_held
from crossing.partnership.models import Account
from crossing.partnership.queries import at_work_for_others, stands_back
from crossing.partnership.requests import SignedIn
from crossing.site import commands, town
from crossing.site.at_hand import actions, duty, may_start_cover, standing_in_here
from crossing.site.home import sections
from crossing.site.middleware import PLACE
from crossing.site.paths import safe_path
from crossing.site.refusals import refusal_page, unavailable
from crossing.site.second_factor import has_app, make_strong

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def home(request: SignedIn) -> HttpResponse:
    """What needs this person now."""
    context = {
        "sections": sections(request.person),
        "actions": actions(request.person),
        "duty": duty(request.person),
        "today": standing_in_here(request.person),
        "covering": at_work_for_others(request.person),
        "standing_back": stands_back(request.person),
        "may_start_cover": may_start_cover(request.person),
        "now": now(),
        "held": is_held(),
    }
    return render(request, "site/home.html", context)


def you(request: SignedIn) -> HttpResponse:
    """One's own sign-in: the password, the app, the recovery codes."""
    context = {"has_password": request.user.has_usable_password(), "app": has_app(request.user)}
    return render(request, "site/you.html", context)


@require_POST
def switch_place(request: SignedIn) -> HttpResponse:
    """Act at another of one's places."""
    wanted = request.POST.get("place", "")
    if wanted not in {str(post.org) for post in request.person.posts}:
        raise NotThere
    request.session[PLACE] = wanted
    commands.place_switched(by=request.person)
    return redirect("site:home")


def no_place(request: SignedIn) -> HttpResponse:
    """Somebody whose last membership has ended, or has not begun."""
    if request.person.acting_at is not None:
        return redirect("site:home")
    return render(request, "site/no_place.html", {})


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def hidden(request: HttpRequest) -> HttpResponse:
    """A plain page, for when somebody looks over a shoulder, with one way back."""
    asked = request.POST.get("back") or request.GET.get("back")
    return render(request, "govuk/blank.html", {"back_href": safe_path(asked)})


@never_cache
@require_GET
def token(request: SignedIn) -> JsonResponse:
    """A fresh token for a form that has stood open through a sign-in in another tab."""
    return JsonResponse({"token": get_token(request)})


@login_not_required
def open_page(request: HttpRequest, name: str) -> HttpResponse:
    """Privacy, accessibility, cookies: for everybody."""
    return render(request, f"site/{name}.html", {})


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def walk(request: HttpRequest) -> HttpResponse:
    """Walk around the invented town as one of its people; elsewhere there is no such page."""
    if not town.may_walk(request):
        raise NotThere
    if request.method == "POST":
        return _walk_as(request, request.POST.get("account", ""))
    return render(request, "site/walk.html", {"organisations": town.places()})


def _walk_as(request: HttpRequest, wanted: str) -> HttpResponse:
    if wanted not in {one["account"] for one in town.cast()}:
        raise NotThere
    account = Account.objects.get(pk=wanted)
    logout(request)
    login(request, account, backend=BACKEND)
    make_strong(request)
    return redirect("site:home")


@login_not_required
def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose token is too old: nothing was saved, and the words are still in the browser."""
    response = render(request, "site/stale.html", {}, status=403)
    response.refused = Denied()  # type: ignore[attr-defined]
    return response


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """An address that does not exist: the same page as for what somebody may not see."""
    return refusal_page(request, NotThere())


def denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Django's own refusals, before a page was reached."""
    return refusal_page(request, Denied())


def too_many(request: HttpRequest) -> HttpResponse:
    """The same thing, tried too often."""
    return refusal_page(request, TooMany())


def unreadable(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What the browser sent makes no sense; nothing about it is believed, so the page is plain.

    A session that could not be kept ends up here too: then the database is what failed.
    """
    if away := unavailable(exception):
        return _plain(str(away), away.status)
    return _plain(str(Refusal.usual), 400)


def broken(request: HttpRequest) -> HttpResponse:
    """Something broke. Nothing was saved, and this page asks the database nothing."""
    if away := unavailable(sys.exc_info()[1]):
        return _plain(str(away), away.status)
    return _plain("", 500)


def _plain(sentence: str, status: int) -> HttpResponse:
    return HttpResponse(render_to_string("site/broken.html", {"sentence": sentence}), status=status)
