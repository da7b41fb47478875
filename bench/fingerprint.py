"""Changes when a world would be built otherwise."""

import hashlib
from pathlib import Path

MARK = "world.json"
BUILT_FROM = (
    "crossing/**/migrations/*.py",
    "crossing/records/names.py",
    "bench/copies.py",
    "bench/patterns.py",
    "bench/town.py",
    "bench/world.py",
)


def fingerprint() -> str:
    """Of the migrations and the builder."""
    root = Path(__file__).resolve().parent.parent
    files = sorted({path for pattern in BUILT_FROM for path in root.glob(pattern)})
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:16]
