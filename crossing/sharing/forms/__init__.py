"""What the pages of sharing accept. Import the module you need."""
