"""Interpolation that averages over what an element of a smaller image covers, against aliasing.

The filters are widened by the factor by which the image shrinks.
"""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from ..record import Array, op
from .resampling import Dims, matrices, resample_back, upsampled

Scale = float | None


@op(
    self=lambda grad, self_sizes, output_size, align_corners, scales_h, scales_w: (
        upsample_bilinear2d_aa_backward(
            grad, output_size, self_sizes, align_corners, scales_h, scales_w
        )
    ),
    node="UpsampleBilinear2DAaBackward0",
)
def upsample_bilinear2d_aa(
    self: Array, output_size: Dims, align_corners: bool, scales_h: Scale, scales_w: Scale
) -> Array:
    """Return (n, c, h, w) resampled to ``output_size`` by a triangular filter."""
    scales = (scales_h, scales_w)
    return upsampled(self, "linear-aa", output_size, scales, align_corners)


@op(
    grad_output=lambda grad, output_size, align_corners, scales_h, scales_w: upsample_bilinear2d_aa(
        grad, output_size, align_corners, scales_h, scales_w
    ),
    node="UpsampleBilinear2DAaBackwardBackward0",
)
def upsample_bilinear2d_aa_backward(
    grad_output: Array,
    output_size: Dims,
    input_size: Dims,
    align_corners: bool,
    scales_h: Scale,
    scales_w: Scale,
) -> Array:
    """Return the gradient of resampling an array of ``input_size`` by a triangular filter."""
    how = matrices("linear-aa", input_size, output_size, (scales_h, scales_w), align_corners)
    return resample_back(grad_output, input_size, how)


@op(
    self=lambda grad, self_sizes, output_size, align_corners, scales_h, scales_w: (
        upsample_bicubic2d_aa_backward(
            grad, output_size, self_sizes, align_corners, scales_h, scales_w
        )
    ),
    node="UpsampleBicubic2DAaBackward0",
)
def upsample_bicubic2d_aa(
    self: Array, output_size: Dims, align_corners: bool, scales_h: Scale, scales_w: Scale
) -> Array:
    """Return (n, c, h, w) resampled to ``output_size`` by a cubic filter."""
    scales = (scales_h, scales_w)
    return upsampled(self, "cubic-aa", output_size, scales, align_corners)


@op(
    grad_output=lambda grad, output_size, align_corners, scales_h, scales_w: upsample_bicubic2d_aa(
        grad, output_size, align_corners, scales_h, scales_w
    ),
    node="UpsampleBicubic2DAaBackwardBackward0",
)
def upsample_bicubic2d_aa_backward(
    grad_output: Array,
    output_size: Dims,
    input_size: Dims,
    align_corners: bool,
    scales_h: Scale,
    scales_w: Scale,
) -> Array:
    """Return the gradient of resampling an array of ``input_size`` by a cubic filter."""
    how = matrices("cubic-aa", input_size, output_size, (scales_h, scales_w), align_corners)
    return resample_back(grad_output, input_size, how)


@op(
    self=lambda grad, self_sizes, output_size, align_corners, scales_h, scales_w: (
        upsample_lanczos2d_aa_backward(
            grad, output_size, self_sizes, align_corners, scales_h, scales_w
        )
    ),
    node="UpsampleLanczos2DAaBackward0",
)
def upsample_lanczos2d_aa(
    self: Array, output_size: Dims, align_corners: bool, scales_h: Scale, scales_w: Scale
) -> Array:
    """Return (n, c, h, w) resampled to ``output_size`` by Lanczos' filter."""
    scales = (scales_h, scales_w)
    return upsampled(self, "lanczos-aa", output_size, scales, align_corners)


@op(
    grad_output=lambda grad, output_size, align_corners, scales_h, scales_w: upsample_lanczos2d_aa(
        grad, output_size, align_corners, scales_h, scales_w
    ),
    node="UpsampleLanczos2DAaBackwardBackward0",
)
def upsample_lanczos2d_aa_backward(
    grad_output: Array,
    output_size: Dims,
    input_size: Dims,
    align_corners: bool,
    scales_h: Scale,
    scales_w: Scale,
) -> Array:
    """Return the gradient of resampling an array of ``input_size`` by Lanczos' filter."""
    how = matrices("lanczos-aa", input_size, output_size, (scales_h, scales_w), align_corners)
    return resample_back(grad_output, input_size, how)
