"""The embedded PostgreSQL, its roles, and who is acting."""
