"""Read an equation of ``einsum``."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import NamedTuple

from ..demands import require

_LABEL = re.compile(r"\.\.\.|[a-zA-Z]")


class Equation(NamedTuple):
    """What an equation says.

    Attributes:
        terms: the subscripts of each operand; ``"..."`` stands for several.
        place: the position of each subscript among all dimensions, those of the output first.
        output_rank: the number of dimensions of the output; rank: that of all.
        ellipsis_rank: how many dimensions the ellipsis stands for.

    """

    terms: list[list[str]]
    place: dict[str, int]
    output_rank: int
    rank: int
    ellipsis_rank: int

    def own_ellipsis_rank(self, nr: int, ndim: int) -> int:
        """Return how many dimensions of one operand its ellipsis stands for."""
        return ndim - (len(self.terms[nr]) - 1)

    def label_at(self, place: int) -> str:
        """Return the subscript at a position."""
        return max((at, label) for label, at in self.place.items() if at <= place)[1]


@lru_cache(maxsize=64)  # a program has few, and computes them at every step
def parsed(equation: str, ndims: tuple[int, ...]) -> Equation:
    """Read ``equation`` for operands of so many dimensions.

    Raises:
        RuntimeError: if it is invalid or does not fit them.

    """
    inputs, arrow, output = equation.partition("->")
    require(bool(ndims), "einsum(): must provide at least one operand")
    terms = _terms(inputs, ndims)
    ranks = [ndim - len(term) + 1 for term, ndim in zip(terms, ndims, strict=True)
             if "..." in term]  # fmt: skip
    ellipsis_rank = max(ranks, default=0)
    counts = Counter(label for term in terms for label in term)
    shown = _labels(output, len(inputs) + 2, "the output") if arrow else _implied(counts)
    _check_output(shown, counts)
    hidden = [label for label in sorted(counts) if label not in shown]
    place, at = {}, 0
    for label in [*shown, *hidden]:
        place[label] = at
        at += ellipsis_rank if label == "..." else 1
    output_rank = sum(ellipsis_rank if label == "..." else 1 for label in shown)
    return Equation(terms, place, output_rank, at, ellipsis_rank)


def _terms(inputs: str, ndims: tuple[int, ...]) -> list[list[str]]:
    texts = inputs.split(",")
    require(
        len(texts) <= len(ndims),
        "einsum(): fewer operands were provided than specified in the equation",
    )
    require(
        len(texts) >= len(ndims),
        "einsum(): more operands were provided than specified in the equation",
    )
    starts = [sum(len(one) + 1 for one in texts[:nr]) for nr in range(len(texts))]
    terms = [
        _labels(text, start, f"operand {nr}")
        for nr, (text, start) in enumerate(zip(texts, starts, strict=True))
    ]
    for nr, (term, ndim) in enumerate(zip(terms, ndims, strict=True)):
        _check_rank(term, ndim, nr)
    return terms


def _labels(text: str, start: int, owner: str) -> list[str]:
    found, at = [], 0
    while at < len(text):
        match = _LABEL.match(text, at)
        require(
            match is not None or text[at] != ".",
            f"einsum(): found '.' for {owner} that is not part of any ellipsis",
        )
        if text[at] != " ":
            require(
                match is not None,
                f"einsum(): invalid subscript given at index {start + at} in the equation string, "
                "subscripts must be in [a-zA-Z]",
            )
            found.append(match[0] if match else "")
        at = match.end() if match else at + 1
    return found


def _check_rank(term: list[str], ndim: int, nr: int) -> None:
    count = len([label for label in term if label != "..."])
    if "..." in term:
        require(
            count <= ndim,
            f"einsum(): the number of subscripts in the equation ({count}) is more than the number "
            f"of dimensions ({ndim}) for operand {nr}",
        )
    else:
        require(
            count == ndim,
            f"einsum(): the number of subscripts in the equation ({count}) does not match the "
            f"number of dimensions ({ndim}) for operand {nr} and no ellipsis was given",
        )


def _implied(counts: Counter[str]) -> list[str]:
    """Return the output of an equation without an arrow: what occurs once, in order."""
    once = sorted(label for label, count in counts.items() if count == 1 and label != "...")
    return ["..."] * ("..." in counts) + once


def _check_output(shown: list[str], counts: Counter[str]) -> None:
    for label, times in Counter(shown).items():
        require(
            times == 1,
            f"einsum(): output subscript {label} appears more than once in the output",
        )
        require(
            label in counts or label == "...",
            f"einsum(): output subscript {label} does not appear in the equation for any input "
            "operand",
        )
