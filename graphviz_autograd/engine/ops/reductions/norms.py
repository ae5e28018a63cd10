"""Norms of vectors and matrices, and what is normalised by them."""

# Rules find every operation by name; the imports only tell the type checker.

# Matrices have the capital letters that PyTorch and the literature give them.
# ruff: noqa: N803, N806

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, Any

import numpy as np

from ... import dtypes
from ..dims import Dims, as_dims, axes, wrapped
from ..matrices.singular_values import linalg_svdvals
from ..out import stored
from ..pointwise.clamping import clamp_min
from ..record import Array, composite, formula, op
from ..shapes.shape import expand_as
from ..shapes.squeezing import unsqueeze
from ..shapes.transposing import permute_dims
from .extrema import amax, amin
from .reduction import sum_dim

if TYPE_CHECKING:
    from ..indices.masking import masked_fill_by
    from ..pointwise.arithmetic import neg, pow_scalar, right_first
    from ..pointwise.elementwise import abs, sgn  # noqa: A004
    from .reduction import unreduced

    pow_scalar_ = pow_scalar


@op(
    self=lambda grad, self, result, ord, dim, keepdim: vector_norm_slope(
        grad, self, result, ord, dim, keepdim
    ),
    node="LinalgVectorNormBackward0",
)
def vector_norm(
    self: Array, ord: float, dim: Dims | None, keepdim: bool, kind: Any = None
) -> Array:
    """Return the norms of vectors over some dimensions."""
    self = self if kind is None else self.astype(kind)
    if self.dtype.kind != "f":
        raise RuntimeError(
            "linalg.vector_norm: Expected a floating point or complex tensor as input. Got "
            f"{dtypes.of(self.dtype).legacy}"
        )
    if abs_of(ord) == inf:
        _check_identity(self, ord)
    return _norm(self, ord, axes(dim, self.ndim), keepdim)


def _norm(array: Array, ord: float, along: Dims | None, keepdim: bool) -> Array:
    if abs_of(ord) == inf:
        return (np.max if ord > 0 else np.min)(np.abs(array), axis=along, keepdims=keepdim)
    if ord == 0:
        return np.sum(array != 0, axis=along, keepdims=keepdim, dtype=array.dtype)
    if ord == 1:
        return np.sum(np.abs(array), axis=along, keepdims=keepdim)
    if ord == 2:
        return np.sqrt(np.sum(array * array, axis=along, keepdims=keepdim))
    return np.sum(np.abs(array) ** ord, axis=along, keepdims=keepdim) ** (1 / ord)


def abs_of(number: float) -> float:
    """Return the absolute value of a number."""
    return number if number >= 0 else -number


def _check_identity(self: Array, ord: float) -> None:
    if not self.size:
        name = "inf" if ord > 0 else "-inf"
        raise RuntimeError(
            f"linalg.vector_norm cannot compute the {name} norm on an empty tensor because the "
            "operation does not have an identity"
        )


@formula
def vector_norm_slope(
    grad: Any, self: Any, result: Any, ord: float, dim: Dims | None, keepdim: bool
) -> Any:
    """Return the gradient of a vector norm; where the norm is 0 it is 0."""
    if ord == 0:
        return None
    grad = unreduced(grad, self.shape, dim, keepdim)
    result = unreduced(result, self.shape, dim, keepdim)
    if ord in (float("inf"), float("-inf")):
        reached = abs(self) == result
        return right_first(grad / reached_in(reached, dim) * reached, sgn(self))
    if ord == 1:
        return sgn(self) * grad
    if ord == 2:
        return grad * masked_fill_by(self / result, result == 0, 0)
    if ord < 1:
        steep = masked_fill_by(pow_scalar_(abs(self), ord - 1), self == 0, 0)
        steep = sgn(self) * steep
        return right_first(pow_scalar(result, 1 - ord), steep * grad)
    if ord < 2:
        scaled = right_first(pow_scalar_(abs(self), ord - 1), sgn(self))
    else:
        scaled = self * pow_scalar_(abs(self), ord - 2)
    return scaled * masked_fill_by(grad / pow_scalar(result, ord - 1), result == 0, 0)


@formula
def reached_in(reached: Any, dim: Dims | None) -> Any:
    """Return how many elements reach an extreme, each over ``dim`` or in all."""
    return sum_dim(reached, dim or tuple(range(len(reached.shape))), True)


