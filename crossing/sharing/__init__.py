"""Questions between organisations, decisions, and what was shared."""
