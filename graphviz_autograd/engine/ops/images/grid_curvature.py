"""The gradients of the gradients of samples, written out as in PyTorch.

A sample is the sum of the elements around it, the taps, times weights that are functions of where
it lies. Its gradient with respect to the grid has the first derivatives of the weights, and the
gradient of that the second ones. Taps are numbered along x first.
"""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..record import formula
from .grid_taps import BICUBIC, NEAREST, ZEROS, How, how_of

if TYPE_CHECKING:
    from ..indices.gather import gather, scatter_add
    from ..indices.masking import zeros_sized
    from ..indices.slicing import select
    from ..pointwise.arithmetic import add_scalar, mul_scalar, sub_scalar
    from ..pointwise.ternary import addcmul
    from ..reductions.extrema import sum_of_given
    from ..reductions.reduction import sum_dim
    from ..shapes.shape import reshape
    from ..shapes.squeezing import unsqueeze
    from .grid_curvature_cubic import cubic_curvature, cubic_parts
    from .grid_curvature_linear import linear_curvature, linear_parts
    from .grid_sampling import (
        grid_sampler_2d,
        grid_sampler_2d_backward,
        grid_sampler_3d,
        grid_sampler_3d_backward,
    )
    from .grid_taps import tap_places, taps_inside

Needs = tuple[bool, ...]
# The taps of all samples (n, c, *counts, taps), their places, and which are inside if that matters.
Taps = tuple[Any, Any, Any]


@formula
def grid_curvatures(
    given: Any, grad: Any, input: Any, grid: Any, values: Any, needs: Needs
) -> tuple[Any, Any, Any]:
    """Return the gradients of the gradients of samples, with respect to all that they come from."""
    of_image, of_grid = given
    planar, how = grid.shape[-1] == 2, how_of(grid, *values)
    back = ours = place = None
    if needs[0] and of_image is not None:
        sampler = grid_sampler_2d if planar else grid_sampler_3d
        back = sampler(of_image, grid, *values)
    if needs[2] and of_image is not None:
        backward = grid_sampler_2d_backward if planar else grid_sampler_3d_backward
        place = backward(grad, of_image, grid, *values, (False, True))[1]
    if of_grid is None or how.mode == NEAREST:
        return back, None, place
    cubic = how.mode == BICUBIC
    turns, taps, slopes, bends = (cubic_parts if cubic else linear_parts)(of_grid, input, grid, how)
    if needs[0]:
        back = sum_of_given(back, derivative_along(turns, taps[0], slopes))
    if needs[1]:
        ours = spread_slopes(grad, turns, taps, slopes, input.shape)
    if needs[2]:
        curvature = cubic_curvature if cubic else linear_curvature
        place = sum_of_given(place, curvature(grad, turns, taps[0], *bends))
    return back, ours, place


# ---- what all modes share ----------------------------------------------------------------------


@formula
def taps_of(input: Any, grid: Any, how: How) -> Taps:
    """Return the taps of all samples, their places, and which are inside or None."""
    batch, channels, *sizes = input.shape
    places = tap_places(grid, sizes, channels, how)
    inside = taps_inside(grid, sizes, how) if how.padding == ZEROS else None
    taps = gather(reshape(input, (batch, channels, -1)), 2, places)
    taps = reshape(taps, (batch, channels, *grid.shape[1:-1], -1))
    return taps if inside is None else taps * inside, places, inside


@formula
def derivative_along(turns: Any, taps: Any, slopes: Any) -> Any:
    """Return the derivative of samples as their positions move."""
    steps = [sum_dim(taps * unsqueeze(one, 1), (-1,)) for one in slopes]
    total = steps[0] * unsqueeze(turns[0], 1)
    for step, turn in zip(steps[1:], turns[1:], strict=True):
        total = addcmul(total, step, unsqueeze(turn, 1))
    return total


@formula
def spread_slopes(grad: Any, turns: Any, taps: Taps, slopes: Any, sizes: Any) -> Any:
    """Return what comes to the image: gradients of samples times slopes, at their taps' places."""
    _, places, inside = taps
    weights = unsqueeze(turns[0], -1) * slopes[0]
    for turn, slope in zip(turns[1:], slopes[1:], strict=True):
        weights = addcmul(weights, unsqueeze(turn, -1), slope)
    weights = unsqueeze(weights, 1)
    terms = unsqueeze(grad, -1) * weights
    terms = reshape(terms if inside is None else terms * inside, (*sizes[:2], -1))
    return reshape(scatter_add(flat_zeros(grad, sizes), 2, places, terms), sizes)


@formula
def flat_zeros(like: Any, sizes: Any) -> Any:
    """Return zeros for images of some sizes, flat in each channel."""
    return reshape(zeros_sized(like, sizes), (*sizes[:2], -1))


@formula
def position_of(grid: Any, axis: int, size: int, how: How) -> Any:
    """Return positions along an axis, counted in elements."""
    from_middle = mul_scalar(add_scalar(select(grid, -1, axis), 1), how.scale(size))
    return from_middle if how.align_corners else sub_scalar(from_middle, 0.5)
