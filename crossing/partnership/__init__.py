"""Organisations, schools, people, memberships and roles."""
