"""A stored decision in words: what was answered, and the law that it stands on."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crossing.govuk import words
from crossing.sharing.models import Decision
from crossing.sharing.rules import (
    Channel,
    ChildView,
    Competence,
    Confidence,
    Consent,
    FamilyTold,
    Handling,
    HarmOfSharing,
    HarmOfSilence,
    IdentityCheck,
    LegalKind,
    Marking,
    NotToldBecause,
    OurChild,
    Outcome,
    RefusalReason,
    Regime,
    WithoutConsent,
)

Words = str | Promise
Rows = list[tuple[Words, Words]]

# In the order in which it was answered: the name, what it is called, and the list it comes from.
ANSWERS: tuple[tuple[str, Words, type[TextChoices] | None], ...] = (
    ("channel", gettext_lazy("By which way"), Channel),
    ("told_to", gettext_lazy("Told to"), None),
    ("identity_check", gettext_lazy("How they were checked"), IdentityCheck),
    ("is_our_child", gettext_lazy("Is this our child?"), OurChild),
    ("difference", gettext_lazy("Also told, or not right in what was shared"), None),
    ("left_out", gettext_lazy("Why something is left out"), None),
    ("child_wants", gettext_lazy("What the child wants"), None),
    ("silence", gettext_lazy("Harm of silence"), HarmOfSilence),
    ("silence_because", gettext_lazy("What could happen otherwise"), None),
    ("child_view", gettext_lazy("What the child thinks"), ChildView),
    ("child_view_because", gettext_lazy("Why the child was not asked"), None),
    ("family_told", gettext_lazy("The family"), FamilyTold),
    ("not_told_because", gettext_lazy("Why the family is not told"), NotToldBecause),
    ("look_again_on", gettext_lazy("Look again on"), None),
    ("consent", gettext_lazy("Did a parent agree?"), Consent),
    ("competence", gettext_lazy("Could the child understand it?"), Competence),
    ("override_because", gettext_lazy("They said no; it was shared for this risk"), None),
    ("tell_not_because", gettext_lazy("Why they are not told that it was shared anyway"), None),
    ("confidence", gettext_lazy("Told to us in confidence"), Confidence),
    ("without_consent", gettext_lazy("Why without consent"), WithoutConsent),
    ("strictly_necessary", gettext_lazy("Why it is strictly necessary"), None),
    ("detriment", gettext_lazy("Why it would harm the child more than silence"), None),
    ("ring", gettext_lazy("Who they ring"), None),
    ("would_change", gettext_lazy("What would change this"), None),
)
# The same outcomes as when they were chosen, as something that has happened.
OUTCOMES: dict[str, Words] = {
    Outcome.SHARE_ALL: gettext_lazy("Shared all"),
    Outcome.SHARE_PART: gettext_lazy("Shared in part"),
    Outcome.SHARE_SOME: gettext_lazy("Shared some, the rest kept open"),
    Outcome.EXISTS: gettext_lazy("Said: we know the child, and who to ring"),
    Outcome.REFUSE: gettext_lazy("Refused"),
    Outcome.NEED_MORE: gettext_lazy("Asked for more"),
    Outcome.NEITHER: gettext_lazy("Said: nothing that we can share"),
}
KINDS: dict[LegalKind, Words] = {
    LegalKind.BASIS: gettext_lazy("What allows us to share"),
    LegalKind.SPECIAL: gettext_lazy("For health, ethnicity, religion, sexuality"),
    LegalKind.CRIMINAL: gettext_lazy("For crime details"),
    LegalKind.PART3: gettext_lazy("For police work"),
    LegalKind.POWER: gettext_lazy("Legal power"),
}


def answers_of(decision: Decision) -> Rows:
    """What was answered on the way, without what was left empty."""
    stored = decision.answer
    rows = [(label, _text(stored[name], kind)) for name, label, kind in ANSWERS if stored.get(name)]
    return [*rows, *_said_no(stored), *_harms(stored), *_refusals(stored)]


def _said_no(stored: dict[str, Any]) -> Iterator[tuple[Words, Words]]:
    """What followed when the child or a parent said no."""
    if stored.get("still_share") is False:
        yield _("Somebody said no"), _("Their answer stands: nothing was shared")
    elif stored.get("tell_anyway"):
        yield _("Somebody said no"), _("They are told that it is shared anyway")


def _harms(stored: dict[str, Any]) -> Iterator[tuple[Words, Words]]:
    for code, sentence in (stored.get("harms") or {}).items():
        label = HarmOfSharing(code).label
        yield _("What could go wrong"), f"{label}: {sentence}" if sentence else label


def _refusals(stored: dict[str, Any]) -> Iterator[tuple[Words, Words]]:
    for code in stored.get("refusal_reasons") or ():
        yield _("Reason for refusing"), RefusalReason(code).label


def _text(value: Any, kind: type[TextChoices] | None) -> Words:
    if kind is not None:
        return kind(value).label
    try:
        return words.day(datetime.date.fromisoformat(str(value)))
    except ValueError:
        return str(value)


def law_of(decision: Decision) -> Rows:
    """Which law applied, what allowed it, and what they may do with it, as it stood that day."""
    law = decision.law
    because = law.get("regime_because", "")
    rows: Rows = [(_("Which law applies"), f"{Regime(decision.regime).label}. {because}".strip())]
    for code, rule in (law.get("chosen") or {}).items():
        label = KINDS.get(LegalKind(code), LegalKind(code).label)
        rows.append((label, f"{rule['label']} ({rule['source']})"))
    if decision.agreement:
        cited = _("%(title)s, version %(number)s") % vars(decision.agreement)
        rows.append((_("Agreement"), cited))
    elif decision.no_agreement_because:
        rows.append((_("Why without an agreement"), decision.no_agreement_because))
    if law.get("duty"):
        rows.append((_("Duty to share"), _("A duty to share applied.")))
    if decision.disclosure_id:
        rows += _sent_under(law)
    return rows


def _sent_under(law: dict[str, Any]) -> Rows:
    rows: Rows = [(_("Marking"), Marking(law["marking"]).label)] if law.get("marking") else []
    conditions = "; ".join(str(Handling(one).label) for one in law.get("handling", ()))
    rows += [(_("What they may do with it"), conditions)] if conditions else []
    if law.get("retention"):
        rows.append((_("How long they keep it"), law["retention"]))
    if law.get("ends_on"):
        rows.append((_("Closes after"), _text(law["ends_on"], None)))
    return rows
