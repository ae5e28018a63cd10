"""Long names on one line, and long texts."""

from __future__ import annotations

from graphviz_autograd.graph.model import NAMES_SIGN

MAX_NAME = 32
MAX_JOINED = 3
"""Of more names of one tensor the rest are ``…``."""


def shorten(name: str, most: int = MAX_NAME) -> str:
    """``name`` on one line, its middle left out if it has more than ``most`` characters."""
    return without_middle(" ".join(name.split()), most)


def without_middle(text: str, most: int) -> str:
    """``text``, its middle left out if it has more than ``most`` characters."""
    if len(text) <= most:
        return text
    half = most // 2
    return f"{text[: half - 1]}…{text[-half:]}"


def shorten_names(joined: str) -> str:
    """The names of one tensor, the first of them if there are many, on one line."""
    names = joined.split(NAMES_SIGN)
    if len(names) > MAX_JOINED:
        names[MAX_JOINED:] = ["…"]
    return shorten(NAMES_SIGN.join(names))
