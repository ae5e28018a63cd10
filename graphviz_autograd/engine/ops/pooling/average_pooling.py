"""Average pooling by sliding windows."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from functools import reduce
from itertools import repeat
from math import prod as product
from typing import TYPE_CHECKING, Any

import numpy as np

from ..convolutions.windows import Window, added, padded, slices
from ..demands import require
from ..record import Array, composite, op
from ..shapes.squeezing import squeeze_dim, unsqueeze
from . import pooling_checks as checks

if TYPE_CHECKING:
    from ..pointwise.arithmetic import zeros_of_like

Dims = tuple[int, ...]


# ---- kernels ---------------------------------------------------------------------------------


def _divisors(
    window: Window, sizes: Dims, counts: Dims, include_pad: bool, override: int | None
) -> Any:
    """Return what the sum of each window is divided by: (*counts), or a number for all."""
    if override is not None:
        return override
    per_axis = [
        _lengths(size, count, include_pad, *one)
        for size, count, *one in zip(sizes, counts, *window, strict=True)
    ]
    return reduce(np.multiply.outer, per_axis)


def _lengths(
    size: int, count: int, include_pad: bool, kernel: int, stride: int, padding: int, _: int
) -> Array:
    """Return how many elements of one axis each window covers."""
    starts = np.arange(count) * stride - padding
    ends = np.minimum(starts + kernel, size + padding)
    if include_pad:
        return ends - starts
    return np.minimum(ends, size) - np.maximum(starts, 0)


def _average(
    input: Array, window: Window, ceil_mode: bool, include_pad: bool, override: int | None
) -> Array:
    rank = len(window.size)
    sizes = input.shape[-rank:]
    counts = window.counts(sizes, ceil_mode)
    parts = slices(padded(input, window, counts), window, counts)
    total = next(parts).copy()
    for part in parts:
        total += part
    divisors = _divisors(window, sizes, counts, include_pad, override)
    if input.dtype.kind != "f":
        return total // divisors
    total /= np.asarray(divisors, input.dtype)
    return total


def _average_adjoint(
    grad: Array, window: Window, sizes: Dims, include_pad: bool, override: int | None
) -> Array:
    rank = len(window.size)
    lead, counts = grad.shape[:-rank], grad.shape[-rank:]
    divisors = _divisors(window, sizes[-rank:], counts, include_pad, override)
    share = grad / np.asarray(divisors, grad.dtype)
    parts = repeat(share, product(window.size))
    return added(parts, lead, grad.dtype, window, counts, sizes[-rank:])


# ---- operations ------------------------------------------------------------------------------


@op(
    self=lambda grad, self, kernel_size, stride, padding, ceil_mode, count_include_pad,
    divisor_override: (
        average_pool2d_backward(grad, self, kernel_size, stride, padding, ceil_mode,
                                count_include_pad, divisor_override)
    ),
    node="AvgPool2DBackward0", layout="channels",
)  # fmt: skip
def average_pool2d(
    self: Array,
    kernel_size: Dims,
    stride: Dims,
    padding: Dims,
    ceil_mode: bool,
    count_include_pad: bool,
    divisor_override: int | None,
) -> Array:
    """Return the mean of each window of (*, h, w)."""
    window = Window(kernel_size, stride or kernel_size, padding, (1, 1))
    return _average(self, window, ceil_mode, count_include_pad, divisor_override)


@op(
    self=lambda grad, self, kernel_size, stride, padding, ceil_mode, count_include_pad,
    divisor_override: (
        average_pool3d_backward(grad, self, kernel_size, stride, padding, ceil_mode,
                                count_include_pad, divisor_override)
    ),
    node="AvgPool3DBackward0", layout="channels",
)  # fmt: skip
def average_pool3d(
    self: Array,
    kernel_size: Dims,
    stride: Dims,
    padding: Dims,
    ceil_mode: bool,
    count_include_pad: bool,
    divisor_override: int | None,
) -> Array:
    """Return the mean of each window of (*, d, h, w)."""
    window = Window(kernel_size, stride or kernel_size, padding, (1, 1, 1))
    return _average(self, window, ceil_mode, count_include_pad, divisor_override)


@op(
    grad_output=lambda grad, kernel_size, stride, padding, ceil_mode, count_include_pad,
    divisor_override: (
        average_pool2d(grad, kernel_size, stride, padding, ceil_mode, count_include_pad,
                       divisor_override)
    ),
    self=lambda self: zeros_of_like(self),
    node="AvgPool2DBackwardBackward0",
)  # fmt: skip
def average_pool2d_backward(
    grad_output: Array,
    self: Array,
    kernel_size: Dims,
    stride: Dims,
    padding: Dims,
    ceil_mode: bool,  # noqa: ARG001
    count_include_pad: bool,
    divisor_override: int | None,
) -> Array:
    """Return the gradient of an average pooling of 2 dimensions."""
    window = Window(kernel_size, stride or kernel_size, padding, (1,) * 2)
    return _average_adjoint(grad_output, window, self.shape, count_include_pad, divisor_override)


@op(
    grad_output=lambda grad, kernel_size, stride, padding, ceil_mode, count_include_pad,
    divisor_override: (
        average_pool3d(grad, kernel_size, stride, padding, ceil_mode, count_include_pad,
                       divisor_override)
    ),
    self=lambda self: zeros_of_like(self),
    node="AvgPool3DBackwardBackward0",
)  # fmt: skip
def average_pool3d_backward(
    grad_output: Array,
    self: Array,
    kernel_size: Dims,
    stride: Dims,
    padding: Dims,
    ceil_mode: bool,  # noqa: ARG001
    count_include_pad: bool,
    divisor_override: int | None,
) -> Array:
    """Return the gradient of an average pooling of 3 dimensions."""
    window = Window(kernel_size, stride or kernel_size, padding, (1,) * 3)
    return _average_adjoint(grad_output, window, self.shape, count_include_pad, divisor_override)


# ---- functions -------------------------------------------------------------------------------


@composite
def avg_pool1d(
    input: Any,
    kernel_size: Any,
    stride: Any = None,
    padding: Any = 0,
    ceil_mode: bool = False,
    count_include_pad: bool = True,
) -> Any:
    """Return the mean of each window of (n, c, l) or (c, l).

    Raises:
        RuntimeError: if the shape or the sizes do not fit.

    """
    checks.check_line("avg_pool1d", input)
    given = checks.sizes("avg_pool1d", 1, kernel_size, stride, padding)
    wide = tuple((fill, *one) for fill, one in zip((1, 1, 0, 1), given, strict=True))
    image = unsqueeze(input, -2)
    checks.check_windows(image, wide, ceil_mode)
    return squeeze_dim(average_pool2d(image, *wide[:3], ceil_mode, count_include_pad, None), -2)


@composite
def avg_pool2d(
    input: Any,
    kernel_size: Any,
    stride: Any = None,
    padding: Any = 0,
    ceil_mode: bool = False,
    count_include_pad: bool = True,
    divisor_override: int | None = None,
) -> Any:
    """Return the mean of each window of (n, c, h, w) or (c, h, w).

    Raises:
        RuntimeError: if the shape or the sizes do not fit.

    """
    given = checks.sizes("avg_pool2d", 2, kernel_size, stride, padding)
    require(divisor_override != 0, "divisor must be not zero")
    checks.check_pool(input, given, ceil_mode)
    shown = checks.as_given(given, stride)[:3]
    return average_pool2d(input, *shown, ceil_mode, count_include_pad, divisor_override)


@composite
def avg_pool3d(
    input: Any,
    kernel_size: Any,
    stride: Any = None,
    padding: Any = 0,
    ceil_mode: bool = False,
    count_include_pad: bool = True,
    divisor_override: int | None = None,
) -> Any:
    """Return the mean of each window of (n, c, d, h, w) or (c, d, h, w).

    Raises:
        RuntimeError: if the shape or the sizes do not fit.

    """
    given = checks.sizes("avg_pool3d", 3, kernel_size, stride, padding)
    require(divisor_override != 0, "divisor must be not zero")
    checks.check_pool(input, given, ceil_mode)
    shown = checks.as_given(given, stride)[:3]
    return average_pool3d(input, *shown, ceil_mode, count_include_pad, divisor_override)
