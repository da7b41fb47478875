"""What a column can hold."""


def saveable(text: str) -> str:
    """The text without the one character that PostgreSQL cannot keep."""
    return text.replace("\x00", "")
