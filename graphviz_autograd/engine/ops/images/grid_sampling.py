"""Spatial transformers: images sampled at the positions of a grid, and affine grids.

M. Jaderberg et al., "Spatial transformer networks" (2015).
"""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..normalizations.normalization_backward import needed, present
from ..record import Array, formula, op
from .grid_taps import How, grid_slopes_of, sampled_of, spread_of

if TYPE_CHECKING:
    from ..indices.slicing import select
    from ..reductions.reduction import sum_dim
    from ..shapes.joining import stack
    from ..shapes.squeezing import unsqueeze

Dims = tuple[int, ...]
Needs = tuple[bool, ...]

# ---- samples, and their derivatives by the grid of any order -----------------------------------


@op(
    input=lambda grad, grid, input_sizes, how: spread_samples(grad, grid, input_sizes[2:], how),
    grid=lambda grad, input, grid, how: grid_slope(grad, input, grid, how),
    casts=None,
)
def samples_at(input: Array, grid: Array, how: How) -> Array:
    """Return samples of an image at the positions of a grid, or a derivative of them."""
    return sampled_of(input, grid, how)


@op(
    samples=lambda grad, grid, how: samples_at(grad, grid, how),
    grid=lambda grad, samples, grid, how: grid_slope(samples, grad, grid, how),
    casts=None,
)
def spread_samples(samples: Array, grid: Array, sizes: Dims, how: How) -> Array:
    """Return what samples add to the elements of an image: the adjoint of taking them."""
    return spread_of(samples, grid, sizes, how)


@formula
def grid_slope(grad: Any, input: Any, grid: Any, how: How) -> Any:
    """Return the gradient of ``grad`` times the samples with respect to the grid."""
    axes = range(len(how.orders))
    return stack(
        [sum_dim(grad * samples_at(input, grid, how.by(i)), (1,), False) for i in axes], -1
    )


# ---- PyTorch's operations ----------------------------------------------------------------------


def _how(grid: Any, interpolation_mode: int, padding_mode: int, align_corners: bool) -> How:
    return How(interpolation_mode, padding_mode, align_corners, (0,) * grid.shape[-1])


def _slopes(grad: Array, input: Array, grid: Array, how: How, mask: Needs) -> tuple[Array, ...]:
    image = spread_of(grad, grid, input.shape[2:], how) if mask[0] else None
    return present((image, grid_slopes_of(grad, input, grid, how) if mask[1] else None), grad)


@formula
def grid_curvatures(
    given: Any, grad_output: Any, input: Any, grid: Any, values: Any, needs: Needs
) -> tuple[Any, ...]:
    """Return the gradients of the gradients of samples, with respect to all that they come from."""
    of_image, of_grid = given
    how = _how(grid, *values)
    sizes = tuple(input.shape[2:])
    found: tuple[list[Any], ...] = ([], [], [])
    if of_image is not None:
        found[0].append(samples_at(of_image, grid, how))
        found[2].append(grid_slope(grad_output, of_image, grid, how))
    for axis in range(len(how.orders)) if of_grid is not None else ():
        turn, along = unsqueeze(select(of_grid, -1, axis), 1), how.by(axis)
        found[0].append(turn * samples_at(input, grid, along))
        found[1].append(spread_samples(turn * grad_output, grid, sizes, along))
        found[2].append(grid_slope(turn * grad_output, input, grid, along))
    slopes: tuple[Any, ...] = needed(tuple([total(parts) for parts in found]), needs)
    return slopes


@formula
def total(parts: Any) -> Any:
    """Return the sum of parts, None if there are none."""
    found = None
    for one in parts:
        found = one if found is None else found + one
    return found


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
    return sampled_of(input, grid, _how(grid, interpolation_mode, padding_mode, align_corners))


@op(
    inputs=lambda given, grad_output, input, grid, interpolation_mode, padding_mode, align_corners,
    needs: grid_curvatures(
        given, grad_output, input, grid, (interpolation_mode, padding_mode, align_corners), needs
    ),
    outputs=("grad_input", "grad_grid"),
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
    how = _how(grid, interpolation_mode, padding_mode, align_corners)
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
    return sampled_of(input, grid, _how(grid, interpolation_mode, padding_mode, align_corners))


@op(
    inputs=lambda given, grad_output, input, grid, interpolation_mode, padding_mode, align_corners,
    needs: grid_curvatures(
        given, grad_output, input, grid, (interpolation_mode, padding_mode, align_corners), needs
    ),
    outputs=("grad_input", "grad_grid"),
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
    how = _how(grid, interpolation_mode, padding_mode, align_corners)
    return _slopes(grad_output, input, grid, how, output_mask)
