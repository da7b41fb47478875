"""Days and moments, typed in parts."""

import datetime as dt
import re
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crossing.core.clock import now, today
from crossing.govuk import words
from crossing.govuk.forms.base import GovukBoundField, Params, Question, Words, about, enter

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
FULL_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
TIME = re.compile(r"(\d{1,2})(?:[:.]?([0-5]\d))?\s*(am|pm|a\.m\.|p\.m\.)?", re.ASCII)
EARLIEST, LATEST = 1900, 2100


class Parts(forms.Widget):
    """Several inputs, `name_day`, `name_month`, …; its value is the list of what was typed."""

    needs_multipart_form = False

    def __init__(self, parts: tuple[str, ...]) -> None:
        super().__init__()
        self.parts = parts

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        return [str(data.get(f"{name}_{part}", "")).strip() for part in self.parts]


class Wrong(forms.ValidationError):
    """What is wrong, and in which parts."""

    def __init__(self, sentence: Words, *parts: str) -> None:
        super().__init__(str(sentence))
        self.parts = parts


class _InParts(Question, forms.Field):
    parts: ClassVar[tuple[str, ...]]
    what: Words
    past: bool
    sentences: ClassVar[dict[str, Words]] = {
        "real": gettext_lazy("{what} must be a real date"),
        "year": gettext_lazy("{what} must include a year with 4 numbers"),
        "past": gettext_lazy("{what} must be today or in the past"),
        "time": gettext_lazy("{what} must have a time, like 8:12am or 14:30"),
        "clocks": gettext_lazy(
            "{what} must have a time that existed: the clocks went forward that night"
        ),
        "now": gettext_lazy("{what} must be in the past"),
    }

    def __init__(
        self, label: Words, *, what: Words, hint: Words = "", past: bool = False, **kwargs: Any
    ) -> None:
        self.what, self.past = what, past
        messages = {"required": enter(what)}
        widget = Parts(self.parts)
        super().__init__(
            label=label, help_text=hint, widget=widget, error_messages=messages, **kwargs
        )

    def wrong(self, sentence: str, *parts: str) -> Wrong:
        return Wrong(about(self.what, self.sentences[sentence]), *parts)

    def typed_parts(self, value: Any) -> dict[str, str] | None:
        """The parts by name; None when all are empty; refuses when some are."""
        typed = dict(zip(self.parts, value or [""] * len(self.parts), strict=True))
        missing = [part for part, text in typed.items() if not text]
        if len(missing) == len(self.parts):
            return None
        if missing:
            raise Wrong(
                about(self.what, _("{what} must include {parts}"), parts=_named(missing)), *missing
            )
        return typed

    def day_of(self, typed: dict[str, str]) -> dt.date:
        """The day that was typed; months may be names."""
        if re.fullmatch(r"[0-9]{1,3}", typed["year"]):
            raise self.wrong("year", "year")
        try:
            day, month, year = _number(typed["day"]), _month(typed["month"]), _number(typed["year"])
            if not EARLIEST <= year <= LATEST:
                raise self.wrong("real", "year")
            return dt.date(year, month, day)
        except ValueError:
            raise self.wrong("real", "day", "month", "year") from None

    def error_id(self, bound: GovukBoundField) -> str:
        return f"{bound.html_name}-{self.bad_parts(bound)[0]}"

    def bad_parts(self, bound: GovukBoundField) -> tuple[str, ...]:
        """The parts that the first error is about; all of them when it does not say."""
        first = bound.errors.as_data()[0] if bound.errors else None
        return getattr(first, "parts", ()) or self.parts

    def has_changed(self, initial: Any, data: Any) -> bool:
        return [str(part) for part in self.shown(initial)] != [
            str(part) for part in self.shown(data)
        ]

    def shown(self, value: Any) -> list[str]:
        """What stands in each part."""
        if value is None or value == "":
            return [""] * len(self.parts)
        if isinstance(value, list | tuple):
            return [str(part).replace("\x00", "")[:20] for part in value]
        return self.split(value)

    def split(self, value: Any) -> list[str]:
        return [str(value.day), str(value.month), str(value.year)]

    def component(self, bound: GovukBoundField, *, heading: bool) -> tuple[str, Params]:
        bad = self.bad_parts(bound) if bound.errors else ()
        shown = zip(self.parts, self.shown(bound.value()), strict=True)
        return "date-input", {
            **bound.common(),
            "fieldset": bound.legend_params(heading),
            "items": [self._part(bound.html_name, part, text, part in bad) for part, text in shown],
        }

    @staticmethod
    def _part(name: str, part: str, text: str, bad: bool) -> Params:
        width = {"year": 4, "time": 5}.get(part, 2)
        return {
            "id": f"{name}-{part}",
            "name": f"{name}_{part}",
            "label": _label(part),
            "value": text,
            "inputmode": "text" if part == "time" else "numeric",
            "classes": f"govuk-input--width-{width}" + (" govuk-input--error" if bad else ""),
        }


class Day(_InParts):
    """A day in three parts. `what` completes "Enter …" and starts "… must be a real date"."""

    parts = ("day", "month", "year")

    def clean(self, value: Any) -> dt.date | None:
        typed = self.typed_parts(value)
        self.validate(typed)
        if typed is None:
            return None
        day = self.day_of(typed)
        if self.past and day > today():
            raise self.wrong("past", *self.parts)
        return day


class Moment(_InParts):
    """A day and a time of day, in the time of the place."""

    parts = ("day", "month", "year", "time")

    def clean(self, value: Any) -> dt.datetime | None:
        typed = self.typed_parts(value)
        self.validate(typed)
        if typed is None:
            return None
        day, time = self.day_of(typed), read_time(typed["time"])
        if time is None:
            raise self.wrong("time", "time")
        moment = timezone.make_aware(dt.datetime.combine(day, time))
        if timezone.localtime(moment.astimezone(dt.UTC)).time() != time:
            raise self.wrong("clocks", "time")
        if self.past and moment > now():
            raise self.wrong("now", *self.parts)
        return moment

    def split(self, value: Any) -> list[str]:
        local = timezone.localtime(value) if timezone.is_aware(value) else value
        return [*super().split(local), words.clock(local)]


def read_time(text: str) -> dt.time | None:
    """A time as people write it: 8:12am, 8.12 pm, 8am, 14:30, 1430, midday. None if it is none."""
    text = text.strip().lower()
    if text in ("midday", "noon", "midnight"):
        return dt.time(0 if text == "midnight" else 12)
    found = TIME.fullmatch(text)
    if not found or not (found[2] or found[3]):
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "")[:1]
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return dt.time(hour, minute) if hour < 24 else None


def _number(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,4}", text):
        raise ValueError(text)
    return int(text)


def _month(text: str) -> int:
    name = text.strip().lower().rstrip(".")
    if name in FULL_MONTHS:
        return FULL_MONTHS.index(name) + 1
    if name in MONTHS or name == "sept":
        return MONTHS.index(name[:3]) + 1
    return _number(text)


def _label(part: str) -> str:
    return {"day": _("Day"), "month": _("Month"), "year": _("Year"), "time": _("Time")}[part]


def _named(parts: list[str]) -> str:
    """ "a day and a month"."""
    named = [
        {"day": _("a day"), "month": _("a month"), "year": _("a year"), "time": _("a time")}[part]
        for part in parts
    ]
    if len(named) == 1:
        return named[0]
    return _("%(most)s and %(last)s") % {"most": ", ".join(named[:-1]), "last": named[-1]}
