"""A page for one named adult of a family: written, checked by a second person, handed over."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from crossing.core.errors import NotThere
from crossing.govuk.shortcuts import page as show
from crossing.paper.printing import pdf_response
from crossing.partnership.people import require
from crossing.partnership.requests import SignedIn
from crossing.records.queries import child_for, record_of
from crossing.sharing.commands import families as commands
from crossing.sharing.forms import families as forms
from crossing.sharing.models import FamilyPage
from crossing.sharing.papers.family import family_paper
from crossing.sharing.queries import families as queries
from crossing.sharing.rules.families import FamilyStatus, Way, problems_of_family, refused_for
from crossing.sharing.views.papers import printed


def start(request: SignedIn, pk: UUID) -> HttpResponse:
    """The pages for the family of one child, and a new one: for which adult?"""
    person = request.person
    child = child_for(person, pk)
    require(person, *queries.WRITES, at=child.org_id)
    refused = refused_for(child)
    record = record_of(person, child)
    relatives = [] if "relatives" in record.hidden else record.relatives
    form = forms.AdultForm(relatives, request.POST or None)
    if form.is_valid():
        made = commands.start_family_page(child, form.adult_chosen(), by=person)
        return redirect("sharing:tell_family", made.pk)
    context = {
        "child": child,
        "refused": refused,
        "pages": queries.family_pages(person, child),
        "restricted": child.court_restriction,
    }
    return show(request, "sharing/family/start.html", context, form)


def family(request: SignedIn, pk: UUID) -> HttpResponse:
    """One page: as its reader will read it, where it stands, and what comes next."""
    page = queries.family_page_for(request.person, pk)
    draft = page.status == FamilyStatus.DRAFT
    telling = queries.Telling(request.person, page) if draft else None
    author = page.written_by_id == request.person.id
    context = {
        "page": page,
        "told": telling.told if telling else page.told,
        "author": author,
        "may_check": _may_check(request, page),
        "alone": _alone(page) if author else False,
        "still": _("You can still speak with them yourself, and write down what you said."),
        "missing": _missing(page, telling) if telling and author else [],
        "way": Way(page.way).label if page.way else "",
        "status": FamilyStatus(page.status).label,
        "draft": draft,
        "checking": page.status == FamilyStatus.CHECKING,
        "released": page.status == FamilyStatus.RELEASED,
        "refused": refused_for(page.child),
    }
    return show(request, "sharing/family/one.html", context)


def _alone(page: FamilyPage) -> bool:
    """Whether it is not checked yet, and nobody here may check what its author wrote."""
    open_still = page.status in (FamilyStatus.DRAFT, FamilyStatus.CHECKING)
    return open_still and not queries.who_checks(page.org_id, page.written_by_id)


def _may_check(request: SignedIn, page: FamilyPage) -> bool:
    somebody_else = page.written_by_id != request.person.id
    waits = page.status == FamilyStatus.CHECKING
    return waits and somebody_else and request.person.may(*queries.CHECKS)


PAGES = {"told": "tell_family", "names": "name_in_family"}


def _missing(page: FamilyPage, telling: queries.Telling) -> list[tuple[str, str]]:
    """What is missing, each with the page that mends it."""
    return [
        (sentence, reverse(f"sharing:{PAGES.get(name, 'hand_family')}", args=[page.pk]))
        for name, sentence in problems_of_family(telling.text).items()
    ]


def _context(page: FamilyPage, heading: str) -> dict[str, Any]:
    back = reverse("sharing:family", args=[page.pk])
    return {"page": page, "heading": heading, "back_href": back}


def tell(request: SignedIn, pk: UUID) -> HttpResponse:
    """Decision by decision: what is told, in which words."""
    person = request.person
    page = queries.family_page_for(person, pk)
    lines = list(page.lines.select_related("decision").order_by("-decision__decided_at"))
    out = {each.decision.pk: each.why for each in queries.offers(person, page.child)}
    form = forms.TellForm(lines, out, request.POST or None, initial={"also": page.also})
    if form.is_valid():
        commands.choose_what_to_tell(page, form.chosen(), form.cleaned_data["also"], by=person)
        fresh = queries.Telling(person, queries.family_page_for(person, pk))
        onward = "name_in_family" if fresh.text.unnamed else "hand_family" if not page.way else ""
        return redirect(f"sharing:{onward or 'family'}", pk)
    title = _("What do you tell %(name)s?") % {"name": page.adult_name}
    return show(request, "sharing/family/tell.html", _context(page, title), form)


def names(request: SignedIn, pk: UUID) -> HttpResponse:
    """Who else is named in it."""
    person = request.person
    page = queries.family_page_for(person, pk)
    telling = queries.Telling(person, page)
    form = forms.NamesForm(telling, request.POST if request.method == "POST" else None)
    if form.is_valid():
        commands.say_what_becomes_of_others(page, form.others(), by=person)
        return redirect("sharing:family" if page.way else "sharing:hand_family", pk)
    context = _context(page, _("Who else is named?")) | {"texts": telling.texts}
    return show(request, "sharing/family/names.html", context, form)


def hand(request: SignedIn, pk: UUID) -> HttpResponse:
    """How it reaches this adult and nobody else."""
    page = queries.family_page_for(request.person, pk)
    alone = {f"{way}_alone": page.they_alone for way in (Way.POST.value, Way.EMAIL.value)}
    start = {"way": page.way, "safe_because": page.safe_because} | (alone if page.way else {})
    form = forms.HandingForm(request.POST or None, initial=start)
    if form.is_valid():
        commands.say_how_to_hand_over(page, form.handing(), by=request.person)
        return redirect("sharing:family", pk)
    context = _context(page, _("A safe way to hand it over"))
    return show(request, "sharing/family/form.html", context, form)


@require_POST
def send(request: SignedIn, pk: UUID) -> HttpResponse:
    """Give it to somebody else to check."""
    commands.send_to_check(queries.family_page_for(request.person, pk), by=request.person)
    messages.success(request, _("Somebody else will check it. You cannot release it yourself."))
    return redirect("sharing:family", pk)


@require_POST
def take_back(request: SignedIn, pk: UUID) -> HttpResponse:
    """Take it back before somebody else has checked it."""
    commands.take_back_family_page(queries.family_page_for(request.person, pk), by=request.person)
    messages.success(request, _("Taken back. You can change it."))
    return redirect("sharing:family", pk)


def check(request: SignedIn, pk: UUID) -> HttpResponse:
    """The second person reads it as the adult will, and releases or returns it."""
    page = queries.family_page_for(request.person, pk)
    if page.written_by_id == request.person.id:
        raise NotThere
    form = forms.CheckForm(request.POST or None)
    if form.is_valid():
        return _checked(request, page, form)
    context = _context(page, _("Check the page for %(name)s") % {"name": page.adult_name})
    context["told"] = page.told
    context["way"] = Way(page.way).label if page.way else ""
    return show(request, "sharing/family/check.html", context, form)


def _checked(request: SignedIn, page: FamilyPage, form: forms.CheckForm) -> HttpResponse:
    if form.cleaned_data["released"] == "yes":
        commands.release_family_page(page, by=request.person)
        messages.success(request, _("Released. It may now be printed and handed over."))
    else:
        commands.return_family_page(page, form.cleaned_data["reason"], by=request.person)
        messages.success(request, _("Returned to its author."))
    return redirect("sharing:family", page.pk)


def paper(request: SignedIn, pk: UUID) -> HttpResponse:
    """A released page on paper."""
    page = queries.family_page_for(request.person, pk)
    commands.print_family_page(page, by=request.person)
    return pdf_response(family_paper(page, printed(request)), "for-one-adult")


def handed(request: SignedIn, pk: UUID) -> HttpResponse:
    """It is in their hands: when, and how it was known that it was they."""
    page = queries.family_page_for(request.person, pk)
    form = forms.HandedForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        commands.hand_over(page, said["at"], said["note"], by=request.person)
        messages.success(request, _("Written down, also in the child’s chronology."))
        return redirect("sharing:family", pk)
    context = _context(page, _("Handed over to %(name)s") % {"name": page.adult_name})
    return show(request, "sharing/family/form.html", context, form)
