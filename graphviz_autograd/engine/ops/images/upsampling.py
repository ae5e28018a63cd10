"""Interpolation as PyTorch offers it: one operation for each mode and number of dimensions."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from typing import TYPE_CHECKING

from ..record import Array, op
from .resampling import upsampled

if TYPE_CHECKING:
    from .resampling_backward import (
        upsample_bicubic2d_backward,
        upsample_bilinear2d_backward,
        upsample_linear1d_backward,
        upsample_nearest1d_backward,
        upsample_nearest2d_backward,
        upsample_nearest3d_backward,
        upsample_nearest_exact1d_backward,
        upsample_nearest_exact2d_backward,
        upsample_nearest_exact3d_backward,
        upsample_trilinear3d_backward,
    )

Dims = tuple[int, ...]
Scale = float | None


@op(
    self=lambda grad, self_sizes, output_size, scales: upsample_nearest1d_backward(
        grad, output_size, self_sizes, scales
    ),
    node="UpsampleNearest1DBackward0",
)
def upsample_nearest1d(self: Array, output_size: Dims, scales: Scale) -> Array:
    """Return (n, c, l) resampled to ``output_size`` by the nearest element below."""
    return upsampled(self, "nearest", output_size, (scales,))


@op(
    self=lambda grad, self_sizes, output_size, scales_h, scales_w: upsample_nearest2d_backward(
        grad, output_size, self_sizes, scales_h, scales_w
    ),
    node="UpsampleNearest2DBackward0",
    layout="channels",
)
def upsample_nearest2d(self: Array, output_size: Dims, scales_h: Scale, scales_w: Scale) -> Array:
    """Return (n, c, h, w) resampled to ``output_size`` by the nearest element below."""
    return upsampled(self, "nearest", output_size, (scales_h, scales_w))


@op(
    self=lambda grad, self_sizes, output_size, scales_d, scales_h, scales_w: (
        upsample_nearest3d_backward(grad, output_size, self_sizes, scales_d, scales_h, scales_w)
    ),
    node="UpsampleNearest3DBackward0",
    layout="channels",
)
def upsample_nearest3d(
    self: Array, output_size: Dims, scales_d: Scale, scales_h: Scale, scales_w: Scale
) -> Array:
    """Return (n, c, d, h, w) resampled to ``output_size`` by the nearest element below."""
    return upsampled(self, "nearest", output_size, (scales_d, scales_h, scales_w))


@op(
    self=lambda grad, self_sizes, output_size, scales: upsample_nearest_exact1d_backward(
        grad, output_size, self_sizes, scales
    ),
    node="UpsampleNearestExact1DBackward0",
)
def upsample_nearest_exact1d(self: Array, output_size: Dims, scales: Scale) -> Array:
    """Return (n, c, l) resampled to ``output_size`` by the nearest element."""
    return upsampled(self, "nearest-exact", output_size, (scales,))


@op(
    self=lambda grad, self_sizes, output_size, scales_h, scales_w: (
        upsample_nearest_exact2d_backward(grad, output_size, self_sizes, scales_h, scales_w)
    ),
    node="UpsampleNearestExact2DBackward0",
    layout="channels",
)
def upsample_nearest_exact2d(
    self: Array, output_size: Dims, scales_h: Scale, scales_w: Scale
) -> Array:
    """Return (n, c, h, w) resampled to ``output_size`` by the nearest element."""
    return upsampled(self, "nearest-exact", output_size, (scales_h, scales_w))


@op(
    self=lambda grad, self_sizes, output_size, scales_d, scales_h, scales_w: (
        upsample_nearest_exact3d_backward(
            grad, output_size, self_sizes, scales_d, scales_h, scales_w
        )
    ),
    node="UpsampleNearestExact3DBackward0",
    layout="channels",
)
def upsample_nearest_exact3d(
    self: Array, output_size: Dims, scales_d: Scale, scales_h: Scale, scales_w: Scale
) -> Array:
    """Return (n, c, d, h, w) resampled to ``output_size`` by the nearest element."""
    return upsampled(self, "nearest-exact", output_size, (scales_d, scales_h, scales_w))


@op(
    self=lambda grad, self_sizes, output_size, align_corners, scales: upsample_linear1d_backward(
        grad, output_size, self_sizes, align_corners, scales
    ),
    node="UpsampleLinear1DBackward0",
)
def upsample_linear1d(self: Array, output_size: Dims, align_corners: bool, scales: Scale) -> Array:
    """Return (n, c, l) resampled to ``output_size`` by linear interpolation."""
    return upsampled(self, "linear", output_size, (scales,), align_corners)


@op(
    self=lambda grad, self_sizes, output_size, align_corners, scales_h, scales_w: (
        upsample_bilinear2d_backward(
            grad, output_size, self_sizes, align_corners, scales_h, scales_w
        )
    ),
    node="UpsampleBilinear2DBackward0",
    layout="channels",
)
def upsample_bilinear2d(
    self: Array, output_size: Dims, align_corners: bool, scales_h: Scale, scales_w: Scale
) -> Array:
    """Return (n, c, h, w) resampled to ``output_size`` by linear interpolation."""
    return upsampled(self, "linear", output_size, (scales_h, scales_w), align_corners)


@op(
    self=lambda grad, self_sizes, output_size, align_corners, scales_d, scales_h, scales_w: (
        upsample_trilinear3d_backward(
            grad, output_size, self_sizes, align_corners, scales_d, scales_h, scales_w
        )
    ),
    node="UpsampleTrilinear3DBackward0",
    layout="channels",
)
def upsample_trilinear3d(
    self: Array,
    output_size: Dims,
    align_corners: bool,
    scales_d: Scale,
    scales_h: Scale,
    scales_w: Scale,
) -> Array:
    """Return (n, c, d, h, w) resampled to ``output_size`` by linear interpolation."""
    return upsampled(self, "linear", output_size, (scales_d, scales_h, scales_w), align_corners)


@op(
    self=lambda grad, self_sizes, output_size, align_corners, scales_h, scales_w: (
        upsample_bicubic2d_backward(
            grad, output_size, self_sizes, align_corners, scales_h, scales_w
        )
    ),
    node="UpsampleBicubic2DBackward0",
    layout="channels",
)
def upsample_bicubic2d(
    self: Array, output_size: Dims, align_corners: bool, scales_h: Scale, scales_w: Scale
) -> Array:
    """Return (n, c, h, w) resampled to ``output_size`` by cubic interpolation."""
    return upsampled(self, "cubic", output_size, (scales_h, scales_w), align_corners)
