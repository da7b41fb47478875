"""The master key: it opens the organisations' data keys, and is never in the database."""

from __future__ import annotations

import base64
import os
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from crossing.database.files import kept_secret

FILE, NEXT = "master_key", "master_key.next"
NONCE = 12


class WrongKey(Exception):
    """A key or a text that this key does not open: another key, or not what was written."""


@dataclass(frozen=True)
class Master:
    """One master key, and the fingerprint by which it is known without being told."""

    text: str = field(repr=False)

    @property
    def fingerprint(self) -> str:
        return _derived(self.text, "crossing: fingerprint")[:8].hex()

    def wrap(self, key: bytes, about: str) -> str:
        """A data key, sealed under this key for one place and no other."""
        return wrapped(AESGCM(_derived(self.text, "crossing: wrap")), key, about)

    def unwrap(self, text: str, about: str) -> bytes:
        """The data key again; WrongKey when it was sealed under another, or for another place."""
        return unwrapped(AESGCM(_derived(self.text, "crossing: wrap")), text, about)


def wrapped(under: AESGCM, key: bytes, about: str) -> str:
    """A key, sealed under another."""
    nonce = os.urandom(NONCE)
    return base64.b64encode(nonce + under.encrypt(nonce, key, about.encode())).decode()


def unwrapped(under: AESGCM, text: str, about: str) -> bytes:
    """The key again, or WrongKey."""
    try:
        data = base64.b64decode(text, validate=True)
        return under.decrypt(data[:NONCE], data[NONCE:], about.encode())
    except (InvalidTag, ValueError) as problem:
        raise WrongKey from problem


def current() -> Master:
    """The key under which new data keys are sealed. A home's file may have been changed meanwhile:
    it is read anew."""
    return Master(kept_secret(_file(FILE)) if settings.EMBEDDED else settings.MASTER_KEY)


def where() -> str:
    """Where the master key is kept, for whoever has to put another one there."""
    return str(_file(FILE)) if settings.EMBEDDED else "MASTER_KEY"


def known() -> dict[str, Master]:
    """Fingerprint to key: today's, the one before it, and one that a rotation is bringing in."""
    masters = [current()]
    if settings.MASTER_KEY_BEFORE:
        masters.append(Master(settings.MASTER_KEY_BEFORE))
    if settings.EMBEDDED and _file(NEXT).exists():
        masters.append(Master(_file(NEXT).read_text()))
    return {master.fingerprint: master for master in masters}


def begin_next() -> Master:
    """The key that a rotation brings in. In an embedded home a new one, kept beside the one in use
    until the rotation is complete; in production the new one is MASTER_KEY already."""
    return Master(kept_secret(_file(NEXT))) if settings.EMBEDDED else current()


def complete_next() -> Path | None:
    """In an embedded home, the next key takes its place. The path of the one before it, which stays
    beside it under its fingerprint, because older backups need it."""
    if not settings.EMBEDDED:
        return None
    before = _file(f"{FILE}.{current().fingerprint}")
    if not before.exists():
        before.hardlink_to(_file(FILE))
    _file(NEXT).replace(_file(FILE))
    return before


def _file(name: str) -> Path:
    return Path(settings.HOME) / name


@cache
def _derived(text: str, purpose: str) -> bytes:
    """32 bytes for one purpose, worked out from the random text."""
    return HKDF(SHA256(), 32, salt=None, info=purpose.encode()).derive(text.strip().encode())
