"""The pages of the sample, with names that the layout links to."""

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import include, path

from crossing.govuk.shortcuts import page
from tests.govuk.sample.questions import Concern

SITE = {"signed_out": False, "changed": "", "saved": []}
NAVIGATION = [{"text": "Home", "href": "/", "active": True}, {"text": "List", "href": "/list"}]
PLACES = [
    {"value": "1", "text": "Northfield", "current": True},
    {"value": "2", "text": "Southgate", "current": False},
]


def context(request):
    person = {"name": "Lena Hart"}
    return {"town": True, "person": person, "navigation": NAVIGATION, "places": PLACES}


def concern(request):
    form = Concern(request.POST or None, request.FILES or None)
    if "hide" in request.POST:
        return HttpResponse("saved and hidden")
    if form.is_valid():
        messages.success(request, "Recorded.")
        return redirect("site:list")
    return page(request, "concern.html", {"title": "Record a concern"}, form)


def listing(request):
    return render(request, "list.html")


def save(request):
    if SITE["signed_out"]:
        return redirect("account_login")
    if SITE["changed"] not in ("", request.POST["draft_from"]):
        told = {"changed": "20 November 2026 at 2:03pm", "version": SITE["changed"]}
        return JsonResponse(told, status=409)
    SITE["saved"].append(request.POST["own"])
    return JsonResponse({})


def token(request):
    return (
        redirect("account_login")
        if SITE["signed_out"]
        else JsonResponse({"token": get_token(request)})
    )


def hide(request):
    return render(request, "govuk/blank.html", {"back_href": request.POST["back"]})


def session(request, what):
    """The tests' own door: end the session, begin it, change the draft elsewhere, read what was
    saved last."""
    if what != "saved":
        SITE["signed_out"] = what == "out"
        SITE["changed"] = "v2" if what == "changed" else ""
    return HttpResponse(SITE["saved"][-1] if SITE["saved"] else "")


def other(request):
    return HttpResponse("another page")


site = (
    [
        path("", concern, name="home"),
        path("list", listing, name="list"),
        path("hidden", hide, name="hide"),
        path("you", listing, name="you"),
        path("token", token, name="token"),
        *(path(f"o/{name}", other, name=name) for name in ("switch_place", "privacy")),
        *(path(f"o/{name}", other, name=name) for name in ("accessibility", "cookies")),
    ],
    "site",
)
urlpatterns = [
    path("", include(site)),
    path("save", save, name="save"),
    path("session/<what>", session),
    path("login", other, name="account_login"),
    path("logout", other, name="account_logout"),
]
