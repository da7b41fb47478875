"""Deciding: what waits for us, and the guided path, page by page."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crossing.core.errors import NotThere
from crossing.govuk.shortcuts import page
from crossing.partnership.people import require
from crossing.partnership.requests import SignedIn
from crossing.partnership.rules import Permission
from crossing.records import commands as record_commands
from crossing.records import queries as records
from crossing.records.forms.typed import OVER, as_post, begun, kept, marks
from crossing.sharing import rules
from crossing.sharing.answers import draft_key
from crossing.sharing.commands import confirm as confirming
from crossing.sharing.commands import decide as deciding
from crossing.sharing.commands import deliberate
from crossing.sharing.commands.work import Work
from crossing.sharing.forms.decide import (
    ChildForm,
    RequestAndChildForm,
    RequestForm,
    StepForm,
)
from crossing.sharing.forms.items import ItemsForm
from crossing.sharing.forms.others import OthersForm
from crossing.sharing.forms.outcome import DecideForm
from crossing.sharing.forms.weigh import FamilyForm, RefusedForm, WeighForm
from crossing.sharing.models import Decision
from crossing.sharing.queries.desk import Desk
from crossing.sharing.queries.law_rows import law_rows
from crossing.sharing.queries.mine import desk_for, last_reasons
from crossing.sharing.queries.waiting import waiting_for
from crossing.sharing.rules.emergency import names_of
from crossing.sharing.views.outcome import after, connected


def waiting(request: SignedIn) -> HttpResponse:
    """Open decisions, ordered by clock."""
    person = request.person
    require(person, Permission.DECISION_SEE, Permission.OUTSIDE_SEE, at=person.acting_at)
    writes = person.may(Permission.DECISION_SEE)
    context = {"lines": waiting_for(person), "may_write_down": writes}
    return page(request, "sharing/decide/waiting.html", context)


def deliberation(request: SignedIn, pk: UUID) -> HttpResponse:
    """The right page of one decision: where it was left, the confirmer's, or the decision."""
    desk = desk_for(request.person, pk)
    if away := _moved_on(desk):
        return away
    return redirect("sharing:step", pk, desk.step_to_do())


def _moved_on(desk: Desk) -> HttpResponse | None:
    """Where to go when the path cannot be walked any more."""
    fresh = desk.deliberation
    if fresh.ended_at is not None:
        decision = Decision.objects.visible_to(desk.person).filter(deliberation=fresh).first()
        return (
            redirect("sharing:decision", decision.pk) if decision else redirect("sharing:waiting")
        )
    if fresh.status == rules.DecisionStatus.PROPOSED:
        return redirect("sharing:confirm", fresh.pk)
    return None


def step(request: SignedIn, pk: UUID, step: str) -> HttpResponse:
    """One page of the path: shown, or saved."""
    desk = desk_for(request.person, pk)
    if not desk.has(step):
        raise NotThere
    if away := _moved_on(desk):
        return away
    if request.method == "POST":
        return _save(request, desk, step)
    deliberate.open_deliberation(desk.deliberation, step, by=request.person)
    draft = records.draft(desk.person, draft_key(desk.deliberation.pk, step))
    form = form_of(desk, step, draft=as_post(draft.data) if draft else None)
    return _show(request, desk, step, form, marks=marks(request.POST, draft))


def form_of(desk: Desk, step: str, data: Any = None, draft: Any = None) -> StepForm:
    """The form of one page; the shorter ways join two."""
    if step == "request" and not desk.has("child") and desk.asked:
        return RequestAndChildForm(desk, _candidates(desk), data, draft)
    if step == "child":
        return ChildForm(desk, _candidates(desk), data, draft)
    if step == "items":
        return ItemsForm(desk, _entries(desk), data, draft)
    return PAGES[step](desk, data, draft)


PAGES: dict[str, type[StepForm]] = {
    "request": RequestForm,
    "others": OthersForm,
    "weigh": WeighForm,
    "family": FamilyForm,
    "refused": RefusedForm,
    "decide": DecideForm,
}


def _candidates(desk: Desk) -> list[Any]:
    """Children of ours who may be meant, and the one already chosen."""
    who = desk.deliberation.request or (desk.deliberation.child if desk.at_once else None)
    if who is None and not desk.at_once:
        return []
    named = (who.given, who.family) if who else names_of(desk.child_label)
    found = records.candidates(desk.person, *named, who.born_on if who else None)[:5]
    look_for = desk.saved.get("look_for", "")
    known = {match.child.pk for match in found}
    more = records.search_children(desk.person, look_for)[:5] if look_for else []
    return [*found, *(match for match in more if match.child.pk not in known)]


def _entries(desk: Desk) -> list[Any]:
    child = desk.deliberation.child
    return list(records.shareable(desk.person, child)) if child else []


def _save(request: SignedIn, desk: Desk, step: str) -> HttpResponse:
    if away := _instead(request, desk, step):
        return away
    form = form_of(desk, step, request.POST)
    if not form.is_valid():
        return _show(request, desk, step, form)
    if form.cleaned_data.get("connected"):
        return connected(request, desk)
    work = _work(request, step, form)
    if step == "decide":
        return _finish(request, desk, work)
    fresh = deliberate.save_step(desk.deliberation, work, by=request.person)
    return _onward(request, Desk(request.person, fresh, desk.today), step)


def _work(request: SignedIn, step: str, form: StepForm) -> Work:
    version = request.POST.get("version", "")
    return Work(
        step=step,
        answers=form.kept(),
        child=form.child if isinstance(form, ChildForm) else None,
        items=form.chosen() if isinstance(form, ItemsForm) else None,
        version=int(version) if version.isdecimal() and len(version) < 10 else None,
        begun=begun(request.POST),
    )


