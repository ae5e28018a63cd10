"""Cutting off what is too small or too large: ``clamp`` and its kin."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ...promotion import promote
from ...tensor import Tensor
from ..record import FUNCTIONS, Array, composite, formula, op

if TYPE_CHECKING:
    from .choosing import where
    from .comparison import logical_and, logical_or


def _at_least(self: Array, bound: Any) -> Array:
    return self if bound is None else np.maximum(*promote(self, bound))


def _at_most(self: Array, bound: Any) -> Array:
    return self if bound is None else np.minimum(*promote(self, bound))


@formula
def inside(self: Any, min: Any, max: Any) -> Any:
    """Return where the elements are between two bounds, of which one may be None."""
    if min is None:
        return self <= max
    return self >= min if max is None else logical_and(self >= min, self <= max)


@op(
    self=lambda grad, self, min, max: where(inside(self, min, max), grad, 0.0),
    node="ClampBackward1",
    inplace=True,
)
def clamp_numbers(self: Array, min: float | None, max: float | None) -> Array:
    """Return the elements cut off at two numbers, of which one may be None."""
    return _at_most(_at_least(self, min), max)


@formula
def clamp_slopes(grad: Any, self: Any, min: Any, max: Any, needs: Any) -> tuple[Any, Any, Any]:
    """Return the gradients of what is cut off, last as in PyTorch, and of both bounds."""
    low = high = None
    if needs[1]:
        below = self < min if max is None else logical_and(self < min, min < max)
        low = where(below, grad, 0.0)
    if needs[2]:
        above = self > max if min is None else logical_or(self > max, max < min)
        high = where(above, grad, 0.0)
    return where(inside(self, min, max), grad, 0.0) if needs[0] else None, low, high


@op(
    inputs=lambda grad, self, min, max, needs: clamp_slopes(grad, self, min, max, needs),
    node="ClampBackward0",
    inplace=True,
)
def clamp_tensors(self: Array, min: Array | None, max: Array | None) -> Array:
    """Return the elements cut off at the elements of two tensors, of which one may be None."""
    return _at_most(_at_least(self, min), max)


def _clamped(suffix: str, self: Any, min: Any, max: Any) -> Any:
    if min is None and max is None:
        raise RuntimeError("torch.clamp: At least one of 'min' or 'max' must not be None")
    kinds = [isinstance(one, Tensor) for one in (min, max) if one is not None]
    if not all(kinds):
        return FUNCTIONS[f"clamp_numbers{suffix}"](self, _number(min, max), _number(max, min))
    return FUNCTIONS[f"clamp_tensors{suffix}"](self, min, max)


def _number(bound: Any, other: Any) -> Any:
    """Return a bound beside one that is a number: so must be a tensor's single element."""
    if not isinstance(bound, Tensor):
        return bound
    if bound.ndim or bound.requires_grad:
        raise TypeError(
            "clamp() received an invalid combination of arguments: min and max must both be "
            f"tensors or both be numbers, not Tensor and {type(other).__name__}"
        )
    return bound.item()


@composite
def clamp(self: Any, min: Any = None, max: Any = None) -> Any:
    """Return the elements cut off below ``min`` and above ``max``: numbers, tensors, or None.

    Raises:
        RuntimeError: if both are None.

    """
    return _clamped("", self, min, max)


@composite
def clamp_(self: Any, min: Any = None, max: Any = None) -> Any:
    """Cut off the elements below ``min`` and above ``max`` in place."""
    return _clamped("_", self, min, max)


@op(self=lambda grad, self, min: where(self >= min, grad, 0.0), node="ClampMinBackward0",
    inplace=True)  # fmt: skip
def clamp_min_number(self: Array, min: float) -> Array:
    """Return the elements cut off below a number."""
    return _at_least(self, min)


@op(
    self=lambda grad, self, min: where(self >= min, grad, 0.0),
    min=lambda grad, self, min: where(self < min, grad, 0.0),
    node="ClampMinBackward1",
    inplace=True,
)
def clamp_min_tensor(self: Array, min: Array) -> Array:
    """Return the elements cut off below the elements of a tensor."""
    return _at_least(self, min)


@op(self=lambda grad, self, max: where(self <= max, grad, 0.0), node="ClampMaxBackward0",
    inplace=True)  # fmt: skip
def clamp_max_number(self: Array, max: float) -> Array:
    """Return the elements cut off above a number."""
    return _at_most(self, max)


@op(
    self=lambda grad, self, max: where(self <= max, grad, 0.0),
    max=lambda grad, self, max: where(self > max, grad, 0.0),
    node="ClampMaxBackward1",
    inplace=True,
)
def clamp_max_tensor(self: Array, max: Array) -> Array:
    """Return the elements cut off above the elements of a tensor."""
    return _at_most(self, max)


def _one_sided(name: str, suffix: str, self: Any, bound: Any) -> Any:
    kind = "tensor" if isinstance(bound, Tensor) else "number"
    return FUNCTIONS[f"{name}_{kind}{suffix}"](self, bound)


@composite
def clamp_min(self: Any, min: Any) -> Any:
    """Return the elements cut off below ``min``, a number or a tensor."""
    return _one_sided("clamp_min", "", self, min)


@composite
def clamp_min_(self: Any, min: Any) -> Any:
    """Cut off the elements below ``min`` in place."""
    return _one_sided("clamp_min", "_", self, min)


@composite
def clamp_max(self: Any, max: Any) -> Any:
    """Return the elements cut off above ``max``, a number or a tensor."""
    return _one_sided("clamp_max", "", self, max)


@composite
def clamp_max_(self: Any, max: Any) -> Any:
    """Cut off the elements above ``max`` in place."""
    return _one_sided("clamp_max", "_", self, max)
