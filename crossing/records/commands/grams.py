"""The letters by which a search finds a child, written anew whenever a name changes."""

from __future__ import annotations

from crossing.records.models import Child, ChildName, SearchGram
from crossing.records.names import Candidate, stored_grams


def write_grams(child: Child) -> None:
    """Keep the letters of every name of this child. Where a court limits what is told, other names
    stay out: finding a child by a name would tell it."""
    names = [child.legal_name, child.name]
    if not child.court_restriction:
        others = ChildName.objects.filter(org=child.org_id, child=child)
        names += [f"{o.given or child.given} {o.family or child.family}" for o in others]
    SearchGram.objects.filter(org=child.org_id, child=child).delete()
    SearchGram.objects.bulk_create(
        SearchGram(org_id=child.org_id, child=child, gram=gram, sealed=child.sealed)
        for gram in sorted(stored_grams(Candidate(tuple(names), child.born_on)))
    )
