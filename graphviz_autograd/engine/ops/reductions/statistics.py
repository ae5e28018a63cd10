"""Variances, norms, and other summaries of several elements."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from math import inf
from math import prod as product
from typing import TYPE_CHECKING, Any

import numpy as np

from ...warning import warn
from ..dims import Dims, as_dims, axes
from ..record import Array, composite, formula, op

if TYPE_CHECKING:
    from ..indices.masking import masked_fill_by
    from ..pointwise.arithmetic import div_scalar, mul_scalar, right_first
    from ..pointwise.elementwise import exp
    from .extrema import sum_of_given
    from .reduction import count, mean_all, mean_dim, restored, unreduced


# ---- variance --------------------------------------------------------------------------------


_add: np.ufunc = np.add
_NO_FREEDOM = (
    "{}(): degrees of freedom is <= 0. Correction should be strictly less than the reduction "
    "factor (input numel divided by output numel)."
)


def _variance(
    name: str, self: Array, dim: Dims | None, correction: float | None, keepdim: bool
) -> Array:
    if self.dtype.kind != "f":
        raise RuntimeError("std and var only support floating point and complex dtypes")
    along = axes(dim, self.ndim)
    number = product(self.shape[one] for one in along)
    freedom = number - (1 if correction is None else correction)
    if freedom <= 0:
        warn(_NO_FREEDOM.format(name))
    centred = self - np.true_divide(np.add.reduce(self, axis=along, keepdims=True), number)
    total = _add.reduce(centred * centred, axis=along, keepdims=keepdim)
    return np.true_divide(total, max(freedom, 0))


@formula
def var_slope(
    grad: Any, self: Any, dim: Dims | None, correction: float | None, keepdim: bool
) -> Any:
    """Return the gradient of the variance: twice the distance from the mean, over the freedom."""
    freedom = count(self.shape, dim, product(self.shape)) - (
        1 if correction is None else correction
    )
    if dim is None or not self.shape:
        distance = self - (mean_all(self) if self.shape else self)
        return mul_scalar(grad, 2.0 / freedom if freedom > 0 else float("nan")) * distance
    grad = unreduced(grad, self.shape, dim, keepdim)
    along = tuple(dim) if dim else tuple(range(len(self.shape)))
    if freedom <= 0:
        return grad * (self - mean_dim(self, along, True)) * float("nan")
    return right_first(self - mean_dim(self, along, True), mul_scalar(grad, 2.0 / freedom))


@op(
    self=lambda grad, self, dim, correction, keepdim: var_slope(
        grad, self, dim, correction, keepdim
    ),
    node="VarBackward0",
)
def var_dim(self: Array, dim: Dims | None, correction: float | None, keepdim: bool) -> Array:
    """Return the variances over some dimensions."""
    return _variance("var", self, dim, correction, keepdim)


@formula
def std_slope(grad: Any, result: Any) -> Any:
    """Return the gradient with respect to the variance: 0 where the deviation is 0."""
    return masked_fill_by(grad / mul_scalar(result, 2), result == 0, 0)


@op(
    self=lambda grad, self, result, dim, correction, keepdim: var_slope(
        std_slope(grad, result), self, dim, correction, keepdim
    ),
    node="StdBackward0",
)
def std_dim(self: Array, dim: Dims | None, correction: float | None, keepdim: bool) -> Array:
    """Return the standard deviations over some dimensions."""
    return np.sqrt(_variance("std", self, dim, correction, keepdim))


@formula
def moments_slope(
    var_grad: Any,
    mean_grad: Any,
    self: Any,
    dim: Dims | None,
    correction: float | None,
    keepdim: bool,
) -> Any:
    """Return the gradient of the variance and the mean, either of which may have none."""
    spread = level = None
    if var_grad is not None:
        spread = var_slope(var_grad, self, dim, correction, keepdim)
    if mean_grad is not None:
        number = count(self.shape, dim, product(self.shape))
        level = div_scalar(restored(mean_grad, self.shape, dim, keepdim), number)
    return sum_of_given(spread, level)


@op(
    self=lambda given, self, dim, correction, keepdim: moments_slope(
        *given, self, dim, correction, keepdim
    ),
    outputs=("result0", "result1"),
    node="VarMeanBackward0",
)
def var_mean_dim(
    self: Array, dim: Dims | None, correction: float | None, keepdim: bool
) -> tuple[Array, Array]:
    """Return the variances and the means over some dimensions."""
    variance = _variance("var_mean", self, dim, correction, keepdim)
    return variance, np.mean(self, axis=axes(dim, self.ndim), keepdims=keepdim)


@op(
    self=lambda given, self, result0, dim, correction, keepdim: moments_slope(
        None if given[0] is None else std_slope(given[0], result0),
        given[1],
        self,
        dim,
        correction,
        keepdim,
    ),
    outputs=("result0", "result1"),
    node="StdMeanBackward0",
)
def std_mean_dim(
    self: Array, dim: Dims | None, correction: float | None, keepdim: bool
) -> tuple[Array, Array]:
    """Return the standard deviations and the means over some dimensions."""
    deviation = np.sqrt(_variance("std_mean", self, dim, correction, keepdim))
    return deviation, np.mean(self, axis=axes(dim, self.ndim), keepdims=keepdim)


def _spread(
    function: Any, self: Any, dim: Any, unbiased: Any, correction: Any, keepdim: bool
) -> Any:
    """Call ``function`` with the arguments that ``var`` and its kin take."""
    if isinstance(dim, bool):
        dim, unbiased = None, dim
    if unbiased is not None:
        correction = int(unbiased)
    elif correction is None and dim is not None:
        correction = 1
    return function(self, None if dim is None else as_dims(dim), correction, keepdim)


@composite
def var(
    self: Any,
    dim: Any = None,
    unbiased: bool | None = None,
    keepdim: bool = False,
    *,
    correction: float | None = None,
) -> Any:
    """Return the variance, of all or over some dimensions; the divisor is n - ``correction``.

    Raises:
        RuntimeError: for integers.

    """
    return _spread(var_dim, self, dim, unbiased, correction, keepdim)


@composite
def std(
    self: Any,
    dim: Any = None,
    unbiased: bool | None = None,
    keepdim: bool = False,
    *,
    correction: float | None = None,
) -> Any:
    """Return the standard deviation, the square root of ``var``."""
    return _spread(std_dim, self, dim, unbiased, correction, keepdim)


@composite
def var_mean(
    self: Any,
    dim: Any = None,
    unbiased: bool | None = None,
    keepdim: bool = False,
    *,
    correction: float | None = None,
) -> Any:
    """Return the variance (see ``var``) and the mean."""
    return _spread(var_mean_dim, self, dim, unbiased, correction, keepdim)


@composite
def std_mean(
    self: Any,
    dim: Any = None,
    unbiased: bool | None = None,
    keepdim: bool = False,
    *,
    correction: float | None = None,
) -> Any:
    """Return the standard deviation (see ``var``) and the mean."""
    return _spread(std_mean_dim, self, dim, unbiased, correction, keepdim)


# ---- logsumexp -------------------------------------------------------------------------------


@op(
    self=lambda grad, self, result, dim, keepdim: (
        unreduced(grad, self.shape, dim, keepdim)
        * exp(self - unreduced(result, self.shape, dim, keepdim))
    ),
    node="LogsumexpBackward0",
    casts="float",
)
def logsumexp_dim(self: Array, dim: Dims, keepdim: bool) -> Array:
    """Return the logarithms of the sums of exponentials over some dimensions."""
    along = axes(dim, self.ndim)
    highest = np.max(self, axis=along, keepdims=True, initial=-inf)
    highest = np.where(np.isfinite(highest), highest, self.dtype.type(0))
    sums = np.add.reduce(np.exp(self - highest), axis=along, keepdims=True)
    result = np.log(sums) + highest
    return result if keepdim else result.squeeze(along)[()]


@composite
def logsumexp(self: Any, dim: Any, keepdim: bool = False) -> Any:
    """Return the logarithm of the sum of exponentials, computed without overflow."""
    return logsumexp_dim(self, as_dims(dim), keepdim)
