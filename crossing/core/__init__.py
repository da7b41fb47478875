"""Errors, base table, time and school days, paging; not one domain word inside."""
