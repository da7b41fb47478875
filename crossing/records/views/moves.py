"""An entry about the wrong child: saying so, opening what was removed, being told."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from crossing.core.errors import NotThere
from crossing.govuk.lists import links
from crossing.govuk.shortcuts import page
from crossing.partnership.people import require
from crossing.partnership.requests import SignedIn
from crossing.partnership.rules import Permission
from crossing.records import commands, queries
from crossing.records.forms.concerns import WhoForm
from crossing.records.forms.two import MoveForm, OpenForm
from crossing.records.models import Concern, Entry
from crossing.records.views.asking import children_asked, form_page, posted_with_child, sent


def ask(request: SignedIn, kind: str, entry: UUID) -> HttpResponse:
    """This is about a different child."""
    found = queries.entry_for(request.person, kind, entry)
    require(request.person, Permission.CHILD_RECORD, at=found.org_id)
    if found.child is None:
        raise NotThere
    if waiting := queries.move_of(request.person, found.pk):
        return redirect("sharing:move", waiting.pk)
    form = _form(request)
    if "find" not in request.POST and form.is_valid():
        child = form.chosen if form.is_known else None
        wrong = commands.WrongChild(found, child, form.cleaned_data["reason"])
        move = commands.ask_move(wrong, by=request.person)
        messages.success(request, _("It moves when a second person has confirmed it."))
        return redirect("sharing:move", move.pk)
    alone = queries.asks_alone(request.person, sealed=found.child.sealed)
    still = _("You can still tell whoever works with this record that it is wrong.")
    more = {"entry": found, "is_concern": isinstance(found, Concern), "child": found.child}
    context = {"title": _("This is about a different child"), "back_href": _back(found), **more}
    context |= {"alone": alone, "still": still}
    return page(request, "records/move_ask.html", context, form)


def _form(request: SignedIn) -> MoveForm:
    """As it was sent; or, while a child is looked for, the same words with whom it may be."""
    if request.method != "POST":
        return MoveForm()
    looking = "find" in request.POST
    chosen = "" if looking else request.POST.get("child", "")
    children = children_asked(request, request.POST.get("who", ""), chosen)
    if looking:
        return MoveForm(children=children, initial=MoveForm(request.POST).typed())
    return MoveForm(request.POST, children=children)


def _back(entry: Concern | Entry) -> str:
    if isinstance(entry, Concern):
        return reverse("records:concern", args=[entry.pk])
    return reverse("records:child", args=[entry.child_id])


def unplaced(request: SignedIn) -> HttpResponse:
    """Entries that left a wrong record, and of which nobody knows yet whose they are."""
    require(request.person, Permission.CONCERN_DECIDE, at=request.person.acting_at)
    rows = queries.unplaced(request.person, request.GET.get("after"))
    context = {"rows": rows.items, "paged": links(request, rows)}
    return render(request, "records/unplaced.html", context)


def who(request: SignedIn, kind: str, entry: UUID) -> HttpResponse:
    """Say which child such an entry is about."""
    found = queries.entry_for(request.person, kind, entry)
    require(request.person, Permission.CONCERN_DECIDE, at=found.org_id)
    if not isinstance(found, Entry):
        raise NotThere
    form = posted_with_child(request, WhoForm) if request.method == "POST" else WhoForm()
    if "find" not in request.POST and form.is_valid() and form.chosen:
        commands.say_who_entry(found, form.chosen, by=request.person)
        return redirect("records:child", form.chosen.pk)
    back, title = reverse("records:unplaced"), _("Say which child this is about")
    return form_page(request, form, title, back, _("Save"), caption=found.title, finds=True)


def original(request: SignedIn, pk: UUID) -> HttpResponse:
    """Open what was removed, with a reason."""
    move = queries.removed_for(request.person, pk)
    form = OpenForm(sent(request))
    opened = None
    if form.is_valid():
        opened = commands.open_original(move, form.cleaned_data["reason"], by=request.person)
    context = {"move": move, "opened": opened, "openings": queries.openings(move)}
    return page(request, "records/original.html", context, form)


def notice(request: SignedIn, pk: UUID) -> HttpResponse:
    """An entry that this person read was about a different child."""
    found = queries.notice_for(request.person, pk)
    if request.method == "POST":
        commands.see_notice(found, by=request.person)
        return redirect("site:home")
    return render(request, "records/notice.html", {"notice": found})
