"""Batch, instance and local response normalisation.

Batch norm: Ioffe and Szegedy 2015. Instance norm: Ulyanov, Vedaldi and Lempitsky 2016.
"""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from math import prod as product
from typing import TYPE_CHECKING, Any

import numpy as np

from ...blocks import blocks_of
from ...layout import channels_come_last
from ...sums import column_sums, row_sums
from ..images.padding import constant_pad_nd
from ..pooling.average_pooling import avg_pool2d, avg_pool3d
from ..record import FUNCTIONS, Array, composite, op
from ..shapes.squeezing import squeeze_dim, unsqueeze
from . import normalization_checks as checks
from .normalization import levelled, reciprocal_deviation

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
    last = channels_come_last(input)
    images = _by_channels(input, last)
    result = np.empty(images.shape, input.dtype)
    if training:
        mean, variance = _centred(images, result)
        count = images.shape[0] * images.shape[2]
        if count:
            _move(running_mean, mean, momentum)
            _move(running_var, variance * (count / max(count - 1, 1)), momentum)
        rstd = reciprocal_deviation(variance, eps)
        scale, shift, source = rstd if weight is None else rstd * weight, bias, result
    else:
        mean = rstd = np.zeros(0, input.dtype)
        scale = reciprocal_deviation(running_var, eps)
        scale = scale if weight is None else scale * weight
        shift, source = -scale * running_mean, images
        shift = shift if bias is None else shift + bias
    for part in blocks_of(images):
        np.multiply(source[part], scale[:, None], out=result[part])
        if shift is not None:
            result[part] += shift[:, None]
    return _as_before(result, input.shape, last), mean, rstd


def _by_channels(input: Array, last: bool) -> Array:
    """Return images as (n, c, pixels), or as (n * pixels, c, 1) if the channels come last."""
    batch, channels, *sizes = input.shape
    if last:
        return np.moveaxis(input, 1, -1).reshape(batch * product(sizes), channels, 1)
    return input.reshape(batch, channels, product(sizes))


def _as_before(images: Array, shape: Dims, last: bool) -> Array:
    """Return what ``_by_channels`` has made in its shape again."""
    batch, channels, *sizes = shape
    if last:
        return np.moveaxis(images.reshape(batch, *sizes, channels), -1, 1)
    return images.reshape(shape)


def _centred(images: Array, out: Array) -> tuple[Array, Array]:
    """Store images less the means of channels in ``out``; return the means and the variances."""
    count = max(1, images.shape[0] * images.shape[2])
    mean, squares = _sums(images) / count, np.zeros(images.shape[1], images.dtype)
    for part in blocks_of(images):
        np.subtract(images[part], mean[:, None], out=out[part])
        squares += _dots(out[part], out[part])
    return mean, squares / count


def _sums(images: Array) -> Array:
    """Return the sum of each channel."""
    batch, channels, pixels = images.shape
    if pixels == 1:
        return column_sums(images[:, :, 0])
    return column_sums(row_sums(images.reshape(batch * channels, pixels)).reshape(batch, channels))


def _dots(images: Array, others: Array) -> Array:
    """Return the sum of the products of each channel."""
    if images.shape[2] == 1:
        return _sums(images * others)
    return column_sums(np.vecdot(images, others))


def _move(running: Array | None, now: Array, momentum: float) -> None:
    if running is not None:
        running += momentum * (now - running)


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
        mean, rstd = running_mean, reciprocal_deviation(running_var, eps)
    last = channels_come_last(input)
    images, slopes = [_by_channels(one, last) for one in (input, grad)]
    count = images.shape[0] * images.shape[2]
    result = np.empty(images.shape, grad.dtype)
    level, tilt = _sums(slopes), np.zeros(images.shape[1], grad.dtype)
    for part in blocks_of(images):
        np.subtract(images[part], mean[:, None], out=result[part])
        tilt += _dots(slopes[part], result[part])
    scale = tilt * rstd if needs[1] else None
    shift = level if needs[2] else None
    if not needs[0]:
        return None, scale, shift
    factor = (rstd if weight is None else rstd * weight)[:, None]
    level, tilt = (level / count)[:, None], (tilt * rstd * rstd / count)[:, None]
    for part in blocks_of(images):
        if training:
            levelled(slopes[part], result[part], level, tilt)
            result[part] *= factor
        else:
            np.multiply(slopes[part], factor, out=result[part])
    return _as_before(result, input.shape, last), scale, shift


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
        ValueError: in training, if there is one value per channel; if ``eps`` is not positive.

    """
    if training:
        checks.check_several_values(input)
    if eps < 0 or (training and eps == 0):
        wanted = "positive during training" if training else "non-negative"
        raise ValueError(f"batch_norm eps must be {wanted}, but got {eps}")
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
