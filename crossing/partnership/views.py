"""Pages about people, partners and officers."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from crossing.core.errors import NotThere
from crossing.govuk import lists
from crossing.govuk.shortcuts import page
from crossing.partnership import commands, forms, queries
from crossing.partnership.people import require
from crossing.partnership.requests import SignedIn
from crossing.partnership.rules import Kind, Permission

# People of one's own organisation


def people(request: SignedIn) -> HttpResponse:
    """Who works here, who has been invited, and who has left."""
    show = request.GET.get("show", "current")
    shown = show if show in queries.SHOWN else "current"
    rows = queries.members(request.person, shown, request.GET.get("after"))
    context = {"show": shown, "rows": rows.items, "page": lists.links(request, rows)}
    return page(request, "partnership/people.html", context)


def invite(request: SignedIn) -> HttpResponse:
    """Invite somebody to one's own organisation."""
    require(request.person, Permission.MEMBERS_MANAGE, at=request.person.acting_at)
    org = queries.organisation_of(request.person)
    form = forms.Invitation(Kind(org.kind), request.POST or None)
    if form.is_valid():
        member = commands.invite(org, form.new(), by=request.person)
        messages.success(request, _("%(name)s has been invited.") % {"name": member.name})
        return redirect(f"{reverse('partnership:people')}?show=invited")
    context = {"back_href": reverse("partnership:people")}
    return page(request, "partnership/invite.html", context, form)


def end_membership(request: SignedIn, pk: UUID) -> HttpResponse:
    """End a membership, and say what happens with open work."""
    member = queries.member_for(request.person, pk)
    form = forms.End(request.POST or None)
    if form.is_valid():
        commands.end_membership(member, form.cleaned_data["last_day"], by=request.person)
        messages.success(request, _("The last day of %(name)s is set.") % {"name": member.name})
        return redirect("partnership:people")
    context = {"member": member, "others": queries.others_in_role(member)}
    return page(request, "partnership/end_membership.html", context, form)


# The directory


def directory(request: SignedIn) -> HttpResponse:
    """Who to ring at every partner."""
    words = request.GET.get("q", "").strip()[:100]
    found = queries.directory(request.person, words, _uuid(request.GET.get("after")))
    context = {
        "words": words,
        "found": found,
        "own": request.person.acting_at,
        "may_change": request.person.may(Permission.CONTACTS_MANAGE),
        "may_assign": request.person.may(Permission.ASSIGNMENTS_MANAGE),
    }
    return page(request, "partnership/directory.html", context)


def add_contact(request: SignedIn) -> HttpResponse:
    """Add a line of one's own organisation."""
    require(request.person, Permission.CONTACTS_MANAGE, at=request.person.acting_at)
    form = forms.Line(request.POST or None)
    if form.is_valid():
        org = queries.organisation_of(request.person)
        commands.add_contact(org, form.new(), by=request.person)
        return redirect("partnership:directory")
    return page(request, "partnership/contact.html", {"contact": None}, form)


def change_contact(request: SignedIn, pk: UUID) -> HttpResponse:
    """Change a line of one's own organisation."""
    contact = queries.contact_for(request.person, pk)
    form = forms.Line(request.POST or None, initial=vars(contact))
    if form.is_valid():
        commands.change_contact(contact, form.new(contact.position), by=request.person)
        return redirect("partnership:directory")
    return page(request, "partnership/contact.html", {"contact": contact}, form)


@require_POST
def remove_contact(request: SignedIn, pk: UUID) -> HttpResponse:
    """Take a line of one's own organisation out."""
    commands.remove_contact(queries.contact_for(request.person, pk), by=request.person)
    return redirect("partnership:directory")


# Officers and schools


def officers(request: SignedIn) -> HttpResponse:
    """Which officers serve which schools."""
    rows = queries.assignments(request.person, request.GET.get("after"))
    context = {
        "rows": rows.items,
        "page": lists.links(request, rows),
        "org": queries.organisation_of(request.person),
        "at_school": request.person.place_kind in queries.SCHOOLS,
        "may_name": request.person.may(Permission.MEMBERS_MANAGE),
    }
    return page(request, "partnership/officers.html", context)


