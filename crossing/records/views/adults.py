"""Concerns about adults who work here: recorded by anybody, read and decided by the few."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from crossing.core.clock import today
from crossing.govuk.lists import links
from crossing.govuk.shortcuts import page
from crossing.partnership.people import Person, require
from crossing.partnership.requests import SignedIn
from crossing.partnership.rules import Kind, Permission
from crossing.records import commands, queries
from crossing.records.commands.adults import READERS
from crossing.records.forms.adults import StaffConcernForm, StaffStepForm
from crossing.records.forms.typed import OVER, as_post, begun, kept, marks
from crossing.records.models import Draft
from crossing.records.rules.adults import (
    LEVEL_TOLD,
    AdultIs,
    Keeper,
    StepKind,
    chair_word,
    leader_word,
)
from crossing.records.views.asking import drawn, form_page, sent

PREFIX = "adult-"


def told(person: Person) -> dict[str, Any]:
    """In this place's words: to whom such a concern goes."""
    place = person.place_kind
    police = place in (Kind.POLICE, Kind.TRANSPORT_POLICE)
    return {"leader": leader_word(place), "chair": chair_word(place), "police": police}


def carry_over(post: QueryDict, person: Person) -> HttpResponse:
    """What was typed on the page of concerns goes on, on a page that the few alone read."""
    key, typed = f"{PREFIX}{uuid4().hex}", kept(post)
    told = [typed.get(name, [""])[0].strip() for name in ("words", "account")]
    typed["account"] = ["\n\n".join(part for part in told if part)]
    typed["context"] = typed.get("place", [""])
    commands.save_draft(key, _("A concern"), typed, by=person)
    return redirect(_address(key))


def new(request: SignedIn) -> HttpResponse:
    """Record a concern about an adult."""
    require(request.person, Permission.CONCERN_RECORD, at=request.person.acting_at)
    key = _key(request)
    if request.method != "POST":
        saved = queries.draft(request.person, key)
        return _shown(request, key, _restored(request, saved), marks=marks(request.POST, saved))
    if put_off := _put_off(request, key):
        return put_off
    form = _form(request.person, request.POST)
    if not form.is_valid():
        return _shown(request, key, form)
    commands.drop_draft(key, begun(request.POST), by=request.person)
    concern = commands.record_staff_concern(form.made(), by=request.person)
    return redirect("records:staff_concern", concern.pk)


def _key(request: SignedIn) -> str:
    given = request.GET.get("draft", "")
    return given if given.startswith(PREFIX) and len(given) <= 80 else f"{PREFIX}{uuid4().hex}"


def _address(key: str) -> str:
    return f"{reverse('records:new_staff_concern')}?draft={key}"


def _put_off(request: SignedIn, key: str) -> HttpResponse | None:
    """Hide the screen, or finish later: what was typed is kept."""
    if not {"hide", "later", OVER} & set(request.POST):
        return None
    begun_from = begun(request.POST)
    if other := queries.changed_elsewhere(request.person, key, begun_from):
        typed = _form(request.person, initial=_form(request.person, request.POST).typed())
        return _shown(request, key, typed, changed_elsewhere=other)
    commands.save_draft(key, _("A concern"), kept(request.POST), begun_from, by=request.person)
    if "hide" in request.POST:
        return render(request, "govuk/blank.html", {"back_href": _address(key)})
    messages.success(request, _("Saved. It is not sent yet."))
    return redirect("site:home")


def _restored(request: SignedIn, saved: Draft | None) -> StaffConcernForm:
    if saved is None:
        return _form(request.person, initial={"happened_on": today()})
    return _form(request.person, initial=_form(request.person, as_post(saved.data)).typed())


def _form(person: Person, *data: Any, **more: Any) -> StaffConcernForm:
    lado = told(person) | {"contacts": queries.lado_contacts(person)}
    officer = told(person) | {"contacts": queries.standards_contacts(person)}
    panels = {
        AdultIs.LEADER.value: drawn("records/adults/leader.html", lado),
        AdultIs.OFFICER.value: drawn("records/adults/officer.html", officer),
    }
    return StaffConcernForm(*data, here=queries.colleagues_here(person), panels=panels, **more)


def _shown(request: SignedIn, key: str, form: StaffConcernForm, **more: object) -> HttpResponse:
    context: dict[str, Any] = {"key": key, "address": _address(key), **told(request.person)}
    context["contacts"] = queries.lado_contacts(request.person)
    context |= {"marks": marks(request.POST, None), "changed_elsewhere": None, **more}
    return page(request, "records/adults/new.html", context, form)


def listed(request: SignedIn) -> HttpResponse:
    """Those that came to this person."""
    rows = queries.staff_concerns(request.person, request.GET.get("after"))
    context = {"rows": rows.items, "paged": links(request, rows), **_words()}
    return render(request, "records/adults/listed.html", context)


def _words() -> dict[str, Any]:
    return {"level": LEVEL_TOLD, "does": dict(AdultIs.choices), "steps": dict(StepKind.choices)}


def show(request: SignedIn, pk: UUID) -> HttpResponse:
    """Open one: whoever keeps it reads and decides; its author sees that it was read."""
    person = request.person
    concern = queries.staff_concern_for(person, pk)
    commands.read_staff_concern(concern, by=person)
    context = {
        "concern": concern,
        "story": queries.staff_story(concern),
        "keeps": queries.keeps(person, concern),
        "is_author": concern.author_id == person.id,
        "to_chair": concern.goes_to == Keeper.CHAIR,
        "has_reader": bool(queries.readers_of(concern, READERS[Keeper(concern.goes_to)])),
        "contacts": queries.lado_contacts(person),
        "standards": queries.standards_contacts(person) if _officer(concern.adult_is) else [],
        **told(person),
        **_words(),
    }
    return render(request, "records/adults/concern.html", context)


def _officer(adult_is: str) -> bool:
    return adult_is == AdultIs.OFFICER


def decide(request: SignedIn, pk: UUID) -> HttpResponse:
    """Decide what to do about one."""
    concern = queries.staff_concern_for(request.person, pk)
    queries.kept_or_denied(request.person, concern)
    form = StaffStepForm(sent(request))
    if form.is_valid():
        commands.decide_staff_concern(concern, form.made(), by=request.person)
        return redirect("records:staff_concern", pk)
    back = reverse("records:staff_concern", args=[pk])
    return form_page(request, form, _("Decide what to do"), back, _("Decide"))
