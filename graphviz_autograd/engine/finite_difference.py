"""Derivatives by central differences: what gradcheck compares the rules with.

``(f(x + eps e) - f(x - eps e)) / (2 eps)`` has an error of order eps squared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from .tensor import Tensor, array_of, untracked

Array = np.ndarray[Any, Any]


def as_tuple(value: Any) -> tuple[Any, ...]:
    """Return a tuple or list as a tuple, anything else as the only member of one."""
    return tuple(value) if isinstance(value, (tuple, list)) else (value,)


def numerical_jacobian(
    func: Callable[..., Any], inputs: Sequence[Any], which: int, eps: float
) -> list[Tensor]:
    """Return the Jacobian of each floating point output by input number ``which``.

    Each has a row for every element of the input and a column for every element of the output.
    """
    directions = np.eye(array_of(inputs[which]).size)
    rows = [slope_along(func, inputs, which, one, eps) for one in directions]
    outputs = _floating(func(*inputs)) if not rows else ()
    if not rows:
        return [untracked(np.zeros((0, one.size), one.dtype)) for one in outputs]
    return [untracked(np.stack(slopes)) for slopes in zip(*rows, strict=True)]


def slope_along(
    func: Callable[..., Any], inputs: Sequence[Any], which: int, direction: Array, eps: float
) -> list[Array]:
    """Return the derivative of each output, flattened, along ``direction`` in one input.

    Raises:
        AssertionError: if an output changes its shape or type with the input.

    """
    before, after = _either_side(func, inputs, which, direction * eps)
    place = _place(direction, array_of(inputs[which]).shape)
    return [_difference(*pair, eps, place).reshape(-1) for pair in zip(before, after, strict=True)]


def _either_side(
    func: Callable[..., Any], inputs: Sequence[Any], which: int, step: Array
) -> Iterator[list[Array]]:
    # Written past the version counter, as PyTorch does through ``data``.
    memory = array_of(inputs[which])
    original = memory.copy()
    for side in (-1, 1):
        memory[...] = original + side * step.reshape(memory.shape)
        try:
            yield _floating(func(*inputs))
        finally:
            memory[...] = original


def _floating(outputs: Any) -> list[Array]:
    listed = (one for one in as_tuple(outputs) if one.is_floating_point())
    return [np.array(one._data) for one in listed]


def _place(direction: Array, shape: tuple[int, ...]) -> tuple[int, ...] | None:
    (nonzero,) = np.nonzero(direction)
    if len(nonzero) != 1 or not shape:
        return None
    return tuple(int(one) for one in np.unravel_index(nonzero[0], shape))


def _difference(before: Array, after: Array, eps: float, place: Any) -> Array:
    where = f"on index {place} " if place is not None else ""
    for what in ("shape", "dtype"):
        old, new = getattr(untracked(before), what), getattr(untracked(after), what)
        if old != new:
            raise AssertionError(
                f"Expected `func` to return outputs with the same {what} when inputs are "
                f"perturbed {where}by {eps}, but got: {what}s {old} and {new}."
            )
    difference: Array = np.asarray((after - before) / (2 * eps), before.dtype)
    return difference
