"""The inverse of max pooling."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from math import prod as product
from typing import TYPE_CHECKING, Any

import numpy as np

from ..demands import require
from ..record import Array, composite, op
from ..shapes.squeezing import squeeze_dim, unsqueeze
from . import pooling_checks as checks

if TYPE_CHECKING:
    from .max_pooling import taken_at

Dims = tuple[int, ...]


@op(self=lambda grad, indices: taken_at(grad, indices, 2), casts=None,
    node="MaxUnpool2DBackward0")  # fmt: skip
def unpooled_2d(self: Array, indices: Array, sizes: Dims) -> Array:
    """Return zeros of ``sizes`` with ``self`` at the flat indices of each (*, h, w)."""
    return _unpooled(self, indices, sizes, 2)


@op(self=lambda grad, indices: taken_at(grad, indices, 3), casts=None,
    node="MaxUnpool3DBackward0")  # fmt: skip
def unpooled_3d(self: Array, indices: Array, sizes: Dims) -> Array:
    """Return zeros of ``sizes`` with ``self`` at the flat indices of each (*, d, h, w)."""
    return _unpooled(self, indices, sizes, 3)


def _unpooled(self: Array, indices: Array, sizes: Dims, rank: int) -> Array:
    lead, area = product(sizes[: len(sizes) - rank]), product(sizes[len(sizes) - rank :])
    whole = np.zeros((lead, area), self.dtype)
    each = (lead, product(self.shape[self.ndim - rank :]))
    np.put_along_axis(whole, indices.reshape(each), self.reshape(each), 1)
    return whole.reshape(sizes)


@composite
def max_unpool1d(
    input: Any,
    indices: Any,
    kernel_size: Any,
    stride: Any = None,
    padding: Any = 0,
    output_size: Any = None,
) -> Any:
    """Return zeros with the maxima of a pooling of (n, c, l) or (c, l) back in their places.

    Raises:
        ValueError: if the output cannot have the size that is asked for.
        RuntimeError: if there is not an index for each element.

    """
    sizes = _sizes(1, input, indices, (kernel_size, stride, padding), output_size)
    wide = unpooled_2d(unsqueeze(input, -1), unsqueeze(indices, -1), (*sizes, 1))
    return squeeze_dim(wide, -1)


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
        ValueError: if the output cannot have the size that is asked for.
        RuntimeError: if there is not an index for each element.

    """
    sizes = _sizes(2, input, indices, (kernel_size, stride, padding), output_size)
    return unpooled_2d(input, indices, sizes)


@composite
def max_unpool3d(
    input: Any,
    indices: Any,
    kernel_size: Any,
    stride: Any = None,
    padding: Any = 0,
    output_size: Any = None,
) -> Any:
    """Return zeros with the maxima of a pooling of (n, c, d, h, w) back in their places.

    Raises:
        ValueError: if the output cannot have the size that is asked for.
        RuntimeError: if there is not an index for each element.

    """
    sizes = _sizes(3, input, indices, (kernel_size, stride, padding), output_size)
    return unpooled_3d(input, indices, sizes)


def _sizes(
    rank: int, input: Any, indices: Any, given: tuple[Any, Any, Any], output_size: Any
) -> Dims:
    """Return the sizes of the output, the natural ones of the pooling if none are given."""
    require(
        input.shape == indices.shape,
        f"Expected shape of indices to be same as that of the input tensor ({list(input.shape)}) "
        f"but got indices tensor with shape: {list(indices.shape)}",
    )
    size, step, pad, _ = checks.sizes(f"max_unpool{rank}d", rank, *given)
    natural = [
        (n - 1) * s + k - 2 * p
        for n, k, s, p in zip(input.shape[-rank:], size, step, pad, strict=True)
    ]
    sizes = natural if output_size is None else output_size[-rank:]
    for dim, (have, want, s) in enumerate(zip(sizes, natural, step, strict=True)):
        if not want - s < have < want + s:
            raise ValueError(
                f'invalid output_size "{sizes}" (dim {dim} must be between {want - s} and '
                f"{want + s})"
            )
    return (*input.shape[:-rank], *sizes)
