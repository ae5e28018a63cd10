"""Average pooling to an output of a given size."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..images.resampling import averages, resample
from ..record import Array, composite, op
from ..shapes.squeezing import squeeze_dim, unsqueeze
from . import pooling_checks as checks

if TYPE_CHECKING:
    from ..pointwise.arithmetic import zeros_of_like

Dims = tuple[int, ...]


@op(
    self=lambda grad, self: adaptive_average_pool2d_backward(grad, self),
    node="AdaptiveAvgPool2DBackward0",
    layout="channels",
    floating="adaptive_avg_pool2d",
)
def adaptive_average_pool2d(self: Array, output_size: Dims) -> Array:
    """Return the mean of each of ``output_size`` windows of (*, h, w)."""
    return resample(self, averages(self.shape, output_size))


@op(
    self=lambda grad, self: adaptive_average_pool3d_backward(grad, self),
    node="AdaptiveAvgPool3DBackward0",
    layout="channels",
    floating="adaptive_avg_pool3d_cpu",
)
def adaptive_average_pool3d(self: Array, output_size: Dims) -> Array:
    """Return the mean of each of ``output_size`` windows of (*, d, h, w)."""
    return resample(self, averages(self.shape, output_size))


@op(
    grad_output=lambda grad, grad_output: adaptive_average_pool2d(
        grad, tuple(grad_output.shape[-2:])
    ),
    self=lambda self: zeros_of_like(self),
    node="AdaptiveAvgPool2DBackwardBackward0",
)
def adaptive_average_pool2d_backward(grad_output: Array, self: Array) -> Array:
    """Return the gradient of the means of windows that together cover 2 dimensions."""
    means = averages(self.shape, grad_output.shape[-2:])
    return resample(grad_output, tuple(matrix.T for matrix in means)).reshape(self.shape)


@op(
    grad_output=lambda grad, grad_output: adaptive_average_pool3d(
        grad, tuple(grad_output.shape[-3:])
    ),
    self=lambda self: zeros_of_like(self),
    node="AdaptiveAvgPool3DBackwardBackward0",
)
def adaptive_average_pool3d_backward(grad_output: Array, self: Array) -> Array:
    """Return the gradient of the means of windows that together cover 3 dimensions."""
    means = averages(self.shape, grad_output.shape[-3:])
    return resample(grad_output, tuple(matrix.T for matrix in means)).reshape(self.shape)


@composite
def adaptive_avg_pool1d(input: Any, output_size: Any) -> Any:
    """Return the mean of each of ``output_size`` windows of (n, c, l) or (c, l)."""
    checks.check_line("adaptive_avg_pool1d", input)
    (count,) = checks.output_sizes(input, 1, output_size)
    return squeeze_dim(adaptive_avg_pool2d(unsqueeze(input, -2), (1, count)), -2)


@composite
def adaptive_avg_pool2d(input: Any, output_size: Any) -> Any:
    """Return the mean of each of ``output_size`` windows of (n, c, h, w) or (c, h, w)."""
    counts = checks.output_sizes(input, 2, output_size)
    checks.check_adaptive("adaptive_avg_pool2d", input, 2, "got ")
    if counts == (1, 1):
        return input.mean((-1, -2), keepdim=True)
    return adaptive_average_pool2d(input, counts)


@composite
def adaptive_avg_pool3d(input: Any, output_size: Any) -> Any:
    """Return the mean of each of ``output_size`` windows of (n, c, d, h, w)."""
    counts = checks.output_sizes(input, 3, output_size)
    checks.check_adaptive("adaptive_avg_pool3d", input, 3, "got ")
    if counts == (1, 1, 1):
        return input.mean((-1, -2, -3), keepdim=True)
    return adaptive_average_pool3d(input, counts)
