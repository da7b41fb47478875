"""Secrets and locks that live as files in the home of an embedded database."""

from __future__ import annotations

import fcntl
import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def private_folder(path: Path) -> Path:
    """A folder; made when missing, and then only its owner can open it."""
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


def kept_secret(path: Path) -> str:
    """A random text, made once and readable by its owner alone."""
    if not path.exists():
        handle, draft = tempfile.mkstemp(dir=private_folder(path.parent))
        try:
            with os.fdopen(handle, "w") as file:
                file.write(secrets.token_urlsafe(48))
            _link_once(Path(draft), path)
        finally:
            os.unlink(draft)
    return path.read_text()


def _link_once(draft: Path, path: Path) -> None:
    """Of several processes that start together, the first one's secret stays."""
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        pass


@contextmanager
def written_whole(path: Path) -> Iterator[Path]:
    """A draft beside its place, readable by its owner alone. It moves there when the block has come
    to its end, and never over something else (FileExistsError); otherwise nothing is left of it."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    os.close(handle)
    draft = Path(name)
    try:
        yield draft
        with draft.open("rb") as file:
            os.fsync(file.fileno())
        path.hardlink_to(draft)
    finally:
        draft.unlink()


def replace_file(path: Path, text: str) -> None:
    """Put a text in the place of what was there, readable by its owner alone. Replaced whole, so
    that a reader never sees half of it, and a power cut never leaves half of it."""
    handle, draft = tempfile.mkstemp(dir=private_folder(path.parent))
    try:
        with os.fdopen(handle, "w") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, path)
    except OSError:
        os.unlink(draft)
        raise


@contextmanager
def locked(path: Path, kind: int = fcntl.LOCK_EX) -> Iterator[int]:
    """Hold a file lock; it ends with the process, however that ends."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, kind)
        yield handle
    finally:
        os.close(handle)


def nobody_else(handle: int) -> bool:
    """Turn a shared lock into the only one, unless somebody else still holds theirs."""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
