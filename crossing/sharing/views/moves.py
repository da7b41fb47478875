"""The second person's page about an entry that is about a different child."""

from __future__ import annotations

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
from crossing.records import queries
from crossing.records.commands import refuse_move
from crossing.records.forms.two import EndForm
from crossing.records.models import Move
from crossing.records.rules import CONCERN
from crossing.sharing.commands.moved import move_entry
from crossing.sharing.queries.moved import went_to


def move(request: SignedIn, pk: UUID) -> HttpResponse:
    """Confirm that an entry is about a different child, or leave it where it is; whoever asked may
    take it back."""
    person = request.person
    asked = queries.move_for(person, pk)
    require(person, Permission.CHILD_RECORD, at=asked.org_id)
    own = asked.asked_by_id == person.id
    ends = asked.waits and (own or person.may(Permission.CONCERN_DECIDE))
    form = _form(request, asked, own) if ends else None
    if form and form.is_valid():
        return _ended(request, asked, form)
    sealed = asked.from_child.sealed or bool(asked.to_child and asked.to_child.sealed)
    context = {
        "asked": asked,
        "own": own,
        "entry": queries.moved_entry(person, asked),
        "is_concern": asked.kind == CONCERN,
        "alone": queries.waits_alone(asked, sealed=sealed),
        "still": _("You can take it back."),
        "went_to": went_to(person, asked),
        "told": queries.told_of_move(asked),
        "back_href": reverse("records:child", args=[asked.from_child_id]),
    }
    return page(request, "sharing/move.html", context, form)


def _form(request: SignedIn, asked: Move, own: bool) -> EndForm:
    sent = request.POST if request.method == "POST" else None
    yes = _("Yes: move it out of this record")
    if asked.to_child:
        yes = _("Yes: move it to %(name)s") % {"name": asked.to_child.name}
    no = _("No: it stays where it is")
    return EndForm(sent, yes=yes, no=no, own=own)


def _ended(request: SignedIn, asked: Move, form: EndForm) -> HttpResponse:
    if not form.confirms:
        refuse_move(asked, form.cleaned_data["because"], by=request.person)
        messages.success(request, _("It stays where it is."))
        return redirect("records:child", asked.from_child_id)
    move_entry(asked, by=request.person)
    messages.success(request, _("Moved. Whoever had read it, here or at a partner, is told."))
    if asked.to_child_id is None:
        return redirect("records:concerns" if asked.kind == CONCERN else "records:unplaced")
    return redirect("records:child", asked.to_child_id)
