"""Share now: a child in danger; one emergency on one page; and the second person's review."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from markupsafe import Markup

from crossing.core.clock import now
from crossing.govuk.lists import links
from crossing.govuk.shortcuts import page
from crossing.partnership.people import Person, require
from crossing.partnership.requests import SignedIn
from crossing.partnership.rules import Permission
from crossing.records import commands as records
from crossing.records import queries as record_queries
from crossing.records.forms.picking import NOT_LISTED
from crossing.records.forms.typed import OVER, as_post, begun, kept, marks
from crossing.records.models import Child, Draft
from crossing.sharing.commands import emergency as commands
from crossing.sharing.commands import review as reviewing
from crossing.sharing.forms.emergency import OTHER, SHARED_HOW, ReviewForm, ShareNowForm
from crossing.sharing.queries import emergency as queries
from crossing.sharing.queries.asking import id_of
from crossing.sharing.queries.ledger_words import answers_of, law_of
from crossing.sharing.queries.mine import desk_for
from crossing.sharing.rules import FamilyTold
from crossing.sharing.rules.emergency import EmergencyStatus, Verdict

KEY = re.compile(r"emergency-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})")


def share_now(request: SignedIn) -> HttpResponse:
    """Six questions on one page, saved while they are typed, and sent at once."""
    require(request.person, Permission.EMERGENCY_SHARE, at=request.person.acting_at)
    key = _key(request)
    if request.method != "POST":
        saved = record_queries.draft(request.person, key)
        form = _restored(request, saved)
        return _shown(request, key, form, marks=marks(request.POST, saved))
    if "hide" in request.POST:
        _keep(request, key)
        return redirect(f"{reverse('site:hide')}?{urlencode({'back': _address(key)})}")
    if {"find", OVER} & set(request.POST):
        other = _keep(request, key)
        typed = _form(request, data=request.POST).typed()
        children = _children(request, "")
        form = _form(request, children, initial=typed)
        return _shown(request, key, form, looked="find" in request.POST, changed_elsewhere=other)
    form = _form(request, _children(request, request.POST.get("child", "")), data=request.POST)
    if not form.is_valid():
        return _shown(request, key, form)
    sent = commands.share_now(form.new(_id(key)), by=request.person)
    records.drop_draft(key, begun(request.POST), by=request.person)
    messages.success(request, _("Shared and recorded. If you have not called 999, call now."))
    return redirect("sharing:emergency", sent.pk)


def _key(request: SignedIn) -> str:
    given = request.GET.get("draft", "")
    return given if KEY.fullmatch(given) else f"emergency-{uuid4()}"


def _id(key: str) -> UUID:
    """The page that is sent: twice is once."""
    return UUID(key.removeprefix("emergency-"))


def _address(key: str) -> str:
    return f"{reverse('sharing:share_now')}?draft={key}"


def _keep(request: SignedIn, key: str) -> Draft | None:
    """Keep what was typed; or say what another page has saved there since this one was begun."""
    title, page_of = _("Share now: a child in danger"), begun(request.POST)
    if other := record_queries.changed_elsewhere(request.person, key, page_of):
        return other
    records.save_draft(key, title, kept(request.POST), page_of, by=request.person)
    return None


def _form(request: SignedIn, children: Any = (), data: Any = None, **more: Any) -> ShareNowForm:
    likely, others = queries.to_ring(request.person)
    numbers = {
        str(org.pk): Markup(render_to_string("sharing/ring_now.html", {"org": org}))  # noqa: S704 (the template escapes)
        for org in likely
    }
    return ShareNowForm(
        data, likely=likely, others=others, numbers=numbers, children=children, **more
    )


def _children(request: SignedIn, chosen: str) -> list[Child]:
    """The child who was chosen, else those on our list who fit the name."""
    if chosen == NOT_LISTED:
        return []
    if child := _on_roll(request, chosen):
        return child
    typed = request.POST.get("who", "")
    found = records.find_on_roll(typed, by=request.person) if typed.strip() else []
    return [match.child for match in found]


def _on_roll(request: SignedIn, chosen: str) -> list[Child]:
    pk = id_of(chosen if chosen != NOT_LISTED else "")
    child = record_queries.on_roll(request.person, pk) if pk else None
    return [child] if child else []


def _restored(request: SignedIn, saved: Draft | None) -> ShareNowForm:
    """A draft as it was left; else what is known where one came from."""
    if saved is None:
        initial = _known(request)
    else:
        chosen = "".join(saved.data.get("child", [])[:1])
        initial = {**_form(request, data=as_post(saved.data)).typed(), "child": chosen}
    return _form(request, _on_roll(request, initial.get("child", "")), initial=initial)


def _known(request: SignedIn) -> dict[str, Any]:
    """From a concern, a decision in the making or a child’s record: nothing is asked twice."""
    person = request.person
    if pk := id_of(request.GET.get("concern")):
        concern = record_queries.concern_for(person, pk)
        words = "\n\n".join(filter(None, (concern.words, concern.account)))
        return {"threat": words, **_named(concern.child, concern.child_as_named)}
    if pk := id_of(request.GET.get("deciding")):
        work = desk_for(person, pk)
        told = _told(person, work.deliberation.recipient_id)
        return {**_named(work.deliberation.child, work.child_label), **told}
    if pk := id_of(request.GET.get("child")):
        return _named(record_queries.child_for(person, pk))
    return {}


def _named(child: Child | None, named: str = "") -> dict[str, str]:
    return {"who": child.name, "child": str(child.pk)} if child else {"who": named}


def _told(person: Person, recipient: UUID | None) -> dict[str, str]:
    """Whoever asked is told, unless somebody else is chosen."""
    likely, others = queries.to_ring(person)
    if recipient in {org.pk for org in others}:
        return {"whom": OTHER, "other": str(recipient)}
    return {"whom": str(recipient)} if recipient in {org.pk for org in likely} else {}


def _shown(request: SignedIn, key: str, form: ShareNowForm, **more: object) -> HttpResponse:
    context: dict[str, Any] = {"key": key, "address": _address(key), "looked": False}
    context |= {"marks": marks(request.POST, None), "changed_elsewhere": None, **more}
    return page(request, "sharing/share_now.html", context, form)


def emergencies(request: SignedIn) -> HttpResponse:
    """What was shared at once here, with what is due; for an auditor the clocks alone."""
    person, after = request.person, request.GET.get("after")
    require(person, Permission.EMERGENCY_SHARE, Permission.AUDIT_SEE, at=person.acting_at)
    full = person.may(Permission.EMERGENCY_SHARE)
    rows = (queries.emergency_list if full else queries.clock_list)(person, after)
    context = {
        "rows": rows.items,
        "full": full,
        "pages": links(request, rows),
        "now": now(),
        "statuses": dict(EmergencyStatus.choices),
    }
    return page(request, "sharing/emergencies.html", context)


def emergency(request: SignedIn, pk: UUID) -> HttpResponse:
    """One emergency: what was shared, by whom, with whom, who opened it, and what is due."""
    found = queries.emergency_for(request.person, pk)
    commands.read_emergency(found, by=request.person)
    return page(request, "sharing/emergency.html", _context(request.person, found))


def _context(person: Person, found: Any) -> dict[str, Any]:
    return {
        "it": found,
        "seen": queries.seen_by(person, found),
        "shared": found.disclosure,
        "clock": found.clock,
        "status": EmergencyStatus(found.clock.status).label,
        "inside": found.org_id in person.places(Permission.DECISION_SEE),
        "how": SHARED_HOW[found.disclosure.channel],
        "verdicts": dict(Verdict.choices),
        "family": dict(FamilyTold.choices),
        "now": now(),
    }


def review(request: SignedIn, pk: UUID) -> HttpResponse:
    """A second person looks at it, and closes it."""
    person = request.person
    found = queries.emergency_for(person, pk)
    require(person, Permission.EMERGENCY_REVIEW, Permission.OUTSIDE_SEE, at=found.org_id)
    context = _context(person, found)
    if not context["seen"].may_review and request.method != "POST":
        return redirect("sharing:emergency", pk)  # which says who reviews it, and when
    form = ReviewForm(request.POST if request.method == "POST" else None)
    if form.is_valid() or not context["seen"].may_review:
        reviewing.review_emergency(found, form.review(), by=person)
        messages.success(request, _("Reviewed and closed."))
        return redirect("sharing:emergency", pk) if context["inside"] else redirect("site:home")
    record = context["seen"].record
    context |= {"answers": answers_of(record), "law": law_of(record)}
    return page(request, "sharing/emergency_review.html", context, form)


@require_POST
def step_back(request: SignedIn, pk: UUID) -> HttpResponse:
    """Whoever was to review it is close to the family."""
    found = queries.emergency_for(request.person, pk)
    reviewing.step_back(found, by=request.person)
    messages.success(request, _("Thank you for saying so. Somebody else will review this."))
    return redirect("site:home")