def assign(request: SignedIn) -> HttpResponse:
    """Assign an officer of one's own team to a school."""
    team = {str(one.pk): one for one in queries.officers_of(request.person)}
    schools = {str(one.pk): one for one in queries.schools_of(request.person.place)}
    form = forms.Assign(request.POST or None)
    forms.offer(form, "officer", [(pk, one.name) for pk, one in team.items()])
    forms.offer(form, "school", [(pk, one.name) for pk, one in schools.items()])
    if form.is_valid():
        typed = form.cleaned_data
        commands.assign_officer(
            team[typed["officer"]],
            schools[typed["school"]],
            starts_on=typed["starts_on"],
            ends_on=typed["ends_on"],
            by=request.person,
        )
        return redirect("partnership:officers")
    return page(request, "partnership/assign.html", {"has_team": bool(team)}, form)


def end_assignment(request: SignedIn, pk: UUID) -> HttpResponse:
    """End an officer's assignment."""
    assignment = queries.assignment_for(request.person, pk)
    form = forms.End(request.POST or None)
    if form.is_valid():
        commands.end_assignment(assignment, form.cleaned_data["last_day"], by=request.person)
        return redirect("partnership:officers")
    return page(request, "partnership/end_assignment.html", {"assignment": assignment}, form)


def name_officers(request: SignedIn) -> HttpResponse:
    """What one's own organisation calls its officers."""
    require(request.person, Permission.MEMBERS_MANAGE, at=request.person.acting_at)
    org = queries.organisation_of(request.person)
    form = forms.OfficerTitle(request.POST or None, initial={"officer_title": org.officer_title})
    if form.is_valid():
        commands.name_officers(org, form.cleaned_data["officer_title"], by=request.person)
        return redirect("partnership:officers")
    return page(request, "partnership/name_officers.html", None, form)


# The partnership's administrator


def organisations(request: SignedIn) -> HttpResponse:
    """The organisations of the partnership."""
    rows = queries.organisations(request.person, request.GET.get("after"))
    context = {"rows": rows.items, "page": lists.links(request, rows)}
    return page(request, "partnership/organisations.html", context)


def add_organisation(request: SignedIn) -> HttpResponse:
    """Add a partner that is not in the register of schools."""
    together = queries.partnership_of(request.person)
    form = forms.AddByName(request.POST or None)
    if form.is_valid():
        org = commands.add_organisation(form.new(), together, by=request.person)
        return redirect("partnership:first_administrator", org.pk)
    return page(request, "partnership/add_organisation.html", None, form)


def add_school(request: SignedIn) -> HttpResponse:
    """Find a school in the national register, and add it."""
    together = queries.partnership_of(request.person)
    if request.method == "POST":
        school = queries.school_for(_number(request.POST.get("urn")))
        org = commands.add_organisation(forms.from_register(school), together, by=request.person)
        return redirect("partnership:first_administrator", org.pk)
    words = request.GET.get("q", "").strip()[:100]
    context = {"words": words, "schools": queries.find_schools(words)}
    return page(request, "partnership/add_school.html", context)


def first_administrator(request: SignedIn, pk: UUID) -> HttpResponse:
    """Invite a partner's first administrator, who invites everybody else there."""
    org = queries.organisation_for(request.person, pk)
    form = forms.FirstAdministrator(request.POST or None)
    if form.is_valid():
        member = commands.invite(org, form.new(), by=request.person)
        messages.success(request, _("%(name)s has been invited.") % {"name": member.name})
        return redirect("partnership:organisations")
    return page(request, "partnership/first_administrator.html", {"org": org}, form)


def _uuid(text: str | None) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None


def _number(text: str | None) -> int:
    if not text or not text.isascii() or not text.isdecimal() or len(text) > 9:
        raise NotThere
    return int(text)
