"""Layer and group normalisation: some dimensions of each sample get mean 0 and variance 1.

Layer norm: Ba, Kiros and Hinton 2016. Group norm: Wu and He 2018. The gradients here are on arrays,
computed in few of them; those that can be differentiated again are in ``normalization_backward``.
"""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from math import prod as product
from typing import TYPE_CHECKING, Any

import numpy as np

from ...sums import column_sums, row_sums
from ..pointwise.arithmetic import add_scalar
from ..record import Array, composite, op
from . import normalization_checks as checks

if TYPE_CHECKING:
    from .normalization_backward import group_norm_slopes, layer_norm_slopes

Dims = tuple[int, ...]
Outputs = tuple[Array, Array, Array]


def standardized(input: Array, axes: Dims, eps: float) -> tuple[Array, Array, Array, Array]:
    """Return (input - mean) * rstd, the mean, rstd and variance; reduced axes are kept as 1."""
    count = product(input.shape[axis] for axis in axes)
    mean = np.add.reduce(input, axis=axes, keepdims=True) / count
    centred = input - mean
    variance = np.add.reduce(centred * centred, axis=axes, keepdims=True) / count
    rstd = 1 / np.sqrt(variance + input.dtype.type(eps))
    centred *= rstd
    return centred, mean, rstd, variance


def standardized_rows(rows: Array, eps: float) -> tuple[Array, Array, Array]:
    """Return the same for each row of a matrix, without the variance."""
    count = rows.shape[1]
    mean = (row_sums(rows) / count)[:, None]
    centred = rows - mean
    rstd = 1 / np.sqrt(np.vecdot(centred, centred)[:, None] / count + rows.dtype.type(eps))
    centred *= rstd
    return centred, mean, rstd


def scaled_and_shifted(result: Array, weight: Array | None, bias: Array | None) -> Array:
    """Return ``result * weight + bias``, stored in ``result``."""
    if weight is not None:
        result *= weight
    if bias is not None:
        result += bias
    return result


def levelled(slope: Array, normalized: Array, level: Array, tilt: Array, rstd: Array) -> Array:
    """Return ``rstd * (slope - level - normalized * tilt)``, stored in ``normalized``."""
    normalized *= tilt
    np.subtract(slope, normalized, out=normalized)
    normalized -= level
    normalized *= rstd
    return normalized


def standardized_slope(grads: Array, normalized: Array, rstd: Array, axes: Dims) -> Array:
    """Return the gradient of an input that was standardised over ``axes``.

    With n elements, mean m and r = 1 / sqrt(var + eps): dm/dx = 1 / n and
    dr/dx = -r^2 normalized / n (Ioffe and Szegedy 2015, section 3). It is stored in ``normalized``.
    """
    count = product(normalized.shape[axis] for axis in axes)
    level = np.add.reduce(grads, axis=axes, keepdims=True)
    tilt = np.add.reduce(grads * normalized, axis=axes, keepdims=True)
    return levelled(grads, normalized, level / count, tilt / count, rstd)


def affine_slopes(
    grad: Array, normalized: Array, needs: tuple[bool, ...], axes: Dims
) -> tuple[Array | None, Array | None]:
    """Return the gradients of weight and bias, summed over ``axes``; no axes mean no sum."""
    slopes = grad * normalized if needs[1] else None, grad if needs[2] else None
    if not axes:
        return slopes
    scale, shift = (None if one is None else np.add.reduce(one, axis=axes) for one in slopes)
    return scale, shift


# ---- layer norm ------------------------------------------------------------------------------


