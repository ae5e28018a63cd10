"""Layer normalisation: the last dimensions get mean 0 and variance 1 (Ba, Kiros and Hinton 2016).

The gradients here are on arrays, computed in few of them; those that can be differentiated again
are in ``normalization_backward``.
"""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from math import prod as product
from typing import TYPE_CHECKING, Any

import numpy as np

from ...blocks import blocks_of, joined, summed
from ...sums import column_sums, row_sums
from ..pointwise.arithmetic import add_scalar
from ..record import Array, composite, op
from . import normalization_checks as checks

if TYPE_CHECKING:
    from .normalization_backward import layer_norm_slopes

Dims = tuple[int, ...]
Outputs = tuple[Array, Array, Array]


def centred_rows(rows: Array, eps: float, out: Array) -> tuple[Array, Array]:
    """Store each row of a matrix less its mean in ``out``; return the means and 1 / deviations."""
    count = rows.shape[1]
    mean = row_sums(rows)[:, None]
    mean /= count
    np.subtract(rows, mean, out=out)
    return mean, reciprocal_deviation(np.vecdot(out, out)[:, None] / count, eps)


def reciprocal_deviation(variance: Array, eps: float) -> Array:
    """Return 1 / sqrt(variance + eps)."""
    rstd: Array = 1 / np.sqrt(variance + eps)
    return rstd


def levelled(slope: Array, centred: Array, level: Array, tilt: Array) -> None:
    """Store ``slope - level - centred * tilt`` in ``centred``.

    With n elements, mean m and r = 1 / sqrt(var + eps): dm/dx = 1 / n and
    dr/dx = -r^3 (x - m) / n (Ioffe and Szegedy 2015, section 3). So this is the gradient of x, if
    ``slope`` is what came to (x - m) r, times r, ``level`` its mean, and ``tilt`` the mean of its
    product with x - m, times r^2.
    """
    centred *= tilt
    centred += level
    np.subtract(slope, centred, out=centred)


# ---- layer norm ------------------------------------------------------------------------------


@op(
    inputs=lambda grad, input, normalized_shape, weight, bias, result1, result2, needs: (
        layer_norm_slopes(grad, input, normalized_shape, result1, result2, weight, bias, needs)
    ),
    outputs=("result", "result1", "result2"),
    differentiable=1,
    casts=None,
    layout="own",
)
def native_layer_norm(
    input: Array, normalized_shape: Dims, weight: Array | None, bias: Array | None, eps: float
) -> Outputs:
    """Return the input normalised over its last dimensions, their means and 1 / deviations."""
    lead = input.shape[: input.ndim - len(normalized_shape)]
    rows = input.reshape(product(lead), product(normalized_shape))
    weight, bias = _in_a_row(weight), _in_a_row(bias)
    result = np.empty(rows.shape, input.dtype)
    moments = []
    for part in blocks_of(rows):
        block = result[part]
        means, deviations = pair = centred_rows(rows[part], eps, block)
        moments.append(pair)
        block *= deviations
        if weight is not None:
            block *= weight
        if bias is not None:
            block += bias
    if len(moments) != 1:
        means, deviations = [joined(one) for one in zip(*moments, strict=True)]
    small = (*lead, *[1] * len(normalized_shape))
    return result.reshape(input.shape), means.reshape(small), deviations.reshape(small)


def _in_a_row(one: Array | None) -> Array | None:
    return one if one is None or one.ndim == 1 else one.reshape(-1)


def layer_norm_slopes_of_arrays(
    grad: Array,
    input: Array,
    normalized_shape: Dims,
    mean: Array,
    rstd: Array,
    weight: Array | None,
    bias: Array | None,  # noqa: ARG001 - as PyTorch's operation, of which this is the kernel
    needs: tuple[bool, ...],
) -> tuple[Array | None, ...]:
    """Return the gradients of a layer norm over its last dimensions."""
    rows = input.reshape(rstd.size, product(normalized_shape))
    slopes, weight = grad.reshape(rows.shape), _in_a_row(weight)
    mean, rstd = mean.reshape(-1, 1), rstd.reshape(-1, 1)
    result = np.empty(rows.shape, grad.dtype)
    scales, shifts = [], []
    for part in blocks_of(rows):
        slope, block, deviation = slopes[part], result[part], rstd[part]
        np.subtract(rows[part], mean[part], out=block)
        products = slope * block
        if needs[1]:
            scales.append(deviation[:, 0].dot(products))
        if needs[2]:
            shifts.append(column_sums(slope))
        if needs[0]:
            _layer_norm_slope(slope, block, products, weight, deviation)
    scale, shift = [
        summed(one).reshape(normalized_shape) if one else None for one in (scales, shifts)
    ]
    return result.reshape(input.shape) if needs[0] else None, scale, shift


def _layer_norm_slope(
    slopes: Array, centred: Array, products: Array, weight: Array | None, rstd: Array
) -> None:
    """Store the gradient of rows in ``centred``; ``products`` are theirs with the slopes."""
    count = slopes.shape[1]
    factors = np.ones(count, slopes.dtype) if weight is None else weight
    level, tilt = slopes.dot(factors)[:, None] / count, products.dot(factors)[:, None] / count
    scaled = slopes if weight is None else np.multiply(slopes, weight, out=products)
    levelled(scaled, centred, level, tilt * rstd * rstd)
    centred *= rstd


@composite
def layer_norm(
    input: Any, normalized_shape: Any, weight: Any = None, bias: Any = None, eps: float = 1e-5
) -> Any:
    """Return the input with its last dimensions, of ``normalized_shape``, normalised.

    Raises:
        RuntimeError: if the shapes do not fit.

    """
    shape = checks.normalized_shape("layer_norm", normalized_shape)
    checks.check_layer_norm(input, shape, weight, bias)
    return native_layer_norm(input, shape, weight, bias, eps)[0]


# ---- root mean square ------------------------------------------------------------------------


@composite
def rms_norm(
    input: Any, normalized_shape: Any, weight: Any = None, eps: float | None = None
) -> Any:
    """Return the input divided by its root mean square over its last dimensions.

    From Zhang and Sennrich, "Root Mean Square Layer Normalization" (2019).

    Raises:
        RuntimeError: if the shapes do not fit.

    """
    shape = checks.normalized_shape("rms_norm", normalized_shape)
    checks.check_rms_norm(input, shape, weight)
    if eps is None:
        eps = float(np.finfo(input.dtype.numpy).eps)
    dims = tuple(reversed(range(input.ndim - len(shape), input.ndim)))
    square = input.pow(2).mean(dims, keepdim=True)
    result = input * add_scalar(square, eps).rsqrt()
    return result if weight is None else result * weight
