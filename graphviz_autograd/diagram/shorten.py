"""Long names on one line."""

from __future__ import annotations

MAX_NAME = 32


def shorten(name: str, most: int = MAX_NAME) -> str:
    """``name`` on one line, its middle left out if it has more than ``most`` characters."""
    name = " ".join(name.split())
    if len(name) <= most:
        return name
    half = most // 2
    return f"{name[: half - 1]}…{name[-half:]}"
