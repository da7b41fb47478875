"""Who has looked."""