def _instead(request: SignedIn, desk: Desk, step: str) -> HttpResponse | None:
    """Buttons that save what is on the page and stay, or hide it."""
    if {"hide", "filter", OVER} & set(request.POST):
        key, page_of = draft_key(desk.deliberation.pk, step), begun(request.POST)
        if other := records.changed_elsewhere(request.person, key, page_of):
            form = form_of(desk, step, draft=request.POST)
            return _show(request, desk, step, form, changed_elsewhere=other)
        title = request.POST.get("draft_title", "")
        record_commands.save_draft(key, title, kept(request.POST), page_of, by=request.person)
        chosen = {name: request.POST.get(f"f-{name}", "") for name in ("kind", "since")}
        chosen["most"] = request.POST.get("filter", "")
        if "hide" in request.POST:
            return redirect(f"{reverse('site:hide')}?{urlencode({'back': request.path})}")
        return redirect(f"{request.path}?{urlencode(chosen)}")
    if "nothing" in request.POST and step == "items":
        work = Work("items", {"nothing": True}, items=[])
        deliberate.save_step(desk.deliberation, work, by=request.person)
        return redirect("sharing:step", desk.deliberation.pk, "weigh")
    if "look" in request.POST:
        deliberate.look_for(desk.deliberation, request.POST.get("look_for", ""), by=request.person)
        return redirect(f"{request.path}#child")
    return None


KINDS = {
    "concern": gettext_lazy("Concerns"),
    "words": gettext_lazy("The child’s own words"),
    "addition": gettext_lazy("Added to a concern"),
    "decision": gettext_lazy("What we decided"),
    "call": gettext_lazy("Calls"),
    "note": gettext_lazy("Notes"),
    "answer": gettext_lazy("Answers received"),
    "shared": gettext_lazy("What we shared"),
    "asked": gettext_lazy("What we asked"),
}


def _onward(request: SignedIn, desk: Desk, step: str) -> HttpResponse:
    """The next page; the same again while somebody who is named has not been decided about."""
    pk = desk.deliberation.pk
    if "stay" in request.POST:
        return redirect(f"{reverse('sharing:step', args=[pk, step])}#others")
    waits = any(not one.treatment for one in desk.named) if _names_others(desk, step) else False
    if waits:
        return redirect(f"{reverse('sharing:step', args=[pk, step])}#others")
    spoken = desk.route == rules.Route.SPEAKING and not desk.saved.get("told_at")
    if spoken and step == desk.page_of("others"):
        return redirect("sharing:speaking", pk)
    return redirect("sharing:step", pk, desk.after(step))


def _names_others(desk: Desk, step: str) -> bool:
    return step == "items" and not desk.has("others")


def _finish(request: SignedIn, desk: Desk, work: Work) -> HttpResponse:
    """Send, or propose to whoever confirms."""
    if rules.needs_confirming(desk.deliberation.org.kind):
        confirming.propose(desk.deliberation, work, by=request.person)
        messages.success(request, _("Proposed. Somebody else will confirm or return it."))
        return redirect("sharing:waiting")
    decision = deciding.decide(desk.deliberation, work, by=request.person)
    return after(request, decision)


def _show(request: SignedIn, desk: Desk, step: str, form: StepForm, **more: object) -> HttpResponse:
    names = [each.name for each in desk.steps]
    back = desk.before(step)
    pk = desk.deliberation.pk
    context = {
        "desk": desk,
        "step": desk.steps[names.index(step)],
        "heading": _heading(desk, step),
        "number": names.index(step) + 1,
        "total": len(names),
        "back_href": reverse("sharing:step", args=[pk, back])
        if back
        else reverse("sharing:waiting"),
        "advice": records.advice_about(request.person, deliberation=pk),
        "advice_href": reverse("sharing:ask_advice", args=[pk]),
        "draft_key": draft_key(desk.deliberation.pk, step),
        "saves_itself": request.person.may(Permission.OWN_SEE),
        "proposes": rules.needs_confirming(desk.deliberation.org.kind),
        "marks": marks(request.POST, None),
        "changed_elsewhere": None,
        **_more(request, desk, step, form),
        **more,
    }
    return page(request, f"sharing/decide/{step}.html", context, form)


def _heading(desk: Desk, step: str) -> str:
    """The page's title; where another confirms, the last one proposes."""
    if step == "decide" and rules.needs_confirming(desk.deliberation.org.kind):
        return _("Propose")
    return str(next(each.title for each in desk.steps if each.name == step))


def _more(request: SignedIn, desk: Desk, step: str, form: StepForm) -> dict[str, Any]:
    """What one page shows beside its questions."""
    if step == "items" and isinstance(form, ItemsForm):
        form.show_only(*(request.GET.get(name, "") for name in ("kind", "since", "most")))
        kinds = {line.kind for line in form.lines if line.kind}
        return {"kinds": [(kind, KINDS.get(kind, kind)) for kind in sorted(kinds)]}
    if step == "decide":
        last = last_reasons(desk.person)
        same = rules.same_words(last[1:], last[0]) + 1 if len(last) > 1 else 0
        return {
            "rows": law_rows(form.desk),
            "last_reason": last[0] if same > 1 else "",
            "same": same,
            "missing": _elsewhere(desk),
        }
    return {}


def _elsewhere(desk: Desk) -> list[tuple[str, str]]:
    """Pages that still want something, before this one can be sent."""
    return [
        (str(step.title), reverse("sharing:step", args=[desk.deliberation.pk, step.name]))
        for step in desk.wanted_steps
        if step.name != "decide" and desk.problems_on(step.name)
    ]
