"""Asking: about whom, what and why, check and send; and what became of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from crossing.core.clock import now, today
from crossing.govuk import words
from crossing.govuk.forms import Form
from crossing.govuk.lists import links
from crossing.govuk.shortcuts import page
from crossing.partnership.people import require
from crossing.partnership.queries import closed
from crossing.partnership.requests import SignedIn
from crossing.partnership.rules import Permission
from crossing.records import commands as records
from crossing.records.forms.typed import begun, marks
from crossing.records.models import Draft
from crossing.records.queries import changed_elsewhere, child_for
from crossing.records.rules.drafts import Begun, version
from crossing.sharing.commands import ask as commands
from crossing.sharing.commands.questions import answer_question, read_question
from crossing.sharing.forms.ask import AboutForm, QuestionForm, WordsForm, posted
from crossing.sharing.queries import ask as queries
from crossing.sharing.queries.asking import (
    Making,
    child_of,
    holder_of,
    id_of,
    making,
    narrows_of,
    words_of_child,
    words_of_request,
)
from crossing.sharing.queries.partners import partners
from crossing.sharing.rules import needs_authority
from crossing.sharing.rules.audience import as_asked_by
from crossing.sharing.rules.standing import SHOWN_IN_ORDER, STILL_OPEN, standing_colour


def start(request: SignedIn) -> HttpResponse:
    """A new question gets a key of its own, under which its draft is kept."""
    require(request.person, Permission.REQUEST_ASK, at=request.person.acting_at)
    address = reverse("sharing:ask_about", args=[uuid4()])
    return redirect(f"{address}?{request.GET.urlencode()}")


def about(request: SignedIn, key: UUID) -> HttpResponse:
    """Page 1: whom to ask, and about which child."""
    made = making(request.person, key)
    form = _about_form(request, made, request.POST or None)
    if "hide" in request.POST:
        return _hidden(request, made, "about", form)
    other = _keep(request, made, "about", form) if form.is_valid() else None
    if form.is_valid() and not other:
        return redirect("sharing:ask_question", key)
    context = {"key": key, "marks": marks(request.POST, made, "about"), "changed_elsewhere": other}
    return page(request, "sharing/ask_about.html", context, form)


def question(request: SignedIn, key: UUID) -> HttpResponse:
    """Page 2: what is wanted, why, and under which law."""
    made = making(request.person, key)
    form = _question_form(request, made, request.POST or None)
    if "hide" in request.POST:
        return _hidden(request, made, "question", form)
    other = _keep(request, made, "question", form) if form.is_valid() else None
    if form.is_valid() and not other:
        return redirect("sharing:ask_check", key)
    context = {"key": key, "holder": form.to, "made": made, "closed": closed(form.to, now())}
    context |= {"marks": marks(request.POST, made, "question"), "changed_elsewhere": other}
    return page(request, "sharing/ask_question.html", context, form)


def check(request: SignedIn, key: UUID) -> HttpResponse:
    """Page 3: check and send, or ask for authority."""
    person, made = request.person, making(request.person, key)
    first = _about_form(request, made, posted(AboutForm, made.about))
    if not first.is_valid():
        return redirect("sharing:ask_about", key)
    second = _question_form(request, made, posted(QuestionForm, made.question))
    if not second.is_valid():
        return redirect("sharing:ask_question", key)
    ask = as_asked_by(second.asked(first.asked()), person.place_kind or "")
    if request.method == "POST":
        asking = commands.Asking(ask, second.to, child_of(person, made), narrows_of(person, made))
        asked = commands.ask(asking, by=person)
        records.drop_draft(made.name, Begun(version=version(made.data)), by=person)
        messages.success(request, _said(asked.needs_authority))
        return redirect("sharing:request", asked.pk)
    context = {"key": key, "ask": ask, "holder": second.to, "waits": needs_authority(ask)}
    context["closed"] = closed(second.to, now())
    return page(request, "sharing/ask_check.html", context)


def _said(waits: bool) -> str:
    if waits:
        return _("Authority has been asked for. It is sent when an authorising officer agrees.")
    return _("Your question has been sent.")


@require_POST
def save(request: SignedIn, key: UUID, part: str) -> JsonResponse:
    """Keep what is on the page. It is no event, and nothing is checked."""
    made = making(request.person, key)
    forms = {"about": _about_form, "question": _question_form}
    if other := _keep(request, made, part, forms[part](request, made, request.POST)):
        there = begun(request.POST, part).version_of(other.data)
        told = {"changed": words.moment(other.saved_at), "version": there}
        return JsonResponse(told, status=409)
    return JsonResponse({"saved": words.clock(now())})


def _about_form(request: SignedIn, made: Making, data: Any) -> AboutForm:
    require(request.person, Permission.REQUEST_ASK, at=request.person.acting_at)
    initial = made.about or _from_address(request)
    options = {"today": today(), "kind": request.person.place_kind or ""}
    return AboutForm(data, initial=initial, partners=partners(request.person), **options)


def _from_address(request: SignedIn) -> dict[str, Any]:
    """A question that starts from a child's page or from a partner's line of the directory."""
    found: dict[str, Any] = {"holder": request.GET.get("to", "")}
    if child := id_of(request.GET.get("child")):
        found |= words_of_child(child_for(request.person, child))
    return found


def _question_form(request: SignedIn, made: Making, data: Any) -> QuestionForm:
    require(request.person, Permission.REQUEST_ASK, at=request.person.acting_at)
    holder, on, kind = holder_of(request.person, made), today(), request.person.place_kind or ""
    return QuestionForm(
        data,
        initial=made.question,
        holder=holder,
        powers=queries.powers(on),
        default_power=queries.default_power(holder.kind, kind, on),
        today=on,
        kind=kind,
    )


def _keep(request: SignedIn, made: Making, part: str, form: Form) -> Draft | None:
    """Keep what was typed; or say what another page has saved there since this one was begun."""
    page_of, typed = begun(request.POST, part), form.typed()
    if other := changed_elsewhere(request.person, made.name, page_of):
        return other
    made.data = {**made.data, part: typed}
    records.save_draft(made.name, made.title, typed, page_of, by=request.person)
    return None


def _hidden(request: SignedIn, made: Making, part: str, form: Form) -> HttpResponse:
    """Without script, *Hide screen* keeps the words and shows a blank page."""
    _keep(request, made, part, form)
    return render(request, "govuk/blank.html", {"back_href": request.path})


def asked(request: SignedIn) -> HttpResponse:
    """What we have asked, newest first."""
    require(request.person, Permission.SHARED_SEE, at=request.person.acting_at)
    show = request.GET.get("show", "")
    rows, on = queries.asked_list(request.person, show, request.GET.get("after"))
    context = {
        "rows": [(row, queries.standing_of(row, on)) for row in rows.items],
        "pages": links(request, rows),
        "show": show,
        "shown": SHOWN_IN_ORDER,
        "colour": standing_colour,
        "still_open": STILL_OPEN,
        "may_ask": request.person.may(Permission.REQUEST_ASK),
        "may_authorise": request.person.may(Permission.REQUEST_AUTHORISE),
    }
    return page(request, "sharing/asked.html", context)


def one(request: SignedIn, pk: UUID) -> HttpResponse:
    """One question: what was asked, how it stands, the reply, and what can be done next."""
    asked = queries.request_for(request.person, pk)
    commands.read_request(asked, by=request.person)
    context = {
        "asked": queries.asked_in_full(asked),
        "closed": closed(asked.holder, now()),
        "colour": standing_colour,
        "may_ask": request.person.may(Permission.REQUEST_ASK),
    }
    return page(request, "sharing/request.html", context)


@require_POST
def withdraw(request: SignedIn, pk: UUID) -> HttpResponse:
    """Take a question back."""
    commands.withdraw(queries.request_for(request.person, pk), by=request.person)
    messages.success(request, _("You have taken this question back."))
    return redirect("sharing:request", pk)


@require_POST
def again(request: SignedIn, pk: UUID, narrow: bool) -> HttpResponse:
    """Ask for less in place of this question, or ask again: both start from its words."""
    asked = queries.request_for(request.person, pk)
    made = Making(uuid4(), words_of_request(asked))
    made.data["narrows"] = str(asked.pk) if narrow else ""
    records.save_draft(made.name, made.title, made.data, by=request.person)
    return redirect("sharing:ask_question", made.key)


def answer(request: SignedIn, pk: UUID) -> HttpResponse:
    """Answer the one question that came back."""
    question = queries.question_for(request.person, pk)
    form = WordsForm(request.POST or None)
    if request.method == "GET":
        read_question(question, by=request.person)
    if form.is_valid():
        answer_question(question, form.cleaned_data["text"], by=request.person)
        messages.success(request, _("Your answer has been sent."))
        name = "sharing:request" if question.request_id else "sharing:disclosure"
        return redirect(name, question.request_id or question.disclosure_id)
    return page(request, "sharing/answer_question.html", {"question": question}, form)
