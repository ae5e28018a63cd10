"""New tensors of random numbers whose distribution tensors describe."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ...creation import randn
from ...random import generator
from ...tensor import Tensor, untracked
from ..demands import require
from ..record import FUNCTIONS, Array, composite, op

if TYPE_CHECKING:
    from ..pointwise.arithmetic import zeros_of_like


def _drawn(mean: Any, std: Any, kind: Any) -> Array:
    require(bool(np.all(np.asarray(std) >= 0)), "normal expects all elements of std >= 0.0")
    return np.asarray(generator().normal(mean, std)).astype(kind)


@op(mean=lambda grad: zeros_of_like(grad), node="NormalBackward1", casts=None)
def normal_tensor_number(mean: Array, std: float) -> Array:
    """Return normal random numbers, one around each element."""
    return _drawn(mean, std, mean.dtype)


@op(std=lambda grad: zeros_of_like(grad), node="NormalBackward2", casts=None)
def normal_number_tensor(mean: float, std: Array) -> Array:
    """Return normal random numbers, one of each deviation."""
    return _drawn(mean, std, std.dtype)


@op(
    mean=lambda grad: zeros_of_like(grad),
    std=lambda grad: zeros_of_like(grad),
    node="NormalBackward3",
)
def normal_tensors(mean: Array, std: Array) -> Array:
    """Return normal random numbers, one around each element and of each deviation."""
    return _drawn(mean, std, mean.dtype)


@composite
def normal(mean: Any, std: Any = 1.0, size: Any = None, *, dtype: Any = None) -> Any:
    """Return normal random numbers; mean and deviation are numbers, for a size, or tensors.

    Raises:
        RuntimeError: if a deviation is negative.
        TypeError: for two numbers without a size.

    """
    kinds = ["tensor" if isinstance(one, Tensor) else "number" for one in (mean, std)]
    if "tensor" in kinds:
        several = kinds == ["tensor", "tensor"]
        return FUNCTIONS["normal_tensors" if several else f"normal_{'_'.join(kinds)}"](mean, std)
    if size is None:
        raise TypeError("normal(): a mean and a std that are numbers need a size")
    require(std >= 0, f"normal expects std >= 0.0, but found std {std:g}")
    return randn(size, dtype=dtype) * std + mean


@op(self=lambda grad: zeros_of_like(grad), casts=None)
def poisson(self: Array) -> Array:
    """Return how many events there are at each rate.

    Raises:
        RuntimeError: if a rate is negative.

    """
    require(
        bool(np.all(np.asarray(self) >= 0)),
        "invalid Poisson rate, expected rate to be non-negative",
    )
    return np.asarray(generator().poisson(self)).astype(self.dtype)[()]


@op(
    count=lambda grad: zeros_of_like(grad),
    prob=lambda grad: zeros_of_like(grad),
    casts=None,
)
def binomial(count: Array, prob: Array) -> Array:
    """Return how many of so many trials succeed, each of a probability."""
    drawn = generator().binomial(np.asarray(count).astype(np.int64), prob)
    return np.asarray(drawn).astype(count.dtype)[()]


@composite
def multinomial(self: Any, num_samples: int, replacement: bool = False) -> Any:
    """Return the numbers of the columns that each row of weights draws.

    Raises:
        RuntimeError: if weights are negative, not finite or all zero, or more columns are to be
            drawn than there are.

    """
    require(self.ndim in (1, 2), "prob_dist must be 1 or 2 dim")
    require(
        self.dtype.is_floating_point,
        f"multinomial only supports floating-point dtypes for input, got: {self.dtype.legacy}",
    )
    require(num_samples > 0, "cannot sample n_sample <= 0 samples")
    require(
        replacement or num_samples <= self.shape[-1],
        "cannot sample n_sample > prob_dist.size(-1) samples without replacement",
    )
    weights = np.atleast_2d(self._data).astype(np.float64)
    require(
        bool(np.all(np.isfinite(weights) & (weights >= 0))),
        "probability tensor contains either `inf`, `nan` or element < 0",
    )
    require(
        bool(np.all(weights.sum(1) > 0)),
        "invalid multinomial distribution (sum of probabilities <= 0)",
    )
    columns = np.stack([_columns(row, num_samples, replacement) for row in weights])
    return untracked(columns if self.ndim == 2 else columns[0])


def _columns(weights: Array, count: int, replacement: bool) -> Array:
    if replacement:
        return generator().choice(len(weights), count, p=weights / weights.sum())
    # The largest of exponential races: what has no weight comes last.
    with np.errstate(divide="ignore"):
        times = generator().exponential(size=len(weights)) / weights
    return np.argsort(times, kind="stable")[:count]
