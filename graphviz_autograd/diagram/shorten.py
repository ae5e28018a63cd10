"""Long names on one line, and long texts."""

from __future__ import annotations

MAX_NAME = 32


def shorten(name: str, most: int = MAX_NAME) -> str:
    """``name`` on one line, its middle left out if it has more than ``most`` characters."""
    return without_middle(" ".join(name.split()), most)


def without_middle(text: str, most: int) -> str:
    """``text``, its middle left out if it has more than ``most`` characters."""
    if len(text) <= most:
        return text
    half = most // 2
    return f"{text[: half - 1]}…{text[-half:]}"
