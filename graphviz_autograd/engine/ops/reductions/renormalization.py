"""Slices of a tensor scaled down to a norm."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..demands import require
from ..dims import wrapped
from ..record import Array, formula, op

if TYPE_CHECKING:
    from ..pointwise.arithmetic import add_scalar, mul_scalar, reciprocal, right_first
    from ..pointwise.choosing import where
    from .norms import vector_norm, vector_norm_slope
    from .reduction import sum_dim

_TINY = 1e-7


@formula
def all_but(dim: int, ndim: int) -> tuple[int, ...]:
    """Return all dimensions but one."""
    return tuple(one for one in range(ndim) if one != dim % ndim)


@op(
    self=lambda grad, self, p, dim, maxnorm: renorm_slope(grad, self, p, dim, maxnorm),
    casts=None,
    inplace=True,
)
def renorm(self: Array, p: float, dim: int, maxnorm: float) -> Array:
    """Return the slices along ``dim``, those of a p-norm above ``maxnorm`` scaled down to it.

    Raises:
        RuntimeError: if there are not two dimensions, or a number is out of range.

    """
    require(p > 0, "renorm: non-positive-norm not supported")
    require(maxnorm >= 0, f"renorm: expected maxnorm to be >= 0 but got {maxnorm:g}")
    require(self.ndim > 1, f"renorm: input needs at least 2 dimensions, got {self.ndim} dimensions")
    along = all_but(wrapped(dim, self.ndim), self.ndim)
    norms = np.sum(np.abs(self) ** p, axis=along, keepdims=True) ** (1 / p)
    scale = np.where(norms > maxnorm, maxnorm / (norms + _TINY), 1)
    return self * scale.astype(self.dtype)


@formula
def renorm_slope(grad: Any, self: Any, p: float, dim: int, maxnorm: float) -> Any:
    """Return the gradient of slices that were scaled down, and of those that were not."""
    along = all_but(dim, len(self.shape))
    norms = vector_norm(self, p, along, True)
    inward = sum_dim(self * grad, along, True)
    bent = vector_norm_slope(inward, self, norms, p, along, True)
    inverse = reciprocal(add_scalar(norms, 1e-7))
    scaled = right_first(grad - inverse * bent, mul_scalar(inverse, maxnorm))
    return where(norms > maxnorm, scaled, grad)
