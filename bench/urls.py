"""The product's addresses, and the bare page: signed in, the layout, one row of the log."""

from django.db import transaction
from django.http import HttpResponse
from django.urls import include, path

from crossing.audit.commands import record
from crossing.audit.rules import Event
from crossing.govuk.shortcuts import page
from crossing.partnership.requests import SignedIn
from crossing.site import urls as product

BARE = "bench/bare"


def bare(request: SignedIn) -> HttpResponse:
    """The least that a signed-in page does."""
    with transaction.atomic():
        record(Event.CHILD_SEARCHED, by=request.person, count=0)
    return page(request, "govuk/page.html", {"title": "Bare"})


urlpatterns = [path(BARE, bare), path("", include(product.urlpatterns))]
handler400, handler403 = product.handler400, product.handler403
handler404, handler500 = product.handler404, product.handler500
