"""Long names on one line."""

from __future__ import annotations

from graphviz_autograd.graph.model import NAMES_SIGN

MAX_NAME = 32
MAX_JOINED = 3
"""Of more names of one tensor the rest are ``…``."""


def shorten(name: str, most: int = MAX_NAME) -> str:
    """``name`` on one line, its middle left out if it has more than ``most`` characters."""
    name = " ".join(name.split())
    if len(name) <= most:
        return name
    half = most // 2
    return f"{name[: half - 1]}…{name[-half:]}"


def shorten_names(joined: str) -> str:
    """The names of one tensor, the first of them if there are many, on one line."""
    names = joined.split(NAMES_SIGN)
    if len(names) > MAX_JOINED:
        names[MAX_JOINED:] = ["…"]
    return shorten(NAMES_SIGN.join(names))
