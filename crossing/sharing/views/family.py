"""A family: what they know, how they are spoken to, and telling them later."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from crossing.core.clock import today
from crossing.govuk.shortcuts import page
from crossing.partnership.people import require
from crossing.partnership.requests import SignedIn
from crossing.partnership.rules import Permission
from crossing.records.commands import open_child
from crossing.records.queries import child_for, record_of
from crossing.records.rules import CareStatus
from crossing.sharing.commands.telling import tell_family
from crossing.sharing.forms.telling import TellingForm
from crossing.sharing.queries.ledger import decision_for
from crossing.sharing.queries.telling import Told, is_to_tell, tellings, what_they_know


def telling(request: SignedIn, pk: UUID) -> HttpResponse:
    """Look again: can the family be told now?"""
    decision = decision_for(request.person, pk)
    waits = is_to_tell(decision)
    form = TellingForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        tell_family(decision, form.new_telling(), by=request.person)
        messages.success(request, _("Written down."))
        return redirect("sharing:decision", pk)
    looked = tellings(decision)
    context = {
        "decision": decision,
        "waits": waits,
        "one": Told(decision, looked[0] if looked else None),
        "looked": looked,
    }
    return page(request, "sharing/telling.html", context, form)


def card(request: SignedIn, pk: UUID) -> HttpResponse:
    """Before one speaks to a family: who they are, what they know, what not to mention."""
    person = request.person
    require(person, Permission.CONTENT_SEE, at=person.acting_at)
    child = open_child(child_for(person, pk), by=person)
    sees = person.may(Permission.DECISION_SEE)
    known = what_they_know(person, child) if sees else []
    context = {
        "child": child,
        "record": record_of(person, child),
        "care": dict(CareStatus.choices),
        "told": [one for one in known if one.told],
        "not_told": [one for one in known if not one.told and not one.will_be],
        "to_tell": [one for one in known if one.will_be],
        "today": today(),
        "may_change": person.may(Permission.CHILD_RECORD),
    }
    return render(request, "sharing/family_card.html", context)
