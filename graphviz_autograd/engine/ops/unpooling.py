"""The inverse of max pooling."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from math import prod as product
from typing import TYPE_CHECKING, Any

import numpy as np

from . import pooling_checks as checks
from .convolution_checks import require
from .record import Array, composite, op

if TYPE_CHECKING:
    from .max_pooling import taken_at

Dims = tuple[int, ...]


@op(self=lambda grad, indices, rank: taken_at(grad, indices, rank), casts=None,
    node="MaxUnpool2DBackward0")  # fmt: skip
def unpooled(self: Array, indices: Array, sizes: Dims, rank: int) -> Array:
    """Return zeros of ``sizes`` with ``self`` at the flat indices of each channel."""
    lead, area = product(sizes[: len(sizes) - rank]), product(sizes[len(sizes) - rank :])
    whole = np.zeros((lead, area), self.dtype)
    np.put_along_axis(whole, indices.reshape(lead, -1), self.reshape(lead, -1), 1)
    return whole.reshape(sizes)


@composite
def max_unpool2d(
    input: Any,
    indices: Any,
    kernel_size: Any,
    stride: Any = None,
    padding: Any = 0,
    output_size: Any = None,
) -> Any:
    """Return zeros with the maxima of a pooling of (n, c, h, w) or (c, h, w) back in their places.

    Raises:
        RuntimeError: if there is not an index for each element.

    """
    require(
        input.shape == indices.shape,
        f"Expected shape of indices to be same as that of the input tensor ({list(input.shape)}) "
        f"but got indices tensor with shape: {list(indices.shape)}",
    )
    size, step, pad, _ = checks.sizes("max_unpool2d", 2, kernel_size, stride, padding)
    natural = [
        (n - 1) * s + k - 2 * p
        for n, k, s, p in zip(input.shape[-2:], size, step, pad, strict=True)
    ]
    sizes = natural if output_size is None else output_size[-2:]
    return unpooled(input, indices, (*input.shape[:-2], *sizes), 2)
