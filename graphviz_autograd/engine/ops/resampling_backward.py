"""The gradients of upsampling and padding: transposed matrices, in nodes named as in PyTorch."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .record import Array, formula, op
from .resampling import resample

if TYPE_CHECKING:
    from .arithmetic import zeros_of_like
    from .resampling import resampled_back

Dims = tuple[int, ...]
Matrices = tuple[Array, ...]


def _back(grad_output: Array, sizes: Dims, matrices: Matrices) -> Array:
    return resample(grad_output, tuple(matrix.T for matrix in matrices)).reshape(sizes)


@formula
def forth(grad: Any, sizes: Dims, matrices: Matrices) -> Any:
    """Return the resampling to ``sizes`` of which ``matrices`` make the gradient."""
    return resampled_back(grad, sizes, tuple([matrix.T for matrix in matrices]))


# ---- upsampling ------------------------------------------------------------------------------


@op(
    grad_output=lambda grad, grad_output_sizes, matrices: forth(grad, grad_output_sizes, matrices),
    node="UpsampleNearest1DBackwardBackward0",
)
def upsample_nearest1d_backward(grad_output: Array, sizes: Dims, matrices: Matrices) -> Array:
    """Return the gradient of upsampling an array of ``sizes`` by the nearest element below."""
    return _back(grad_output, sizes, matrices)


@op(
    grad_output=lambda grad, grad_output_sizes, matrices: forth(grad, grad_output_sizes, matrices),
    node="UpsampleNearest2DBackwardBackward0",
)
def upsample_nearest2d_backward(grad_output: Array, sizes: Dims, matrices: Matrices) -> Array:
    """Return the gradient of upsampling an array of ``sizes`` by the nearest element below."""
    return _back(grad_output, sizes, matrices)


@op(
    grad_output=lambda grad, grad_output_sizes, matrices: forth(grad, grad_output_sizes, matrices),
    node="UpsampleNearest3DBackwardBackward0",
)
def upsample_nearest3d_backward(grad_output: Array, sizes: Dims, matrices: Matrices) -> Array:
    """Return the gradient of upsampling an array of ``sizes`` by the nearest element below."""
    return _back(grad_output, sizes, matrices)


@op(
    grad_output=lambda grad, grad_output_sizes, matrices: forth(grad, grad_output_sizes, matrices),
    node="UpsampleNearestExact1DBackwardBackward0",
)
def upsample_nearest_exact1d_backward(grad_output: Array, sizes: Dims, matrices: Matrices) -> Array:
    """Return the gradient of upsampling an array of ``sizes`` by the nearest element."""
    return _back(grad_output, sizes, matrices)


@op(
    grad_output=lambda grad, grad_output_sizes, matrices: forth(grad, grad_output_sizes, matrices),
    node="UpsampleNearestExact2DBackwardBackward0",
)
def upsample_nearest_exact2d_backward(grad_output: Array, sizes: Dims, matrices: Matrices) -> Array:
    """Return the gradient of upsampling an array of ``sizes`` by the nearest element."""
    return _back(grad_output, sizes, matrices)


@op(
    grad_output=lambda grad, grad_output_sizes, matrices: forth(grad, grad_output_sizes, matrices),
    node="UpsampleNearestExact3DBackwardBackward0",
)
def upsample_nearest_exact3d_backward(grad_output: Array, sizes: Dims, matrices: Matrices) -> Array:
    """Return the gradient of upsampling an array of ``sizes`` by the nearest element."""
    return _back(grad_output, sizes, matrices)


@op(
    grad_output=lambda grad, grad_output_sizes, matrices: forth(grad, grad_output_sizes, matrices),
    node="UpsampleLinear1DBackwardBackward0",
)
def upsample_linear1d_backward(grad_output: Array, sizes: Dims, matrices: Matrices) -> Array:
    """Return the gradient of upsampling an array of ``sizes`` by linear interpolation."""
    return _back(grad_output, sizes, matrices)


@op(
    grad_output=lambda grad, grad_output_sizes, matrices: forth(grad, grad_output_sizes, matrices),
    node="UpsampleBilinear2DBackwardBackward0",
)
def upsample_bilinear2d_backward(grad_output: Array, sizes: Dims, matrices: Matrices) -> Array:
    """Return the gradient of upsampling an array of ``sizes`` by bilinear interpolation."""
    return _back(grad_output, sizes, matrices)


@op(
    grad_output=lambda grad, grad_output_sizes, matrices: forth(grad, grad_output_sizes, matrices),
    node="UpsampleTrilinear3DBackwardBackward0",
)
def upsample_trilinear3d_backward(grad_output: Array, sizes: Dims, matrices: Matrices) -> Array:
    """Return the gradient of upsampling an array of ``sizes`` by trilinear interpolation."""
    return _back(grad_output, sizes, matrices)


@op(
    grad_output=lambda grad, grad_output_sizes, matrices: forth(grad, grad_output_sizes, matrices),
    node="UpsampleBicubic2DBackwardBackward0",
)
def upsample_bicubic2d_backward(grad_output: Array, sizes: Dims, matrices: Matrices) -> Array:
    """Return the gradient of upsampling an array of ``sizes`` by cubic interpolation."""
    return _back(grad_output, sizes, matrices)


# ---- padding ---------------------------------------------------------------------------------


@op(
    grad_output=lambda grad, grad_output_sizes, matrices: forth(grad, grad_output_sizes, matrices),
    self=lambda self: zeros_of_like(self),
    node="ReflectionPad1DBackwardBackward0",
)
def reflection_pad1d_backward(grad_output: Array, self: Array, matrices: Matrices) -> Array:
    """Return the gradient of a reflecting padding of 1 dimension."""
    return _back(grad_output, self.shape, matrices)


@op(
    grad_output=lambda grad, grad_output_sizes, matrices: forth(grad, grad_output_sizes, matrices),
    self=lambda self: zeros_of_like(self),
    node="ReflectionPad2DBackwardBackward0",
)
def reflection_pad2d_backward(grad_output: Array, self: Array, matrices: Matrices) -> Array:
    """Return the gradient of a reflecting padding of 2 dimensions."""
    return _back(grad_output, self.shape, matrices)


@op(
    grad_output=lambda grad, grad_output_sizes, matrices: forth(grad, grad_output_sizes, matrices),
    self=lambda self: zeros_of_like(self),
    node="ReflectionPad3DBackwardBackward0",
)
def reflection_pad3d_backward(grad_output: Array, self: Array, matrices: Matrices) -> Array:
    """Return the gradient of a reflecting padding of 3 dimensions."""
    return _back(grad_output, self.shape, matrices)


@op(
    grad_output=lambda grad, grad_output_sizes, matrices: forth(grad, grad_output_sizes, matrices),
    self=lambda self: zeros_of_like(self),
    node="ReplicationPad1DBackwardBackward0",
)
def replication_pad1d_backward(grad_output: Array, self: Array, matrices: Matrices) -> Array:
    """Return the gradient of a replicating padding of 1 dimension."""
    return _back(grad_output, self.shape, matrices)


@op(
    grad_output=lambda grad, grad_output_sizes, matrices: forth(grad, grad_output_sizes, matrices),
    self=lambda self: zeros_of_like(self),
    node="ReplicationPad2DBackwardBackward0",
)
def replication_pad2d_backward(grad_output: Array, self: Array, matrices: Matrices) -> Array:
    """Return the gradient of a replicating padding of 2 dimensions."""
    return _back(grad_output, self.shape, matrices)


@op(
    grad_output=lambda grad, grad_output_sizes, matrices: forth(grad, grad_output_sizes, matrices),
    self=lambda self: zeros_of_like(self),
    node="ReplicationPad3DBackwardBackward0",
)
def replication_pad3d_backward(grad_output: Array, self: Array, matrices: Matrices) -> Array:
    """Return the gradient of a replicating padding of 3 dimensions."""
    return _back(grad_output, self.shape, matrices)
