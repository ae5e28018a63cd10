"""Padding: with a constant, by reflection, by the edge, and around."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..demands import require
from ..indices.slicing import slice_dim
from ..record import FUNCTIONS, Array, composite, formula, op

if TYPE_CHECKING:
    from collections.abc import Callable

    from .resampling_backward import (
        reflection_pad1d_backward,
        reflection_pad2d_backward,
        reflection_pad3d_backward,
        replication_pad1d_backward,
        replication_pad2d_backward,
        replication_pad3d_backward,
    )

Dims = tuple[int, ...]


def _sides(pad: Dims) -> list[tuple[int, int]]:
    """Return (before, after) for each padded dimension, the first dimension first."""
    return list(zip(pad[-2::-2], pad[::-2], strict=True))


# ---- with a constant -------------------------------------------------------------------------


@op(
    self=lambda grad, pad: constant_pad(grad, opposite(pad), 0.0),
    node="ConstantPadNdBackward0",
    layout="channels",
)
def constant_pad(self: Array, pad: Dims, value: float) -> Array:
    """Return ``self`` with ``value`` around its last dimensions; negative padding cuts off."""
    sides = [(0, 0)] * (self.ndim - len(pad) // 2) + _sides(pad)
    pairs = list(zip(self.shape, sides, strict=True))
    inner = self[tuple(slice(max(-a, 0), n - max(-b, 0)) for n, (a, b) in pairs)]
    sizes = [n + a + b for n, (a, b) in pairs]
    require(min(sizes, default=0) >= 0, "narrow(): length must be non-negative.")
    whole = np.full(sizes, value, self.dtype)
    starts = [max(a, 0) for a, _ in sides]
    places = zip(starts, inner.shape, strict=True)
    whole[tuple(slice(start, start + n) for start, n in places)] = inner
    return whole


@formula
def opposite(pad: Dims) -> Dims:
    """Return the padding that undoes ``pad``."""
    return tuple([-one for one in pad])


@composite
def constant_pad_nd(self: Any, pad: Any, value: float = 0) -> Any:
    """Return ``self`` with ``value`` around its last dimensions: (left, right, top, bottom, ...).

    Raises:
        RuntimeError: if the number of paddings does not fit.

    """
    pad = tuple(pad)
    require(len(pad) % 2 == 0, "Padding length must be divisible by 2")
    require(
        len(pad) <= 2 * self.ndim,
        "Padding length should be less than or equal to two times the input dimension but got "
        f"padding length {len(pad)} and input of dimension {self.ndim}",
    )
    return constant_pad(self, pad, value)


# ---- with the tensor's own elements ----------------------------------------------------------


def _indices(mode: str, size: int, before: int, after: int) -> Array:
    """Return which element of an axis each element of the padded axis is."""
    at = np.arange(-before, size + after)
    if mode == "replicate":
        return np.clip(at, 0, size - 1)
    return np.maximum(size - 1 - np.abs(size - 1 - np.abs(at)), 0)


def choices(sizes: Dims, padding: Dims, mode: str) -> tuple[Array, ...]:
    """Return the matrices of (padded, size) that choose the elements of each padded axis."""
    sides = _sides(padding)
    pairs = zip(sizes[len(sizes) - len(sides) :], sides, strict=True)
    return tuple(np.eye(n)[_indices(mode, n, *side)] for n, side in pairs)


def _spread_out(self: Array, padding: Dims, mode: str) -> Array:
    sides = _sides(padding)
    for axis, (before, after) in enumerate(sides, self.ndim - len(sides)):
        self = np.take(self, _indices(mode, self.shape[axis], before, after), axis)
    return self


@op(
    self=lambda grad, self, padding: reflection_pad1d_backward(grad, self, padding),
    node="ReflectionPad1DBackward0",
)
def reflection_pad1d(self: Array, padding: Dims) -> Array:
    """Return ``self`` with its last dimension continued by reflection at its ends."""
    return _spread_out(self, padding, "reflect")


@op(
    self=lambda grad, self, padding: reflection_pad2d_backward(grad, self, padding),
    node="ReflectionPad2DBackward0",
    layout="channels",
)
def reflection_pad2d(self: Array, padding: Dims) -> Array:
    """Return ``self`` with its last 2 dimensions continued by reflection at their ends."""
    return _spread_out(self, padding, "reflect")


@op(
    self=lambda grad, self, padding: reflection_pad3d_backward(grad, self, padding),
    node="ReflectionPad3DBackward0",
    layout="channels",
)
def reflection_pad3d(self: Array, padding: Dims) -> Array:
    """Return ``self`` with its last 3 dimensions continued by reflection at their ends."""
    return _spread_out(self, padding, "reflect")


@op(
    self=lambda grad, self, padding: replication_pad1d_backward(grad, self, padding),
    node="ReplicationPad1DBackward0",
)
def replication_pad1d(self: Array, padding: Dims) -> Array:
    """Return ``self`` with its last dimension continued by its end elements."""
    return _spread_out(self, padding, "replicate")


@op(
    self=lambda grad, self, padding: replication_pad2d_backward(grad, self, padding),
    node="ReplicationPad2DBackward0",
    layout="channels",
)
def replication_pad2d(self: Array, padding: Dims) -> Array:
    """Return ``self`` with its last 2 dimensions continued by their end elements."""
    return _spread_out(self, padding, "replicate")


@op(
    self=lambda grad, self, padding: replication_pad3d_backward(grad, self, padding),
    node="ReplicationPad3DBackward0",
    layout="channels",
)
def replication_pad3d(self: Array, padding: Dims) -> Array:
    """Return ``self`` with its last 3 dimensions continued by their end elements."""
    return _spread_out(self, padding, "replicate")


def _circular(self: Any, pad: Dims) -> Any:
    """Return ``self`` continued by itself, written part by part as PyTorch does."""
    rank, sizes = len(pad) // 2, list(self.shape)
    dims = [(self.ndim - 1 - i, max(pad[2 * i], 0), max(pad[2 * i + 1], 0)) for i in range(rank)]
    for dim, before, after in dims:
        require(
            max(before, after) <= sizes[dim],
            "Padding value causes wrapping around more than once.",
        )
    padded = [n + a + b for n, (a, b) in zip(sizes[-rank:], _sides(pad), strict=True)]
    whole = self.new_empty([*sizes[:-rank], *padded])
    centre, kept = whole, self
    for i, (dim, before, after) in enumerate(dims):
        centre = slice_dim(centre, dim, before, whole.shape[dim] - after, 1)
        cut = max(-pad[2 * i], 0), sizes[dim] - max(-pad[2 * i + 1], 0)
        kept = slice_dim(kept, dim, *cut, 1)
    FUNCTIONS["copy_"](centre, kept)
    for dim, before, after in dims:
        end = whole.shape[dim]
        if before:
            _copy_slice(whole, dim, (0, before), (end - before - after, end - after))
        if after:
            _copy_slice(whole, dim, (end - after, end), (before, before + after))
    return whole


def _copy_slice(whole: Any, dim: int, to: tuple[int, int], source: tuple[int, int]) -> None:
    target = slice_dim(whole, dim, *to, 1)
    FUNCTIONS["copy_"](target, slice_dim(whole, dim, *source, 1))


# ---- pad -------------------------------------------------------------------------------------

_PADS: dict[tuple[str, int], Callable[..., Any]] = {
    ("reflect", 1): reflection_pad1d,
    ("reflect", 2): reflection_pad2d,
    ("reflect", 3): reflection_pad3d,
    ("replicate", 1): replication_pad1d,
    ("replicate", 2): replication_pad2d,
    ("replicate", 3): replication_pad3d,
}


@composite
def pad(input: Any, pad: Any, mode: str = "constant", value: float | None = None) -> Any:
    """Return ``input`` padded at its last dimensions: (left, right, top, bottom, ...).

    Raises:
        RuntimeError: if the paddings do not fit.
        NotImplementedError: for an unknown mode, or one that does not pad so many dimensions.

    """
    pad = tuple(pad)
    if mode == "constant":
        return constant_pad_nd(input, pad, value or 0)
    _check_pad(input, pad, mode, value)
    if mode == "circular":
        return _circular(input, pad)
    return _PADS[mode, len(pad) // 2](input, pad)


def _check_pad(input: Any, pad: Dims, mode: str, value: float | None) -> None:
    require(len(pad) % 2 == 0, "Padding length must be divisible by 2")
    require(len(pad) <= 2 * input.ndim, "Padding length too large")
    require(not value, f'Padding mode "{mode}" doesn\'t take in value argument')
    rank = len(pad) // 2
    if mode not in ("reflect", "replicate", "circular"):
        raise NotImplementedError(f"Unrecognised padding mode {mode}")
    if rank > 3 or input.ndim not in (rank + 1, rank + 2):
        raise NotImplementedError(
            f"Padding size {len(pad)} is not supported for {input.ndim}D input tensor.\n"
            "Supported combinations for non-constant padding:\n"
            "  - 2D or 3D input: padding size = 2 (pads last dimension)\n"
            "  - 3D or 4D input: padding size = 4 (pads last 2 dimensions)\n"
            "  - 4D or 5D input: padding size = 6 (pads last 3 dimensions)"
        )
    for axis, side in enumerate(_sides(pad), input.ndim - rank):
        require(
            mode != "reflect" or max(side) < input.shape[axis],
            f"Argument #{2 * (input.ndim - axis) + 2}: Padding size should be less than the "
            f"corresponding input dimension, but got: padding ({side[0]}, {side[1]}) at dimension "
            f"{axis} of input {list(input.shape)}",
        )
