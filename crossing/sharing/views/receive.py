"""Receiving: the envelope, the frozen copy, and what comes back to the sender."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from crossing.core.errors import NotThere
from crossing.govuk.forms import Form
from crossing.govuk.lists import links
from crossing.govuk.shortcuts import page
from crossing.partnership.people import require
from crossing.partnership.requests import SignedIn
from crossing.partnership.rules import Permission
from crossing.records.queries import candidates
from crossing.sharing.commands import receive as commands
from crossing.sharing.commands.decide import take_back
from crossing.sharing.forms.receive import (
    AttachForm,
    NextForm,
    ProblemForm,
    QuestionBackForm,
    TakeBackForm,
    UnsealForm,
)
from crossing.sharing.models import Disclosure
from crossing.sharing.queries import receive as queries
from crossing.sharing.queries.breach import breach_of, came_wrongly
from crossing.sharing.queries.correct import corrections_of, doubts_of
from crossing.sharing.queries.disagree import about_next
from crossing.sharing.rules import FactOrOpinion, Handling, Marking, Purpose
from crossing.sharing.rules.audience import LAST_WORD, MENDS
from crossing.sharing.rules.receiving import Problem, ReceiptKind


def received(request: SignedIn) -> HttpResponse:
    """What was shared with us, newest first."""
    require(request.person, Permission.SHARED_SEE, at=request.person.acting_at)
    rows, moment = queries.received_list(request.person, request.GET.get("after"))
    context = {"rows": rows.items, "pages": links(request, rows), "now": moment}
    return page(request, "sharing/received.html", context)


def disclosure(request: SignedIn, pk: UUID) -> HttpResponse:
    """One thing that was shared: first what may be done with it, then the copy itself."""
    person = request.person
    if wrong := came_wrongly(person, pk):
        return redirect("sharing:came_wrongly", wrong.pk)
    shared = queries.disclosure_for(person, pk)
    envelope = queries.received(person, shared)
    items = _open(request, shared, envelope)
    if items and envelope.mine and ReceiptKind.OPENED not in envelope.done:
        envelope = queries.received(person, shared)  # this opening stands in it
    context = {
        "corrections": corrections_of(shared),
        "doubts": doubts_of(shared),
        "breach": None if envelope.mine else breach_of(person, shared),
        "may_mend": not envelope.mine and person.may(*MENDS),
        "it": envelope,
        "shared": shared,
        "items": items,
        "handling": [Handling(value).label for value in shared.handling],
        "marking": Marking(shared.marking).label,
        "purpose": Purpose(shared.purpose).label,
        "bases": dict(FactOrOpinion.choices),
        "kinds": ReceiptKind,
        "may_close": _may_close(request, envelope),
        "may_disagree": person.may(Permission.REQUEST_ASK) and bool(about_next(person, shared)),
        "may_answer": person.may(Permission.DECISION_SEE),
        "children": queries.attached_to(shared.pk) if envelope.mine and items else [],
    }
    return page(request, "sharing/disclosure.html", context)


def _open(request: SignedIn, shared: Disclosure, envelope: queries.Received) -> list[Any]:
    """The copy, when it is open to this person; opening it, or reading its cover, is an event."""
    if envelope.mine and envelope.may_open:
        commands.open_disclosure(shared, by=request.person)
        return queries.items_of(shared)
    if not envelope.mine and (not envelope.closed or envelope.unsealed):
        commands.read_own_copy(shared, by=request.person)
        return queries.items_of(shared)
    commands.read_disclosure(shared, by=request.person)
    return []


def _may_close(request: SignedIn, envelope: queries.Received) -> bool:
    ours = not envelope.mine and not envelope.closed
    return ours and any(request.person.may(permission) for permission in LAST_WORD)


@require_POST
def accept(request: SignedIn, pk: UUID) -> HttpResponse:
    """Accept what may be done with it; then it opens."""
    commands.accept(queries.disclosure_for(request.person, pk), by=request.person)
    return redirect("sharing:disclosure", pk)


@require_POST
def acknowledge(request: SignedIn, pk: UUID) -> HttpResponse:
    """Say that it was received and read."""
    commands.acknowledge(queries.disclosure_for(request.person, pk), by=request.person)
    messages.success(request, _("They can see that you have read it."))
    return redirect("sharing:disclosure", pk)


def attach(request: SignedIn, pk: UUID) -> HttpResponse:
    """Put it into our own record of the child."""
    person = request.person
    shared = _for(request, pk, Side.RECIPIENT)
    matches = candidates(person, shared.child_given, shared.child_family, shared.child_born_on)
    form = AttachForm(request.POST or None, matches=matches)
    if form.is_valid():
        child = form.children[form.cleaned_data["child"]]
        commands.attach(shared, child, by=person)
        messages.success(request, _("It is in the child’s record."))
        return redirect("records:child", child.pk)
    if request.method == "GET":
        commands.read_disclosure(shared, by=person)
    return page(request, "sharing/attach.html", {"shared": shared, "matches": matches}, form)


class Side(Enum):
    """Whose page it is: the recipient's, the sender's who may close it, or both sides'."""

    RECIPIENT = "recipient"
    SENDER = "sender"
    EITHER = "either"


