"""Crossing: the shared workspace of a Safer School Partnership."""
