"""Who is away and who covers, and letting somebody in again."""

from __future__ import annotations

import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from crossing.core.clock import now
from crossing.core.days import LONDON, london
from crossing.govuk.shortcuts import page
from crossing.partnership import commands, forms, queries
from crossing.partnership.requests import SignedIn
from crossing.partnership.rules import WORK, Permission, Role, may_cover

HOME_TIME = datetime.time(16, 30)


def covers(request: SignedIn) -> HttpResponse:
    """Who is away, and who covers."""
    context = {
        "covers": queries.covers(request.person),
        "now": now(),
        "may_start": request.person.may(*WORK, Permission.COVER_START),
        "uncovered": queries.is_uncovered(queries.organisation_of(request.person)),
    }
    return page(request, "partnership/covers.html", context)


def start_cover(request: SignedIn) -> HttpResponse:
    """Start cover: who is away, who covers, until when, why, and what to know."""
    absent = queries.may_be_covered(request.person)
    covering = queries.may_cover_one_of(absent)
    form = forms.StartCover(
        absent, covering, request.POST or None, initial=_usual(request, absent, covering)
    )
    if form.is_valid():
        cover = commands.start_cover(form.new(now()), by=request.person)
        said = _("%(name)s covers for %(absent)s.")
        names = {"name": cover.covering.name, "absent": cover.absent.name}
        messages.success(request, said % names)
        return redirect("partnership:covers")
    return page(request, "partnership/start_cover.html", {"anybody": bool(absent)}, form)


def _usual(request: SignedIn, absent: Any, covering: Any) -> dict[str, Any]:
    """Somebody who says that they will be away; a deputy who covers the lead; until half past four,
    on the line that partners ring."""
    mine = next((one for one in covering if one.account_id == request.person.id), None)
    found: dict[str, Any] = {
        "starts": "now",
        "ends_at": _half_past_four(),
        "phone": queries.first_phone(request.person.place),
    }
    if mine is None:
        return found
    if "me" in request.GET:
        return found | {"absent": str(mine.pk), "starts": "later"}
    others = [one for one in absent if one.pk != mine.pk and may_cover(one.role, mine.role)]
    leads = [one for one in others if one.role == Role.DSL]
    if len(leads or others) == 1:
        return found | {"absent": str((leads or others)[0].pk), "covering": str(mine.pk)}
    return found


def _half_past_four() -> datetime.datetime:
    moment = london(now())
    day = moment.date() + datetime.timedelta(days=moment.time() >= datetime.time(16))
    return datetime.datetime.combine(day, HOME_TIME, tzinfo=LONDON)


def cover(request: SignedIn, pk: UUID) -> HttpResponse:
    """One cover: until when, and what whoever covers should know."""
    found = queries.cover_for(request.person, pk)
    moment = now()
    context = {
        "cover": found,
        "note": commands.read_handover(found, by=request.person),
        "open": found.ended_at is None and found.ends_at > moment,
        "mine": found.covering.account_id == request.person.id,
        "may_end": request.person.id in {found.covering.account_id, found.absent.account_id}
        or request.person.may(Permission.COVER_START),
    }
    return page(request, "partnership/cover.html", context)


@require_POST
def end_cover(request: SignedIn, pk: UUID) -> HttpResponse:
    """End a cover before its time."""
    commands.end_cover(queries.cover_for(request.person, pk), by=request.person)
    messages.success(request, _("The cover has ended."))
    return redirect("partnership:covers")


def let_in(request: SignedIn, pk: UUID) -> HttpResponse:
    """Ask that a colleague may sign in again; somebody else confirms."""
    member = queries.member_for(request.person, pk)
    form = forms.LetIn(request.POST or None)
    if form.is_valid():
        commands.ask_to_let_in(member, form.cleaned_data["known_by"], by=request.person)
        messages.success(request, _("Another administrator, or the head, must now confirm it."))
        return redirect("partnership:people")
    context = {"member": member, "care": queries.care_for(member).label}
    return page(request, "partnership/let_in.html", context, form)


def recovery(request: SignedIn, pk: UUID) -> HttpResponse:
    """What a colleague asked for somebody who cannot sign in; confirm it here."""
    found = queries.recovery_for(request.person, pk)
    if request.method == "POST":
        commands.confirm_letting_in(found, by=request.person)
        messages.success(request, _("They can sign in now, and set up a new second factor."))
        return redirect("site:home")
    theirs = {found.asked_by_id, found.member.account_id}
    context = {"recovery": found, "may_decide": request.person.id not in theirs}
    return page(request, "partnership/recovery.html", context)


@require_POST
def refuse_recovery(request: SignedIn, pk: UUID) -> HttpResponse:
    """Do not confirm it."""
    commands.refuse_letting_in(queries.recovery_for(request.person, pk), by=request.person)
    messages.success(request, _("Nothing was changed. The person who asked has been told."))
    return redirect("site:home")
