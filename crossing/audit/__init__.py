"""The append-only log of what happened and who looked."""
