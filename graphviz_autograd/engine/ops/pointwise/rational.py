"""Polynomials and rational functions of many numbers, with as few arrays as possible."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence


def ratio(x: Any, pair: tuple[Sequence[float], Sequence[float]]) -> Any:
    """Return the quotient of two polynomials, their coefficients from the highest power."""
    above, below = pair
    result = polynomial(above, x)
    result /= polynomial(below, x)
    return result


def polynomial(coefficients: Sequence[float], x: Any) -> Any:
    """Return a polynomial of at least the first degree, by Horner's rule."""
    first, second, *others = coefficients
    result = x * first
    result += second
    for one in others:
        result *= x
        result += one
    return result
