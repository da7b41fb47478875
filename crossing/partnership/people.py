"""A person at work: who they are, where they act, and what they may do there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from crossing.core.errors import Denied
from crossing.partnership.rules import Kind, Permission, Role, allows


@dataclass(frozen=True)
class Post:
    """One membership that holds today."""

    org: UUID
    org_name: str
    org_kind: Kind
    role: Role
    name: str
    title: str


@dataclass(frozen=True)
class Person:
    """Somebody signed in, acting at one of their places."""

    id: UUID
    acting_at: UUID | None
    posts: Sequence[Post] = field(default_factory=tuple)

    @property
    def who(self) -> str:
        """Who this is in the log and to the database's lock."""
        return str(self.id)

    @property
    def place(self) -> UUID:
        """The place where they act; Denied for somebody who acts nowhere."""
        if self.acting_at is None:
            raise Denied
        return self.acting_at

    @property
    def here(self) -> Sequence[Post]:
        """The posts held at the place where they act."""
        return [post for post in self.posts if post.org == self.acting_at]

    @property
    def name(self) -> str:
        """The name by which this place knows them."""
        return self.here[0].name if self.here else ""

    @property
    def title(self) -> str:
        """What they are here, in this place's own words."""
        return ", ".join(str(post.title or post.role.label) for post in self.here)

    @property
    def place_name(self) -> str:
        """The place where they act."""
        return self.here[0].org_name if self.here else ""

    @property
    def place_kind(self) -> Kind | None:
        """What kind of organisation they act at."""
        return self.here[0].org_kind if self.here else None

    def places(self, permission: Permission) -> set[UUID]:
        """The organisations where this permission holds."""
        return {post.org for post in self.posts if allows(post.role, permission)}

    def may(self, *permissions: Permission) -> bool:
        """Whether one of these holds at the place where they act now."""
        return any(self.acting_at in self.places(each) for each in permissions)


@dataclass(frozen=True)
class Service:
    """A job acting under its own name at one organisation."""

    service: str
    acting_at: UUID | None

    @property
    def who(self) -> str:
        return f"service:{self.service}"

    @property
    def name(self) -> str:
        return str(Role(self.who).label)

    @property
    def title(self) -> str:
        return ""

    def places(self, permission: Permission) -> set[UUID]:
        return {self.acting_at} if self.acting_at and allows(self.who, permission) else set()


Actor = Person | Service


def named(by: Person) -> str:
    """Who did something, as rows keep it: name and position. It fits their columns."""
    return ", ".join(part for part in (by.name, by.title) if part)[:250]


def require(by: Actor, *permissions: Permission, at: UUID | None) -> None:
    """The first lock: this person's role allows one of these, at this organisation, else Denied."""
    if at is None or not any(at in by.places(each) for each in permissions):
        raise Denied
