"""Management commands of the partnership."""
