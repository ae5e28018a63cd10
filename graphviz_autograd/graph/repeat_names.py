"""What equal blocks are called, and how one differs from the others."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

_NUMBER = re.compile(r"(\d+)")

MAX_DIFFERENCES = 3
"""So many are told one by one, and so many operations of each."""


def range_name(names: Iterable[Sequence[str]]) -> str:
    """The first and the last block by the numbers that count up in the names of their data.

    Args:
        names: for each piece of data in a block, what it is called in each of the copies.

    >>> range_name([["layers.0.w", "layers.1.w", "layers.2.w"]])
    'layers.0 … layers.2'

    """
    found = Counter(filter(None, map(_counted, names)))
    return found.most_common(1)[0][0] if found else ""


def _counted(names: Sequence[str]) -> str:
    """``names`` from the first to the last, if one number in them counts up.

    One of them may be another name, as the last ``w`` of a loop over ``ws`` has.
    """
    first, second = _NUMBER.split(names[0]), _NUMBER.split(names[1])
    differing = [i for i, pair in enumerate(zip(first, second, strict=False)) if len({*pair}) > 1]
    if len(first) != len(second) or len(differing) != 1 or not first[differing[0]].isdigit():
        return ""
    before, after = "".join(first[: differing[0]]), "".join(first[differing[0] + 1 :])
    start = int(first[differing[0]])
    expected = [f"{before}{start + i}{after}" for i in range(len(names))]
    if sum(name != other for name, other in zip(names, expected, strict=True)) > 1:
        return ""
    return " … ".join(_closed(f"{before}{i}") for i in (start, start + len(names) - 1))


def _closed(name: str) -> str:
    return f"{name}]" if name.count("[") > name.count("]") else name


def difference(usual: Sequence[str], odd: Sequence[str]) -> str:
    """In words, how the operations ``odd`` differ from those that are ``usual``.

    >>> difference(["A", "B", "C"], ["A", "X", "C"])
    'X in place of B'
    """
    changes = [
        _change(usual[a:b], odd[c:d])
        for tag, a, b, c, d in SequenceMatcher(None, usual, odd, autojunk=False).get_opcodes()
        if tag != "equal"
    ]
    more = len(changes) - MAX_DIFFERENCES
    shown = ", ".join(changes[:MAX_DIFFERENCES]) or "in shapes or in what it uses"
    return f"{shown} and {more} more" if more > 0 else shown


def _change(usual: Sequence[str], odd: Sequence[str]) -> str:
    if not usual:
        return f"{_listed(odd)} added"
    if not odd:
        return f"{_listed(usual)} left out"
    return f"{_listed(odd)} in place of {_listed(usual)}"


def _listed(names: Sequence[str]) -> str:
    more = len(names) - MAX_DIFFERENCES
    shown = ", ".join(names[:MAX_DIFFERENCES])
    return f"{shown} and {more} more" if more > 0 else shown
