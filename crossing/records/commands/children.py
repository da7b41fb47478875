"""Making, changing, hiding and opening a child's record."""

from __future__ import annotations

import dataclasses

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from crossing.audit.commands import record
from crossing.audit.rules import Event
from crossing.core.clock import Now
from crossing.core.errors import WrongState
from crossing.partnership.people import Person, require
from crossing.partnership.rules import Permission
from crossing.records.checking import complete
from crossing.records.models import Child, ChildDetail, SearchGram, group_of
from crossing.records.rules import NewChild, NewDetails


@transaction.atomic
def record_child(new: NewChild, *, by: Person) -> Child:
    """Make a record of a child, at the place where one acts."""
    require(by, Permission.CHILD_RECORD, at=by.acting_at)
    complete(new)
    child = Child(org_id=by.place, created_at=Now(), **dataclasses.asdict(new))
    child.save(force_insert=True)
    SearchGram.objects.write_for(child)
    record(Event.CHILD_ADDED, by=by, about=child, child=child.pk)
    return child


@transaction.atomic
def change_child(child: Child, new: NewChild, version: int, *, by: Person) -> Child:
    """Change what the roll knows. Refused when somebody else changed it since it was opened."""
    require(by, Permission.CHILD_RECORD, at=child.org_id)
    complete(new)
    fields = dataclasses.asdict(new)
    same = Child.objects.filter(pk=child.pk, version=version)
    if not same.update(**fields, version=F("version") + 1):
        raise WrongState(
            _("Somebody else changed this record since you opened it. Open it again to see how.")
        )
    child = Child.objects.get(pk=child.pk)
    SearchGram.objects.write_for(child)
    record(Event.CHILD_CHANGED, by=by, about=child, child=child.pk, what="names")
    return child


@transaction.atomic
def change_details(child: Child, new: NewDetails, *, by: Person) -> None:
    """Change what the record holds beside the roll: ethnicity, languages, needs, care status."""
    require(by, Permission.CHILD_RECORD, at=child.org_id)
    found = ChildDetail.objects.filter(org=child.org_id, child=child).first()
    detail = found or ChildDetail(org_id=child.org_id, child=child)
    for name, value in dataclasses.asdict(new).items():
        setattr(detail, name, value)
    detail.save(force_insert=found is None)
    record(Event.CHILD_CHANGED, by=by, about=child, child=child.pk, what="details")


@transaction.atomic
def seal(child: Child, sealed: bool, *, by: Person) -> Child:
    """Seal a record, or open it again: a sealed one is not there for anybody else, in any list."""
    require(by, Permission.SEALED_SEE, at=child.org_id)
    require(by, Permission.CHILD_RECORD, at=child.org_id)
    _hide(child, sealed=sealed)
    record(Event.CHILD_FLAGGED, by=by, about=child, child=child.pk, flag="sealed", on=sealed)
    return child


@transaction.atomic
def flag(child: Child, no_parent_disclosure: bool, court_restriction: bool, *, by: Person) -> Child:
    """Set the flags that hide the family and homes, or other names, from most."""
    require(by, Permission.RESTRICTED_SEE, at=child.org_id)
    require(by, Permission.CHILD_RECORD, at=child.org_id)
    _hide(child, no_parent_disclosure=no_parent_disclosure, court_restriction=court_restriction)
    record(
        Event.CHILD_FLAGGED,
        by=by,
        about=child,
        child=child.pk,
        no_parent_disclosure=no_parent_disclosure,
        court_restriction=court_restriction,
    )
    return child


def _hide(child: Child, **flags: bool) -> None:
    """A flag is set on every record of this child: what is joined is hidden alike."""
    others = Child.objects.filter(org=child.org_id, pk__in=group_of(child)).exclude(pk=child.pk)
    for each in (child, *others):
        for name, on in flags.items():
            setattr(each, name, on)
        each.save(update_fields=list(flags))
        SearchGram.objects.write_for(each)


@transaction.atomic
def open_child(child: Child, *, by: Person) -> Child:
    """Open a child's record, or the case about them. Looking leaves a trace."""
    require(by, Permission.CONTENT_SEE, Permission.OUTSIDE_SEE, at=child.org_id)
    record(Event.CHILD_OPENED, by=by, about=child, child=child.pk)
    return child


@transaction.atomic
def export_chronology(child: Child, *, by: Person) -> Child:
    """Take a child's chronology out as a file. It leaves a trace of its own."""
    require(by, Permission.CONTENT_SEE, at=child.org_id)
    record(Event.CHRONOLOGY_EXPORTED, by=by, about=child, child=child.pk)
    return child


@transaction.atomic
def print_chronology(child: Child, *, by: Person) -> None:
    """Take a child's chronology out on paper. It leaves a trace of its own."""
    require(by, Permission.CONTENT_SEE, at=child.org_id)
    record(Event.CHRONOLOGY_PRINTED, by=by, about=child, child=child.pk)
