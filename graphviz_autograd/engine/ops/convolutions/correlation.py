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

from ...blocks import joined, summed
from ...layout import channels_come_last, with_channels_last
from ...saved_attributes import whole
from ..record import Array, op
from .stretches import stretches_added, with_whole_rows
from .windows import Window, added, placed, windows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .convolution_slopes import convolution_slopes

Dims = tuple[int, ...]


# ---- the three linear maps, on arrays --------------------------------------------------------

# The columns of so many bytes are computed at once: more do not fit into a cache, nor stay mapped.
_BYTES = 2**23


def _blocks(outputs: Array, weight: Dims, groups: int) -> list[slice]:
    """Return slices of a batch of (n, o, *counts), which have few columns each."""
    columns = groups * product(weight[1:]) * product(outputs.shape[2:]) * outputs.itemsize
    step = max(1, _BYTES // max(1, columns))
    return [slice(start, start + step) for start in range(0, max(1, len(outputs)), step)]


def _columns(array: Array, window: Window, counts: Dims, groups: int) -> Array:
    """Return the windows of (n, c, *sizes) as (n, groups, c / groups * window, windows)."""
    batch, channels = array.shape[:2]
    if product(window.size) == 1 and array.shape[2:] == counts and not any(window.padding):
        return array.reshape(batch, groups, channels // groups, product(counts))
    rows = channels // groups * product(window.size)
    return windows(array, window, counts).reshape(batch, groups, rows, product(counts))


def _correlate(input: Array, weight: Array, window: Window, counts: Dims, groups: int) -> Array:
    result: Array = np.empty((len(input), len(weight), *counts), input.dtype)
    each = result.reshape(len(input), groups, len(weight) // groups, product(counts))
    matrix = weight.reshape(groups, len(weight) // groups, product(weight.shape[1:]))
    for block in _blocks(result, weight.shape, groups):
        np.matmul(matrix, _columns(input[block], window, counts, groups), out=each[block])
    return result


def _spread(grad: Array, weight: Array, window: Window, sizes: Dims, groups: int) -> Array:
    """Return the adjoint of ``_correlate`` with respect to its input."""
    blocks = _blocks(grad, weight.shape, groups)
    return joined([_spread_block(grad[one], weight, window, sizes, groups) for one in blocks])


def _spread_block(grad: Array, weight: Array, window: Window, sizes: Dims, groups: int) -> Array:
    counts, lead = grad.shape[2:], (len(grad), groups * weight.shape[1])
    taken = with_whole_rows(window, counts)
    rows = grad if taken == counts else placed(grad, taken)
    rows = rows.reshape(len(grad), groups, len(weight) // groups, product(taken))
    parts = _parts(rows, weight)
    each = (part.reshape(*lead, *taken) for part in parts)
    add = added if taken == counts else stretches_added
    return add(each, lead, grad.dtype, window, taken, sizes)


def _parts(rows: Array, weight: Array) -> Iterator[Array]:
    """Yield, for each position in the window, what it adds: (n, groups, c / groups, windows)."""
    batch, groups, outputs, count = rows.shape
    size = product(weight.shape[2:])
    matrix = weight.reshape(groups, outputs, weight.shape[1], size)
    if outputs == 1:  # products of a column and a row are slow as those of matrices
        return (matrix[:, 0, :, at, None] * rows for at in range(size))
    matrix = matrix.reshape(groups, outputs, -1).swapaxes(1, 2)
    columns = np.matmul(matrix, rows).reshape(batch, groups, weight.shape[1], size, count)
    return (columns[..., at, :] for at in range(size))


def _relate(grad: Array, input: Array, window: Window, sizes: Dims, groups: int) -> Array:
    """Return the adjoint of ``_correlate`` with respect to its weight."""
    counts = grad.shape[2:]
    rows = grad.reshape(len(grad), groups, grad.shape[1] // groups, product(counts))
    each = []
    for block in _blocks(grad, sizes, groups):
        columns = _columns(input[block], window, counts, groups)
        each.append(np.matmul(rows[block], columns.swapaxes(2, 3)).sum(axis=0))
    return summed(each).reshape(sizes)


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
    if result.ndim == 4 and any(map(channels_come_last, operands)):
        return with_channels_last(result)
    return np.ascontiguousarray(result)


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