@composite
def linalg_vector_norm(
    x: Any, ord: float = 2, dim: Any = None, keepdim: bool = False, *, dtype: Any = None
) -> Any:
    """Return the norm of all elements, or of the vectors over some dimensions.

    Raises:
        RuntimeError: for integers.

    """
    kind = None if dtype is None else dtype.numpy
    if kind is not None and kind.itemsize < x.itemsize:
        raise RuntimeError(
            f"linalg.vector_norm: the dtype of the input ({x.dtype.legacy}) should be convertible "
            f"without narrowing to the specified dtype ({dtype.legacy})"
        )
    return vector_norm(x, ord, None if dim is None else as_dims(dim), keepdim, kind)


@composite
def linalg_matrix_norm(
    A: Any, ord: Any = "fro", dim: Any = (-2, -1), keepdim: bool = False, *, dtype: Any = None
) -> Any:
    """Return the norms of matrices: ``"fro"``, ``"nuc"``, ±1, ±2 or ±inf.

    Raises:
        RuntimeError: if there are fewer than two dimensions, or there is no such norm.

    """
    A = A if dtype is None else A.to(dtype)
    if A.ndim < 2:
        raise RuntimeError(
            "linalg.matrix_norm: The input tensor A must have at least 2 dimensions."
        )
    row, column = (wrapped(one, A.ndim) for one in dim)
    if ord == "fro":
        return vector_norm(A, 2, (row, column), keepdim)
    if ord in ("nuc", 2, -2):
        return _spectral(A, ord, row, column, keepdim)
    if ord not in (1, -1, inf, -inf):
        raise RuntimeError(f"linalg.matrix_norm: Order {ord} not supported.")
    inner, outer = (row, column) if abs_of(ord) == 1 else (column, row)
    sums = vector_norm(A, 1.0, (inner,), keepdim)
    outer -= 0 if keepdim or outer < inner else 1
    return (amax if ord > 0 else amin)(sums, outer, keepdim)


def _spectral(A: Any, ord: Any, row: int, column: int, keepdim: bool) -> Any:
    others = [one for one in range(A.ndim) if one not in (row, column)]
    order = (*others, row, column)
    values = linalg_svdvals(permute_dims(A, order))
    if ord == "nuc":
        norm = sum_dim(values, (-1,), keepdim)
    else:
        norm = (amax if ord == 2 else amin)(values, -1, keepdim)
    if not keepdim:
        return norm
    return permute_dims(unsqueeze(norm, -1), tuple(order.index(one) for one in range(A.ndim)))


@composite
def linalg_norm(
    A: Any, ord: Any = None, dim: Any = None, keepdim: bool = False, *, dtype: Any = None
) -> Any:
    """Return a vector norm of all elements or one dimension, or a matrix norm of two.

    Raises:
        RuntimeError: if ``ord`` is given, but it is not said which of many dimensions it is for.

    """
    A = A if dtype is None else A.to(dtype)
    if dim is not None:
        dims = as_dims(dim)
        if len(dims) == 2 and ord is not None:
            return linalg_matrix_norm(A, ord, dims, keepdim)
        return vector_norm(A, 2.0 if ord is None else ord, dims, keepdim)
    if ord is None:
        return vector_norm(A, 2.0, None, keepdim)
    if A.ndim not in (1, 2):
        raise RuntimeError(
            "linalg.norm: If dim is not specified but ord is, the input must be 1D or 2D. Got "
            f"{A.ndim}D."
        )
    if A.ndim == 2:
        return linalg_matrix_norm(A, ord, (-2, -1), keepdim)
    return vector_norm(A, ord, None, keepdim)


@composite
def norm(
    self: Any, p: Any = "fro", dim: Any = None, keepdim: bool = False, *, dtype: Any = None
) -> Any:
    """Return the norm of all elements or over some dimensions; ``"nuc"`` is that of a matrix."""
    if p == "nuc":
        return linalg_matrix_norm(self, "nuc", (-2, -1) if dim is None else dim, keepdim)
    return linalg_vector_norm(self, 2 if p in ("fro", None) else p, dim, keepdim, dtype=dtype)


@composite
def normalize(input: Any, p: float = 2.0, dim: Any = 1, eps: float = 1e-12, out: Any = None) -> Any:
    """Return the vectors over ``dim`` divided by their norms, or by ``eps`` if that is larger.

    If ``out`` is given the result is stored there.
    """
    lengths = expand_as(clamp_min(vector_norm(input, p, as_dims(dim), True), eps), input)
    if out is None:
        return input / lengths
    return stored(out, "div", lambda: input / lengths, (input, lengths))


@op(
    self=lambda grad, self, other, result, p: vector_norm_slope(
        grad, self - other, result, p, None, False
    ),
    other=lambda grad, self, other, result, p: neg(
        vector_norm_slope(grad, self - other, result, p, None, False)
    ),
)
def dist(self: Array, other: Array, p: float = 2) -> Array:
    """Return the norm of the difference."""
    return _norm(np.asarray(self - other), p, None, False)
