"""Spatial transformers: images sampled at the positions of a grid, and affine grids.

M. Jaderberg et al., "Spatial transformer networks" (2015).
"""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from typing import TYPE_CHECKING

from ..normalizations.normalization_backward import needed, present
from ..record import Array, op
from .grid_taps import How, grid_slopes_of, how_of, sampled_of, spread_of

if TYPE_CHECKING:
    from .grid_curvature import grid_curvatures

Needs = tuple[bool, ...]


def _slopes(grad: Array, input: Array, grid: Array, how: How, mask: Needs) -> tuple[Array, ...]:
    image = spread_of(grad, grid, input.shape[2:], how) if mask[0] else None
    return present((image, grid_slopes_of(grad, input, grid, how) if mask[1] else None), grad)


@op(
    inputs=lambda grad, input, grid, interpolation_mode, padding_mode, align_corners, needs: needed(
        grid_sampler_2d_backward(
            grad, input, grid, interpolation_mode, padding_mode, align_corners, needs
        ),
        needs,
    ),
    node="GridSampler2DBackward0",
    casts=None,
    floating="grid_sampler_2d_cpu_kernel_impl",
)
def grid_sampler_2d(
    input: Array, grid: Array, interpolation_mode: int, padding_mode: int, align_corners: bool
) -> Array:
    """Return samples of (n, c, h, w) at the positions (n, h', w', 2), each from -1 to 1."""
    return sampled_of(input, grid, how_of(grid, interpolation_mode, padding_mode, align_corners))


@op(
    inputs=lambda given, grad_output, input, grid, interpolation_mode, padding_mode, align_corners,
    needs: grid_curvatures(
        given, grad_output, input, grid, (interpolation_mode, padding_mode, align_corners), needs
    ),
    outputs=("grad_input", "grad_grid"),
    layout="rows",
    node="GridSampler2DBackwardBackward0",
    casts=None,
)  # fmt: skip
def grid_sampler_2d_backward(
    grad_output: Array,
    input: Array,
    grid: Array,
    interpolation_mode: int,
    padding_mode: int,
    align_corners: bool,
    output_mask: Needs,
) -> tuple[Array, ...]:
    """Return the gradients of samples of (n, c, h, w) with respect to these and to the grid."""
    how = how_of(grid, interpolation_mode, padding_mode, align_corners)
    return _slopes(grad_output, input, grid, how, output_mask)


@op(
    inputs=lambda grad, input, grid, interpolation_mode, padding_mode, align_corners, needs: needed(
        grid_sampler_3d_backward(
            grad, input, grid, interpolation_mode, padding_mode, align_corners, needs
        ),
        needs,
    ),
    node="GridSampler3DBackward0",
    casts=None,
    floating="grid_sampler_3d_cpu_kernel_impl",
)
def grid_sampler_3d(
    input: Array, grid: Array, interpolation_mode: int, padding_mode: int, align_corners: bool
) -> Array:
    """Return samples of (n, c, d, h, w) at the positions (n, d', h', w', 3), each from -1 to 1."""
    return sampled_of(input, grid, how_of(grid, interpolation_mode, padding_mode, align_corners))


@op(
    inputs=lambda given, grad_output, input, grid, interpolation_mode, padding_mode, align_corners,
    needs: grid_curvatures(
        given, grad_output, input, grid, (interpolation_mode, padding_mode, align_corners), needs
    ),
    outputs=("grad_input", "grad_grid"),
    layout="rows",
    node="GridSampler3DBackwardBackward0",
    casts=None,
)  # fmt: skip
def grid_sampler_3d_backward(
    grad_output: Array,
    input: Array,
    grid: Array,
    interpolation_mode: int,
    padding_mode: int,
    align_corners: bool,
    output_mask: Needs,
) -> tuple[Array, ...]:
    """Return the gradients of samples of (n, c, d, h, w) with respect to these and to the grid."""
    how = how_of(grid, interpolation_mode, padding_mode, align_corners)
    return _slopes(grad_output, input, grid, how, output_mask)
