"""One version of an agreement, to print and to keep."""

from __future__ import annotations

from django.utils.translation import gettext as _

from crossing.govuk.words import moment
from crossing.paper.blocks import Block, Document, Heading, Rows, Table, Text
from crossing.sharing.queries.agreements import Line, text_of
from crossing.sharing.rules import Marking
from crossing.sharing.rules.agreements import lines

NOT_YET = "–"


def agreement_paper(line: Line, printed: str) -> Document:
    """All that it says, and who has signed it for whom."""
    one = line.agreement
    blocks: list[Block] = [
        Rows(
            [(key, value or NOT_YET) for key, value in lines(text_of(one))],
            (_("What"), _("Agreed")),
        ),
        Heading(_("Signatures")),
        Table(
            [_("Organisation"), _("Signed by"), _("Position"), _("When")],
            _signatures(line),
        ),
    ]
    if one.ended_reason:
        blocks.append(Text(f"{line.standing}. {one.ended_reason}", strong=True))
    return Document(
        title=one.title or _("An agreement without a name"),
        blocks=blocks,
        marking=Marking.OFFICIAL.label,
        printed=printed,
        under=_("Agreement about sharing, version %(number)s. %(standing)s")
        % {"number": one.number, "standing": line.standing},
    )


def _signatures(line: Line) -> list[list[str]]:
    signed = {row.org_id: row for row in line.agreement.signatures.all()}
    rows = []
    for party in line.agreement.parties.all():
        row = signed.get(party.org_id)
        who = [row.by_name, row.position, moment(row.at)] if row else [_("Not signed"), "", ""]
        rows.append([party.org.name, *who])
    return rows
