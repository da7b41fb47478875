"""Asking one partner whether they know one child, and nothing else."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from crossing.core.clock import today
from crossing.govuk.shortcuts import page
from crossing.partnership.people import require
from crossing.partnership.requests import SignedIn
from crossing.partnership.rules import Permission
from crossing.records.queries import child_for
from crossing.sharing.commands.ask import Asking, ask
from crossing.sharing.forms.existence import KnownForm
from crossing.sharing.queries.asking import id_of, words_of_child
from crossing.sharing.queries.existence import counted
from crossing.sharing.queries.partners import partner, partners
from crossing.sharing.rules.existence import LIMITS, limit_reached


def known(request: SignedIn) -> HttpResponse:
    """One page: ask, and it is sent. The limits are said before anything is typed."""
    person = request.person
    require(person, Permission.REQUEST_ASK, at=person.acting_at)
    child = id_of(request.GET.get("child") or request.POST.get("about"))
    ours = child_for(person, child) if child else None
    asked = counted(person)
    form = KnownForm(
        request.POST or None,
        initial=words_of_child(ours) if ours else {"holder": request.GET.get("to", "")},
        partners=partners(person),
        today=today(),
        kind=person.place_kind or "",
        reached=limit_reached(asked),
    )
    if form.is_valid():
        holder = partner(person, form.cleaned_data["holder"])
        sent = ask(Asking(form.asked(), holder, ours), by=person)
        messages.success(request, _("Your question has been sent."))
        return redirect("sharing:request", sent.pk)
    context = {"counted": asked, "limits": LIMITS}
    return page(request, "sharing/ask_known.html", context, form)
