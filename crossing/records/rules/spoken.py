"""The child's words in the language spoken: which language, and who put them into English."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# The tag that a page carries, so that a screen reader speaks it rightly, and the language's name.
_LISTED = """
sq Albanian/am Amharic/ar Arabic/bn Bengali/bg Bulgarian/yue Cantonese/zh Mandarin/hr Croatian/
cs Czech/prs Dari/nl Dutch/fa Farsi/fr French/de German/el Greek/gu Gujarati/he Hebrew/hi Hindi/
hu Hungarian/ig Igbo/it Italian/ku Kurdish/lv Latvian/ln Lingala/lt Lithuanian/ml Malayalam/
mr Marathi/ne Nepali/ps Pashto/pl Polish/pt Portuguese/pa Punjabi/ro Romanian/rom Romani/ru Russian/
sr Serbian/sn Shona/sk Slovak/so Somali/es Spanish/sw Swahili/syl Sylheti/tl Tagalog/ta Tamil/
te Telugu/ti Tigrinya/tr Turkish/tw Twi/uk Ukrainian/ur Urdu/vi Vietnamese/cy Welsh/wo Wolof/
yo Yoruba/bfi British Sign Language/und Another language
"""
LANGUAGES: dict[str, str] = {
    tag: name
    for tag, _gap, name in (one.partition(" ") for one in _LISTED.replace("\n", "").split("/"))
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
    return LANGUAGES.get(tag, "")


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
