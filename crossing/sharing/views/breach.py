"""Something went to the wrong place: for the sender, its data protection officer, and whoever has
it by mistake."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from crossing.core.clock import now
from crossing.core.errors import NotThere
from crossing.govuk.lists import links
from crossing.govuk.shortcuts import page
from crossing.partnership.models import Membership
from crossing.partnership.people import Person, require
from crossing.partnership.queries import who_may
from crossing.partnership.requests import SignedIn
from crossing.partnership.rules import Permission
from crossing.sharing.commands import breach as commands
from crossing.sharing.commands.breach import StepAnswer
from crossing.sharing.commands.receive import read_disclosure
from crossing.sharing.forms.breach import DestroyedForm, StepForm, WentWrongForm
from crossing.sharing.queries import breach as queries
from crossing.sharing.queries.legal import breach_law
from crossing.sharing.queries.receive import disclosure_for, received
from crossing.sharing.rules.audience import LAST_WORD, MENDS
from crossing.sharing.rules.breach import AtRisk, BreachStatus, Spread, Step


def went_wrong(request: SignedIn, pk: UUID) -> HttpResponse:
    """The sender says that it went to the wrong place."""
    person = request.person
    require(person, *MENDS, at=person.acting_at)
    shared = disclosure_for(person, pk)
    if shared.sender_id != person.acting_at:
        raise NotThere
    form = WentWrongForm(request.POST or None)
    if form.is_valid():
        begun = commands.went_wrong(shared, form.cleaned_data["aware_at"], by=person)
        messages.success(request, _("It has closed for everybody there. Now answer the questions."))
        return redirect("sharing:breach", begun.pk)
    if request.method == "GET":
        read_disclosure(shared, by=person)
    officer = queries.has_officer(person.place)
    context = {"it": received(person, shared), "officer": officer}
    return page(request, "sharing/breach/went_wrong.html", context, form)


def came_wrongly(request: SignedIn, pk: UUID) -> HttpResponse:
    """Something came to us by mistake: what to do, and to confirm that it is destroyed."""
    person = request.person
    wrong = queries.wrong_place_for(person, pk)
    done = queries.destruction_of(wrong)
    form = None if done else DestroyedForm(request.POST or None)
    if form is not None and form.is_valid():
        data = form.cleaned_data
        commands.confirm_destroyed(wrong, data["spread"], data["text"], by=person)
        messages.success(request, _("Thank you. They can see that it is destroyed."))
        return redirect("sharing:came_wrongly", pk)
    if request.method == "GET":
        commands.read_wrong_place(wrong, by=person)
    context = {
        "wrong": wrong,
        "done": done,
        "spread": dict(Spread.choices),
        "contacts": queries.contacts_of(wrong.sender_id),
    }
    return page(request, "sharing/breach/came_wrongly.html", context, form)


def breaches(request: SignedIn) -> HttpResponse:
    """Everything of ours that went to the wrong place, what is open first. No child’s name."""
    person = request.person
    require(person, Permission.DECISION_SEE, Permission.AUDIT_SEE, at=person.acting_at)
    rows = queries.breach_list(person, request.GET.get("after"))
    context = {
        "rows": rows.items,
        "pages": links(request, rows),
        "now": now(),
        "statuses": dict(BreachStatus.choices),
    }
    return page(request, "sharing/breach/breaches.html", context)


def _deciders(person: Person) -> QuerySet[Membership]:
    """Who decides about a breach where this person acts, and closes it."""
    return who_may(person.place, *LAST_WORD, also=(Permission.DECISION_SEE,))


def breach(request: SignedIn, pk: UUID) -> HttpResponse:
    """How a breach stands: the clock, who opened it, what is written down, what is missing."""
    person = request.person
    it = queries.breach_for(person, pk)
    commands.read_breach(it.breach, by=person)
    others = not it.breach.ended_at and not person.may(*LAST_WORD)
    context = {
        "advises": it.shared is None,
        "deciders": _deciders(person) if others else [],
        "own_lines": queries.contacts_of(person.place) if others else [],
        "it": it,
        "law": breach_law(person.place_kind),
        "may_write": it.shared is not None and person.may(*MENDS) and not it.breach.ended_at,
        "may_close": it.shared is not None and person.may(*LAST_WORD) and not it.breach.ended_at,
        "at_risk": AtRisk,
    }
    return page(request, "sharing/breach/breach.html", context)


def _to_write(request: SignedIn, pk: UUID) -> queries.Standing:
    """A breach, for those at its sender who decide or propose."""
    require(request.person, *MENDS, at=request.person.acting_at)
    it = queries.breach_for(request.person, pk)
    if it.shared is None:
        raise NotThere
    return it


def step(request: SignedIn, pk: UUID, step: str) -> HttpResponse:
    """One question of a breach."""
    it = _to_write(request, pk)
    if step not in Step:
        raise NotThere
    asked = Step(step)
    form = StepForm(request.POST or None, step=asked)
    if form.is_valid():
        data = form.cleaned_data
        answer = StepAnswer(data["choice"], data["text"], data.get("on"))
        commands.write_step(it, asked, answer, by=request.person)
        messages.success(request, _("Written down."))
        return redirect("sharing:breach", it.breach.pk)
    context = {"it": it, "step": asked, "law": breach_law(request.person.place_kind)}
    return page(request, "sharing/breach/step.html", context, form)


def destroyed_outside(request: SignedIn, pk: UUID) -> HttpResponse:
    """Somebody outside Crossing says that it is destroyed: the sender writes that down."""
    it = _to_write(request, pk)
    if it.wrong.recipient_id is not None:
        raise NotThere
    form = DestroyedForm(request.POST or None)
    if form.is_valid():
        data = form.cleaned_data
        commands.confirm_destroyed(it.wrong, data["spread"], data["text"], by=request.person)
        messages.success(request, _("Written down."))
        return redirect("sharing:breach", it.breach.pk)
    return page(request, "sharing/breach/destroyed.html", {"it": it}, form)


@require_POST
def close(request: SignedIn, pk: UUID) -> HttpResponse:
    """Close a breach, when everything is written down."""
    require(request.person, *LAST_WORD, at=request.person.acting_at)
    commands.close_breach(_to_write(request, pk), by=request.person)
    messages.success(request, _("Closed."))
    return redirect("sharing:breach", pk)
