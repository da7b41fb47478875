"""The pages of sharing. Import the module you need."""
