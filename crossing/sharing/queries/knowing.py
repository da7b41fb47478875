"""What a decision needs beside its items: whether they ask only if we know the child, and our own
lines of the directory."""

from __future__ import annotations

from functools import cached_property

from crossing.partnership.models import Contact
from crossing.sharing import rules
from crossing.sharing.models import Deliberation
from crossing.sharing.queries.existence import asked_before
from crossing.sharing.rules.existence import class_of_knowing


class Knowing:
    """A part of the desk."""

    deliberation: Deliberation

    @property
    def existence(self) -> bool:
        """They ask only whether we know the child."""
        asked = self.deliberation.request
        return asked is not None and asked.existence_only

    @cached_property
    def asked_before(self) -> int:
        """How often they have asked us about this child before."""
        asked = self.deliberation.request
        return asked_before(asked) if asked else 0

    @cached_property
    def contacts(self) -> list[Contact]:
        """The directory's numbers for the recipient: never the caller's own."""
        return list(Contact.objects.about_children().filter(org=self.deliberation.recipient_id))

    @cached_property
    def lines(self) -> dict[str, Contact]:
        """Our own lines of the directory: who can be named to be rung."""
        return {
            str(line.pk): line
            for line in Contact.objects.about_children().filter(org=self.deliberation.org_id)
        }

    def rings(self, said: dict[str, object]) -> str:
        """Which of them was chosen; never a line of somebody else's."""
        chosen = str(said.get("ring") or "")
        return chosen if chosen and chosen in self.lines else ""

    def classes_told(self, answer: rules.Answer) -> frozenset[rules.DataClass]:
        """The classes of what is shared; that we know the child says something too."""
        if self.existence or answer.says_known:
            return frozenset({class_of_knowing(self.deliberation.org.kind)})
        return rules.classes_of(answer.items)
