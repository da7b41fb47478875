"""Asking for advice, and answering."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from crossing.govuk.shortcuts import page
from crossing.partnership.people import require
from crossing.partnership.requests import SignedIn
from crossing.partnership.rules import Permission
from crossing.records import commands, queries
from crossing.records.forms.advice import AdviceForm, AnswerForm
from crossing.records.models import Advice
from crossing.records.queries.advice import About
from crossing.records.views.asking import sent


def about_concern(request: SignedIn, pk: UUID) -> HttpResponse:
    """Ask for advice about a concern."""
    concern = queries.concern_for(request.person, pk)
    require(request.person, Permission.CONTENT_SEE, at=concern.org_id)
    about = About(concern.org_id, concern.child, concern.child_as_named, concern=concern)
    return ask(request, about, reverse("records:concern", args=[pk]))


def ask(request: SignedIn, about: About, back: str, but: Iterable[UUID] = ()) -> HttpResponse:
    """One question. What is covered in it is shown once, before it is sent."""
    person, shown = request.person, ""
    form = AdviceForm(sent(request), asked=queries.may_be_asked(person, but))
    if form.is_valid():
        new = form.made()
        covered = queries.without_names(person, about, new.question)
        if new.names_because or covered == new.question or "as_shown" in request.POST:
            commands.ask_advice(about, new, by=person)
            messages.success(request, _("Asked. The answer comes back here."))
            return redirect(back)
        shown = covered
    return page(request, "records/advice/ask.html", {"back_href": back, "shown": shown}, form)


def show(request: SignedIn, pk: UUID) -> HttpResponse:
    """One question, for whoever is asked: to be answered in writing."""
    person = request.person
    advice = queries.advice_for(person, pk)
    asked = advice.of_id == person.id
    form = AnswerForm(sent(request))
    if request.method == "POST" and not asked:
        commands.take_back_advice(advice, by=person)
        messages.success(request, _("Taken back. You can ask somebody else."))
        return redirect(_beside(advice))
    if form.is_valid():
        commands.answer_advice(advice, form.cleaned_data["text"], by=person)
        messages.success(request, _("Answered."))
        return redirect("records:advice", pk)
    commands.read_advice(advice, by=person)
    answer, ended = getattr(advice, "answer", None), getattr(advice, "back", None)
    waits = answer is None and ended is None
    context = {
        "advice": advice,
        "answer": answer,
        "ended": ended,
        "may_answer": waits and asked,
        "may_take_back": waits and not asked and queries.may_take_back(person, advice),
        "beside_href": "" if asked else _beside(advice),
    }
    return page(request, "records/advice/advice.html", context, form)


def _beside(advice: Advice) -> str:
    """What it was asked about."""
    if advice.concern_id:
        return reverse("records:concern", args=[advice.concern_id])
    return reverse("sharing:deliberation", args=[advice.deliberation])
