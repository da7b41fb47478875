"""Addresses, sign-in, home pages and refusals."""
