"""What functions of complex numbers are for real ones: mostly nothing."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..record import Array, composite, op

if TYPE_CHECKING:
    from .arithmetic import zeros_of_like
    from .choosing import where


@op(self=lambda grad, self: where(self == 0, 0.0, zeros_of_like(self)) * grad, casts="float")
def angle(self: Array) -> Array:
    """Return 0, and pi for negative numbers; the gradient is 0."""
    return np.angle(self).astype(self.dtype)[()]


@composite
def real(self: Any) -> Any:
    """Return the tensor itself: its numbers are real."""
    return self


@composite
def imag(self: Any) -> Any:  # noqa: ARG001
    """Raise RuntimeError: the numbers are real."""
    raise RuntimeError("imag is not implemented for tensors with non-complex dtypes.")


@composite
def conj(self: Any) -> Any:
    """Return the tensor itself: its numbers are real."""
    return self


@composite
def conj_physical(self: Any) -> Any:
    """Return the tensor itself: its numbers are real."""
    return self


@composite
def resolve_conj(self: Any) -> Any:
    """Return the tensor itself: its numbers are real."""
    return self


@composite
def resolve_neg(self: Any) -> Any:
    """Return the tensor itself: its numbers are real."""
    return self


@composite
def is_conj(self: Any) -> bool:  # noqa: ARG001
    """Return False: numbers are real."""
    return False


@composite
def is_neg(self: Any) -> bool:  # noqa: ARG001
    """Return False: numbers are real."""
    return False
