"""Long names on one line, and long texts."""

from __future__ import annotations

import re

from graphviz_autograd.graph.model import NAMES_SIGN

_PATH = re.compile(r"[\w.\[\]]+")

MAX_NAME = 32
MAX_JOINED = 3
"""Of more names of one tensor the rest are ``…``."""


def shorten(name: str, most: int = MAX_NAME) -> str:
    """``name`` on one line, its middle left out if it has more than ``most`` characters.

    Of a path whole steps are left out, so that the last ones can be read.

    >>> shorten("bert.embeddings.word_embeddings.weight")
    'bert…word_embeddings.weight'
    """
    on_one_line = " ".join(name.split())
    return _without_steps(on_one_line, most) or without_middle(on_one_line, most)


def _without_steps(path: str, most: int) -> str:
    """The first step of a dotted ``path`` and the last ones; empty if it is short, or no path."""
    first, *steps = path.split(".")
    if len(path) <= most or _PATH.fullmatch(path) is None:
        return ""
    ends = (f"{first}…{'.'.join(steps[start:])}" for start in range(1, len(steps)))
    return next((end for end in ends if len(end) <= most), "")


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