def _for(request: SignedIn, pk: UUID, side: Side) -> Disclosure:
    """Something that was shared, for the side whose page this is; for the other it is not there."""
    shared = queries.disclosure_for(request.person, pk)
    mine = shared.recipient_id == request.person.acting_at
    closes = not mine and any(request.person.may(permission) for permission in LAST_WORD)
    allowed = {Side.RECIPIENT: mine, Side.SENDER: closes, Side.EITHER: True}
    if not allowed[side]:
        raise NotThere
    return shared


@dataclass(frozen=True)
class Saying:
    """One small page: one thing to say to the other side."""

    title: str | Promise
    done: str | Promise
    button: str | Promise
    form: type[Form]
    act: Callable[..., Any]
    side: Side
    warning: str | Promise = ""


SAYINGS = {
    "question": Saying(
        gettext_lazy("Ask one question"),
        gettext_lazy("Your question has been sent."),
        gettext_lazy("Send the question"),
        QuestionBackForm,
        lambda shared, data, by: commands.ask_back(shared, data["text"], by=by),
        Side.RECIPIENT,
    ),
    "next": Saying(
        gettext_lazy("Say what happened next"),
        gettext_lazy("Thank you. They can see it."),
        gettext_lazy("Tell them"),
        NextForm,
        lambda shared, data, by: commands.follow_up(shared, data["text"], by=by),
        Side.RECIPIENT,
    ),
    "problem": Saying(
        gettext_lazy("Something is wrong with what was shared"),
        gettext_lazy("They have been told."),
        gettext_lazy("Tell them"),
        ProblemForm,
        lambda shared, data, by: commands.report_problem(
            shared, Problem(data["problem"]), data["text"], by=by
        ),
        Side.RECIPIENT,
        gettext_lazy(
            "If it came to the wrong person, it closes here at once, for everybody. Ring them now"
            " as well."
        ),
    ),
    "unseal": Saying(
        gettext_lazy("Open it with a reason"),
        gettext_lazy("It is open for you for one hour."),
        gettext_lazy("Open it"),
        UnsealForm,
        lambda shared, data, by: commands.unseal(shared, data["reason"], by=by),
        Side.EITHER,
    ),
    "take-back": Saying(
        gettext_lazy("Take it back"),
        gettext_lazy("You have taken it back. It has closed for them."),
        gettext_lazy("Take it back"),
        TakeBackForm,
        lambda shared, data, by: take_back(shared, data["reason"], by=by),
        Side.SENDER,
    ),
}


def say(request: SignedIn, pk: UUID, what: str) -> HttpResponse:
    """One thing to say to the other side: a question, what happened next, what is wrong."""
    saying = SAYINGS[what]
    shared = _for(request, pk, saying.side)
    form = saying.form(request.POST or None)
    if form.is_valid():
        saying.act(shared, form.cleaned_data, request.person)
        messages.success(request, str(saying.done))
        return redirect("sharing:disclosure", pk)
    envelope = queries.received(request.person, shared)
    context = {"saying": saying, "shared": shared, "contacts": envelope.contacts}
    return page(request, "sharing/say.html", context, form)
