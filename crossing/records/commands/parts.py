"""Names, homes, numbers and relatives of a child: added and removed."""

from __future__ import annotations

import dataclasses

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from crossing.audit.commands import record
from crossing.audit.rules import Event
from crossing.core.errors import Denied, Invalid
from crossing.partnership.people import Person, require
from crossing.partnership.rules import Permission
from crossing.records.checking import complete
from crossing.records.models import (
    Child,
    ChildAddress,
    ChildIdentifier,
    ChildName,
    Relative,
    SearchGram,
)
from crossing.records.rules import FLAGS, NewAddress, NewIdentifier, NewName, NewRelative, hidden

Part = ChildName | ChildAddress | ChildIdentifier | Relative
WHAT: dict[type, str] = {
    ChildName: "names",
    ChildAddress: "addresses",
    ChildIdentifier: "identifiers",
    Relative: "relatives",
}


def _require(child: Child, part: type, *, by: Person) -> None:
    """The part must not be one that a flag on this child hides from this person."""
    require(by, Permission.CHILD_RECORD, at=child.org_id)
    carried = {name for name in FLAGS if getattr(child, name)}
    if WHAT[part] in hidden(carried, by.may):
        raise Denied


def _save_and_record(part: Part, child: Child, *, by: Person) -> None:
    part.save(force_insert=True)
    record(Event.CHILD_CHANGED, by=by, about=child, child=child.pk, what=part._meta.model_name)


@transaction.atomic
def add_name(child: Child, new: NewName, *, by: Person) -> ChildName:
    """Add a previous name, a nickname or another spelling: a search finds the child by it."""
    _require(child, ChildName, by=by)
    complete(new)
    name = ChildName(org_id=child.org_id, child=child, **dataclasses.asdict(new))
    _save_and_record(name, child, by=by)
    SearchGram.objects.write_for(child)
    return name


@transaction.atomic
def add_address(child: Child, new: NewAddress, *, by: Person) -> ChildAddress:
    """Add a home; a child may have two at once."""
    _require(child, ChildAddress, by=by)
    complete(new)
    address = ChildAddress(org_id=child.org_id, child=child, **dataclasses.asdict(new))
    _save_and_record(address, child, by=by)
    return address


@transaction.atomic
def add_identifier(child: Child, new: NewIdentifier, *, by: Person) -> ChildIdentifier:
    """Add a number from another system. One number belongs to one child."""
    _require(child, ChildIdentifier, by=by)
    complete(new)
    fields = dataclasses.asdict(new) | {"value": new.compact()}
    number = ChildIdentifier(org_id=child.org_id, child=child, **fields)
    try:
        with transaction.atomic():
            number.save(force_insert=True)
    except IntegrityError:
        taken = _("We already hold this number for a child. Check it, or ask the safeguarding lead")
        raise Invalid({"value": taken}) from None
    record(Event.CHILD_CHANGED, by=by, about=child, child=child.pk, what="childidentifier")
    return number


@transaction.atomic
def add_relative(
    child: Child, new: NewRelative, other: Child | None = None, *, by: Person
) -> Relative:
    """Add somebody of the family; `other` when we hold a record of them too."""
    _require(child, Relative, by=by)
    complete(new)
    relative = Relative(org_id=child.org_id, child=child, other=other, **dataclasses.asdict(new))
    _save_and_record(relative, child, by=by)
    return relative


@transaction.atomic
def remove_part(part: Part, child: Child, *, by: Person) -> None:
    """Remove a name, a home, a number or a relative that is wrong."""
    _require(child, type(part), by=by)
    record(Event.CHILD_CHANGED, by=by, about=child, child=child.pk, what=part._meta.model_name)
    part.delete()
    if isinstance(part, ChildName):
        SearchGram.objects.write_for(part.child)
