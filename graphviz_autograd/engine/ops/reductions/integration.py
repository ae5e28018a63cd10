"""Integrals of samples by the trapezoidal rule."""

from __future__ import annotations

from typing import Any

from ... import dtypes
from ..demands import require
from ..dims import wrapped
from ..indices.slicing import select, slice_dim
from ..pointwise.arithmetic import div_scalar, mul_scalar
from ..record import composite
from ..shapes.shape import view
from .cumulative import cumsum
from .reduction import sum_dim


def _widths(y: Any, x: Any, dim: int) -> Any:
    """Return the distances of the samples, shaped to be multiplied with those of ``y``."""
    if x.ndim == 1:
        require(
            x.shape[0] == y.shape[dim],
            "trapezoid: There must be one `x` value for each sample point",
        )
        shape = [1] * y.ndim
        shape[dim] = x.shape[0]
        x = view(x, tuple(shape))
    left = _left(x, dim)
    return _right(x, dim) - left


def _left(y: Any, dim: int) -> Any:
    return slice_dim(y, dim, 0, -1, 1)


def _right(y: Any, dim: int) -> Any:
    return slice_dim(y, dim, 1, None, 1)


def _sums(y: Any, dim: int) -> Any:
    """Return the sums of neighbours."""
    return _left(y, dim) + _right(y, dim)


def _floating(function: str, y: Any) -> Any:
    require(
        y.dtype is not dtypes.bool,
        f"{function}: received a bool input for `y`, but bool is not supported",
    )
    return y if y.dtype.is_floating_point else y.to(dtypes.get_default_dtype())


@composite
def trapezoid(y: Any, x: Any = None, *, dx: Any = 1, dim: int = -1) -> Any:
    """Return the integral over ``dim`` by the trapezoidal rule, at the points x or ``dx`` apart.

    Raises:
        RuntimeError: if the sizes of x and y differ.

    """
    at, y = wrapped(dim, y.ndim), _floating("trapezoid", y)
    if x is not None:
        widths = _widths(y, x, at)
        return div_scalar(sum_dim(_sums(y, at) * widths, (at,)), 2.0)
    if not y.shape[at]:
        return sum_dim(y, (at,))
    last = select(y, dim, -1)  # first, as in PyTorch
    ends = mul_scalar(select(y, dim, 0) + last, 0.5)
    return mul_scalar(sum_dim(y, (dim,)) - ends, float(dx))


@composite
def trapz(y: Any, x: Any = None, *, dx: Any = 1, dim: int = -1) -> Any:
    """Return the integral over ``dim`` (see ``trapezoid``)."""
    return trapezoid(y, x, dx=dx, dim=dim)


@composite
def cumulative_trapezoid(y: Any, x: Any = None, *, dx: Any = 1, dim: int = -1) -> Any:
    """Return the integral up to each point but the first (see ``trapezoid``)."""
    at, y = wrapped(dim, y.ndim), _floating("cumulative_trapezoid", y)
    if x is not None:
        widths = _widths(y, x, at)
        return div_scalar(cumsum(_sums(y, at) * widths, at), 2.0)
    return cumsum(mul_scalar(_sums(y, dim), dx / 2), dim)
