"""The gradients of upsampling and padding: transposed matrices, in nodes named as in PyTorch.

The gradient of a gradient is the resampling again, as that is linear.
"""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from typing import TYPE_CHECKING

from ..record import Array, op
from .padding import choices
from .resampling import Dims, matrices, resample_back

if TYPE_CHECKING:
    from ..pointwise.arithmetic import zeros_of_like
    from .padding import (
        reflection_pad1d,
        reflection_pad2d,
        reflection_pad3d,
        replication_pad1d,
        replication_pad2d,
        replication_pad3d,
    )
    from .upsampling import (
        upsample_bicubic2d,
        upsample_bilinear2d,
        upsample_linear1d,
        upsample_nearest1d,
        upsample_nearest2d,
        upsample_nearest3d,
        upsample_nearest_exact1d,
        upsample_nearest_exact2d,
        upsample_nearest_exact3d,
        upsample_trilinear3d,
    )

Scale = float | None


# ---- upsampling ------------------------------------------------------------------------------


@op(
    grad_output=lambda grad, output_size, scales: upsample_nearest1d(grad, output_size, scales),
    node="UpsampleNearest1DBackwardBackward0",
)
def upsample_nearest1d_backward(
    grad_output: Array, output_size: Dims, input_size: Dims, scales: Scale
) -> Array:
    """Return the gradient of upsampling an array of ``input_size`` by the nearest element below."""
    how = matrices("nearest", input_size, output_size, (scales,))
    return resample_back(grad_output, input_size, how)


@op(
    grad_output=lambda grad, output_size, scales_h, scales_w: upsample_nearest2d(
        grad, output_size, scales_h, scales_w
    ),
    node="UpsampleNearest2DBackwardBackward0",
)
def upsample_nearest2d_backward(
    grad_output: Array, output_size: Dims, input_size: Dims, scales_h: Scale, scales_w: Scale
) -> Array:
    """Return the gradient of upsampling an array of ``input_size`` by the nearest element below."""
    how = matrices("nearest", input_size, output_size, (scales_h, scales_w))
    return resample_back(grad_output, input_size, how)


@op(
    grad_output=lambda grad, output_size, scales_d, scales_h, scales_w: upsample_nearest3d(
        grad, output_size, scales_d, scales_h, scales_w
    ),
    node="UpsampleNearest3DBackwardBackward0",
)
def upsample_nearest3d_backward(
    grad_output: Array,
    output_size: Dims,
    input_size: Dims,
    scales_d: Scale,
    scales_h: Scale,
    scales_w: Scale,
) -> Array:
    """Return the gradient of upsampling an array of ``input_size`` by the nearest element below."""
    how = matrices("nearest", input_size, output_size, (scales_d, scales_h, scales_w))
    return resample_back(grad_output, input_size, how)


@op(
    grad_output=lambda grad, output_size, scales: upsample_nearest_exact1d(
        grad, output_size, scales
    ),
    node="UpsampleNearestExact1DBackwardBackward0",
)
def upsample_nearest_exact1d_backward(
    grad_output: Array, output_size: Dims, input_size: Dims, scales: Scale
) -> Array:
    """Return the gradient of upsampling an array of ``input_size`` by the nearest element."""
    how = matrices("nearest-exact", input_size, output_size, (scales,))
    return resample_back(grad_output, input_size, how)


@op(
    grad_output=lambda grad, output_size, scales_h, scales_w: upsample_nearest_exact2d(
        grad, output_size, scales_h, scales_w
    ),
    node="UpsampleNearestExact2DBackwardBackward0",
)
def upsample_nearest_exact2d_backward(
    grad_output: Array, output_size: Dims, input_size: Dims, scales_h: Scale, scales_w: Scale
) -> Array:
    """Return the gradient of upsampling an array of ``input_size`` by the nearest element."""
    how = matrices("nearest-exact", input_size, output_size, (scales_h, scales_w))
    return resample_back(grad_output, input_size, how)


@op(
    grad_output=lambda grad, output_size, scales_d, scales_h, scales_w: upsample_nearest_exact3d(
        grad, output_size, scales_d, scales_h, scales_w
    ),
    node="UpsampleNearestExact3DBackwardBackward0",
)
def upsample_nearest_exact3d_backward(
    grad_output: Array,
    output_size: Dims,
    input_size: Dims,
    scales_d: Scale,
    scales_h: Scale,
    scales_w: Scale,
) -> Array:
    """Return the gradient of upsampling an array of ``input_size`` by the nearest element."""
    how = matrices("nearest-exact", input_size, output_size, (scales_d, scales_h, scales_w))
    return resample_back(grad_output, input_size, how)


@op(
    grad_output=lambda grad, output_size, align_corners, scales: upsample_linear1d(
        grad, output_size, align_corners, scales
    ),
    node="UpsampleLinear1DBackwardBackward0",
)
def upsample_linear1d_backward(
    grad_output: Array, output_size: Dims, input_size: Dims, align_corners: bool, scales: Scale
) -> Array:
    """Return the gradient of upsampling an array of ``input_size`` by linear interpolation."""
    how = matrices("linear", input_size, output_size, (scales,), align_corners)
    return resample_back(grad_output, input_size, how)


