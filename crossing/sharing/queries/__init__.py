"""What the pages of sharing read. Import the module you need."""
