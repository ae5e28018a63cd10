"""Fractional max pooling: the maxima of windows that begin at random places, in order.

From B. Graham, Fractional Max-Pooling (2014); the windows overlap.
"""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from collections.abc import Callable
from math import prod
from typing import TYPE_CHECKING, Any

import numpy as np

from ...creation import rand
from ...grad_mode import is_grad_enabled
from ..demands import require
from ..record import Array, composite, op
from .max_pooling import best, placed

if TYPE_CHECKING:
    from ..pointwise.arithmetic import zeros_of_like
    from .max_pooling import taken_at

Dims = tuple[int, ...]


# ---- kernels ---------------------------------------------------------------------------------


def _starts(sample: Array, size: int, count: int, pool: int) -> Array:
    """Return where the windows of an axis begin, (planes, count); the last ends the axis."""
    last = np.full((len(sample), min(count, 1)), size - pool)
    if count < 2:
        return last
    step = sample.dtype.type(size - pool) / sample.dtype.type(count - 1)
    places = np.arange(count - 1, dtype=sample.dtype)
    starts = ((places + sample[:, None]) * step).astype(int) - (sample * step).astype(int)[:, None]
    return np.concatenate([starts, last], axis=1)


def _pooled(input: Array, pool: Dims, counts: Dims, samples: Array) -> tuple[Array, Array]:
    """Return the maximum of each window and its index; ``samples`` has a number for each axis."""
    rank = len(pool)
    sizes, planes = input.shape[-rank:], prod(input.shape[:-rank])
    numbers = samples[: planes // max(input.shape[-rank - 1], 1)].reshape(-1, rank)
    first: Any = np.arange(planes).reshape(-1, *[1] * rank) * 0
    for axis, (size, count, window) in enumerate(zip(sizes, counts, pool, strict=True)):
        starts = _starts(numbers[:, axis], size, count, window)
        first = first * size + starts.reshape(
            -1, *[count if at == axis else 1 for at in range(rank)]
        )
    offsets = np.zeros(1, np.int64)
    for size, window in zip(sizes, pool, strict=True):
        offsets = (offsets[:, None] * size + np.arange(window)).reshape(-1)
    flat = input.reshape(-1)
    area = np.arange(planes).reshape(-1, *[1] * rank) * prod(sizes)
    largest, chosen = best((flat[first + area + one] for one in offsets), len(offsets))
    shape = (*input.shape[:-rank], *counts)
    return largest.reshape(shape), (first + offsets[chosen]).reshape(shape)


# ---- operations ------------------------------------------------------------------------------


@op(
    # The sizes are named only to be saved, as in PyTorch.
    self=lambda grad, self, kernel_size, output_size, result1: fractional_max_pool2d_backward(
        grad, self, result1
    ),
    outputs=("result", "result1"),
    differentiable=1,
    casts=None,
    node="FractionalMaxPool2DBackward0",
)
def fractional_pool2d(
    self: Array, kernel_size: Dims, output_size: Dims, random_samples: Array
) -> tuple[Array, Array]:
    """Return the maxima (*, h, w) of random windows of images, and their indices."""
    # PyTorch takes the first number for the width.
    return _pooled(self, kernel_size, output_size, random_samples[..., ::-1])


@op(
    self=lambda grad, self, kernel_size, output_size, result1: fractional_max_pool3d_backward(
        grad, self, result1
    ),
    outputs=("result", "result1"),
    differentiable=1,
    casts=None,
    node="FractionalMaxPool3DBackward0",
)
def fractional_pool3d(
    self: Array, kernel_size: Dims, output_size: Dims, random_samples: Array
) -> tuple[Array, Array]:
    """Return the maxima (*, d, h, w) of random windows of volumes, and their indices."""
    return _pooled(self, kernel_size, output_size, random_samples)


@op(
    grad_output=lambda grad, indices: taken_at(grad, indices, 2),
    self=lambda self: zeros_of_like(self),
    casts=None,
    node="FractionalMaxPool2DBackwardBackward0",
)
def fractional_max_pool2d_backward(grad_output: Array, self: Array, indices: Array) -> Array:
    """Return the gradient placed at the flat indices of each channel of ``self``."""
    return placed(grad_output, indices, self.shape, 2)


@op(
    grad_output=lambda grad, indices: taken_at(grad, indices, 3),
    self=lambda self: zeros_of_like(self),
    casts=None,
    node="FractionalMaxPool3DBackwardBackward0",
)
def fractional_max_pool3d_backward(grad_output: Array, self: Array, indices: Array) -> Array:
    """Return the gradient placed at the flat indices of each channel of ``self``."""
    return placed(grad_output, indices, self.shape, 3)


# ---- functions -------------------------------------------------------------------------------


@composite
def fractional_max_pool2d(
    input: Any,
    kernel_size: Any,
    output_size: Any = None,
    output_ratio: Any = None,
    return_indices: bool = False,
    _random_samples: Any = None,
) -> Any:
    """Return the maxima of random windows of (n, c, h, w) or (c, h, w), with indices on request.

    The windows begin where ``_random_samples`` (n, c, 2), uniform in [0, 1), put them.

    Raises:
        ValueError: unless the size of the result is given, itself or as a share of the input's.
        RuntimeError: if the shapes do not fit.

    """
    found = _fractional(
        fractional_pool2d, 2, input, kernel_size, output_size, output_ratio, _random_samples
    )
    return found if return_indices else found[0]


@composite
def fractional_max_pool3d(
    input: Any,
    kernel_size: Any,
    output_size: Any = None,
    output_ratio: Any = None,
    return_indices: bool = False,
    _random_samples: Any = None,
) -> Any:
    """Return the maxima of random windows of (n, c, d, h, w) or (c, d, h, w), with indices.

    The windows begin where ``_random_samples`` (n, c, 3), uniform in [0, 1), put them.

    Raises:
        ValueError: unless the size of the result is given, itself or as a share of the input's.
        RuntimeError: if the shapes do not fit.

    """
    found = _fractional(
        fractional_pool3d, 3, input, kernel_size, output_size, output_ratio, _random_samples
    )
    return found if return_indices else found[0]


def _fractional(
    operation: Callable[..., Any],
    rank: int,
    input: Any,
    kernel_size: Any,
    output_size: Any,
    output_ratio: Any,
    samples: Any,
) -> Any:
    name = f"fractional_max_pool{rank}d"
    if output_size is None:
        output_size = _shares(name, input, output_ratio, rank)
    if samples is None:
        batch = 1 if input.ndim == rank + 1 else input.shape[0]
        samples = rand(batch, input.size(-rank - 1), rank, dtype=input.dtype)
    pool, counts = (
        _each(name, which, one, rank)
        for which, one in (("kernel_size", kernel_size), ("output_size", output_size))
    )
    require(
        not (samples.requires_grad and is_grad_enabled()),
        f"The function '{name}' is not differentiable with respect to argument 'random_samples'. "
        "This input cannot have requires_grad True.",
    )
    _check(name if rank == 2 else f"{name}_out", input, pool, counts, samples)
    return operation(input, pool, counts, samples)


def _shares(name: str, input: Any, ratio: Any, rank: int) -> Dims:
    if ratio is None:
        raise ValueError(f"{name} requires specifying either an output_size or an output_ratio")
    if rank == 2 and len(ratio) > 2:
        raise ValueError(
            f"{name} requires output_ratio to either be a single Int or tuple of Ints."
        )
    ratios = (ratio,) * rank if isinstance(ratio, (int, float)) else tuple(ratio)
    return tuple(int(input.size(at - rank) * ratios[at]) for at in range(rank))


def _each(function: str, name: str, given: Any, rank: int) -> Dims:
    listed = (given,) if isinstance(given, int) else tuple(given)
    ints = "Ints" if rank == 2 else "three Ints"
    require(
        len(listed) in (1, rank),
        f"{function}: {name} must either be a single Int or tuple of {ints}",
    )
    return listed * rank if len(listed) == 1 else listed


def _check(name: str, input: Any, pool: Dims, counts: Dims, samples: Any) -> None:
    rank = len(pool)
    require(
        input.ndim in (rank + 1, rank + 2),
        f"{name}(): Expected {rank + 1}D or {rank + 2}D tensor, but got: {list(input.shape)}",
    )
    for at in range(input.ndim - rank - 1, input.ndim):
        require(
            input.shape[at] != 0,
            f"{name}(): Expected input to have non-zero size for non-batch dimensions, but got"
            f"{list(input.shape)} with dimension {at} being empty.",
        )
    _check_samples(input, samples, rank)
    axes = ("time", "height", "width")[-rank:]
    for axis, size, window, count in zip(axes, input.shape[-rank:], pool, counts, strict=True):
        require(
            count + window - 1 <= size - (rank == 3),  # by one stricter there, as in PyTorch
            f"{name}(): pool {axis} {window} too large relative to input {axis} {size}",
        )


def _check_samples(input: Any, samples: Any, rank: int) -> None:
    require(input.dtype == samples.dtype, "Expect _random_samples to have the same dtype as input")
    require(samples.ndim == 3, f"Expect _random_samples to have 3 dimensions, got {samples.ndim}")
    batch = 1 if input.ndim == rank + 1 else input.shape[0]
    require(
        samples.shape[0] >= batch,
        "Expect _random_samples.size(0) no less then input batch size.",
    )
    require(
        samples.shape[1] == input.shape[-rank - 1],
        "Expect _random_samples.size(1) equals to input channel size.",
    )
    require(
        samples.shape[2] == rank,
        f"Expect _random_samples.size(2) equals to {rank}; got {samples.shape[2]}.",
    )
