"""Interpolation: images made larger or smaller, one axis after the other.

Every mode is linear and acts on each axis alone, so it is a small matrix for each axis, and its
gradient is the transposed matrices.
"""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from collections.abc import Callable
from math import prod

import numpy as np

from ..element_types import refuse_type
from ..record import Array, formula

Dims = tuple[int, ...]
Matrices = tuple[Array, ...]
Scales = tuple[float | None, ...]


# What PyTorch calls the kernels of two dimensions; those of others are called after the weights.
_KERNELS = {
    "nearest": "upsample_nearest2d_channels_last",
    "nearest-exact": "upsample_nearest2d_channels_last",
    "linear": "upsample_bilinear2d_channels_last",
}


def upsampled(
    self: Array, kind: str, sizes: Dims, scales: Scales, align_corners: bool = False
) -> Array:
    """Return (n, c, *) resampled to ``sizes``, bytes as bytes.

    Raises:
        NotImplementedError: for other integers, and for bytes but by the nearest or in an image.

    """
    nearest, rank = kind.startswith("nearest"), len(scales)
    if self.dtype.kind != "f" and not (self.dtype == np.uint8 and (nearest or rank == 2)):
        refuse_type(_kernel(kind, rank), self)
    return resample(self, matrices(kind, self.shape, sizes, scales, align_corners))


def _kernel(kind: str, rank: int) -> str:
    if kind.endswith("-aa"):
        return "compute_index_ranges_weights"
    weights = f"compute_indices_weights_{kind.removesuffix('-exact')}"
    return _KERNELS.get(kind, weights) if rank == 2 else weights


def resample(array: Array, matrices: Matrices) -> Array:
    """Return ``array`` with a matrix of (out, in) applied to each of its last dimensions."""
    if array.dtype.kind != "f":
        return _resample_bytes(array, matrices)
    rank = len(matrices)
    for axis, matrix in enumerate(matrices, array.ndim - rank):
        cast = matrix.astype(array.dtype, copy=False)
        if axis == array.ndim - 1:
            rows = array.reshape(-1, array.shape[-1]) @ cast.T
            array = rows.reshape(*array.shape[:-1], len(matrix))
        else:
            folded = array.reshape(*array.shape[: axis + 1], prod(array.shape[axis + 1 :]))
            result = np.matmul(cast, folded)
            array = result.reshape(*array.shape[:axis], len(matrix), *array.shape[axis + 1 :])
    return array


def _resample_bytes(array: Array, matrices: Matrices) -> Array:
    """Return bytes resampled, the last dimension first, rounded to bytes after each."""
    for axis, matrix in enumerate(reversed(matrices), 1):
        weights, bits = _fixed_point(matrix)
        sums = np.moveaxis(array, -axis, -1) @ weights.T + (1 << bits >> 1) >> bits
        array = np.moveaxis(np.clip(sums, 0, 255), -1, -axis).astype(array.dtype)
    return array


def _fixed_point(matrix: Array) -> tuple[Array, int]:
    """Return weights as PyTorch rounds them, to 16 bits, and how many are behind the point."""
    top = matrix.max(initial=0)
    bits = next((one for one in range(22) if int(top * 2 ** (one + 1) + 0.5) >= 1 << 15), 22)
    return np.trunc(matrix * 2.0**bits + np.copysign(0.5, matrix)).astype(np.int64), bits


def resample_back(grad_output: Array, sizes: Dims, matrices: Matrices) -> Array:
    """Return the gradient of resampling an array of ``sizes``: the matrices transposed."""
    return resample(grad_output, tuple(matrix.T for matrix in matrices)).reshape(sizes)


# ---- the matrix of an axis -------------------------------------------------------------------


