"""The derivatives of linear weights of taps, in two and three dimensions."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from collections.abc import Sequence
from itertools import product as products
from typing import TYPE_CHECKING, Any

from ..record import formula
from .grid_taps import REFLECTION, ZEROS, How

if TYPE_CHECKING:
    from ..indices.slicing import select
    from ..pointwise.arithmetic import add_scalar, neg, sub, sub_scalar, zeros_of_like
    from ..pointwise.choosing import where_self
    from ..pointwise.clamping import clamp_numbers
    from ..pointwise.division import remainder_number
    from ..pointwise.elementwise import abs  # noqa: A004
    from ..pointwise.ternary import addcmul
    from ..reductions.reduction import sum_dim
    from ..shapes.joining import stack
    from ..shapes.squeezing import unsqueeze
    from .grid_curvature import position_of, taps_of
    from .grid_taps import even_reflections, padding_slopes, whole_part


@formula
def linear_parts(of_grid: Any, input: Any, grid: Any, how: How) -> tuple[Any, ...]:
    """Return moves of the positions, taps, derivatives of the weights, and what bends need."""
    axes, sizes = range(len(how.orders)), input.shape[:1:-1]
    at = [
        position_inside(position_of(grid, axis, sizes[axis], how), sizes[axis], how)
        for axis in axes
    ]
    scales = [padding_slopes(grid, axis, sizes[axis], how) for axis in axes]
    shares = [one - whole_part(one) for one in at]
    turns = [select(of_grid, -1, axis) * scales[axis] for axis in axes]
    taps = taps_of(input, grid, how)
    weights = [*zip([sub(1.0, share) for share in shares], shares, strict=True)]
    return turns, taps, [linear_slope(axis, weights) for axis in axes], (scales, shares)


@formula
def position_inside(at: Any, size: int, how: How) -> Any:
    """Return where positions outside take their elements from."""
    if how.padding == REFLECTION:
        low, span = how.reflected(size)
        if not span:
            return zeros_of_like(at)
        distance = abs(sub_scalar(at, low))
        rest = remainder_number(distance, span)
        returning = add_scalar(sub(span, rest), low)
        at = where_self(even_reflections(distance, span), add_scalar(rest, low), returning)
    return at if how.padding == ZEROS else clamp_numbers(at, 0, size - 1)


@formula
def linear_slope(axis: int, weights: Sequence[tuple[Any, Any]]) -> Any:
    """Return the derivatives along an axis of the weights of all taps: the products of the others.

    ``weights`` are those of the lower and of the upper tap along each axis.
    """
    slopes = []
    for corner in products((0, 1), repeat=len(weights)):
        chosen = zip(weights, reversed(corner), strict=True)
        first, *rest = [pair[upper] for nr, (pair, upper) in enumerate(chosen) if nr != axis]
        slope = first if corner[-1 - axis] else neg(first)
        for factor in rest:
            slope = slope * factor
        slopes.append(slope)
    return stack(slopes, -1)


@formula
def corners_of(taps: Any) -> list[Any]:
    """Return the taps one by one."""
    return [select(taps, -1, nr) for nr in range(taps.shape[-1])]


@formula
def mixed_difference(corners: Any, a: int, b: int, c: int, d: int) -> Any:
    """Return the mixed difference of four corners of a face."""
    return corners[a] - corners[b] - corners[c] + corners[d]


@formula
def linear_curvature(grad: Any, turns: Any, taps: Any, scales: Any, shares: Any) -> Any:
    """Return the gradient of the grid's gradient by the grid: weights bend only across two axes."""
    if len(turns) == 3:
        return trilinear_curvature(grad, turns, taps, scales, shares)
    twist = sum_dim(grad * mixed_difference(corners_of(taps), 0, 1, 2, 3), (1,))
    return stack([scales[0] * turns[1] * twist, scales[1] * turns[0] * twist], -1)


@formula
def trilinear_curvature(grad: Any, turns: Any, taps: Any, scales: Any, shares: Any) -> Any:
    """Return the same in three dimensions, where the mixed differences change along the third."""
    x, y, z = [unsqueeze(one, 1) for one in shares]
    corners = corners_of(taps)
    lower, upper = mixed_difference(corners, 0, 1, 2, 3), mixed_difference(corners, 4, 5, 6, 7)
    first = sub(1.0, z) * lower
    across_z = first + z * upper
    lower, upper = mixed_difference(corners, 0, 1, 4, 5), mixed_difference(corners, 2, 3, 6, 7)
    across_y = addcmul(sub(1.0, y) * lower, y, upper)
    lower, upper = mixed_difference(corners, 0, 2, 4, 6), mixed_difference(corners, 1, 3, 5, 7)
    across_x = addcmul(sub(1.0, x) * lower, x, upper)
    xy, xz, yz = [sum_dim(grad * one, (1,)) for one in (across_z, across_y, across_x)]
    pairs = ((1, xy, 2, xz), (0, xy, 2, yz), (0, xz, 1, yz))
    sums = [
        addcmul(turns[a] * one, turns[b], other) * scale
        for scale, (a, one, b, other) in zip(scales, pairs, strict=True)
    ]
    return stack(sums, -1)
