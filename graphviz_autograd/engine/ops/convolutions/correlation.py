"""Convolution and its gradients, as operations.

Convolution is linear in its input and in its weight. It and its two adjoints are one matrix product
over sliding windows each (Chellapilla, Puri and Simard, "High performance convolutional neural
networks for document processing", 2006).
"""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from math import prod as product
from typing import TYPE_CHECKING

import numpy as np

from ...saved_attributes import whole
from ..record import Array, op
from .windows import Window, overlap_add, windows

if TYPE_CHECKING:
    from .convolution_slopes import convolution_slopes

Dims = tuple[int, ...]


# ---- the three linear maps, on arrays --------------------------------------------------------


def _columns(array: Array, window: Window, counts: Dims, groups: int) -> Array:
    """Return the windows of (n, c, *sizes) as (n, groups, c / groups * window, windows)."""
    batch, channels = array.shape[:2]
    if product(window.size) == 1 and array.shape[2:] == counts:
        return array.reshape(batch, groups, channels // groups, product(counts))
    rows = channels // groups * product(window.size)
    return windows(array, window, counts).reshape(batch, groups, rows, product(counts))


def _correlate(input: Array, weight: Array, window: Window, counts: Dims, groups: int) -> Array:
    columns = _columns(input, window, counts, groups)
    matrix = weight.reshape(groups, len(weight) // groups, product(weight.shape[1:]))
    return np.matmul(matrix, columns).reshape(len(input), len(weight), *counts)


def _spread(grad: Array, weight: Array, window: Window, sizes: Dims, groups: int) -> Array:
    """Return the adjoint of ``_correlate`` with respect to its input."""
    batch, counts = len(grad), grad.shape[2:]
    matrix = weight.reshape(groups, len(weight) // groups, product(weight.shape[1:]))
    rows = grad.reshape(batch, groups, len(weight) // groups, product(counts))
    columns = np.matmul(matrix.swapaxes(1, 2), rows)
    channels = groups * weight.shape[1]
    return overlap_add(columns.reshape(batch, channels, *window.size, *counts), window, sizes)


def _relate(grad: Array, input: Array, window: Window, sizes: Dims, groups: int) -> Array:
    """Return the adjoint of ``_correlate`` with respect to its weight."""
    counts = grad.shape[2:]
    columns = _columns(input, window, counts, groups)
    rows = grad.reshape(len(grad), groups, grad.shape[1] // groups, product(counts))
    return np.matmul(rows, columns.swapaxes(2, 3)).sum(axis=0).reshape(sizes)


# ---- the operation and its two adjoints -------------------------------------------------------


@op(
    inputs=lambda grad, input, weight, bias_sizes, stride, padding, dilation, transposed,
    output_padding, groups, needs: (
        convolution_backward(grad, input, weight, stride, padding, dilation, transposed,
                             output_padding, groups, needs)
    ),
    casts=None,
    shown={"bias_sizes": {"bias_sym_sizes_opt": whole}},
    node="ConvolutionBackward0",
    layout="own",
)  # fmt: skip
def convolution(
    input: Array,
    weight: Array,
    bias: Array | None,
    stride: Dims,
    padding: Dims,
    dilation: Dims,
    transposed: bool,
    output_padding: Dims,
    groups: int,
) -> Array:
    """Return the convolution of (n, c, *sizes) with (o, c / groups, *kernel), or its transpose.

    As everywhere in deep learning it is a cross-correlation: the kernel is not reversed.
    """
    window = Window(weight.shape[2:], stride, padding, dilation)
    if transposed:
        sizes = _transposed_sizes(input.shape[2:], window, output_padding)
        result = _spread(input, weight, window, sizes, groups)
    else:
        result = _correlate(input, weight, window, window.counts(input.shape[2:]), groups)
    if bias is not None:
        result += bias.reshape(-1, *[1] * len(stride))
    return _laid_out(result, input, weight)


def _laid_out(result: Array, *operands: Array) -> Array:
    """Return images with the channels last in memory if they are so in an operand."""
    if result.ndim == 4 and any(map(_has_channels_last, operands)):
        return np.ascontiguousarray(result.transpose(0, 2, 3, 1)).transpose(0, 3, 1, 2)
    return np.ascontiguousarray(result)


def _has_channels_last(images: Array) -> bool:
    return not images.flags.c_contiguous and images.transpose(0, 2, 3, 1).flags.c_contiguous


def _transposed_sizes(counts: Dims, window: Window, output_padding: Dims) -> Dims:
    parts = zip(window.reach(counts), window.padding, output_padding, strict=True)
    return tuple(reach - 2 * p + extra for reach, p, extra in parts)


def _convolution_input(
    grad_output: Array,
    weight: Array,
    sizes: Dims,
    stride: Dims,
    padding: Dims,
    dilation: Dims,
    transposed: bool,
    output_padding: Dims,  # noqa: ARG001
    groups: int,
) -> Array:
    """Return the gradient of a convolution with respect to its input of ``sizes``."""
    window = Window(weight.shape[2:], stride, padding, dilation)
    if transposed:
        return _correlate(grad_output, weight, window, sizes[2:], groups)
    return _spread(grad_output, weight, window, sizes[2:], groups)


def _convolution_weight(
    grad_output: Array,
    input: Array,
    sizes: Dims,
    stride: Dims,
    padding: Dims,
    dilation: Dims,
    transposed: bool,
    output_padding: Dims,  # noqa: ARG001
    groups: int,
) -> Array:
    """Return the gradient of a convolution with respect to its weight of ``sizes``."""
    window = Window(sizes[2:], stride, padding, dilation)
    if transposed:
        return _relate(input, grad_output, window, sizes, groups)
    return _relate(grad_output, input, window, sizes, groups)


# ---- all its gradients, as one operation -----------------------------------------------------


@op(
    inputs=lambda given, grad_output, input, weight, stride, padding, dilation, transposed,
    output_padding, groups, needs: (
        convolution_slopes(given, grad_output, input, weight,
                           (stride, padding, dilation, transposed, output_padding, groups), needs)
    ),
    outputs=("grad_input", "grad_weight", "grad_bias"),
    casts=None,
    layout="rows",
)  # fmt: skip
def convolution_backward(
    grad_output: Array,
    input: Array,
    weight: Array,
    stride: Dims,
    padding: Dims,
    dilation: Dims,
    transposed: bool,
    output_padding: Dims,
    groups: int,
    output_mask: tuple[bool, ...],
) -> tuple[Array, Array, Array]:
    """Return the gradients of a convolution, empty ones where ``output_mask`` is false."""
    nothing = np.zeros(0, grad_output.dtype)
    how = (stride, padding, dilation, transposed, output_padding, groups)
    first = second = third = nothing
    if output_mask[0]:
        first = _convolution_input(grad_output, weight, input.shape, *how)
    if output_mask[1]:
        second = _convolution_weight(grad_output, input, weight.shape, *how)
    if output_mask[2]:
        third = np.add.reduce(grad_output, axis=(0, *range(2, grad_output.ndim)))
    return first, second, third
