"""I disagree: the page that opens it, the page of one, and each small act."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crossing.core.errors import NotThere
from crossing.govuk.forms import Form
from crossing.govuk.lists import links
from crossing.govuk.shortcuts import page
from crossing.partnership.people import require
from crossing.partnership.requests import SignedIn
from crossing.partnership.rules import Permission
from crossing.sharing.commands import disagree as commands
from crossing.sharing.forms import disagree as forms
from crossing.sharing.queries import disagree as queries
from crossing.sharing.queries.ask import request_for
from crossing.sharing.queries.counts import disagreement_counts, existence_counts, known_counts
from crossing.sharing.queries.receive import disclosure_for
from crossing.sharing.rules.disagree import Days, Ending, Stage


def answer(request: SignedIn, pk: UUID) -> HttpResponse:
    """I disagree with the answer to our question."""
    require(request.person, Permission.REQUEST_ASK, at=request.person.acting_at)
    asked = request_for(request.person, pk)
    return _open(request, commands.Against(request=asked), asked.holder.name)


def next_step(request: SignedIn, pk: UUID) -> HttpResponse:
    """I disagree with what they did about what we sent them."""
    require(request.person, Permission.REQUEST_ASK, at=request.person.acting_at)
    shared = disclosure_for(request.person, pk)
    if shared.sender_id != request.person.acting_at or shared.recipient is None:
        raise NotThere
    return _open(request, commands.Against(disclosure=shared), shared.recipient.name)


def _open(request: SignedIn, against: commands.Against, other: str) -> HttpResponse:
    running = queries.running(against.request, against.disclosure)
    if running is not None and request.method == "GET":
        return redirect("sharing:disagreement", running.pk)
    against.require_something(request.person)
    form = forms.DisagreeForm(request.POST or None)
    if form.is_valid():
        case = commands.disagree(against, form.cleaned_data["text"], by=request.person)
        messages.success(request, _("They have been told. Ring them now: a call settles most."))
        return redirect("sharing:disagreement", case.pk)
    context = {"other": other, "numbers": queries.to_call(request.person.place)}
    return page(request, "sharing/disagree.html", context, form)


def disagreements(request: SignedIn) -> HttpResponse:
    """All of our place, newest first."""
    person = request.person
    require(person, Permission.SHARED_SEE, Permission.DISAGREEMENT_HEAR, at=person.acting_at)
    rows = queries.disagreement_list(person, request.GET.get("after"))
    context = {
        "rows": rows.items,
        "pages": links(request, rows),
        "stage": Stage,
        "ending": Ending,
        "about": queries.about_label,
        "place": person.place,
    }
    return page(request, "sharing/disagreements.html", context)


def one(request: SignedIn, pk: UUID) -> HttpResponse:
    """What to do first if a child is in danger; where it stands; and what both sides wrote."""
    whole = _whole(request, pk)
    if request.method == "POST" and whole.hears:
        raise NotThere
    form = None if whole.hears or whole.ended else forms.ViewForm(request.POST or None)
    if form is not None and form.is_valid():
        commands.write_view(whole.case, form.cleaned_data["text"], by=request.person)
        messages.success(request, _("Written. They can read it."))
        return redirect("sharing:disagreement", pk)
    if request.method == "GET":
        commands.read_disagreement(whole.case, by=request.person)
    return _show(request, whole, form)


def _show(request: SignedIn, whole: queries.Whole, form: Form | None) -> HttpResponse:
    context = {
        "it": whole,
        "numbers": queries.to_call(request.person.place),
        "may_write": request.person.may(Permission.REQUEST_ASK),
    }
    return page(request, "sharing/disagreement.html", context, form)


def _whole(request: SignedIn, pk: UUID) -> queries.Whole:
    return queries.in_full(request.person, queries.disagreement_for(request.person, pk))


@dataclass(frozen=True)
class Act:
    """One small page: what it is called, what it asks, what it does, and for whom it is there."""

    title: str | Promise
    button: str | Promise
    done: str | Promise
    form: type[Form]
    do: Callable[..., Any]
    there: Callable[[queries.Whole], bool] = lambda whole: not whole.hears
    intro: str | Promise = ""


ACTS = {
    "agree": Act(
        gettext_lazy("We have agreed"),
        gettext_lazy("Write it down"),
        gettext_lazy("Written. It ends when they say the same."),
        forms.AgreedForm,
        lambda case, said, by: commands.agree(case, said["text"], by=by),
        lambda whole: not whole.hears and not whole.they_say_agreed,
        gettext_lazy("They read it and say yes. Until then it stays open."),
    ),
    "confirm": Act(
        gettext_lazy("Yes, that was agreed"),
        gettext_lazy("Yes, end the disagreement"),
        gettext_lazy("Agreed. The disagreement has ended."),
        forms.ConfirmForm,
        lambda case, said, by: commands.agree(case, said["text"], by=by),
        lambda whole: whole.they_say_agreed,
    ),
    "take-back": Act(
        gettext_lazy("Take it back"),
        gettext_lazy("Take it back"),
        gettext_lazy("You have taken it back. Their answer stands."),
        forms.BackForm,
        lambda case, said, by: commands.withdraw_disagreement(case, said["text"], by=by),
        lambda whole: whole.asks,
    ),
    "up": Act(
        gettext_lazy("Move it up now"),
        gettext_lazy("Move it up"),
        gettext_lazy("It has moved up. The next people have been told."),
        forms.UpForm,
        lambda case, said, by: commands.move_up(case, said["text"], by=by),
        lambda whole: not whole.hears and whole.stage != Stage.PARTNERSHIP,
        gettext_lazy(
            "You need not wait for the day. If it goes to the partnership, they read this: name "
            "no child."
        ),
    ),
    "name": Act(
        gettext_lazy("Name somebody else for us"),
        gettext_lazy("Name them"),
        gettext_lazy("They are named from now on. Both sides see it."),
        forms.NameForm,
        lambda case, said, by: commands.name_person(case, said["name"], said["reason"], by=by),
    ),
    "note": Act(
        gettext_lazy("Add a note for us"),
        gettext_lazy("Keep the note"),
        gettext_lazy("Kept. Only your side reads it."),
        forms.NoteForm,
        lambda case, said, by: commands.note(case, said["text"], by=by),
    ),
    "hear": Act(
        gettext_lazy("Say what should happen"),
        gettext_lazy("Write it and close"),
        gettext_lazy("Written. Both sides have been told."),
        forms.HearForm,
        lambda case, said, by: commands.hear(
            case, Ending(said["ending"]), said["text"], said["learned"], by=by
        ),
        lambda whole: whole.hears,
        gettext_lazy("Whoever holds the information still decides about it. Name no child."),
    ),
}


def act(request: SignedIn, pk: UUID, what: str) -> HttpResponse:
    """Agree, take back, move up, name somebody, write a note; or, as the partnership, hear it."""
    whole, chosen = _whole(request, pk), ACTS.get(what)
    if chosen is None or whole.ended or not chosen.there(whole):
        raise NotThere
    form = chosen.form(request.POST or None)
    if form.is_valid():
        chosen.do(whole.case, form.cleaned_data, by=request.person)
        messages.success(request, str(chosen.done))
        return redirect("sharing:disagreement", pk)
    context = {"it": whole, "act": chosen, "numbers": queries.to_call(request.person.place)}
    return page(request, "sharing/disagreement_act.html", context, form)


def days(request: SignedIn) -> HttpResponse:
    """How many working days each stage has, in this partnership."""
    person = request.person
    require(person, Permission.PARTNERSHIP_MANAGE, at=person.acting_at)
    form = forms.DaysForm(request.POST or None, initial=vars(queries.days_of(person.place)))
    if form.is_valid():
        chosen = Days(**form.cleaned_data)
        if not (found := chosen.problems()):
            commands.set_days(chosen, by=person)
            messages.success(request, _("Saved. It holds for each stage that starts from now on."))
            return redirect("sharing:disagreement_days")
        form.add_problems(found)
    return page(request, "sharing/disagreement_days.html", {}, form)


def counts(request: SignedIn) -> HttpResponse:
    """Who asked whom whether a child is known, and who disagreed with whom: in counts."""
    context = {
        "asked": existence_counts(request.person),
        "known": known_counts(request.person),
        "disagreed": disagreement_counts(request.person),
        "hides": request.person.place_kind == "board",
    }
    return page(request, "sharing/counts.html", context)
