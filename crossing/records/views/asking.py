"""What most pages of records do: one form, one command, and on to the next page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from markupsafe import Markup

from crossing.govuk.forms import Form
from crossing.govuk.shortcuts import page
from crossing.partnership.people import Person, require
from crossing.partnership.requests import SignedIn
from crossing.partnership.rules import Permission
from crossing.records import commands, queries
from crossing.records.forms.picking import NOT_LISTED, PicksChild
from crossing.records.models import Child

P = TypeVar("P", bound=PicksChild)


def sent(request: SignedIn) -> QueryDict | None:
    """What a form is bound to: nothing while the page is only looked at."""
    return request.POST if request.method == "POST" else None


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


def posted_with_child(request: SignedIn, kind: type[P]) -> P:
    """A form as it was sent, about a child of whom we have a record; or, while one is looked for,
    the same words with the children it may be."""
    looking = "find" in request.POST
    chosen = "" if looking else request.POST.get("child", "")
    children = children_asked(request, request.POST.get("who", ""), chosen)
    if looking:
        return kind(children=children, initial=kind(request.POST).typed())
    form = kind(request.POST, children=children)
    if form.is_valid() and not form.chosen:
        unknown = _("We have no record of this child. Make one first, or check the name")
        form.add_error("who", unknown)
    return form


def _on_roll(person: Person, chosen: str) -> Child | None:
    try:
        return queries.on_roll(person, UUID(chosen))
    except ValueError:
        return None


def child_to_change(request: SignedIn, pk: UUID, also: Permission | None = None) -> Child:
    """A child whose record this person may change: asked before a form is shown, and again by the
    command that the form leads to."""
    child = queries.child_for(request.person, pk)
    for permission in filter(None, (Permission.CHILD_RECORD, also)):
        require(request.person, permission, at=child.org_id)
    return child


def drawn(template: str, context: dict[str, Any]) -> Markup:
    """A part of a page, to stand inside a form."""
    return Markup(render_to_string(template, context))  # noqa: S704 (the template escapes)
