"""One decision in the making, with all that its pages need, worked out when it is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial
from typing import Any

from crossing.partnership.models import Membership
from crossing.partnership.people import Person
from crossing.records import covering
from crossing.records import queries as records
from crossing.sharing import law, rules
from crossing.sharing.answers import Saved, read_answer
from crossing.sharing.models import Decision, Deliberation, DeliberationItem
from crossing.sharing.queries.agreements import Cover, cover_of
from crossing.sharing.queries.earlier import earlier_parts
from crossing.sharing.queries.knowing import Knowing
from crossing.sharing.queries.legal import legal_rules
from crossing.sharing.queries.named import PARTS, SEEN, Named, Shown, key_of, names_told, own_words
from crossing.sharing.rules.agreements import problems_of_citing


@dataclass
class Desk(Knowing):
    """A deliberation on somebody's desk."""

    person: Person
    deliberation: Deliberation
    today: date
    saved: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.saved = {**self.deliberation.answers, **self.saved}

    # --- who and what for ---

    @cached_property
    def purpose(self) -> rules.Purpose:
        asked = self.deliberation.request
        return rules.Purpose(asked.purpose if asked else self.saved["purpose"])

    @cached_property
    def route(self) -> rules.Route:
        return rules.Route(self.deliberation.route)

    @property
    def asked(self) -> bool:
        """A written request lies behind it."""
        return self.deliberation.request_id is not None

    @property
    def recipient_name(self) -> str:
        """Who will read it."""
        recipient = self.deliberation.recipient
        return recipient.name if recipient else self.deliberation.outside_recipient

    @property
    def recipient_kind(self) -> str:
        """What kind of organisation they are; empty when nobody has said."""
        recipient = self.deliberation.recipient
        return recipient.kind if recipient else self.saved.get("recipient_kind", "")

    @cached_property
    def law_enforcement(self) -> bool:
        """Whether it is for police work: as asked, unless somebody here has changed it."""
        changed, asked = self.saved.get("law_enforcement"), self.deliberation.request
        if changed in (True, False):
            return bool(changed)
        if asked:
            return asked.law_enforcement
        return self.purpose in rules.ABOUT_CRIME and self.recipient_kind in rules.POLICE

    @cached_property
    def sent(self) -> list[Decision]:
        """The earlier parts of the same answer."""
        return earlier_parts(self.deliberation) if self.saved.get("rest") else []

    @property
    def child_label(self) -> str:
        """The child, as ours once that is known, else as asked about."""
        child, asked = self.deliberation.child, self.deliberation.request
        known = child.name if child else asked.child_name if asked else ""
        return known or self.saved.get("child_as_named", "")

    @property
    def at_once(self) -> bool:
        """It was shared in an emergency: this is its full record, and nothing is sent."""
        return self.route == rules.Route.EMERGENCY

    @property
    def power_label(self) -> str:
        """The power that the asker relies on, in words."""
        asked = self.deliberation.request
        return str(dict(rules.Power.choices).get(asked.power, asked.power)) if asked else ""

    # --- the path ---

    @cached_property
    def path(self) -> rules.Path:
        kind = self.deliberation.org.kind
        how = {"asked": self.asked, "existence": self.existence}
        return rules.path_for(kind, self.purpose, self.route, **how)

    @cached_property
    def steps(self) -> tuple[rules.Step, ...]:
        return rules.steps_of(self.path, self.answer.refused)

    def has(self, name: str) -> bool:
        """Whether this way has a page of this name."""
        return any(step.name == name for step in self.steps)

    def page_of(self, name: str) -> str:
        """The page where this step's questions are asked: shorter ways join two on one."""
        joined = {"child": "request", "others": "items"}
        return name if self.has(name) or name not in joined else joined[name]

    @property
    def done(self) -> list[str]:
        return list(self.saved.get("done", []))

    @property
    def wanted_steps(self) -> list[rules.Step]:
        """The pages that count for what has been answered so far."""
        needed = {self.page_of(name) for name in rules.steps_needed(self.answer)}
        if self.saved.get("nothing"):
            needed -= {"items", "others", "family", "refused"}
        return [step for step in self.steps if step.name in needed]

    def step_to_do(self) -> str:
        """Where to carry on: the first page that is not done, else the last."""
        names = [step.name for step in self.wanted_steps]
        return next((name for name in names if name not in self.done), names[-1])

    def after(self, name: str) -> str:
        """The page after this one."""
        names = [step.name for step in self.wanted_steps]
        later = names[names.index(name) + 1 :] if name in names else names[-1:]
        return later[0] if later else names[-1]

    def before(self, name: str) -> str:
        """The page before this one; empty on the first."""
        names = [step.name for step in self.wanted_steps]
        place = names.index(name) if name in names else 0
        return names[place - 1] if place else ""

    # --- the answer and the law ---

    @cached_property
    def items(self) -> list[DeliberationItem]:
        return list(self.deliberation.items.all())

    @property
    def included(self) -> list[DeliberationItem]:
        return [item for item in self.items if item.treatment == rules.Treatment.INCLUDE]

    @property
    def answer(self) -> rules.Answer:
        """The answer as saved; who else is named is looked for only where it is needed."""
        return self.answer_with(())

    @property
    def whole_answer(self) -> rules.Answer:
        """The answer with everybody else who is named in the chosen text."""
        others = [
            rules.Other(rules.OtherPerson(one.treatment) if one.treatment else None, one.why)
            for one in self.named
        ]
        return self.answer_with(others)

    def answer_with(
        self, others: Sequence[rules.Other], saved: Saved | None = None
    ) -> rules.Answer:
        said = {**self.saved, **(saved or {})}
        return read_answer(
            {**said, "ring": self.rings(said)},
            self.items,
            others,
            purpose=self.purpose,
            route=self.route,
            asked=self.asked,
            existence=self.existence,
        )

    @property
    def facts(self) -> rules.Facts:
        asked = self.deliberation.request
        role = asked.subject_role if asked else ""
        return rules.Facts(
            sender=self.deliberation.org.kind,
            recipient=self.recipient_kind,
            purpose=self.purpose,
            classes=self.classes_told(self.answer),
            law_enforcement=self.law_enforcement,
            subject=rules.SubjectRole(role) if role else None,
        )

    @cached_property
    def law(self) -> rules.Law:
        """The law as worked out today."""
        return law.work_out(self.facts, legal_rules(), self.today)

    def trying(self, saved: Saved, items: list[DeliberationItem] | None = None) -> Desk:
        """The same desk with a page's answers on it, before they are saved."""
        desk = Desk(self.person, self.deliberation, self.today, {**self.saved, **saved})
        desk.items = self.items if items is None else items
        desk.known, desk.colleagues = self.known, self.colleagues
        return desk

    def problems_on(self, step: str) -> dict[str, str]:
        """What is missing on one page."""
        names_others = step == "others" or (step == "items" and not self.has("others"))
        answer = self.whole_answer if names_others else self.answer
        found = rules.problems_on(step, answer, self.facts, self.law)
        return found | (self._at_the_end() if step == "decide" else {})

    def problems(self) -> dict[str, str]:
        """All that is missing, and whoever is named in the words that go with the answer."""
        return rules.problems(self.whole_answer, self.facts, self.law) | self._at_the_end()

    def _at_the_end(self) -> dict[str, str]:
        find = partial(self._found, find=covering.find_known)
        uncovered = problems_of_citing(self.answer, self.cover.standing) if self.cover else {}
        return names_told(self.answer, self.saved, find) | uncovered

    @cached_property
    def cover(self) -> Cover | None:
        """The agreement with whoever will read it, for this purpose, today."""
        return cover_of(self.deliberation, self.purpose, self.today)

    # --- who else is named ---

    @cached_property
    def known(self) -> list[covering.Known]:
        child = self.deliberation.child
        return records.known_others(self.person, child) if child else []

    @property
    def about(self) -> list[str]:
        """The names of the child whose information it is."""
        child, asked = self.deliberation.child, self.deliberation.request
        names = [child.name, child.legal_name] if child else []
        return [*names, asked.child_name] if asked else names

    @cached_property
    def named(self) -> list[Named]:
        """Everybody else who is named in what is included, each once, as decided so far."""
        found: dict[str, Named] = {}
        decided = self.saved.get("others", {})
        for item in self.included:
            for part in PARTS:
                for one in self._found(getattr(item, part)):
                    key = key_of(one)
                    if key in found:
                        found[key].count += 1
                    else:
                        found[key] = Named(
                            key, one.text, one.kind, one.label, **decided.get(key, {})
                        )
        return list(found.values())

    def _found(self, text: str, find: Any = covering.find_in) -> list[covering.Found]:
        return covering.but_names(find(text, self.wanted), text, self.colleagues)

    @cached_property
    def colleagues(self) -> list[str]:
        """Those who work here, or did: the authors of what is shared."""
        here = Membership.objects.filter(org=self.deliberation.org_id)
        return list(here.values_list("name", flat=True).distinct())

    @cached_property
    def wanted(self) -> covering.Index:
        """What to look for in each text: worked out once, as a roll may be long."""
        return covering.index(self.known, about=self.about)

    def covered(self, text: str) -> str:
        """The text as it will leave us: whatever nobody chose to keep is covered."""
        decided = self.saved.get("others", {})
        keep = rules.OtherPerson.KEEP
        found = [
            one
            for one in self._found(text)
            if decided.get(key_of(one), {}).get("treatment") != keep
        ]
        return covering.cover(text, [*found, *own_words(text, self.saved.get("cover_words", []))])

    @cached_property
    def shown(self) -> list[Shown]:
        """Exactly what the recipient will see, in order, beside what we hold."""
        return [self._shown(item) for item in self.items if item.treatment in SEEN]

    def _shown(self, item: DeliberationItem) -> Shown:
        if self.at_once:  # as it was sent
            return Shown(item, item.title, item.source, item.text)
        if item.treatment == rules.Treatment.COVER:
            return Shown(item, covering.MARK, "", covering.MARK)
        return Shown(item, *(self.covered(getattr(item, part)) for part in PARTS))
