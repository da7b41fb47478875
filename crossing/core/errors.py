"""Refusals: the ways in which Crossing says no, each with the sentence that the person reads."""

from collections.abc import Mapping
from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


class Refusal(Exception):
    """Something that was not done, and why, in words for the person who asked for it."""

    status: ClassVar[int] = 400
    usual: ClassVar[Words] = _("We could not do that.")

    def __init__(self, sentence: Words | None = None) -> None:
        self.sentence: Words = self.usual if sentence is None else sentence
        super().__init__(self.sentence)

    def __str__(self) -> str:
        return str(self.sentence)


class Denied(Refusal):
    """The person's role does not allow this here."""

    status = 403
    usual = _("Your role does not allow this.")


class NotThere(Refusal):
    """There is no such thing for this person, whether or not there is one for somebody else."""

    status = 404
    usual = _("We could not find that page.")


class WrongState(Refusal):
    """This cannot happen now, because of what has already happened."""

    status = 409
    usual = _("This can no longer be done, because something has changed since you opened it.")


class Invalid(Refusal):
    """Something is missing or wrong in what was given, field by field."""

    status = 422
    usual = _("There is a problem with what you entered.")

    def __init__(self, problems: Mapping[str, Words], sentence: Words | None = None) -> None:
        super().__init__(sentence)
        self.problems: dict[str, Words] = dict(problems)


class TooMany(Refusal):
    """The same thing was tried too often in a short time."""

    status = 429
    usual = _("You have tried this too many times. Wait a few minutes, then try again.")


class CannotOpen(Refusal):
    """What is kept here is sealed, and the key at hand does not open it."""

    status = 503
    usual = _("We cannot open what is kept here, because the key does not fit.")
