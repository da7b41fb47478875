"""Two records of one child: found, compared, joined and taken apart."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from crossing.core.clock import today
from crossing.core.errors import NotThere
from crossing.govuk.shortcuts import page
from crossing.partnership.people import require
from crossing.partnership.requests import SignedIn
from crossing.partnership.rules import Permission
from crossing.records import commands, queries
from crossing.records.forms.children import SearchForm
from crossing.records.forms.two import EndForm, JoinForm, PartForm
from crossing.records.models import Child, JoinRequest
from crossing.records.rules import IdentifierKind, NameKind, Part
from crossing.records.views.asking import child_to_change, form_page, sent


def same(request: SignedIn, pk: UUID) -> HttpResponse:
    """Look for the other record of this child."""
    child = child_to_change(request, pk)
    form = SearchForm(sent(request), initial={"text": child.legal_name})
    matches: list[Any] = []
    if form.is_valid():
        commands.search(form.cleaned_data["text"], by=request.person)
        found = queries.search_children(request.person, form.cleaned_data["text"])
        matches = [match for match in found if match.child.pk != child.pk]
    context = {"child": child, "matches": matches, "looked": request.method == "POST"}
    return page(request, "records/same.html", context | {"today": today()}, form)


def compare(request: SignedIn, pk: UUID, other: UUID) -> HttpResponse:
    """The two side by side, and the question which goes on being used."""
    child = child_to_change(request, pk)
    twin = child_to_change(request, other)
    if child.pk == twin.pk:
        raise NotThere
    if waiting := queries.open_join_request(child) or queries.open_join_request(twin):
        return redirect("records:join", waiting.pk)
    form = JoinForm(sent(request), children=[child, twin])
    if form.is_valid():
        kept, rest = (child, twin) if form.cleaned_data["kept"] == str(child.pk) else (twin, child)
        new = commands.NewJoin(kept, rest, form.cleaned_data["reason"])
        asked = commands.ask_join(new, by=request.person)
        messages.success(request, _("They are joined when a second person has confirmed it."))
        return redirect("records:join", asked.pk)
    context = {
        "sides": _sides(child, twin),
        "back_href": reverse("records:child", args=[pk]),
        "alone": queries.asks_alone(request.person, sealed=child.sealed or twin.sealed),
        "still": _("You can still use both records."),
    }
    return page(request, "records/compare.html", context | _words(), form)


def join(request: SignedIn, pk: UUID) -> HttpResponse:
    """What somebody asked about two records, for the second person."""
    person = request.person
    asked = queries.join_request_for(person, pk)
    own = asked.asked_by_id == person.id
    if not own:
        require(person, Permission.CONCERN_DECIDE, at=asked.org_id)
    form = _ending(asked, own, request)
    if asked.waits and form.is_valid():
        return _ended(request, asked, form)
    context = {
        "asked": asked,
        "sides": _sides(asked.kept, asked.other),
        "what": Part(asked.what).label,
        "own": own,
        "alone": queries.waits_alone(asked, sealed=asked.kept.sealed or asked.other.sealed),
        "still": _("You can take it back."),
        "goes": _assigned(asked) if asked.what == Part.PART else [],
    }
    return page(request, "records/join.html", context | _words(), form if asked.waits else None)


def _ending(asked: JoinRequest, own: bool, request: SignedIn) -> EndForm:
    both = _("Yes: it is the same child. Join them")
    apart = _("Yes: they are two children. Take them apart")
    no = _("No: leave them as they are")
    return EndForm(sent(request), yes=both if asked.what == Part.JOIN else apart, no=no, own=own)


def _ended(request: SignedIn, asked: JoinRequest, form: EndForm) -> HttpResponse:
    kept = asked.kept_id
    if not form.confirms:
        commands.refuse_join(asked, form.cleaned_data["because"], by=request.person)
        messages.success(request, _("The two records stay as they are."))
    elif asked.what == Part.JOIN:
        commands.confirm_join(asked, by=request.person)
        messages.success(request, _("Joined. Either name leads to this record."))
    else:
        commands.confirm_part(asked, by=request.person)
        messages.success(request, _("Taken apart. Each record is its own again."))
    return redirect("records:child", kept)


def apart(request: SignedIn, pk: UUID) -> HttpResponse:
    """Ask to take two joined records apart, and say whose each new thing is."""
    person = request.person
    joined = queries.join_for(person, pk)
    require(person, Permission.CHILD_RECORD, at=joined.org_id)
    if waiting := queries.open_join_request(joined.other):
        return redirect("records:join", waiting.pk)
    pair = (joined.kept, joined.other)
    form = PartForm(sent(request), since=queries.since(joined), pair=pair)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        asked = commands.ask_part(joined, reason, form.to_other, by=person)
        messages.success(request, _("They are taken apart when a second person has confirmed it."))
        return redirect("records:join", asked.pk)
    back = reverse("records:child", args=[joined.kept_id])
    caption = _(
        "Each record gets back what it held before. Below is what was recorded since: say whose "
        "each of them is. Decisions made since, and what was shared, stay with %(name)s."
    ) % {"name": joined.kept.legal_name}
    title = _("Take two records apart")
    return form_page(
        request,
        form,
        title,
        back,
        _("Ask a second person"),
        caption=caption,
        alone=queries.asks_alone(person, sealed=joined.kept.sealed or joined.other.sealed),
        still=_("You can still say in what you write which of the two it is about."),
    )


def _assigned(asked: JoinRequest) -> list[tuple[str, Child]]:
    """What was recorded since, and whose it is to be."""
    rows = queries.joins_of(asked.kept)
    joined = next((one for one in rows if one.other_id == asked.other_id), None)
    later = queries.since(joined) if joined else []
    return [
        (queries.told_of(one)[0], asked.other if one.key in asked.to_other else asked.kept)
        for one in later
    ]


def _sides(*children: Child) -> list[queries.Side]:
    return [queries.side_of(child) for child in children]


def _words() -> dict[str, Any]:
    return {"names": dict(NameKind.choices), "numbers": dict(IdentifierKind.choices)}
