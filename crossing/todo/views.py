"""What is to be done here, and one task: whom to ring, what to say, and what came of it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from crossing.core.clock import now
from crossing.govuk.lists import links
from crossing.govuk.shortcuts import page
from crossing.partnership.requests import SignedIn
from crossing.todo import commands, queries
from crossing.todo.forms import TryForm
from crossing.todo.links import link_of
from crossing.todo.models import Task
from crossing.todo.rules import ENDS, LADDERS, NEXT_PERSON, Matter, Reached


def todo(request: SignedIn) -> HttpResponse:
    """Everything that waits for people like this person, by its time."""
    rows = queries.todo_list(request.person, request.GET.get("after"))
    context = {"rows": rows.items, "pages": links(request, rows), "now": now()}
    return page(request, "todo/todo.html", context)


def _said(task: Task, reached: Reached) -> str:
    if reached in ENDS:
        return _("Written down. Nothing more is to be done here.")
    if reached in NEXT_PERSON and (named := queries.named_now(task)):
        return _("Written down. %(name)s is asked to try next.") % {"name": named}
    return _("Written down. It comes back in half an hour.")


def task(request: SignedIn, pk: UUID) -> HttpResponse:
    """One task, and what came of it."""
    found = queries.task_for(request.person, pk)
    form = TryForm(request.POST or None)
    if form.is_valid():
        data = form.cleaned_data
        commands.try_task(found, Reached(data["reached"]), data["result"], by=request.person)
        messages.success(request, _said(found, Reached(data["reached"])))
        return redirect("todo:todo")
    answers = list(Reached) if found.is_call else [Reached.DONE]
    context = {
        "task": found,
        "matter": Matter(found.matter).label,
        "script": LADDERS[Matter(found.matter)].script,
        "link": link_of(found),
        "others": queries.other_lines(found),
        "buttons": [(one.value, one.label) for one in answers],
        "tries": [(one, Reached(one.reached).label) for one in found.tries.all()],
    }
    return page(request, "todo/task.html", context, form)
