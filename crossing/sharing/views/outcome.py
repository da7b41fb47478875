"""Where a page leads when it is done with; and the confirmer's one page."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from crossing.govuk.shortcuts import page
from crossing.partnership.people import Person
from crossing.partnership.requests import SignedIn
from crossing.partnership.rules import Permission
from crossing.sharing import rules
from crossing.sharing.commands import confirm as confirming
from crossing.sharing.commands import deliberate
from crossing.sharing.forms.decide import ConfirmForm
from crossing.sharing.models import Decision
from crossing.sharing.queries.desk import Desk
from crossing.sharing.queries.law_rows import law_rows
from crossing.sharing.queries.mine import desk_for


def connected(request: SignedIn, desk: Desk) -> HttpResponse:
    deliberate.declare_connection(desk.deliberation, by=request.person)
    messages.success(request, _("Thank you for saying so. Somebody else will decide this."))
    return redirect("sharing:waiting")


def after(request: SignedIn, decision: Decision | None) -> HttpResponse:
    if decision is None:
        messages.success(request, _("Your question has gone to the asker."))
        return redirect("sharing:waiting")
    text = _("Decided and recorded.")
    if decision.outcome == rules.Outcome.SHARE_SOME:
        text = _("Sent and recorded. The rest waits for us, on the same clock.")
    if decision.second_look:
        text += " " + _("This one is among the one in ten that get a second look.")
    messages.success(request, text)
    if not request.person.may(Permission.DECISION_SEE):  # from outside: the case closes behind them
        return redirect("sharing:waiting")
    return redirect("sharing:decision", decision.pk)


def confirm(request: SignedIn, pk: UUID) -> HttpResponse:
    """The confirmer's one page; whoever proposed sees that it waits."""
    desk = desk_for(request.person, pk)
    if desk.deliberation.status != rules.DecisionStatus.PROPOSED:
        return redirect("sharing:deliberation", pk)
    may = _may_confirm(request.person, desk)
    form = ConfirmForm(request.POST or None) if may else None
    if form is not None and form.is_valid():
        return _confirmed(request, desk, form)
    if request.method == "GET":
        deliberate.open_deliberation(desk.deliberation, "confirm", by=request.person)
    template = "sharing/decide/confirm.html" if may else "sharing/decide/proposed.html"
    return page(request, template, {"desk": desk, "rows": law_rows(desk)}, form)


def _may_confirm(person: Person, desk: Desk) -> bool:
    return person.may(Permission.SHARING_CONFIRM) and (
        desk.deliberation.proposed_by_id != person.id
    )


def _confirmed(request: SignedIn, desk: Desk, form: ConfirmForm) -> HttpResponse:
    answer = form.answer()
    if answer.connected:
        return connected(request, desk)
    if answer.agreed:
        return after(request, confirming.confirm(desk.deliberation, answer, by=request.person))
    confirming.return_proposal(desk.deliberation, answer, by=request.person)
    messages.success(request, _("Returned to the proposer."))
    return redirect("sharing:waiting")
