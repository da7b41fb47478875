"""Days, moments and running text, written the way that GOV.UK writes them."""

import datetime as dt
import re
from functools import lru_cache

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.translation import get_language
from markupsafe import Markup

from crossing.core.days import london


def day(value: dt.date | None) -> str:
    """A day in full: "27 March 2026"."""
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        value = _local(value).date()
    return _written(value, get_language())


@lru_cache(10_000)
def _written(value: dt.date, language: str | None) -> str:
    return date_format(value, "j F Y")


def moment(value: dt.datetime | None) -> str:
    """A moment in local time: "27 March 2026 at 8:12am"."""
    return f"{day(value)} at {clock(value)}" if value else ""


def clock(value: dt.datetime | dt.time | None) -> str:
    """A time of day: "8:12am", "4pm", "midday", "midnight"."""
    if value is None:
        return ""
    time = _local(value).time() if isinstance(value, dt.datetime) else value
    if (time.hour, time.minute) in ((0, 0), (12, 0)):
        return "midday" if time.hour else "midnight"
    half = "pm" if time.hour >= 12 else "am"
    minutes = f":{time.minute:02}" if time.minute else ""
    return f"{time.hour % 12 or 12}{minutes}{half}"


def paragraphs(text: str | None) -> Markup:
    """What somebody typed, with its paragraphs and line breaks; nothing in it can be markup."""
    blocks = re.split(r"\n\s*\n", (text or "").replace("\r\n", "\n").strip())
    return Markup("\n").join(
        Markup(f'<p class="govuk-body">{escape(block).replace(chr(10), "<br>")}</p>')  # noqa: S704 (escaped)
        for block in blocks
        if block.strip()
    )


def _local(value: dt.datetime) -> dt.datetime:
    return london(value) if timezone.is_aware(value) else value
