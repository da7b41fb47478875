"""Free text, encrypted where it lies."""

from __future__ import annotations

from typing import Any

from django.db import models


class SealedText(models.TextField[Any, Any]):
    """Text that somebody wrote."""


class SealedJSON(models.JSONField[Any, Any]):
    """Structured answers with text in them."""
