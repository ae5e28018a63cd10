"""Batch, instance and local response normalisation.

Batch norm: Ioffe and Szegedy 2015. Instance norm: Ulyanov, Vedaldi and Lempitsky 2016.
"""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from . import normalization_checks as checks
from .average_pooling import avg_pool2d, avg_pool3d
from .normalization import scaled_and_shifted, standardized
from .padding import constant_pad_nd
from .record import FUNCTIONS, Array, composite, formula, op
from .squeezing import squeeze_dim, unsqueeze

if TYPE_CHECKING:
    from .arithmetic import add_scalar
    from .elementwise import rsqrt
    from .normalization import affine_slopes, standardized_slope
    from .shape import reshape

Dims = tuple[int, ...]


@op(
    inputs=lambda grads, input, weight, running_mean, running_var, training, eps, result1, result2,
    needs: (
        batch_norm_slopes(grads, input, weight, result1, result2, needs)
        if training
        else frozen_slopes(grads[0], input, weight, running_mean, running_var, eps, needs)
    ),
    outputs=("result", "result1", "result2"),
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


@formula
def batch_norm_slopes(
    grads: Any, input: Any, weight: Any, mean: Any, rstd: Any, needs: Any
) -> tuple[Any, ...]:
    """Return the gradients of a batch norm in training."""
    grad, *statistics = grads
    axes = (0, *range(2, len(input.shape)))
    mean, rstd, mean_grad, rstd_grad = [
        channelwise(one, input) for one in (mean, rstd, *statistics)
    ]
    normalized = (input - mean) * rstd
    slope = None
    if needs[0]:
        scaled = grad if weight is None else grad * channelwise(weight, input)
        slope = standardized_slope(scaled, normalized, mean_grad, rstd_grad, rstd, axes)
    return slope, *affine_slopes(grad, normalized, needs, axes)


@formula
def frozen_slopes(
    grad: Any, input: Any, weight: Any, mean: Any, variance: Any, eps: float, needs: Any
) -> tuple[Any, ...]:
    """Return the gradients of a batch norm with the running statistics."""
    rstd = channelwise(rsqrt(add_scalar(variance, eps)), input)
    normalized = (input - channelwise(mean, input)) * rstd
    slope = None
    if needs[0]:
        slope = grad * rstd
        slope = slope if weight is None else slope * channelwise(weight, input)
    axes = (0, *range(2, len(input.shape)))
    return slope, *affine_slopes(grad, normalized, needs, axes)


@formula
def channelwise(one: Any, input: Any) -> Any:
    """Return a vector with an element for each channel in a shape that broadcasts to ``input``."""
    return reshape(one, (-1, *[1] * (len(input.shape) - 2)))


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
