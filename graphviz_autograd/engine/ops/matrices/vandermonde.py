"""Vandermonde's matrices: the powers of numbers, one row a number."""

# Matrices have the capital letters that PyTorch and the literature give them.
# ruff: noqa: N803

from __future__ import annotations

from typing import Any

from ...creation import empty, ones
from ..demands import require
from ..indices.slicing import select, slice_dim
from ..record import FUNCTIONS, composite
from ..reductions.cumulative import cumprod
from ..shapes.joining import cat
from ..shapes.reordering import flip
from ..shapes.shape import expand
from ..shapes.squeezing import unsqueeze


@composite
def linalg_vander(x: Any, *, N: int | None = None) -> Any:
    """Return the powers 0 to ``N - 1`` of numbers (..., n) as (..., n, N); N is n by default.

    Raises:
        RuntimeError: if N is not greater than 1.

    """
    count = x.shape[-1] if N is None and x.ndim else N or 0
    require(count > 1, "N must be greater than 1.")
    powers = cumprod(expand(unsqueeze(x, -1), (*x.shape, count - 1)), -1)
    return cat([ones(*x.shape, 1, dtype=powers.dtype), powers], -1)


@composite
def vander(x: Any, N: int | None = None, increasing: bool = False) -> Any:
    """Return the powers of numbers (n,) as (n, N), from the power ``N - 1`` or from 0.

    Raises:
        RuntimeError: if the numbers are not in one dimension, or N is negative.

    """
    require(x.ndim == 1, "x must be a one-dimensional tensor.")
    count = x.shape[0] if N is None else N
    require(count >= 0, "N must be non-negative.")
    kind = x.dtype if x.is_floating_point() else (x[:0] + 0).long().dtype
    powers = empty(x.shape[0], count, dtype=kind)
    copy_ = FUNCTIONS["copy_"]
    if count > 0:
        select(powers, 1, 0).fill_(1)
    if count > 1:
        copy_(slice_dim(powers, 1, 1, count, 1), unsqueeze(x, 1))
        later = slice_dim(powers, 1, 1, count, 1)
        copy_(later, cumprod(slice_dim(powers, 1, 1, count, 1), 1))
    return powers if increasing else flip(powers, (1,))
