"""Batch, instance and local response normalisation.

Batch norm: Ioffe and Szegedy 2015. Instance norm: Ulyanov, Vedaldi and Lempitsky 2016.
"""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..images.padding import constant_pad_nd
from ..pooling.average_pooling import avg_pool2d, avg_pool3d
from ..record import FUNCTIONS, Array, composite, op
from ..shapes.squeezing import squeeze_dim, unsqueeze
from . import normalization_checks as checks
from .normalization import affine_slopes, scaled_and_shifted, standardized, standardized_slope

if TYPE_CHECKING:
    from .batch_normalization_backward import batch_norm_slopes

Dims = tuple[int, ...]


@op(
    inputs=lambda grad, input, weight, running_mean, running_var, training, eps, result1, result2,
    needs: batch_norm_slopes(
        grad, input, weight, running_mean, running_var, result1, result2, training, eps, needs
    ),
    outputs=("result", "result1", "result2"),
    differentiable=1,
    constants=("running_mean", "running_var"),
    casts=None,
)  # fmt: skip
def native_batch_norm(
    input: Array,
    weight: Array | None,
    bias: Array | None,
    running_mean: Array | None,
    running_var: Array | None,
    training: bool,
    momentum: float,
    eps: float,
) -> tuple[Array, Array, Array]:
    """Return (n, c, *) normalised for each channel, the means and reciprocal deviations.

    In training the running statistics, of shape (c), move towards those of the batch; otherwise
    they are used in place of them.
    """
    shape = (1, -1, *[1] * (input.ndim - 2))
    affine = [None if one is None else one.reshape(shape) for one in (weight, bias)]
    if not training:
        result = _frozen(input, running_mean, running_var, eps, shape)
        nothing = np.zeros(0, input.dtype)
        return scaled_and_shifted(result, *affine), nothing, nothing
    axes = (0, *range(2, input.ndim))
    result, mean, rstd, variance = standardized(input, axes, eps)
    count = input.size // mean.size
    _move(running_mean, mean, momentum)
    _move(running_var, variance * (count / max(count - 1, 1)), momentum)
    return scaled_and_shifted(result, *affine), mean.reshape(-1), rstd.reshape(-1)


def _frozen(input: Array, mean: Any, variance: Any, eps: float, shape: Dims) -> Array:
    rstd = 1 / np.sqrt(variance + variance.dtype.type(eps))
    return (input - mean.reshape(shape)) * rstd.reshape(shape)


def _move(running: Array | None, now: Array, momentum: float) -> None:
    if running is not None:
        running += momentum * (now.reshape(-1) - running)


def batch_norm_slopes_of_arrays(
    grad: Array,
    input: Array,
    weight: Array | None,
    running_mean: Any,
    running_var: Any,
    mean: Array,
    rstd: Array,
    training: bool,
    eps: float,
    needs: tuple[bool, ...],
) -> tuple[Array | None, ...]:
    """Return the gradients of a batch norm, in training or with the running statistics."""
    if not training:
        mean, rstd = running_mean, 1 / np.sqrt(running_var + running_var.dtype.type(eps))
    shape, axes = (-1, *[1] * (input.ndim - 2)), (0, *range(2, input.ndim))
    rstd = rstd.reshape(shape)
    normalized = input - mean.reshape(shape)
    normalized *= rstd
    scale, shift = affine_slopes(grad, normalized, needs, axes)
    slope = None
    if needs[0]:
        scaled = grad if weight is None else grad * weight.reshape(shape)
        slope = standardized_slope(scaled, normalized, rstd, axes) if training else scaled * rstd
    return slope, scale, shift


@composite
def batch_norm(
    input: Any,
    running_mean: Any,
    running_var: Any,
    weight: Any = None,
    bias: Any = None,
    training: bool = False,
    momentum: float = 0.1,
    eps: float = 1e-5,
) -> Any:
    """Return (n, c, *) with each channel normalised over the batch, or by running statistics.

    In training the running statistics are updated in place.

    Raises:
        RuntimeError: if the shapes do not fit or running statistics are missing.
        ValueError: in training, if there is only one value per channel.

    """
    if training:
        checks.check_several_values(input)
    checks.check_batch_norm(input, running_mean, running_var, weight, bias, training)
    return native_batch_norm(
        input, weight, bias, running_mean, running_var, training, momentum, eps
    )[0]


@composite
def instance_norm(
    input: Any,
    running_mean: Any = None,
    running_var: Any = None,
    weight: Any = None,
    bias: Any = None,
    use_input_stats: bool = True,
    momentum: float = 0.1,
    eps: float = 1e-5,
) -> Any:
    """Return (n, c, *) with each channel of each sample normalised.

    It is a batch norm of one sample with n * c channels; the running statistics are then the means
    over the samples.

    Raises:
        ValueError: if there is only one value to normalise.

    """
    if use_input_stats:
        checks.check_several_pixels(input)
    batch, channels, *sizes = input.shape
    repeated = [_repeated(one, batch) for one in (weight, bias, running_mean, running_var)]
    flat = input.contiguous().view(1, batch * channels, *sizes)
    result = native_batch_norm(flat, *repeated, use_input_stats, momentum, eps)[0]
    for running, moved in zip((running_mean, running_var), repeated[2:], strict=True):
        if running is not None and use_input_stats:
            FUNCTIONS["copy_"](running, moved.view(batch, channels).mean(0))
    return result.view(batch, channels, *sizes)


def _repeated(one: Any, times: int) -> Any:
    return None if one is None else one.repeat(times)


# ---- local response --------------------------------------------------------------------------


@composite
def local_response_norm(
    input: Any, size: int, alpha: float = 1e-4, beta: float = 0.75, k: float = 1.0
) -> Any:
    """Return (n, c, *) divided by a power of the mean square of ``size`` neighbouring channels.

    From Krizhevsky, Sutskever and Hinton (2012), section 3.3.

    Raises:
        ValueError: if there are fewer than three dimensions.

    """
    if input.ndim < 3:
        raise ValueError(
            "Expected 3D or higher dimensionality                          input (got "
            f"{input.ndim} dimensions)"
        )
    square = input * input
    sides = (size // 2, (size - 1) // 2)
    if input.ndim == 3:
        padded = constant_pad_nd(unsqueeze(square, 1), (0, 0, *sides))
        mean = squeeze_dim(avg_pool2d(padded, (size, 1), 1), 1)
    else:
        image = square.view(input.shape[0], 1, *input.shape[1:3], -1)
        padded = constant_pad_nd(image, (0, 0, 0, 0, *sides))
        mean = squeeze_dim(avg_pool3d(padded, (size, 1, 1), 1), 1).view(input.shape)
    return input / (mean * alpha + k).pow(beta)
