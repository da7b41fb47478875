"""Concerns: those that wait, one's own, and one with what stands beside it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from crossing.core.paging import Page
from crossing.govuk.forms import Form
from crossing.govuk.lists import links
from crossing.partnership.people import Person, require
from crossing.partnership.requests import SignedIn
from crossing.partnership.rules import Permission
from crossing.records import commands, queries
from crossing.records.forms.concerns import AddForm, DecideForm, WhoForm, WorryForm
from crossing.records.models import Concern
from crossing.records.rules import BASIS_TOLD, AdditionKind, ConcernKind, DecisionKind, Safe
from crossing.records.rules.spoken import language_name
from crossing.records.views.asking import children_asked, form_page, posted_with_child, sent

WORDS = {
    "kind": ConcernKind,
    "safe": Safe,
    "addition": AdditionKind,
    "decision": DecisionKind,
}


def waiting(request: SignedIn) -> HttpResponse:
    """Concerns that wait for a decision; all of them with `show=all`."""
    require(request.person, Permission.CONCERN_DECIDE, at=request.person.acting_at)
    every = request.GET.get("show") == "all"
    rows = queries.concerns(request.person, request.GET.get("after"), waiting=not every)
    return _listed(request, rows, "records/concerns.html", every=every)


def mine(request: SignedIn) -> HttpResponse:
    """One's own concerns, each with when it was read."""
    require(request.person, Permission.CONCERN_RECORD, at=request.person.acting_at)
    rows = queries.my_concerns(request.person, request.GET.get("after"))
    drafts = queries.drafts(request.person, "concern-")
    adults = queries.my_staff_concerns(request.person)
    return _listed(request, rows, "records/my_concerns.html", drafts=drafts, adults=adults)


def _listed(request: SignedIn, rows: Page[Concern], template: str, **more: object) -> HttpResponse:
    context = {"rows": rows.items, "paged": links(request, rows), "words": _words(), **more}
    return render(request, template, context)


def _words() -> dict[str, dict[Any, Any]]:
    return {name: dict(listed.choices) for name, listed in WORDS.items()}


def show(request: SignedIn, pk: UUID) -> HttpResponse:
    """Open a concern."""
    person = request.person
    concern = commands.read_concern(queries.concern_for(person, pk), by=person)
    context = {
        "concern": concern,
        "story": queries.story(concern),
        "whole": queries.whole_of(person, concern),
        "advice": queries.advice_about(person, concern=concern),
        "advice_href": _advice_href(person, concern),
        "in_language": language_name(concern.language),
        "interpreted": queries.interpreted(concern),
        "by_relative": queries.told_by_a_relative(concern),
        "words": _words(),
        "basis": BASIS_TOLD,
        "is_author": concern.author_id == person.id,
        "may_decide": person.may(Permission.CONCERN_DECIDE),
        "may_move": person.may(Permission.CHILD_RECORD),
        "opens_child": concern.child is not None and person.may(Permission.CONTENT_SEE),
        "may_share_now": person.may(Permission.EMERGENCY_SHARE),
        "contacts": queries.on_duty(person) if concern.is_urgent else [],
        "move_waits": queries.move_of(person, concern.pk),
        "moved_at": queries.moved_at(concern),
    }
    return render(request, "records/concern.html", context)


def _advice_href(person: Person, concern: Concern) -> str:
    """Those who work on cases may ask; an author reads what was advised nowhere."""
    may = person.may(Permission.CONTENT_SEE)
    return reverse("records:ask_advice", args=[concern.pk]) if may else ""


def add(request: SignedIn, pk: UUID) -> HttpResponse:
    """Add to a concern, with the reason."""
    concern = queries.concern_for(request.person, pk)
    form = AddForm(sent(request))
    if form.is_valid():
        commands.add_to_concern(concern, **form.cleaned_data, by=request.person)
        return redirect("records:concern", pk)
    return _beside(request, form, concern, _("Add to this concern"), _("Add"))


def worried(request: SignedIn, pk: UUID) -> HttpResponse:
    """I am still worried."""
    concern = queries.concern_for(request.person, pk)
    form = WorryForm(sent(request))
    if form.is_valid():
        commands.still_worried(concern, form.cleaned_data["text"], by=request.person)
        messages.success(request, _("The safeguarding lead has been told that you are worried."))
        return redirect("records:concern", pk)
    return _beside(request, form, concern, _("I am still worried"), _("Tell them"))


def decide(request: SignedIn, pk: UUID) -> HttpResponse:
    """Decide what to do about a concern."""
    concern = queries.concern_for(request.person, pk)
    require(request.person, Permission.CONCERN_DECIDE, at=concern.org_id)
    form = DecideForm(sent(request))
    if form.is_valid():
        commands.decide_concern(concern, form.new_decision(), by=request.person)
        return redirect("records:concern", pk)
    return _beside(request, form, concern, _("Decide what to do"), _("Decide"))


def who(request: SignedIn, pk: UUID) -> HttpResponse:
    """Say which child a concern is about."""
    concern = queries.concern_for(request.person, pk)
    require(request.person, Permission.CONCERN_DECIDE, at=concern.org_id)
    form = _who_form(request, concern)
    if "find" not in request.POST and form.is_valid() and form.chosen:
        commands.say_who(concern, form.chosen, by=request.person)
        return redirect("records:concern", pk)
    title = _("Say which child this is about")
    return _beside(request, form, concern, title, _("Save"), finds=True)


def _who_form(request: SignedIn, concern: Concern) -> WhoForm:
    if request.method != "POST":
        found = children_asked(request, concern.child_as_named, "")
        return WhoForm(children=found, initial={"who": concern.child_as_named})
    return posted_with_child(request, WhoForm)


def _beside(
    request: SignedIn, form: Form, concern: Concern, title: str, button: str, **more: object
) -> HttpResponse:
    back = reverse("records:concern", args=[concern.pk])
    name = concern.child.name if concern.child else concern.child_as_named
    more["caption"] = _("The concern about %(name)s") % {"name": name}
    return form_page(request, form, title, back, button, **more)
