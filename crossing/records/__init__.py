"""Each organisation's own record of a child, and its chronology."""
