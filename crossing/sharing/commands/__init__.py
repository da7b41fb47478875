"""Every way in which what is shared changes. Import the module you need."""
