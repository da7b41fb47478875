"""Pages for a family: what may be told, who else is named in it, and what its reader will read."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from crossing.core.errors import NotThere
from crossing.govuk.words import day
from crossing.partnership.models import Membership
from crossing.partnership.people import Person
from crossing.partnership.queries import who_may
from crossing.partnership.rules import Permission
from crossing.records import covering
from crossing.records import queries as records
from crossing.records.models import Child
from crossing.sharing.models import Decision, FamilyPage
from crossing.sharing.plainly import as_told, without_gaps
from crossing.sharing.queries.ledger import shared_about
from crossing.sharing.queries.named import Named, key_of
from crossing.sharing.rules import NotToldBecause, Purpose, Treatment
from crossing.sharing.rules.families import FamilyStatus, FamilyText, starts_left_out

WRITES = (Permission.SHARING_DECIDE, Permission.SHARING_PROPOSE)
CHECKS = (Permission.SHARING_DECIDE, Permission.SHARING_CONFIRM)


def who_checks(org: UUID, author: UUID) -> list[Membership]:
    """Those here who may check what somebody else wrote for a family."""
    return list(who_may(org, *CHECKS, also=[Permission.DECISION_SEE], but=[author]))


def _rows(person: Person) -> QuerySet[FamilyPage]:
    found = FamilyPage.objects.visible_to(person).filter(org=person.acting_at)
    return found.select_related("child")


def family_pages(person: Person, child: Child) -> list[FamilyPage]:
    """The pages about one child, the newest first."""
    return list(_rows(person).filter(child=child).order_by("-written_at", "-id")[:100])


def family_page_for(person: Person, pk: UUID) -> FamilyPage:
    """One page; else NotThere."""
    found = _rows(person).filter(pk=pk).first() if person.may(*WRITES, *CHECKS) else None
    if found is None:
        raise NotThere
    return found


def to_check(person: Person, most: int) -> list[FamilyPage]:
    """Those that somebody else wrote and that wait to be checked."""
    waits = _rows(person).filter(status=FamilyStatus.CHECKING).exclude(written_by=person.id)
    return list(waits.order_by("written_at")[:most])


@dataclass(frozen=True)
class Offer:
    """A decision that may be told: in which words, and whether it starts left out."""

    decision: Decision
    left_out: bool
    why: str
    text: str


def offers(person: Person, child: Child) -> list[Offer]:
    """What was shared about a child, the newest first, each as a sentence to start from."""
    return [_offer(one) for one in shared_about(person, child) if one.disclosure_id]


def _offer(decision: Decision) -> Offer:
    out = starts_left_out(decision.answer, decision.law)
    because = str(decision.answer.get("not_told_because") or "")
    reason = str(NotToldBecause(because).label) if because in NotToldBecause.values else ""
    why = _("The decision says that the family is not told. %(reason)s") % {"reason": reason}
    said = _("On %(day)s we told %(who)s: %(what)s. What it was for: %(purpose)s.") % {
        "day": day(decision.decided_at),
        "who": decision.recipient_name,
        "what": _titles(decision),
        "purpose": Purpose(decision.purpose).label,
    }
    return Offer(decision, out, why.strip() if out else "", said)


def _titles(decision: Decision) -> str:
    shared = [item for item in decision.items if item["treatment"] == Treatment.INCLUDE]
    titles = dict.fromkeys(item.get("title") or _("an entry") for item in shared)
    return "; ".join(without_gaps(title, ()) for title in titles)


@dataclass
class Telling:
    """A page, with all that its pages need."""

    person: Person
    page: FamilyPage
    others: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.others = {**self.page.others, **self.others}

    @cached_property
    def texts(self) -> list[str]:
        """What is told, as it was typed."""
        lines = self.page.lines.select_related("decision").order_by("-decision__decided_at")
        return as_told([*(line.text for line in lines if line.tells), self.page.also])

    @cached_property
    def _wanted(self) -> covering.Index:
        """Everybody but the child, and but the adult for whom the page is."""
        child, adult = self.page.child, self.page.adult_name
        known = [one for one in records.known_others(self.person, child) if one.text != adult]
        return covering.index(known, about=[child.name, child.legal_name, adult])

    @cached_property
    def _colleagues(self) -> list[str]:
        here = Membership.objects.filter(org=self.page.org_id)
        return list(here.values_list("name", flat=True).distinct())

    def _found(self, text: str) -> list[covering.Found]:
        found = covering.find_in(text, self._wanted)
        return covering.but_names(found, text, self._colleagues)

    @cached_property
    def named(self) -> list[Named]:
        """Everybody else who is named in what is told, each once, as decided so far."""
        found: dict[str, Named] = {}
        for text in self.texts:
            for one in self._found(text):
                key = key_of(one)
                if key in found:
                    found[key].count += 1
                else:
                    said = self.others.get(key, {})
                    found[key] = Named(key, one.text, one.kind, one.label, **said)
        return list(found.values())

    @property
    def told(self) -> list[str]:
        """What the adult will read: whoever is not kept stands there in neutral words."""
        kept = {one.key for one in self.named if one.kept}
        return [
            without_gaps(text, [one for one in self._found(text) if key_of(one) not in kept])
            for text in self.texts
        ]

    @property
    def text(self) -> FamilyText:
        """The page as the rules see it."""
        undecided = self.page.lines.filter(tells=None).count()
        unnamed = [
            one for one in self.named if not one.treatment or (one.kept and not one.why.strip())
        ]
        return FamilyText(
            told=self.texts,
            undecided=undecided,
            unnamed=len(unnamed),
            way=self.page.way,
            safe_because=self.page.safe_because,
            they_alone=self.page.they_alone,
        )
