"""What pages and other areas read of an organisation's own records."""

from crossing.records.queries.children import child_for

__all__ = ["child_for"]
