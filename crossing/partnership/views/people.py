"""Pages about the people of one’s own organisation."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from crossing.govuk import lists
from crossing.govuk.shortcuts import page
from crossing.partnership import commands, forms, queries
from crossing.partnership.people import require
from crossing.partnership.requests import SignedIn
from crossing.partnership.rules import Kind, Permission


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
    takers = queries.takers(member)
    last = queries.is_last_lead(member)
    form = forms.Leaving(takers, last, request.POST or None)
    if form.is_valid():
        chosen = form.cleaned_data.get("takes_over")
        taker = next((one for one in takers if str(one.pk) == chosen), None)
        commands.end_membership(member, form.cleaned_data["last_day"], taker, by=request.person)
        messages.success(request, _("The last day of %(name)s is set.") % {"name": member.name})
        return redirect("partnership:people")
    context = {
        "member": member,
        "others": queries.others_in_role(member),
        "last": last,
        "takers": bool(takers),
        "open": queries.open_work(request.person).get(member.account_id, 0),
    }
    return page(request, "partnership/end_membership.html", context, form)
