"""What one adult of a family is handed: plain words, without numbers, marks or gaps."""

from __future__ import annotations

from django.utils.translation import gettext as _

from crossing.paper.blocks import SENSITIVE, Block, Document, Text
from crossing.partnership.models import Contact
from crossing.sharing.models import FamilyPage


def family_paper(page: FamilyPage, printed: str) -> Document:
    """The page as it was checked, for this adult alone."""
    blocks: list[Block] = [Text(text) for text in page.told]
    blocks.append(Text(_("If something here is wrong, or you want to talk about it:"), strong=True))
    blocks.append(Text(_whom_to_ask(page)))
    marking = _("%(marking)s: for %(name)s alone")
    return Document(
        title=_("About %(child)s, for %(name)s")
        % {"child": page.child.name, "name": page.adult_name},
        blocks=blocks,
        marking=marking % {"marking": SENSITIVE, "name": page.adult_name},
        printed=printed,
        under=_("From %(place)s") % {"place": page.org.name},
    )


def _whom_to_ask(page: FamilyPage) -> str:
    line = Contact.objects.about_children().filter(org=page.org_id).first()
    where = f"{line.label}, {line.phone}" if line else ""
    return ". ".join(part for part in (page.org.name, where) if part)
