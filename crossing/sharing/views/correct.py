"""Correcting what was shared, acknowledging that, and saying that it contradicts what we hold."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from crossing.core.errors import NotThere
from crossing.govuk.shortcuts import page
from crossing.partnership.people import require
from crossing.partnership.requests import SignedIn
from crossing.sharing.commands import contradict as contradicting
from crossing.sharing.commands import correct as commands
from crossing.sharing.commands.receive import read_disclosure
from crossing.sharing.forms.correct import (
    AcknowledgeForm,
    AnswerForm,
    ContradictForm,
    CorrectForm,
    ToldForm,
)
from crossing.sharing.queries import correct as queries
from crossing.sharing.queries.marks import Corrected
from crossing.sharing.queries.receive import disclosure_for, items_of
from crossing.sharing.rules.audience import MENDS
from crossing.sharing.rules.correcting import Relied, Truth


def choose(request: SignedIn, pk: UUID) -> HttpResponse:
    """Which item of what we shared is wrong."""
    person = request.person
    require(person, *MENDS, at=person.acting_at)
    shared = disclosure_for(person, pk)
    items = queries.sent_items(person, shared)
    if not items:
        raise NotThere
    read_disclosure(shared, by=person)
    context = {"shared": shared, "items": items, "corrections": queries.corrections_of(shared)}
    return page(request, "sharing/correct/choose.html", context)


def correct(request: SignedIn, pk: UUID, position: int) -> HttpResponse:
    """What is wrong with one item, what is true instead; and who has it, so is told."""
    person = request.person
    require(person, *MENDS, at=person.acting_at)
    shared = disclosure_for(person, pk)
    held = queries.item_at(person, shared, position)
    everywhere = queries.everywhere(person, held)
    form = CorrectForm(request.POST or None)
    if form.is_valid():
        made = commands.correct(everywhere, form.new, by=person)
        messages.success(request, _("Corrected. Whoever has it is told, and we wait for them."))
        return redirect("sharing:correction", made[0].pk)
    if request.method == "GET":
        read_disclosure(shared, by=person)
    named = queries.to_name(person, everywhere)
    context = {"shared": shared, "held": held, "named": named}
    context["others"] = len(everywhere) - len(named)
    return page(request, "sharing/correct/correct.html", context, form)


def _to_write(request: SignedIn, it: Corrected) -> AcknowledgeForm | ToldForm | None:
    """What this person is asked about a correction: that they have read it, or who was told."""
    person, theirs = request.person, it.correction.sender_id != request.person.acting_at
    if theirs:
        return None if it.by(person.id) else AcknowledgeForm(request.POST or None)
    return ToldForm(request.POST or None) if it.is_to_tell and person.may(*MENDS) else None


def correction(request: SignedIn, pk: UUID) -> HttpResponse:
    """One correction: what is wrong, what is true instead, and who there has read it."""
    person = request.person
    it = queries.correction_for(person, pk)
    theirs = it.correction.sender_id != person.acting_at
    form = _to_write(request, it)
    if form is not None and form.is_valid():
        answer = form.cleaned_data["relied"], form.cleaned_data["did"]
        write = commands.acknowledge_correction if theirs else commands.tell_outside
        write(it.correction, *answer, by=person)
        said = _("They can see that you have read it.") if theirs else _("Written down.")
        messages.success(request, said)
        return redirect("sharing:correction", pk)
    if request.method == "GET":
        commands.read_correction(it.correction, by=person)
    context = {
        "it": it,
        "shared": it.correction.disclosure,
        "theirs": theirs,
        "truth": Truth,
        "relied": dict(Relied.choices),
    }
    return page(request, "sharing/correct/correction.html", context, form)


def contradicts(request: SignedIn, pk: UUID) -> HttpResponse:
    """What they shared contradicts what we hold."""
    person = request.person
    shared = disclosure_for(person, pk)
    if shared.recipient_id != person.acting_at:
        raise NotThere
    parts = [(item.position, item.title) for item in items_of(shared)]
    form = ContradictForm(request.POST or None, parts=parts)
    if form.is_valid():
        data = form.cleaned_data
        said = contradicting.contradict(
            shared, int(data["position"]), data["text"], data["ring"], by=person
        )
        messages.success(request, _("They have been told, and have two working days to answer."))
        return redirect("sharing:contradiction", said.pk)
    if request.method == "GET":
        read_disclosure(shared, by=person)
    return page(request, "sharing/correct/contradicts.html", {"shared": shared}, form)


def contradiction(request: SignedIn, pk: UUID) -> HttpResponse:
    """What contradicts, and what was answered."""
    person = request.person
    doubt = queries.doubt_for(person, pk)
    said = doubt.said
    answers = doubt.is_open and said.to_org_id == person.acting_at and person.may(*MENDS)
    form = AnswerForm(request.POST or None) if answers else None
    if form is not None and form.is_valid():
        data = form.cleaned_data
        contradicting.answer_contradiction(
            said, data["kind"], data["told"] or "", data["until"], by=person
        )
        messages.success(request, _("They have been told."))
        return redirect("sharing:contradiction", pk)
    if request.method == "GET":
        contradicting.read_contradiction(said, by=person)
    parts = queries.sent_items(person, said.disclosure) if answers else []
    part = next((each for each in parts if each.position == said.position), None)
    context = {
        "doubt": doubt,
        "said": said,
        "shared": said.disclosure,
        "answers": answers,
        "part": part,
    }
    return page(request, "sharing/correct/contradiction.html", context, form)