def _averages(size: int, count: int) -> Array:
    at, place = np.arange(size), np.arange(count)[:, None]
    inside = (at >= place * size // count) & (at < -(-(place + 1) * size // count))
    return inside / inside.sum(axis=1, keepdims=True)


def _step(size: int, count: int, scale: float | None, align_corners: bool) -> float:
    """Return the distance, in elements of the input, between elements of the output."""
    if align_corners:
        return (size - 1) / (count - 1) if count > 1 else 0.0
    return 1 / scale if scale else size / count


def _positions(count: int, step: float, align_corners: bool) -> Array:
    """Return where the elements of the output lie in the input."""
    place = np.arange(count)
    return place * step if align_corners else (place + 0.5) * step - 0.5


def _nearest(size: int, count: int, step: float, _: bool) -> Array:
    return _selection((np.arange(count) * np.float32(step)).astype(int), size)


def _nearest_exact(size: int, count: int, step: float, _: bool) -> Array:
    return _selection(((np.arange(count) + 0.5) * np.float32(step)).astype(int), size)


def _selection(chosen: Array, size: int) -> Array:
    return np.eye(size)[np.minimum(chosen, size - 1)]


def _linear(size: int, count: int, step: float, align_corners: bool) -> Array:
    at = np.maximum(_positions(count, step, align_corners), 0)
    low = np.minimum(at.astype(int), size - 1)
    share = (at - low)[:, None]
    return (1 - share) * _selection(low, size) + share * _selection(low + 1, size)


def _cubic(size: int, count: int, step: float, align_corners: bool) -> Array:
    at = _positions(count, step, align_corners)
    low = np.floor(at).astype(int)
    whole = np.zeros((count, size))
    for neighbour in (-1, 0, 1, 2):
        chosen = _selection(np.maximum(low + neighbour, 0), size)
        whole += _keys(np.abs(at - low - neighbour))[:, None] * chosen
    return whole


def _keys(distance: Array, a: float = -0.75) -> Array:
    """Return the cubic convolution kernel (Keys 1981)."""
    near = ((a + 2) * distance - (a + 3)) * distance**2 + 1
    far = ((distance - 5) * distance + 8) * distance * a - 4 * a
    return np.where(distance <= 1, near, far)


def _widened(filter: Callable[[Array], Array], radius: int) -> Callable[..., Array]:
    """Return the matrices of a filter that is widened by ``step`` where that is more than 1."""

    def weights(size: int, count: int, step: float, _: bool) -> Array:
        # Elements lie in the middle between their edges, as in PyTorch also with align_corners.
        wide = max(step, 1.0)
        centre = (np.arange(count)[:, None] + 0.5) * step
        low = np.maximum((centre - radius * wide + 0.5).astype(int), 0)
        high = np.minimum((centre + radius * wide + 0.5).astype(int), size)
        at = np.arange(size)
        shares = filter(np.abs(at + 0.5 - centre) / wide) * ((at >= low) & (at < high))
        whole: Array = shares / shares.sum(axis=1, keepdims=True)
        return whole

    return weights


def _triangle(distance: Array) -> Array:
    return np.maximum(1 - distance, 0)


def _sharper_keys(distance: Array) -> Array:
    return _keys(distance, -0.5) * (distance < 2)


def _lanczos(distance: Array) -> Array:
    """Return Lanczos' kernel: a sinc under the middle of one three times as wide (Duchon 1979)."""
    return np.sinc(distance) * np.sinc(distance / 3) * (distance < 3)


_MODES = {
    "linear-aa": _widened(_triangle, 1),
    "cubic-aa": _widened(_sharper_keys, 2),
    "lanczos-aa": _widened(_lanczos, 3),
    "nearest": _nearest,
    "nearest-exact": _nearest_exact,
    "linear": _linear,
    "cubic": _cubic,
}


# Formulas come last: what they call is looked up when they are defined.


@formula
def averages(sizes: Dims, counts: Dims) -> Matrices:
    """Return the matrices of adaptive average pooling: windows that together cover each axis."""
    last = sizes[len(sizes) - len(counts) :]
    return tuple(_averages(size, count) for size, count in zip(last, counts, strict=True))


@formula
def matrices(
    mode: str, sizes: Dims, counts: Dims, scales: Scales, align_corners: bool = False
) -> Matrices:
    """Return the matrices that resample arrays of ``sizes`` to ``counts``."""
    last = sizes[len(sizes) - len(counts) :]
    return tuple(
        _MODES[mode](size, count, _step(size, count, scale, align_corners), align_corners)
        for size, count, scale in zip(last, counts, scales, strict=True)
    )
