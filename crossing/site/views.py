"""The front door's own pages: home, hidden screen, no place of work, stale form, open pages."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from crossing.core.errors import NotThere
from crossing.site import commands
from crossing.site.middleware import PLACE
from crossing.partnership.requests import SignedIn


def home(request: SignedIn) -> HttpResponse:
    """What needs this person now."""
    return render(request, "site/home.html", {})


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
    return render(request, "site/no_place.html", {})


@login_not_required
def hidden(request: HttpRequest) -> HttpResponse:
    """A plain page, for when somebody looks over a shoulder."""
    return render(request, "site/hidden.html", {"back": request.POST.get("back", "/")})


@login_not_required
def open_page(request: HttpRequest, name: str) -> HttpResponse:
    """Privacy, accessibility, cookies: for everybody."""
    return render(request, f"site/{name}.html", {})


@login_not_required
def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose token is too old: nothing was saved, and the words are still on the page."""
    return render(request, "site/stale.html", {}, status=403)
