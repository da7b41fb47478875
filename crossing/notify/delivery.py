"""Placeholder"""


def deliver(message: str) -> None: ...
