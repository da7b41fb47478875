"""What the pages of a disagreement accept: mostly one's own words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from crossing.govuk.forms import Choice, Form, LongText, Number, Text
from crossing.sharing.rules.disagree import HEARD


class DisagreeForm(Form):
    """Why, in one's own words."""

    text = LongText(
        _("Why do you disagree?"),
        what=_("why you disagree"),
        hint=_("Both sides read this. Say what you think should happen, and what the risk is."),
        rows=5,
    )


class ViewForm(Form):
    """One's own side's view."""

    text = LongText(_("Our view"), what=_("your view"), hint=_("Both sides read this."), rows=4)


class AgreedForm(Form):
    """What was agreed."""

    text = LongText(
        _("What was agreed, and who does what by when?"), what=_("what was agreed"), rows=4
    )


class ConfirmForm(Form):
    """Yes to what the other side wrote; nothing more need be said."""

    text = LongText(_("Anything to add?"), what=_("what you want to add"), rows=2, required=False)


class BackForm(Form):
    """Why it is taken back, for whoever wants to say so."""

    text = LongText(
        _("Why do you take it back?"), what=_("why you take it back"), rows=3, required=False
    )


class UpForm(Form):
    """Why it cannot wait for its day."""

    text = LongText(_("Why do you move it up now?"), what=_("why you move it up"), rows=3)


class NameForm(Form):
    """Somebody else for one's own side."""

    name = Text(_("Who takes it, and what is their role?"), what=_("who takes it"), max_length=200)
    reason = Text(_("Why?"), what=_("why"), max_length=300)


class NoteForm(Form):
    """A note of one's own side."""

    text = LongText(_("Note"), what=_("the note"), hint=_("Only your side reads this."), rows=3)


class HearForm(Form):
    """What the partnership's named person writes."""

    ending = Choice(
        _("What should happen?"),
        what=_("what should happen"),
        choices=[(each.value, each.label) for each in HEARD],
    )
    text = LongText(_("Why, and who does what by when?"), what=_("why"), rows=4)
    learned = LongText(
        _("What was learned?"),
        what=_("what was learned"),
        hint=_("For everybody in the partnership. Name no child."),
        rows=3,
    )


class DaysForm(Form):
    """How many working days each stage has."""

    first = Number(_("The two who worked on it"), what=_("working days"), width=2)
    second = Number(_("Their leads"), what=_("working days"), width=2)
    third = Number(_("The partnership’s named person"), what=_("working days"), width=2)
