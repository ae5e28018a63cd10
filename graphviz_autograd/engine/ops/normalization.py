"""Layer and group normalisation: some dimensions of each sample get mean 0 and variance 1.

Layer norm: Ba, Kiros and Hinton 2016. Group norm: Wu and He 2018. The gradients here are on arrays,
computed in few of them; those that can be differentiated again are in ``normalization_backward``.
"""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from math import prod as product
from typing import TYPE_CHECKING, Any

import numpy as np

from . import normalization_checks as checks
from .arithmetic import add_scalar
from .record import Array, composite, op

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


def scaled_and_shifted(result: Array, weight: Array | None, bias: Array | None) -> Array:
    """Return ``result * weight + bias``, stored in ``result``."""
    if weight is not None:
        result *= weight
    if bias is not None:
        result += bias
    return result


def levelled(slope: Array, normalized: Array, level: Array, tilt: Array, rstd: Array) -> Array:
    """Return ``rstd * (slope - level - normalized * tilt)``, computed in one array."""
    result = normalized * tilt
    np.subtract(slope, result, out=result)
    result -= level
    result *= rstd
    return result


def standardized_slope(
    grads: Array,
    normalized: Array,
    rstd: Array,
    axes: Dims,
    mean_grad: Array | None = None,
    rstd_grad: Array | None = None,
) -> Array:
    """Return the gradient of an input that was standardised over ``axes``.

    With n elements, mean m and r = 1 / sqrt(var + eps): dm/dx = 1 / n and
    dr/dx = -r^2 normalized / n (Ioffe and Szegedy 2015, section 3).
    """
    count = product(normalized.shape[axis] for axis in axes)
    level = np.add.reduce(grads, axis=axes, keepdims=True)
    tilt = np.add.reduce(grads * normalized, axis=axes, keepdims=True)
    if mean_grad is not None:
        level -= mean_grad / rstd
    if rstd_grad is not None:
        tilt += rstd_grad * rstd
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
)
def native_layer_norm(
    input: Array, normalized_shape: Dims, weight: Array | None, bias: Array | None, eps: float
) -> Outputs:
    """Return the input normalised over its last dimensions, their means and 1 / deviations."""
    axes = tuple(range(-len(normalized_shape), 0))
    result, mean, rstd, _ = standardized(input, axes, eps)
    return scaled_and_shifted(result, weight, bias), mean, rstd


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
    normalized = (input - mean) * rstd
    lead = input.ndim - len(normalized_shape)
    slope = None
    if needs[0]:
        scaled = grad if weight is None else grad * weight
        slope = standardized_slope(scaled, normalized, rstd, tuple(range(lead, input.ndim)))
    return slope, *affine_slopes(grad, normalized, needs, tuple(range(lead)))


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
    HxW: int,  # noqa: ARG001, N803
    group: int,
    eps: float,
) -> Outputs:
    """Return the input normalised over each group of channels, the means and 1 / deviations."""
    parts, mean, rstd, _ = standardized(input.reshape(N, group, -1), (2,), eps)
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
    small, image = (batch, groups, 1), (batch, channels, pixels)
    mean, rstd = mean.reshape(small), rstd.reshape(small)
    mean_grad, rstd_grad = [None if one is None else one.reshape(small) for one in given[1:]]
    grad = np.zeros(image, input.dtype) if given[0] is None else given[0].reshape(image)
    normalized = (input.reshape(batch, groups, -1) - mean) * rstd
    slope = None
    if needs[0]:
        scaled = grad if weight is None else grad * weight.reshape(channels, 1)
        scaled = scaled.reshape(normalized.shape)
        slope = standardized_slope(scaled, normalized, rstd, (2,), mean_grad, rstd_grad)
        slope = slope.reshape(input.shape)
    return slope, *affine_slopes(grad, normalized.reshape(image), needs, (0, 2))


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
    dims = tuple(range(input.ndim - len(shape), input.ndim))
    square = input.pow(2).mean(dims, keepdim=True)
    result = input * add_scalar(square, eps).rsqrt()
    return result if weight is None else result * weight
