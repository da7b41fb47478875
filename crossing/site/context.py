"""What every page is given: who is signed in, where they act, and what they may go to."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from crossing.govuk.jinja import url
from crossing.partnership.people import Person
from crossing.partnership.rules import Permission as P
from crossing.site.town import is_town

# Where to, how it is called, and who may: everybody, or whoever holds one of these.
LINKS: tuple[tuple[str, Any, tuple[P, ...]], ...] = (
    ("site:home", gettext_lazy("Home"), ()),
    ("records:children", gettext_lazy("Children"), (P.CONTENT_SEE,)),
    ("sharing:waiting", gettext_lazy("Waiting for us"), (P.DECISION_SEE, P.OUTSIDE_SEE)),
    ("sharing:authorise", gettext_lazy("Waiting for authority"), (P.REQUEST_AUTHORISE,)),
    ("sharing:asked", gettext_lazy("What we have asked"), (P.SHARED_SEE,)),
    ("sharing:received", gettext_lazy("Shared with us"), (P.SHARED_SEE,)),
    ("sharing:ledger", gettext_lazy("What we have shared"), (P.DECISION_SEE,)),
    ("stewardship:looked", gettext_lazy("Who has looked"), (P.AUDIT_SEE,)),
    ("partnership:people", gettext_lazy("People"), (P.MEMBERS_MANAGE,)),
    ("partnership:organisations", gettext_lazy("Organisations"), (P.PARTNERSHIP_MANAGE,)),
    ("sharing:agreements", gettext_lazy("Agreements"), (P.AGREEMENT_MANAGE,)),
    ("partnership:directory", gettext_lazy("Who to ring"), ()),
)


def page(request: HttpRequest) -> dict[str, Any]:
    """The context of every page; a page for nobody has the least."""
    person: Person | None = getattr(request, "person", None)
    context: dict[str, Any] = {"town": is_town(), "person": person, "navigation": [], "places": []}
    if person is not None and person.acting_at is not None:
        context |= {"navigation": _navigation(request, person), "places": _places(person)}
    return context


def _navigation(request: HttpRequest, person: Person) -> list[dict[str, Any]]:
    allowed = [link for link in LINKS if not link[2] or person.may(*link[2])]
    return [
        {"text": text, "href": url(name), "active": request.path == url(name)}
        for name, text, _permissions in allowed
    ]


def _places(person: Person) -> list[dict[str, Any]]:
    names = {post.org: post.org_name for post in person.posts}
    return [
        {"value": str(org), "text": name, "current": org == person.acting_at}
        for org, name in names.items()
    ]
