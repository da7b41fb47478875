"""The decide path as a table: its pages in order, and what must be answered on each."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from crossing.sharing.rules.limits import POLICE
from crossing.sharing.rules.lists import Purpose, Route
from crossing.sharing.rules.people import needs_confirming


class Path(TextChoices):
    """The ways through a decision."""

    ROUTINE = "routine", _("They asked")
    PROPOSE = "propose", _("One proposes")
    CONFIRM = "confirm", _("Another confirms")
    ENQUIRY = "enquiry", _("Section 47 enquiry, and children’s services")
    UNASKED = "unasked", _("Without being asked")
    EXISTENCE = "existence", _("Do we know this child?")
    EMERGENCY = "emergency", _("The full record of an emergency")


@dataclass(frozen=True)
class Step:
    """One page: what is always answered on it, and what only sometimes is."""

    name: str
    title: str | Promise
    required: tuple[str, ...]
    sometimes: tuple[str, ...] = ()


# "Is a child in danger now?" is a button to *Share now* on the first page: pressing on says no.
_WHO = Step("request", _("The request"), ("connected",), ("identity_check", "told_to", "told_at"))
_CHILD = Step("child", _("Is this our child?"), ("is_our_child",))
_WHO_AND_CHILD = Step(
    "request", _("The request and the child"), ("connected", "is_our_child"), _WHO.sometimes
)
_ITEMS = Step(
    "items", _("Choose what to share"), ("items",), ("item_reason", "still_true", "child_wants")
)
_OTHERS = Step("others", _("Who else is named?"), (), ("other_treatment", "other_why"))
_ITEMS_AND_OTHERS = Step(
    "items", _("Choose what to share"), ("items",), (*_ITEMS.sometimes, *_OTHERS.sometimes)
)
_WEIGH = Step("weigh", _("Weigh it"), ("harms", "silence"), ("harm_sentence", "silence_because"))
# In these two the asker's own words on the harm of silence stand, unless *Change* is pressed:
# section 47 says it, and for a proposal a second person reads them too.
_WEIGH_QUOTING = Step("weigh", _("Weigh it"), ("harms",), ("silence", *_WEIGH.sometimes))
_WEIGH_ALONE = Step("weigh", _("Weigh it"), ("harms", "silence_because"), ("harm_sentence",))
_FAMILY = Step(
    "family",
    _("The child and the family"),
    ("child_view", "family_told"),
    ("child_view_because", "not_told_because", "look_again_on", "consent"),
)
# Only when somebody said no: it is not among the pages of a way through.
REFUSED = Step(
    "refused",
    _("Somebody said no"),
    ("still_share",),
    ("competence", "override_because", "tell_anyway", "tell_not_because"),
)
_LEGAL = ("without_consent", "strictly_necessary", "confidence", "detriment")
_REPLY = ("reason_told", "refusal_reasons", "would_change")
_DECIDE = Step(
    "decide", _("Decide, check and send"), ("outcome", "reason_kept"), (*_LEGAL, *_REPLY, "power")
)
_PROPOSE = Step(
    "decide",
    _("Propose"),
    ("outcome", "reason_kept", "power"),
    (*_LEGAL, *_REPLY),
)
_MAY_WE = Step("weigh", _("May we say so?"), ("harms",), ("harm_sentence",))
_SAY = Step(
    "decide",
    _("Decide, check and send"),
    ("outcome", "reason_kept"),
    ("ring", *_LEGAL, *_REPLY, "power"),
)
# It has been shared already: nothing is chosen, and what was shared is not asked again.
_SHARED_AT_ONCE = Step(
    "request",
    _("What was shared"),
    ("connected",),
    ("recipient_kind", "told_to", "identity_check", "difference"),
)
_RECORD = Step("decide", _("Reason and law"), ("reason_kept",), _LEGAL)
_CONFIRM = Step("confirm", _("Confirm or return"), ("connected", "agreed"), ("because",))

STEPS: dict[Path, tuple[Step, ...]] = {
    Path.ROUTINE: (_WHO, _CHILD, _ITEMS, _OTHERS, _WEIGH, _FAMILY, _DECIDE),
    Path.PROPOSE: (_WHO_AND_CHILD, _ITEMS_AND_OTHERS, _WEIGH_QUOTING, _FAMILY, _PROPOSE),
    Path.CONFIRM: (_CONFIRM,),
    Path.ENQUIRY: (_WHO_AND_CHILD, _ITEMS, _OTHERS, _WEIGH_QUOTING, _FAMILY, _DECIDE),
    Path.UNASKED: (_WHO, _ITEMS, _OTHERS, _WEIGH_ALONE, _FAMILY, _DECIDE),
    # One fact and no item: nothing to choose or to cover, and no words of the family's in it.
    Path.EXISTENCE: (_WHO_AND_CHILD, _MAY_WE, _SAY),
    Path.EMERGENCY: (_SHARED_AT_ONCE, _CHILD, _OTHERS, _WEIGH_ALONE, _FAMILY, _RECORD),
}
UNASKED_ROUTES = frozenset({Route.UNASKED, Route.TOLD_ALREADY})


def path_for(
    sender: str,
    purpose: Purpose,
    route: Route = Route.ASKED,
    *,
    asked: bool = True,
    existence: bool = False,
) -> Path:
    """Which way through: by how it came about, who holds the record, and what it is for.

    `asked` says whether a written request lies behind it; `existence`, whether it asks only if we
    know the child.
    """
    if existence:
        return Path.EXISTENCE
    if route == Route.EMERGENCY:
        return Path.EMERGENCY
    if route in UNASKED_ROUTES or not asked:
        return Path.UNASKED
    if sender in POLICE:
        return Path.PROPOSE
    enquiry = purpose == Purpose.SECTION_47 or needs_confirming(sender)
    return Path.ENQUIRY if enquiry else Path.ROUTINE


def steps_of(path: Path, refused: bool) -> tuple[Step, ...]:
    """The pages of this way; one more when somebody said no."""
    steps = STEPS[path]
    if not refused:
        return steps
    after = [step.name for step in steps].index("family") + 1
    return (*steps[:after], REFUSED, *steps[after:])


def count_pages(path: Path) -> int:
    """How many pages this way has."""
    return len(STEPS[path])


def required_fields(path: Path) -> tuple[str, ...]:
    """What is always answered on this way, in order."""
    return tuple(name for step in STEPS[path] for name in step.required)


def count_required(path: Path) -> int:
    """How many answers this way always takes."""
    return len(required_fields(path))
