"""Quantiles, decomposed as PyTorch does."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...from_data import tensor
from ...tensor import Tensor, untracked
from ..demands import require
from ..dims import wrapped
from ..indices.gather import gather
from ..indices.sorting import sort
from ..pointwise.ternary import lerp_
from ..record import FUNCTIONS, Array, composite
from ..shapes.squeezing import unsqueeze
from ..shapes.transposing import transpose

_INTERPOLATIONS = ("linear", "lower", "higher", "midpoint", "nearest")


@composite
def quantile(
    self: Any,
    q: Any,
    dim: int | None = None,
    keepdim: bool = False,
    *,
    interpolation: str = "linear",
) -> Any:
    """Return the values below which shares ``q`` of all or of a dimension's elements are.

    Several shares give several results, in a new first dimension. If there is a NaN, it is the
    result.

    Raises:
        RuntimeError: if the types or shapes do not fit, or a share is not between 0 and 1.

    """
    return _quantiles("quantile", self, q, dim, keepdim, interpolation)


@composite
def nanquantile(
    self: Any,
    q: Any,
    dim: int | None = None,
    keepdim: bool = False,
    *,
    interpolation: str = "linear",
) -> Any:
    """Return the quantiles (see ``quantile``) of the elements that are not NaN."""
    return _quantiles("nanquantile", self, q, dim, keepdim, interpolation)


def _quantiles(
    name: str, self: Any, q: Any, dim: int | None, keepdim: bool, interpolation: str
) -> Any:
    shares = _shares(self, q)
    _check(self, q, shares, interpolation)
    rows = _sorted_rows(self, dim, keepdim)
    ranks = _ranks(np.asarray(rows.detach()._data), shares, name == "nanquantile")
    ranks = _rounded(ranks, interpolation)
    below = np.asarray(ranks).astype(np.int64)
    values = gather(rows, -1, untracked(below))
    if interpolation in ("linear", "midpoint"):
        weights = np.full_like(ranks, 0.5) if interpolation == "midpoint" else ranks - below
        above = gather(rows, -1, untracked(np.ceil(ranks).astype(np.int64)))
        values = lerp_(values, above, untracked(weights))
    if not isinstance(q, Tensor) or not q.ndim:
        return FUNCTIONS["squeeze_"](values, -1)
    values = FUNCTIONS["transpose_"](FUNCTIONS["unsqueeze_"](values, 0), 0, -1)
    return FUNCTIONS["squeeze_"](values, -1)


def _shares(self: Any, q: Any) -> Array:
    if not isinstance(q, Tensor):
        require(0 <= q <= 1, f"quantile() q must be in the range [0, 1] but got {q:g}")
        q = tensor(q, dtype=self.dtype)
    return np.asarray(q.detach()._data)


def _check(self: Any, q: Any, shares: Array, interpolation: str) -> None:
    require(self.numel() > 0, "quantile() input tensor must be non-empty")
    require(shares.ndim <= 1, "quantile() q must be a scalar or 1D tensor")
    require(
        self.dtype.name in ("float32", "float64"),
        "quantile() input tensor must be either float or double dtype",
    )
    require(
        not isinstance(q, Tensor) or q.dtype == self.dtype,
        "quantile() q tensor must be same dtype as the input tensor",
    )
    require(
        interpolation in _INTERPOLATIONS,
        "quantile() interpolation must be one of linear, lower, higher, midpoint or nearest, but "
        f"got {interpolation}",
    )
    require(
        bool(((shares >= 0) & (shares <= 1)).all()),
        "quantile() q values must be in the range [0, 1]",
    )


def _sorted_rows(self: Any, dim: int | None, keepdim: bool) -> Any:
    """Return what is compared, sorted, in the last dimension of the shape of the result."""
    sizes = [*self.shape]
    if dim is None:
        rows, left = sort(self.flatten(), -1)[0], [1] * self.ndim if keepdim else []
    else:
        at = wrapped(dim, self.ndim)
        left = [*sizes[:at], *([1] if keepdim else []), *sizes[at + 1 :]]
        if at == self.ndim - 1 or not self.ndim:
            rows = sort(self, -1)[0]
        else:
            turned = transpose(unsqueeze(self, -1), at, -1)
            rows = sort(turned, -1)[0]
    return rows.view((*left, rows.shape[-1]))


def _ranks(rows: Array, shares: Array, ignore_nan: bool) -> Array:
    """Return the places of the quantiles in each row, between whole numbers."""
    if ignore_nan:
        last = (~np.isnan(rows)).sum(-1, keepdims=True).astype(rows.dtype) - 1
        return np.maximum(shares * last, 0)
    last = rows.dtype.type(rows.shape[-1] - 1)
    return np.where(np.isnan(rows).any(-1, keepdims=True), last, shares * last)


def _rounded(ranks: Array, interpolation: str) -> Array:
    whole: dict[str, Any] = {"lower": np.floor, "higher": np.ceil, "nearest": np.round}
    return whole[interpolation](ranks) if interpolation in whole else ranks
