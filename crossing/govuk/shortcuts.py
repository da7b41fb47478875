"""What views call to show a page."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from crossing.govuk.forms import Form


def page(
    request: HttpRequest,
    template: str,
    context: dict[str, Any] | None = None,
    form: Form | None = None,
) -> HttpResponse:
    """Render a page; a form with mistakes in it answers 422, and a draft that was changed elsewhere
    409, so that nobody takes it for saved."""
    context = {**(context or {}), "form": form}
    status = 422 if form is not None and form.is_bound and form.errors else 200
    status = 409 if context.get("changed_elsewhere") else status
    return render(request, template, context, status=status)
