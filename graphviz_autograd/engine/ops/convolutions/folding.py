"""Sliding blocks of an image as columns, and columns added up to an image (im2col, col2im)."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from math import prod as product
from operator import itemgetter
from typing import Any

from ..demands import require
from ..dims import wrapped
from ..record import Array, composite, op
from .windows import Window, overlap_add, windows

Dims = tuple[int, ...]


@op(
    self=lambda grad, self_sizes, kernel_size, dilation, padding, stride: col2im(
        grad, self_sizes[-2:], kernel_size, dilation, padding, stride
    ),
    shown={
        "self_sizes": {
            "self_sym_argsize_minus_1": itemgetter(-1),
            "self_sym_argsize_minus_2": itemgetter(-2),
        }
    },
    node="Im2ColBackward0",
)
def im2col(self: Array, kernel_size: Dims, dilation: Dims, padding: Dims, stride: Dims) -> Array:
    """Return the windows of (*, c, h, w) as columns (*, c * window, windows)."""
    window = Window(kernel_size, stride, padding, dilation)
    counts = window.counts(self.shape[-2:])
    rows = self.shape[-3] * product(kernel_size)
    return windows(self, window, counts).reshape(*self.shape[:-3], rows, product(counts))


@op(
    self=lambda grad, kernel_size, dilation, padding, stride: im2col(
        grad, kernel_size, dilation, padding, stride
    ),
    node="Col2ImBackward0",
)
def col2im(
    self: Array, output_size: Dims, kernel_size: Dims, dilation: Dims, padding: Dims, stride: Dims
) -> Array:
    """Return columns (*, c * window, windows) added up to (*, c, h, w)."""
    window = Window(kernel_size, stride, padding, dilation)
    counts = window.counts(output_size)
    channels = self.shape[-2] // product(kernel_size)
    columns = self.reshape(*self.shape[:-2], channels, *kernel_size, *counts)
    return overlap_add(columns, window, output_size)


@composite
def functional_unfold(
    input: Any, kernel_size: Any, dilation: Any = 1, padding: Any = 0, stride: Any = 1
) -> Any:
    """Return the sliding blocks of (n, c, h, w) or (c, h, w) as columns (n, c * block, blocks).

    Raises:
        RuntimeError: if there is no block.

    """
    kernel_size, dilation, padding, stride = map(_pair, (kernel_size, dilation, padding, stride))
    wrapped(2, input.ndim)
    _check_sizes(kernel_size, dilation, stride)
    window, sizes = Window(kernel_size, stride, padding, dilation), tuple(input.shape[-2:])
    counts = window.counts(sizes)
    require(
        min(counts) >= 1,
        f"Given input with spatial size {sizes}, kernel_size={kernel_size}, dilation={dilation}, "
        f"padding={padding}, calculated shape of the array of sliding blocks as "
        f"{tuple(max(n, 0) for n in counts)}, but its components must be at least one.",
    )
    return im2col(input, kernel_size, dilation, padding, stride)


@composite
def fold(
    input: Any,
    output_size: Any,
    kernel_size: Any,
    dilation: Any = 1,
    padding: Any = 0,
    stride: Any = 1,
) -> Any:
    """Return the blocks in the columns of (n, c * block, blocks) added up to (n, c, *output_size).

    Raises:
        RuntimeError: if the columns do not fit.

    """
    sizes, kernel_size, dilation, padding, stride = map(
        _pair, (output_size, kernel_size, dilation, padding, stride)
    )
    require(
        input.ndim in (2, 3),
        "Expected 2D or 3D (batch mode) tensor for input with possibly 0 batch size and non-zero "
        f"dimensions for input, but got: {list(input.shape)}",
    )
    _check_sizes(kernel_size, dilation, stride)
    _check_columns(input, sizes, Window(kernel_size, stride, padding, dilation))
    return col2im(input, sizes, kernel_size, dilation, padding, stride)


def _pair(given: Any) -> Dims:
    listed = (given,) if isinstance(given, int) else tuple(given)
    return listed * 2 if len(listed) == 1 else listed


def _check_sizes(kernel_size: Dims, dilation: Dims, stride: Dims) -> None:
    given = {"kernel size": kernel_size, "dilation": dilation, "stride": stride}
    for name, (height, width) in given.items():
        short = name.split()[0]
        require(
            height > 0 and width > 0,
            f"{name} should be greater than zero, but got {short}_height: {height} "
            f"{short}_width: {width}",
        )


def _check_columns(input: Any, sizes: Dims, window: Window) -> None:
    rows, columns = input.shape[-2:]
    dim, kernel = input.ndim - 1, window.size
    require(
        rows % product(kernel) == 0,
        f"Expected size of input's dimension {dim - 1} to be divisible by the product of "
        f"kernel_size, but got input.size({dim - 1})={rows} and kernel_size={kernel}.",
    )
    counts = window.counts(sizes)
    require(
        product(counts) == columns,
        f"Given output_size={sizes}, kernel_size={kernel}, dilation={window.dilation}, "
        f"padding={window.padding}, stride={window.stride}, expected size of input's dimension "
        f"{dim} to match the calculated number of sliding blocks {counts[0]} * {counts[1]} = "
        f"{product(counts)}, but got input.size({dim})={columns}.",
    )
