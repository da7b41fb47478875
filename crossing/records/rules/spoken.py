"""The child's words in the language spoken: which language, and who put them into English."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# The tag that a page carries, so that a screen reader speaks it rightly, and the language's name.
LANGUAGES: dict[str, str | Promise] = {
    "sq": gettext_lazy("Albanian"),
    "am": gettext_lazy("Amharic"),
    "ar": gettext_lazy("Arabic"),
    "bn": gettext_lazy("Bengali"),
    "bg": gettext_lazy("Bulgarian"),
    "yue": gettext_lazy("Cantonese"),
    "zh": gettext_lazy("Mandarin"),
    "hr": gettext_lazy("Croatian"),
    "cs": gettext_lazy("Czech"),
    "prs": gettext_lazy("Dari"),
    "nl": gettext_lazy("Dutch"),
    "fa": gettext_lazy("Farsi"),
    "fr": gettext_lazy("French"),
    "de": gettext_lazy("German"),
    "el": gettext_lazy("Greek"),
    "gu": gettext_lazy("Gujarati"),
    "he": gettext_lazy("Hebrew"),
    "hi": gettext_lazy("Hindi"),
    "hu": gettext_lazy("Hungarian"),
    "ig": gettext_lazy("Igbo"),
    "it": gettext_lazy("Italian"),
    "ku": gettext_lazy("Kurdish"),
    "lv": gettext_lazy("Latvian"),
    "ln": gettext_lazy("Lingala"),
    "lt": gettext_lazy("Lithuanian"),
    "ml": gettext_lazy("Malayalam"),
    "mr": gettext_lazy("Marathi"),
    "ne": gettext_lazy("Nepali"),
    "ps": gettext_lazy("Pashto"),
    "pl": gettext_lazy("Polish"),
    "pt": gettext_lazy("Portuguese"),
    "pa": gettext_lazy("Punjabi"),
    "ro": gettext_lazy("Romanian"),
    "rom": gettext_lazy("Romani"),
    "ru": gettext_lazy("Russian"),
    "sr": gettext_lazy("Serbian"),
    "sn": gettext_lazy("Shona"),
    "sk": gettext_lazy("Slovak"),
    "so": gettext_lazy("Somali"),
    "es": gettext_lazy("Spanish"),
    "sw": gettext_lazy("Swahili"),
    "syl": gettext_lazy("Sylheti"),
    "tl": gettext_lazy("Tagalog"),
    "ta": gettext_lazy("Tamil"),
    "te": gettext_lazy("Telugu"),
    "ti": gettext_lazy("Tigrinya"),
    "tr": gettext_lazy("Turkish"),
    "tw": gettext_lazy("Twi"),
    "uk": gettext_lazy("Ukrainian"),
    "ur": gettext_lazy("Urdu"),
    "vi": gettext_lazy("Vietnamese"),
    "cy": gettext_lazy("Welsh"),
    "wo": gettext_lazy("Wolof"),
    "yo": gettext_lazy("Yoruba"),
    "bfi": gettext_lazy("British Sign Language"),
    "und": gettext_lazy("Another language"),
}


class InterpreterIs(TextChoices):
    """Who put the words into English."""

    PROFESSIONAL = "professional", gettext_lazy("A trained interpreter")
    COLLEAGUE = "colleague", gettext_lazy("A colleague who speaks the language")
    AUTHOR = "author", gettext_lazy("I did")
    RELATIVE = "relative", gettext_lazy("A relative, or a friend of the family")
    CHILD = "child", gettext_lazy("Another child")
    MACHINE = "machine", gettext_lazy("A translation app")


# These are close to the child, or to what happened: never independent.
CLOSE = frozenset({InterpreterIs.RELATIVE, InterpreterIs.CHILD})


class Said(TextChoices):
    """Yes, no, or not known."""

    YES = "yes", gettext_lazy("Yes")
    NO = "no", gettext_lazy("No")
    NOT_SURE = "not_sure", gettext_lazy("I do not know")


def language_name(tag: str) -> str:
    """What a language is called; empty for English."""
    return str(LANGUAGES.get(tag, ""))


def spoken_problems(
    language: str, words: str, interpreter_is: str, independent: str
) -> dict[str, str]:
    """Words there must be; and somebody of the family is not independent, whoever says so."""
    if not language:
        return {}
    found = {} if words.strip() else {"words": _("Enter the child’s own words, as they were said")}
    if language not in LANGUAGES:
        found["language"] = _("Select the language")
    if interpreter_is in CLOSE and independent == Said.YES:
        found["independent"] = _(
            "A relative, a friend of the family or another child is not independent: select “No”"
        )
    return found


def close_interpreter(interpreter_is: str) -> bool:
    """Whether readers are warned: what was said may have been changed, or held back."""
    return interpreter_is in CLOSE
