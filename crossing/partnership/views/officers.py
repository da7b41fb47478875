"""Officers and the schools that they serve."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect

from crossing.govuk import lists
from crossing.govuk.shortcuts import page
from crossing.partnership import commands, forms, queries
from crossing.partnership.people import require
from crossing.partnership.requests import SignedIn
from crossing.partnership.rules import Permission


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
