"""What the pages of records accept."""
