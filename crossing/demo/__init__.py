"""The invented town, played in through the real commands."""
