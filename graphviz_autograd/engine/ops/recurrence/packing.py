"""Sequences of several lengths in one row of steps, without the padding."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from itertools import groupby
from typing import Any

import numpy as np

from ...creation import full, zeros
from ...tensor import untracked
from ..demands import require
from ..indices.slicing import narrow
from ..pointwise.inplace import copy_
from ..record import Array, composite, formula_of, op
from ..shapes.transposing import transpose

Dims = tuple[int, ...]


@op(
    input=lambda grad, input_sizes, result1, batch_first: pack_padded_sequence_backward(
        grad, input_sizes, result1, batch_first
    ),
    outputs=("result0", "result1"),
    differentiable=1,
    casts=None,
    node="PackPaddedSequenceBackward0",
)
def packed_steps(input: Array, lengths: Array, batch_first: bool) -> tuple[Array, Array]:
    """Return the steps of sequences (t, n, *) as (sum of lengths, *), and how many go on at each.

    Raises:
        RuntimeError: if a length is not positive, they do not fall, or are not as many as rows.

    """
    rows = input.swapaxes(0, 1) if batch_first else input
    _check_lengths(rows.shape, [*map(int, lengths)])
    sizes = np.array([int((lengths > step).sum()) for step in range(int(lengths[0]))])
    return np.concatenate([rows[step, :size] for step, size in enumerate(sizes)]), sizes


def _check_lengths(shape: Dims, lengths: list[int]) -> None:
    require(
        len(lengths) == shape[1],
        f"Expected `len(lengths)` to be equal to batch_size, but got {len(lengths)} "
        f"(batch_size={shape[1]})",
    )
    require(
        lengths[-1] > 0,
        "Length of all samples has to be greater than 0, but found an element in 'lengths' that "
        "is <= 0",
    )
    require(
        lengths == sorted(lengths, reverse=True),
        "`lengths` array must be sorted in decreasing order when `enforce_sorted` is True. You can "
        "pass `enforce_sorted=False` to pack_padded_sequence and/or pack_sequence to sidestep this "
        "requirement if you do not need ONNX exportability.",
    )


def _unpacked(grad: Array, input_sizes: Dims, batch_sizes: Array, batch_first: bool) -> Array:
    """Return the gradient of each step in its place, zeros for the padding."""
    result: Array = np.zeros(input_sizes, grad.dtype)
    rows = result.swapaxes(0, 1) if batch_first else result
    parts = np.split(grad, np.cumsum(batch_sizes)[:-1])
    for step, part in enumerate(parts):
        rows[step, : len(part)] = part
    return result


@formula_of(_unpacked)
def pack_padded_sequence_backward(
    grad: Any, input_sizes: Dims, batch_sizes: Any, batch_first: bool
) -> Any:
    """Return the gradient of each step in its place, zeros for the padding."""
    first, second, *others = input_sizes
    sizes = (second, first, *others) if batch_first else input_sizes
    result, start = zeros(*sizes, dtype=grad.dtype), 0
    for step, size in enumerate(map(int, batch_sizes)):
        copy_(narrow(result[step], 0, 0, size), narrow(grad, 0, start, size))
        start += size
    return transpose(result, 0, 1) if batch_first else result


@composite
def _pack_padded_sequence(input: Any, lengths: Any, batch_first: bool) -> tuple[Any, Any]:
    """Return the steps of padded sequences in one row, and how many sequences go on at each.

    Raises:
        RuntimeError: if a length is not positive, they do not fall, or are not as many as rows.

    """
    require(input.numel() > 0, "Cannot pack empty tensors.")
    data, sizes = packed_steps(input, lengths, batch_first)
    return data, sizes


@composite
def _pad_packed_sequence(
    data: Any, batch_sizes: Any, batch_first: bool, padding_value: float, total_length: int
) -> tuple[Any, Any]:
    """Return sequences (t, n, *), or n first, padded at their ends, and their lengths."""
    sizes = [*map(int, batch_sizes)]
    shape = (total_length, sizes[0], *data.shape[1:])
    result = full(shape, padding_value, dtype=data.dtype)
    start = step = 0
    for size, same in groupby(sizes):
        count = len([*same])
        steps = narrow(data, 0, start, size * count)
        place = narrow(narrow(result, 0, step, count), 1, 0, size)
        copy_(place, steps.view((count, size, *data.shape[1:])))
        start, step = start + size * count, step + count
    lengths = [sum(size > row for size in sizes) for row in range(sizes[0])]
    padded = transpose(result, 0, 1) if batch_first else result
    return padded, untracked(np.array(lengths, np.int64))
