"""The national register of schools."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models


class School(models.Model):
    """A row of the national register of schools (Get Information About Schools), keyed by URN."""

    urn = models.IntegerField(primary_key=True)
    name = models.CharField(max_length=200)
    local_authority_code = models.CharField(max_length=4)
    local_authority = models.CharField(max_length=100)
    establishment_number = models.CharField(max_length=10, blank=True)
    type = models.CharField(max_length=100, blank=True)
    phase = models.CharField(max_length=50, blank=True)
    status = models.CharField(max_length=50, blank=True)
    address = models.CharField(max_length=400, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    lowest_age = models.SmallIntegerField(null=True)
    highest_age = models.SmallIntegerField(null=True)
    easting = models.IntegerField(null=True)
    northing = models.IntegerField(null=True)
    raw = models.JSONField(default=dict)
    source = models.CharField(max_length=200)
    loaded_at = models.DateTimeField(auto_now=True)

    class Meta:
        indexes: ClassVar[list[Any]] = [models.Index(fields=["name"], name="school_name")]

    def __str__(self) -> str:
        return self.name


class SchoolLink(models.Model):
    """A predecessor or successor. Bare numbers: few of the linked schools are in the register."""

    urn = models.IntegerField()
    link_urn = models.IntegerField()
    name = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=60)
    established_on = models.DateField(null=True)
    source = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["urn", "link_urn", "kind", "established_on"],
                name="school_link_once",
                nulls_distinct=False,
            )
        ]
