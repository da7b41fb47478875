"""The template environment: our own pages, strict about typos, and the GOV.UK macros."""

import json
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any
from uuid import UUID

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language, gettext, ngettext, npgettext, pgettext
from jinja2 import ChainableUndefined, Environment, PackageLoader, PrefixLoader, StrictUndefined
from markupsafe import Markup

from crossing.govuk import words

Component = Callable[[dict[str, Any]], str]


def environment(**options: Any) -> Environment:
    """Pages raise on a name that nobody gave them; only the GOV.UK macros may miss a parameter."""
    options |= {
        "undefined": StrictUndefined,
        "extensions": ["jinja2.ext.i18n"],
        "trim_blocks": True,
    }
    options["lstrip_blocks"] = True
    env = Environment(**options)  # noqa: S701 (Django passes autoescape)
    env.install_gettext_callables(  # type: ignore[attr-defined]
        said, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext
    )
    env.globals.update(static=static, url=url, govuk=govuk, language=get_language)
    env.filters.update(
        day=words.day, moment=words.moment, clock=words.clock, paragraphs=words.paragraphs
    )
    return env


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a page: `url("records:child", child.pk)`. A list has hundreds of them, so the
    shape of an address is worked out once, and ids are put into it."""
    if kwargs or not all(isinstance(arg, UUID) for arg in args):
        return reverse(name, args=args, kwargs=kwargs)
    return _shape(settings.ROOT_URLCONF, name, len(args)).format(*args)


@cache
def _shape(urls: str, name: str, count: int) -> str:
    marks = [UUID(int=number) for number in range(count)]
    address = reverse(name, args=marks)
    for number, mark in enumerate(marks):
        address = address.replace(str(mark), f"{{{number}}}")
    return address


def said(text: str) -> str:
    """A text in the reader's language, looked up once: Django walks its catalogues each time."""
    return _said(get_language(), text)


@lru_cache(20_000)
def _said(language: str | None, text: str) -> str:
    return gettext(text)


def govuk(name: str, params: dict[str, Any], *, same: bool = False) -> Markup:
    """One component of the design system: `govuk("button", {"text": _("Save")})`, about 1 ms.

    `same`: it comes again and again and tells nothing of a child, so its markup is kept.
    """
    if same:
        return _kept(name, json.dumps(params, default=str))
    return Markup(_component(name)(params))  # noqa: S704 (the macros escape)


@lru_cache(1_000)
def _kept(name: str, params: str) -> Markup:
    return govuk(name, json.loads(params))


@cache
def _component(name: str) -> Component:
    macro = "govuk" + "".join(part.capitalize() for part in name.split("-"))
    template = _macros().get_template(f"govuk_frontend_jinja/components/{name}/macro.html")
    component: Component = getattr(template.module, macro)
    return component


@cache
def _macros() -> Environment:
    """The macros expect missing parameters, so they live in an environment of their own."""
    loader = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    return Environment(
        loader=loader, undefined=ChainableUndefined, autoescape=True, auto_reload=False
    )
