"""What came of a task."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from crossing.govuk.forms import Choice, Form, LongText
from crossing.todo.rules import Reached


class TryForm(Form):
    """What came of ringing. Which it was says the button that is pressed."""

    result = LongText(
        _("What was said, and what happens next"),
        what=_("what was said"),
        hint=_("Two lines are enough."),
        rows=3,
        required=False,
    )
    reached = Choice(_("What came of it?"), what=_("what came of it"), choices=Reached.choices)
