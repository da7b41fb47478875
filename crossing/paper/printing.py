"""A document as an accessible PDF: tagged, with a title and a language, or no PDF at all.

Typst refuses to build one that breaks PDF/UA-1. It sees no font, file or address but our own.
"""

from __future__ import annotations

import json
import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Literal

import typst
from django.http import HttpResponse
from django.utils.translation import gettext as _

from crossing.paper.blocks import Document, Text, plain

HERE = Path(__file__).parent
MARK = "█████"  # what stands in a text where something is covered
ORDINARY = re.compile(r"[\n\r\t -~\u00a0-\u024f\u2010-\u2027\u20ac\u2122]*")


def pdf(document: Document) -> bytes:
    """The document as a PDF."""
    return bytes(_built(document, "pdf"))


def pictures(document: Document) -> list[bytes]:
    """The same pages as pictures, to be looked at."""
    built = _built(document, "png")
    return built if isinstance(built, list) else [built]


def pdf_response(document: Document, name: str) -> HttpResponse:
    """The PDF as a file to save or print; its name never says whom it is about."""
    response = HttpResponse(pdf(document), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return response


def _built(document: Document, format: Literal["pdf", "png"]) -> Any:
    standards: Any = ["ua-1"] if format == "pdf" else []
    compiler = typst.Compiler(
        (HERE / "page.typ").read_bytes(),
        root=HERE,
        font_paths=_fonts(),
        sys_inputs={"data": json.dumps(_data(document))},
    )
    return compiler.compile(format=format, pdf_standards=standards)


def _data(document: Document) -> dict[str, Any]:
    data = plain(document)
    for block in data["blocks"]:
        if block["kind"] == "rows" and block["head"] is None:
            block["head"] = [_("What"), _("Answer")]
    shown, lost = _printable(data)
    if lost:
        note = _("Some signs cannot be printed. Read them on the screen.")
        shown["blocks"].append(plain(Text(note)))
    words = {"page": _("Page"), "of": _("of"), "covered": _("covered"), "mark": MARK}
    return {**shown, "words": words, "fonts": _fonts().families()}


def _printable(value: Any) -> tuple[Any, bool]:
    """The same data without what no font of ours can draw, and whether there was any."""
    if isinstance(value, str):
        return _drawn(value)
    if isinstance(value, dict):
        pairs = {name: _printable(each) for name, each in value.items()}
        return {name: one for name, (one, _lost) in pairs.items()}, _any(pairs.values())
    if isinstance(value, list):
        each = [_printable(one) for one in value]
        return [one for one, _lost in each], _any(each)
    return value, False


def _any(pairs: Any) -> bool:
    return any(lost for _value, lost in pairs)


def _drawn(text: str) -> tuple[str, bool]:
    parts = text.split(MARK)
    if all(ORDINARY.fullmatch(part) for part in parts):
        return text, False
    drawn = ["".join(sign if can_draw(sign) else "\0" for sign in part) for part in parts]
    said = [re.sub("\0+", _("[cannot be printed]"), part) for part in drawn]
    return MARK.join(said), drawn != parts


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[HERE / "fonts"],
    )


ONE_SIGN = b"""#set document(title: "One sign")
#set text(font: json(bytes(sys.inputs.fonts)))
#sys.inputs.sign"""


@lru_cache(20_000)
def can_draw(sign: str) -> bool:
    """Whether our fonts can draw this sign: typst is asked, once for each that is not ordinary."""
    if ORDINARY.fullmatch(sign):
        return True
    try:
        inputs = {"sign": f"a{sign}", "fonts": json.dumps(_fonts().families())}
        one = typst.Compiler(ONE_SIGN, root=HERE, font_paths=_fonts(), sys_inputs=inputs)
        one.compile(format="pdf", pdf_standards=["ua-1"])
    except (typst.TypstError, ValueError, UnicodeEncodeError):
        return False
    return True
