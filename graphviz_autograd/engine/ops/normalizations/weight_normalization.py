"""Weight normalisation: a weight as a direction and a length.

T. Salimans and D. Kingma, "Weight normalization" (2016).
"""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..losses.distance import norm_along, norm_of_all
from ..record import Array, composite, formula, op
from ..shapes.shape import reshape
from ..shapes.transposing import transpose

if TYPE_CHECKING:
    from ..reductions.reduction import sum_dim

Dims = tuple[int, ...]


def _matrix_shape(shape: Dims, dim: int) -> Dims:
    """Return the shape of a matrix with ``dim``, the first or the last, apart from all others."""
    return (-1, shape[dim]) if dim else (shape[0], -1)


def _kept(shape: Dims, dim: int) -> Dims:
    return tuple(size if place == dim else 1 for place, size in enumerate(shape))


@composite
def norm_except_dim(v: Any, pow: int = 2, dim: int = 0) -> Any:
    """Return the norms over all dimensions but one, kept as 1; over all for -1."""
    if dim == -1:
        return norm_of_all(v, float(pow))
    shape = tuple(v.shape)
    if dim not in (0, len(shape) - 1):
        return transpose(norm_except_dim(transpose(v, 0, dim), pow, 0), 0, dim)
    matrix = v.contiguous().view(_matrix_shape(shape, dim))
    norms = norm_along(matrix, float(pow), (0 if dim else 1,), False)
    return norms.view(_kept(shape, dim))


@op(
    inputs=lambda grad, v, g, dim, result1, needs: weight_norm_slopes(grad, v, g, dim, result1),
    outputs=("result0", "result1"),
    differentiable=1,
    node="WeightNormInterfaceBackward0",
)
def weight_norm_interface(v: Array, g: Array, dim: int) -> tuple[Array, Array]:
    """Return v scaled to the lengths g along all dimensions but ``dim``, and its own lengths."""
    axes = tuple(place for place in range(v.ndim) if place != dim)
    norms = np.sqrt(np.sum(v * v, axis=axes, keepdims=True))
    return v * (g / norms), norms


@formula
def weight_norm_slopes(grad: Any, v: Any, g: Any, dim: int, norms: Any) -> tuple[Any, Any]:
    """Return the gradients with respect to the direction and to the length."""
    shape = tuple(v.shape)
    products = reshape(grad * v, _matrix_shape(shape, dim))
    sums = reshape(sum_dim(products, (0 if dim else 1,), False), _kept(shape, dim))
    across = grad - v * (sums / (norms * norms))
    return g / norms * across, sums / norms


@composite
def _weight_norm(v: Any, g: Any, dim: int = 0) -> Any:
    """Return v scaled to the lengths g along all dimensions but ``dim``."""
    if dim in (0, v.ndim - 1):
        return weight_norm_interface(v, g, dim)[0]
    return v * (g / norm_except_dim(v, 2, dim))