@op(
    grad_output=lambda grad, output_size, align_corners, scales_h, scales_w: upsample_bilinear2d(
        grad, output_size, align_corners, scales_h, scales_w
    ),
    node="UpsampleBilinear2DBackwardBackward0",
)
def upsample_bilinear2d_backward(
    grad_output: Array,
    output_size: Dims,
    input_size: Dims,
    align_corners: bool,
    scales_h: Scale,
    scales_w: Scale,
) -> Array:
    """Return the gradient of upsampling an array of ``input_size`` by bilinear interpolation."""
    how = matrices("linear", input_size, output_size, (scales_h, scales_w), align_corners)
    return resample_back(grad_output, input_size, how)


@op(
    grad_output=lambda grad, output_size, align_corners, scales_d, scales_h, scales_w: (
        upsample_trilinear3d(grad, output_size, align_corners, scales_d, scales_h, scales_w)
    ),
    node="UpsampleTrilinear3DBackwardBackward0",
)
def upsample_trilinear3d_backward(
    grad_output: Array,
    output_size: Dims,
    input_size: Dims,
    align_corners: bool,
    scales_d: Scale,
    scales_h: Scale,
    scales_w: Scale,
) -> Array:
    """Return the gradient of upsampling an array of ``input_size`` by trilinear interpolation."""
    how = matrices("linear", input_size, output_size, (scales_d, scales_h, scales_w), align_corners)
    return resample_back(grad_output, input_size, how)


@op(
    grad_output=lambda grad, output_size, align_corners, scales_h, scales_w: upsample_bicubic2d(
        grad, output_size, align_corners, scales_h, scales_w
    ),
    node="UpsampleBicubic2DBackwardBackward0",
)
def upsample_bicubic2d_backward(
    grad_output: Array,
    output_size: Dims,
    input_size: Dims,
    align_corners: bool,
    scales_h: Scale,
    scales_w: Scale,
) -> Array:
    """Return the gradient of upsampling an array of ``input_size`` by cubic interpolation."""
    how = matrices("cubic", input_size, output_size, (scales_h, scales_w), align_corners)
    return resample_back(grad_output, input_size, how)


# ---- padding ---------------------------------------------------------------------------------


@op(
    grad_output=lambda grad, padding: reflection_pad1d(grad, padding),
    self=lambda self: zeros_of_like(self),
    node="ReflectionPad1DBackwardBackward0",
)
def reflection_pad1d_backward(grad_output: Array, self: Array, padding: Dims) -> Array:
    """Return the gradient of a reflecting padding of 1 dimension."""
    return resample_back(grad_output, self.shape, choices(self.shape, padding, "reflect"))


@op(
    grad_output=lambda grad, padding: reflection_pad2d(grad, padding),
    self=lambda self: zeros_of_like(self),
    node="ReflectionPad2DBackwardBackward0",
)
def reflection_pad2d_backward(grad_output: Array, self: Array, padding: Dims) -> Array:
    """Return the gradient of a reflecting padding of 2 dimensions."""
    return resample_back(grad_output, self.shape, choices(self.shape, padding, "reflect"))


@op(
    grad_output=lambda grad, padding: reflection_pad3d(grad, padding),
    self=lambda self: zeros_of_like(self),
    node="ReflectionPad3DBackwardBackward0",
)
def reflection_pad3d_backward(grad_output: Array, self: Array, padding: Dims) -> Array:
    """Return the gradient of a reflecting padding of 3 dimensions."""
    return resample_back(grad_output, self.shape, choices(self.shape, padding, "reflect"))


@op(
    grad_output=lambda grad, padding: replication_pad1d(grad, padding),
    self=lambda self: zeros_of_like(self),
    node="ReplicationPad1DBackwardBackward0",
)
def replication_pad1d_backward(grad_output: Array, self: Array, padding: Dims) -> Array:
    """Return the gradient of a replicating padding of 1 dimension."""
    return resample_back(grad_output, self.shape, choices(self.shape, padding, "replicate"))


@op(
    grad_output=lambda grad, padding: replication_pad2d(grad, padding),
    self=lambda self: zeros_of_like(self),
    node="ReplicationPad2DBackwardBackward0",
)
def replication_pad2d_backward(grad_output: Array, self: Array, padding: Dims) -> Array:
    """Return the gradient of a replicating padding of 2 dimensions."""
    return resample_back(grad_output, self.shape, choices(self.shape, padding, "replicate"))


@op(
    grad_output=lambda grad, padding: replication_pad3d(grad, padding),
    self=lambda self: zeros_of_like(self),
    node="ReplicationPad3DBackwardBackward0",
)
def replication_pad3d_backward(grad_output: Array, self: Array, padding: Dims) -> Array:
    """Return the gradient of a replicating padding of 3 dimensions."""
    return resample_back(grad_output, self.shape, choices(self.shape, padding, "replicate"))
