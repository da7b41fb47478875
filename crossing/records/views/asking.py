"""What most pages of records do: one form, one command, and on to the next page."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.http import HttpResponse

from crossing.govuk.forms import Form
from crossing.govuk.shortcuts import page
from crossing.partnership.people import Person
from crossing.partnership.requests import SignedIn
from crossing.records import commands, queries
from crossing.records.forms.picking import NOT_LISTED
from crossing.records.models import Child


def form_page(
    request: SignedIn, form: Form, title: str, back: str, button: str, **more: object
) -> HttpResponse:
    """A page that is one form."""
    context = {"title": title, "back_href": back, "button": button, **more}
    return page(request, "records/form.html", context, form)


def children_asked(request: SignedIn, typed: str, chosen: str) -> Iterable[Child]:
    """The children to offer for a name: the one who was chosen, or else those who match it.

    Choosing needs no second search; looking leaves a trace each time."""
    if chosen == NOT_LISTED:
        return []
    if child := _on_roll(request.person, chosen):
        return [child]
    found = commands.find_on_roll(typed, by=request.person) if typed.strip() else []
    return [match.child for match in found]


def _on_roll(person: Person, chosen: str) -> Child | None:
    try:
        return queries.on_roll(person, UUID(chosen))
    except ValueError:
        return None
