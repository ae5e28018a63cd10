"""Derivatives and combinations of samples, made of other operations."""

from __future__ import annotations

from itertools import combinations as choose
from itertools import combinations_with_replacement
from typing import Any

import numpy as np

from ...tensor import Tensor, untracked
from ..demands import require
from ..dims import wrapped
from ..indices.masking import masked_select
from ..indices.slicing import slice_dim
from ..pointwise.arithmetic import div_scalar, mul_scalar
from ..record import composite
from ..shapes.joining import cat, stack
from ..shapes.shape import expand, view


def _even_slope(self: Any, dim: int, step: float, edge_order: int) -> Any:
    """Return central differences of samples ``step`` apart, and one-sided ones at the ends.

    The slices are taken in PyTorch's order, the right one of an expression first.
    """

    def part(start: int, end: int | None) -> Any:
        return slice_dim(self, dim, start, end, 1)

    def scaled(start: int, factor: float) -> Any:
        return mul_scalar(part(start, None if start == -1 else start + 1), factor)

    def difference(left: tuple[int, int | None], right: tuple[int, int | None]) -> Any:
        subtracted = part(*right)
        return div_scalar(part(*left) - subtracted, step)

    middle = difference((2, None), (0, -2))
    if edge_order == 1:
        first, last = difference((1, 2), (0, 1)), difference((-1, None), (-2, -1))
    else:
        third, second = scaled(2, 0.5), scaled(1, 2.0)
        first = div_scalar(scaled(0, -1.5) + second - third, step)
        third, second = scaled(-1, 1.5), scaled(-2, 2.0)
        last = div_scalar(scaled(-3, 0.5) - second + third, step)
    return cat([first, div_scalar(middle, 2.0), last], dim)


@composite
def gradient(
    self: Any, *, spacing: Any = None, dim: Any = None, edge_order: int = 1
) -> tuple[Any, ...]:
    """Return the derivatives of evenly spaced samples along some dimensions.

    Args:
        self: the samples.
        spacing: how far they are apart, one number or one for each dimension.
        dim: the dimensions, all by default.
        edge_order: 1 or 2, how exact the derivatives at the ends are.

    Raises:
        RuntimeError: if there are too few samples.
        NotImplementedError: for coordinates in the place of a spacing.

    """
    dims = range(self.ndim) if dim is None else (dim,) if isinstance(dim, int) else dim
    steps = _steps(spacing, len(dims))
    for one in dims:
        require(
            self.shape[one] >= edge_order + 1,
            "torch.gradient expected each dimension size to be at least edge_order+1",
        )
    pairs = zip(dims, steps, strict=True)
    return tuple(
        _even_slope(self, wrapped(one, self.ndim), step, edge_order) for one, step in pairs
    )


def _steps(spacing: Any, count: int) -> list[float]:
    listed = spacing if isinstance(spacing, (tuple, list)) else [spacing]
    if any(isinstance(one, Tensor) for one in listed):
        raise NotImplementedError("gradient: coordinates are not supported; give numbers")
    if spacing is None or isinstance(spacing, (int, float)):
        return [1.0 if spacing is None else float(spacing)] * count
    require(
        len(spacing) == count,
        "torch.gradient expected spacing to be unspecified, a scalar or a list of length equal to "
        f"'self.dim() - {count}'",
    )
    return [float(one) for one in spacing]


@composite
def combinations(input: Any, r: int = 2, with_replacement: bool = False) -> Any:
    """Return all combinations of ``r`` elements of one dimension, one a row.

    Raises:
        RuntimeError: if there is another number of dimensions, or r is negative.

    """
    require(
        input.ndim == 1,
        f"Expect a 1D vector, but got shape {list(input.shape)}",
    )
    require(r >= 0, f"Expect a non-negative number, but got {r}")
    if r == 0:
        return input[:0]
    size = input.shape[0]
    mask = np.zeros((size,) * r, bool)
    pick = combinations_with_replacement if with_replacement else choose
    for places in pick(range(size), r):
        mask[places] = True
    chosen = untracked(mask)
    grids = [
        expand(view(input, tuple(-1 if one == at else 1 for one in range(r))), (size,) * r)
        for at in range(r)
    ]
    return stack([masked_select(one, chosen) for one in grids], 1)
