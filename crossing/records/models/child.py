"""A child, as one organisation knows them. Nothing joins these rows across organisations."""

from __future__ import annotations

import datetime
from typing import Any, ClassVar, Self

from django.db import models

from crossing.core.days import age_on, year_group
from crossing.core.tables import Table
from crossing.database.sealed import SealedText
from crossing.partnership.models import Account, Organisation
from crossing.partnership.people import Actor
from crossing.partnership.rules import Permission
from crossing.records.names import Candidate, stored_grams


class ChildRows(models.QuerySet["Child"]):
    """Children, for somebody."""

    def visible_to(self, person: Actor) -> Self:
        """Children of one's own organisations; a sealed one exists for its two readers only."""
        return self.filter(org__in=person.places(Permission.ROLL_SEE)).filter(
            models.Q(sealed=False) | models.Q(org__in=person.places(Permission.SEALED_SEE))
        )


class Child(Table):
    """What the roll knows: names, date of birth, school year. Flags hide what they name."""

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    given = models.CharField(max_length=100)
    family = models.CharField(max_length=100)
    preferred_given = models.CharField(max_length=100, blank=True)
    preferred_family = models.CharField(max_length=100, blank=True)
    born_on = models.DateField(null=True)
    sex = models.CharField(max_length=20, blank=True)
    class_name = models.CharField(max_length=40, blank=True)
    on_roll_from = models.DateField(null=True)
    on_roll_until = models.DateField(null=True)
    sealed = models.BooleanField(default=False)
    no_parent_disclosure = models.BooleanField(default=False)
    court_restriction = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    version = models.IntegerField(default=1)

    objects = ChildRows.as_manager()

    class Meta:
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["org", "family", "given", "id"], name="child_org_name")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name that the child goes by."""
        return f"{self.preferred_given or self.given} {self.preferred_family or self.family}"

    @property
    def legal_name(self) -> str:
        """The name in law."""
        return f"{self.given} {self.family}"

    def age_on(self, day: datetime.date) -> int | None:
        """Age in years on that day; None when the date of birth is not known."""
        return age_on(self.born_on, day) if self.born_on else None

    def year_on(self, day: datetime.date) -> str:
        """The school year on that day, in words; empty when it is not known."""
        return str(year_group(self.born_on, day) or "") if self.born_on else ""


class OfChild(Table):
    """A row that belongs to one child of one organisation."""

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    child = models.ForeignKey(Child, models.PROTECT, related_name="%(class)ss")

    class Meta:
        abstract = True


class ChildDetail(OfChild):
    """What a record needs and a roll does not show."""

    ethnicity = models.CharField(max_length=100, blank=True)
    languages = models.CharField(max_length=200, blank=True)
    needs = models.CharField(max_length=200, blank=True)
    care_status = models.CharField(max_length=100, blank=True)
    placing_authority = models.CharField(max_length=200, blank=True)
    placing_phone = models.CharField(max_length=40, blank=True)
    court_limits = SealedText(blank=True)
    not_to_mention = SealedText(blank=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["org", "child"], name="child_detail_once")
        ]


class ChildName(OfChild):
    """A previous name, a nickname, another spelling."""

    kind = models.CharField(max_length=20)
    given = models.CharField(max_length=100, blank=True)
    family = models.CharField(max_length=100, blank=True)

    def whole(self, child: Child) -> str:
        """The whole name: a part that is not given is the child's own."""
        return f"{self.given or child.given} {self.family or child.family}"


class ChildAddress(OfChild):
    """Where the child lives, from one day to another; a child may have two homes at once."""

    lines = models.CharField(max_length=250)
    postcode = models.CharField(max_length=10, blank=True)
    with_whom = models.CharField(max_length=100, blank=True)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)


class ChildIdentifier(OfChild):
    """A number that another system knows the child by: typed, with its source and date."""

    kind = models.CharField(max_length=20)
    value = models.CharField(max_length=60)
    source = models.CharField(max_length=100)
    as_of = models.DateField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["org", "kind", "value"], name="child_identifier_once")
        ]


class Relative(OfChild):
    """Somebody of the family, or another child; `other` when we hold a record of them too."""

    name = models.CharField(max_length=120)
    relation = models.CharField(max_length=60)
    phone = models.CharField(max_length=40, blank=True)
    parental_responsibility = models.BooleanField(null=True)
    delegated_authority = SealedText(blank=True)
    court_limits = SealedText(blank=True)
    safe_way = SealedText(blank=True)
    checked_on = models.DateField(null=True)
    other = models.ForeignKey(Child, models.PROTECT, null=True, related_name="+")


class SearchGramRows(models.QuerySet["SearchGram"]):
    """The letters by which searches find children."""

    def write_for(self, child: Child) -> None:
        """Keep the letters of every name of a child. Where a court limits what is told, other
        names stay out: finding a child by a name would tell it."""
        names = [child.legal_name, child.name]
        if not child.court_restriction:
            others = ChildName.objects.filter(org=child.org_id, child=child)
            names += [other.whole(child) for other in others]
        SearchGram.objects.filter(org=child.org_id, child=child).delete()
        SearchGram.objects.bulk_create(
            SearchGram(org_id=child.org_id, child=child, gram=gram, sealed=child.sealed)
            for gram in sorted(stored_grams(Candidate(tuple(names), child.born_on)))
        )


class SearchGram(models.Model):
    """Three letters of a child's name: how a search forgives typos (docs/performance.md)."""

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    gram = models.CharField(max_length=60)
    child = models.ForeignKey(Child, models.CASCADE, related_name="+", db_index=True)
    sealed = models.BooleanField(default=False)

    objects = SearchGramRows.as_manager()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["org", "gram", "child"], name="search_gram_once")
        ]


class ChildSearch(Table):
    """A search somebody made: the page's address carries this random key, never the name."""

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    text = models.CharField(max_length=200)
    at = models.DateTimeField()
