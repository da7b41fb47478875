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
    lines = (line for path in files for line in path.read_text().splitlines())
    text = "\n".join(line for line in lines if not line.startswith("#"))  # the date of a migration
    return hashlib.sha256(text.encode()).hexdigest()[:16]
