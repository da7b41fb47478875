"""Recording a concern: one screen, saved while it is typed."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from crossing.core.clock import today
from crossing.core.errors import NotThere
from crossing.govuk.shortcuts import page
from crossing.partnership.people import require
from crossing.partnership.requests import SignedIn
from crossing.partnership.rules import Permission
from crossing.records import commands, queries
from crossing.records.forms.also import TYPED, TYPED_FOR, Named
from crossing.records.forms.concerns import ConcernForm, Panels
from crossing.records.forms.typed import OVER, as_post, begun, kept, marks
from crossing.records.models import Concern, Draft
from crossing.records.rules import Safe, offers, pieces
from crossing.records.rules.spoken import close_interpreter
from crossing.records.rules.together import MOST_OTHERS, names_in
from crossing.records.views.adults import carry_over, told
from crossing.records.views.asking import children_asked, drawn

PREFIX = "concern-"
KEPT_WHEN = ("who", "words", "account", "place", "done_already", "others")


def new(request: SignedIn) -> HttpResponse:
    """Record a concern. Looking for the child, hiding the screen and sending are one form."""
    require(request.person, Permission.CONCERN_RECORD, at=request.person.acting_at)
    key = _key(request)
    if request.method != "POST":
        saved = queries.draft(request.person, key)
        return _shown(request, key, _restored(request, saved), marks=marks(request.POST, saved))
    if request.POST.get("adult") == "yes":
        commands.drop_draft(key, begun(request.POST), by=request.person)
        return carry_over(request.POST, request.person)
    if put_off := _put_off(request, key):
        return put_off
    return _sent(request, key)


def _key(request: SignedIn) -> str:
    given = request.GET.get("draft", "")
    return given if given.startswith(PREFIX) and len(given) <= 80 else f"{PREFIX}{uuid4().hex}"


def _address(key: str) -> str:
    return f"{reverse('records:new_concern')}?draft={key}"


def _put_off(request: SignedIn, key: str) -> HttpResponse | None:
    """Hide the screen, or finish later: what was typed is kept."""
    if not {"hide", "later", OVER} & set(request.POST):
        return None
    if other := _keep(request, key):
        form = _as_typed(request, request.POST, request.POST.get("child", ""))
        return _shown(request, key, form, changed_elsewhere=other)
    if "hide" in request.POST:
        return render(request, "govuk/blank.html", {"back_href": _address(key)})
    messages.success(request, _("Saved. It is not sent yet."))
    return redirect("site:home")


def _keep(request: SignedIn, key: str) -> Draft | None:
    """Keep what was typed; or say what another page has saved there since this one was begun."""
    page = begun(request.POST)
    if other := queries.changed_elsewhere(request.person, key, page):
        return other
    commands.save_draft(key, _("A concern"), kept(request.POST), page, by=request.person)
    return None


def _sent(request: SignedIn, key: str) -> HttpResponse:
    others = _others_asked(request, request.POST)
    unasked = [one.name for one in others if one.kind_field not in request.POST]
    looked = "find" in request.POST
    chosen = "" if looked else request.POST.get("child", "")
    if looked or unasked:
        typed = any(request.POST.get(name, "").strip() for name in KEPT_WHEN)
        more = {"looked": looked, "unasked": unasked}
        other = _keep(request, key) if typed else None
        form = _as_typed(request, request.POST, chosen, request.POST.get("who", ""))
        return _shown(request, key, form, changed_elsewhere=other, **more)
    children = children_asked(request, request.POST.get("who", ""), chosen)
    form = ConcernForm(request.POST, panels=_panels(request), children=children, others=others)
    if not form.is_valid():
        return _shown(request, key, form)
    return _check_first(request, key, form) or _recorded(request, key, form)


def _others_asked(request: SignedIn, data: MultiValueDict) -> list[Named]:
    """The other children of the event, one a line, each with whom on the roll it may be."""
    named = [Named(name) for name in names_in(data.get("others") or "")[: MOST_OTHERS + 1]]
    for one in named:
        one.children += children_asked(request, one.name, data.get(one.child_field) or "")
    return named


def _check_first(request: SignedIn, key: str, form: ConcernForm) -> HttpResponse | None:
    """What could be said more plainly, and what is likely the same: shown once."""
    if {"as_it_is", "add_to"} & set(request.POST):
        return None
    new, child = form.new_concern(), form.chosen
    alone = child if not form.named_others else None
    same = queries.likely_same(request.person, alone, new.kind, new.happened_on) if alone else []
    texts = [text for text in (new.words, new.account, new.done_already) if offers(text)]
    relative = close_interpreter(new.interpreter_is)
    if not (same or texts or relative):
        return None
    more = {"same": same, "plainer": [pieces(text) for text in texts], "relative": relative}
    return _shown(request, key, form, changed_elsewhere=_keep(request, key), **more)


def _recorded(request: SignedIn, key: str, form: ConcernForm) -> HttpResponse:
    commands.drop_draft(key, begun(request.POST), by=request.person)
    if "add_to" in request.POST:
        concern = _added(request, form)
        messages.success(request, _("Added to the concern that was there."))
    else:
        concern = _written(request, form)
        messages.success(request, _("Recorded. The safeguarding lead has been told."))
    return redirect("records:concern", concern.pk)


def _written(request: SignedIn, form: ConcernForm) -> Concern:
    new, child = form.new_concern(), form.chosen
    if others := form.other_children():
        return commands.record_together(new, child, others, by=request.person)[0]
    return commands.record_concern(new, child, by=request.person)


def _added(request: SignedIn, form: ConcernForm) -> Concern:
    new, near = form.new_concern(), form.chosen
    same = queries.likely_same(request.person, near, new.kind, new.happened_on) if near else []
    concern = next((one for one in same if str(one.pk) == request.POST["add_to"]), None)
    if concern is None:
        raise NotThere
    text = "\n\n".join(filter(None, (new.words, new.account, new.done_already)))
    reason, urgent = _("The same thing, seen again"), new.safe_now != Safe.YES
    commands.add_to_concern(concern, text, reason, urgent=urgent, by=request.person)
    return concern


def _restored(request: SignedIn, saved: Draft | None) -> ConcernForm:
    """A draft as it was left; else today, and what carries over from one about another child."""
    if saved is None:
        initial = {"happened_on": today(), **_carried(request)}
        return ConcernForm(panels=_panels(request), initial=initial)
    return _as_typed(request, as_post(saved.data), "".join(saved.data.get("child", [])[:1]))


def _as_typed(request: SignedIn, data: MultiValueDict, chosen: str, who: str = "") -> ConcernForm:
    """What was typed, unchecked, with the children it may be about."""
    panels, others = _panels(request), _others_asked(request, data)
    typed = ConcernForm(data, panels=panels, others=others).typed()
    children = children_asked(request, who, chosen)
    initial = typed | {"child": chosen}
    return ConcernForm(panels=panels, initial=initial, children=children, others=others)


def _carried(request: SignedIn) -> dict[str, object]:
    """Each child of one event has a concern of their own: when and where carry over. What it is
    about, and whether the child is safe, is asked for each."""
    try:
        like = queries.concern_for(request.person, UUID(request.GET.get("like", "")))
    except (ValueError, NotThere):
        return {}
    same = ("basis", "happened_on", "happened_at", "place", *TYPED_FOR)
    also = {"also": [TYPED]} if like.seen_by else {}
    return {"adult": "no", **also, **{name: getattr(like, name) for name in same}}


def _panels(request: SignedIn) -> Panels:
    duty: dict[str, Any] = {"contacts": queries.on_duty(request.person)}
    return {
        "safe_now": {
            "no": drawn("records/not_safe.html", duty),
            "not_sure": drawn("records/not_sure.html", duty),
        },
        "adult": {"yes": drawn("records/adult.html", told(request.person))},
    }


def _shown(request: SignedIn, key: str, form: ConcernForm, **more: object) -> HttpResponse:
    others = [one for one in queries.drafts(request.person, PREFIX) if one.key != key]
    context: dict[str, Any] = {"key": key, "address": _address(key), "drafts": others}
    context |= {
        "marks": marks(request.POST, None),
        "changed_elsewhere": None,
        "same": [],
        "plainer": [],
        "relative": False,
        "looked": False,
        "unasked": [],
        **more,
    }
    return page(request, "records/new_concern.html", context, form)