@op(
    inputs=lambda grad, input, normalized_shape, weight, bias, result1, result2, needs: (
        layer_norm_slopes(grad, input, normalized_shape, result1, result2, weight, bias, needs)
    ),
    outputs=("result", "result1", "result2"),
    differentiable=1,
    casts=None,
    layout="rows",
)
def native_layer_norm(
    input: Array, normalized_shape: Dims, weight: Array | None, bias: Array | None, eps: float
) -> Outputs:
    """Return the input normalised over its last dimensions, their means and 1 / deviations."""
    lead = input.shape[: input.ndim - len(normalized_shape)]
    shape = (product(lead), product(normalized_shape))
    rows, mean, rstd = standardized_rows(input.reshape(shape), eps)
    small = (*lead, *[1] * len(normalized_shape))
    result = scaled_and_shifted(rows.reshape(input.shape), weight, bias)
    return result, mean.reshape(small), rstd.reshape(small)


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
    height, count = shape = (rstd.size, product(normalized_shape))
    rows, slopes = input.reshape(shape), grad.reshape(shape)
    rstd = rstd.reshape(height, 1)
    normalized = rows - mean.reshape(height, 1)
    normalized *= rstd
    products = slopes * normalized
    scale = column_sums(products).reshape(normalized_shape) if needs[1] else None
    shift = column_sums(slopes).reshape(normalized_shape) if needs[2] else None
    if not needs[0]:
        return None, scale, shift
    factors = np.ones(count, grad.dtype) if weight is None else weight.reshape(count)
    level, tilt = (one.dot(factors)[:, None] / count for one in (slopes, products))
    scaled = slopes if weight is None else np.multiply(slopes, factors, out=products)
    return levelled(scaled, normalized, level, tilt, rstd).reshape(input.shape), scale, shift


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


# ---- group norm ------------------------------------------------------------------------------


@op(
    # eps is named only to be saved, as in PyTorch.
    inputs=lambda given, input, weight, N, C, HxW, group, eps, result1, result2, needs: (  # noqa: N803
        group_norm_slopes(given, input, weight, (N, C, HxW, group), result1, result2, needs)
    ),
    outputs=("result", "result1", "result2"),
    casts=None,
)
def native_group_norm(
    input: Array,
    weight: Array | None,
    bias: Array | None,
    N: int,  # noqa: N803
    C: int,  # noqa: N803
    HxW: int,  # noqa: N803
    group: int,
    eps: float,
) -> Outputs:
    """Return the input normalised over each group of channels, the means and 1 / deviations."""
    parts, mean, rstd = standardized_rows(input.reshape(N * group, C // group * HxW), eps)
    shape = (C, *[1] * (input.ndim - 2))
    affine = [None if one is None else one.reshape(shape) for one in (weight, bias)]
    result = scaled_and_shifted(parts.reshape(input.shape), *affine)
    return result, mean.reshape(N, group), rstd.reshape(N, group)


def group_norm_slopes_of_arrays(
    given: Any,
    input: Array,
    weight: Array | None,
    sizes: tuple[int, int, int, int],
    mean: Array,
    rstd: Array,
    needs: tuple[bool, ...],
) -> tuple[Array | None, ...]:
    """Return the gradients of a group norm, from those of its three outputs or None."""
    batch, channels, pixels, groups = sizes
    parts, planes = (batch * groups, channels // groups * pixels), (batch * channels, pixels)
    rstd, mean_grad, rstd_grad = [
        None if one is None else one.reshape(-1, 1) for one in (rstd, *given[1:])
    ]
    normalized = input.reshape(parts) - mean.reshape(-1, 1)
    normalized *= rstd
    slopes = np.zeros(planes, input.dtype) if given[0] is None else given[0].reshape(planes)
    levels = row_sums(slopes).reshape(batch, channels)
    tilts = np.vecdot(slopes, normalized.reshape(planes)).reshape(batch, channels)
    scale, shift = (
        column_sums(one) if need else None
        for one, need in zip((tilts, levels), needs[1:], strict=True)
    )
    if not needs[0]:
        return None, scale, shift
    factors = np.ones(channels, input.dtype) if weight is None else weight
    level, tilt = ((one * factors).reshape(parts[0], channels // groups) for one in (levels, tilts))
    level, tilt = (row_sums(one)[:, None] for one in (level, tilt))
    if mean_grad is not None:
        level -= mean_grad / rstd
    if rstd_grad is not None:
        tilt += rstd_grad * rstd
    scaled = (slopes.reshape(batch, channels, pixels) * factors[:, None]).reshape(parts)
    slope = levelled(scaled, normalized, level / parts[1], tilt / parts[1], rstd)
    return slope.reshape(input.shape), scale, shift


@composite
def group_norm(
    input: Any, num_groups: int, weight: Any = None, bias: Any = None, eps: float = 1e-5
) -> Any:
    """Return (n, c, *) with each of ``num_groups`` groups of channels normalised.

    Raises:
        RuntimeError: if the shapes do not fit.

    """
    checks.check_group_norm(input, num_groups, weight, bias)
    batch, channels, *sizes = input.shape
    input = input.contiguous()
    return native_group_norm(input, weight, bias, batch, channels, product(sizes), num_groups, eps)[
        0
    ]


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
