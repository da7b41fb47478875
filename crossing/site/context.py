"""What every page is given: who is signed in, where they act, and what they may go to."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from crossing.govuk.jinja import url
from crossing.partnership.people import Person
from crossing.partnership.rules import Permission
from crossing.site.town import is_town

LINKS = (
    ("site:home", gettext_lazy("Home"), None),
    ("records:children", gettext_lazy("Children"), Permission.CONTENT_SEE),
    ("sharing:waiting", gettext_lazy("Waiting for us"), Permission.DECISION_SEE),
    ("sharing:authorise", gettext_lazy("Waiting for authority"), Permission.REQUEST_AUTHORISE),
    ("sharing:asked", gettext_lazy("What we have asked"), Permission.SHARED_SEE),
    ("sharing:received", gettext_lazy("Shared with us"), Permission.SHARED_SEE),
    ("sharing:ledger", gettext_lazy("What we have shared"), Permission.DECISION_SEE),
    ("stewardship:looked", gettext_lazy("Who has looked"), Permission.AUDIT_SEE),
    ("partnership:people", gettext_lazy("People"), Permission.MEMBERS_MANAGE),
    ("partnership:organisations", gettext_lazy("Organisations"), Permission.PARTNERSHIP_MANAGE),
    ("partnership:directory", gettext_lazy("Who to ring"), None),
)


def page(request: HttpRequest) -> dict[str, Any]:
    """The context of every page; a page for nobody has the least."""
    person: Person | None = getattr(request, "person", None)
    context: dict[str, Any] = {"town": is_town(), "person": person, "navigation": [], "places": []}
    if person is not None and person.acting_at is not None:
        context |= {"navigation": _navigation(request, person), "places": _places(person)}
    return context


def _navigation(request: HttpRequest, person: Person) -> list[dict[str, Any]]:
    allowed = [link for link in LINKS if link[2] is None or person.may(link[2])]
    return [
        {"text": text, "href": url(name), "active": request.path == url(name)}
        for name, text, _permission in allowed
    ]


def _places(person: Person) -> list[dict[str, Any]]:
    names = {post.org: post.org_name for post in person.posts}
    return [
        {"value": str(org), "text": name, "current": org == person.acting_at}
        for org, name in names.items()
    ]
