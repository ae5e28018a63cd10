"""The derivatives of cubic weights of taps (Keys 1981).

With a = -3/4 the weight of a tap at a distance t below 1 is ((a + 2) t - (a + 3)) t^2 + 1, beyond
that ((a t - 5 a) t + 8 a) t - 4 a.
"""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..record import formula
from .grid_taps import How

if TYPE_CHECKING:
    from ..indices.slicing import select
    from ..pointwise.arithmetic import add_scalar, mul_scalar, neg, pow_scalar, sub, sub_scalar
    from ..pointwise.ternary import addcmul
    from ..reductions.extrema import sum_of_given
    from ..reductions.reduction import sum_dim
    from ..shapes.joining import stack
    from ..shapes.shape import reshape
    from ..shapes.squeezing import unsqueeze
    from .grid_curvature import position_of, taps_of
    from .grid_taps import whole_part

CUBIC = -0.75


@formula
def cubic_parts(of_grid: Any, input: Any, grid: Any, how: How) -> tuple[Any, ...]:
    """Return moves of the positions, taps, derivatives of the weights, and what bends need."""
    sizes = input.shape[:1:-1]
    scales = [how.scale(size) for size in sizes]
    at = [position_of(grid, axis, size, how) for axis, size in enumerate(sizes)]
    turns = [mul_scalar(select(of_grid, -1, axis), scales[axis]) for axis in range(2)]
    shares = [one - whole_part(one) for one in at]
    distances = [(add_scalar(one, 1), one, sub(1.0, one), sub(2.0, one)) for one in shares]
    weights = [(cubic_weights(one), cubic_slopes(one)) for one in distances]
    taps = taps_of(input, grid, how)
    (x, x_slope), (y, y_slope) = weights
    return (
        turns,
        taps,
        [of_all_taps(x_slope, y), of_all_taps(x, y_slope)],
        (scales, distances, weights),
    )


@formula
def of_all_taps(along_x: Any, along_y: Any) -> Any:
    """Return the products of weights along both axes for all taps."""
    row = unsqueeze(along_x, -2)
    every = unsqueeze(along_y, -1) * row
    return reshape(every, (*every.shape[:-2], -1))


@formula
def cubic_weights(distances: Any) -> Any:
    """Return the weights of four taps in a row."""
    weights = [far_weight, near_weight, near_weight, far_weight]
    return stack([weight(t) for weight, t in zip(weights, distances, strict=True)], -1)


@formula
def far_weight(t: Any) -> Any:
    """Return the weight of a tap at a distance of more than 1."""
    return sub_scalar(
        add_scalar(sub_scalar(mul_scalar(t, CUBIC), 5 * CUBIC) * t, 8 * CUBIC) * t, 4 * CUBIC
    )


@formula
def near_weight(t: Any) -> Any:
    """Return the weight of a tap at a distance of less than 1."""
    square = pow_scalar(t, 2)
    return add_scalar(sub_scalar(mul_scalar(t, CUBIC + 2), CUBIC + 3) * square, 1)


@formula
def cubic_slopes(distances: Any) -> Any:
    """Return the derivatives of the weights by the position."""
    before, left, right, after = distances
    first = add_scalar(sub_scalar(mul_scalar(before, 3 * CUBIC), 10 * CUBIC) * before, 8 * CUBIC)
    second, third = near_slope(left), neg(near_slope(right))
    last = sub_scalar(add_scalar(mul_scalar(after, -3 * CUBIC), 10 * CUBIC) * after, 8 * CUBIC)
    return stack([first, second, third, last], -1)


@formula
def near_slope(t: Any) -> Any:
    """Return the derivative of ``near_weight``."""
    return sub_scalar(mul_scalar(t, 3 * (CUBIC + 2)), 2 * (CUBIC + 3)) * t


@formula
def cubic_bends(distances: Any) -> Any:
    """Return the second derivatives of the weights by the position."""
    far, near = (6 * CUBIC, 10 * CUBIC), (6 * (CUBIC + 2), 2 * (CUBIC + 3))
    lines = zip(distances, (far, near, near, far), strict=True)
    return stack([sub_scalar(mul_scalar(t, steep), level) for t, (steep, level) in lines], -1)


@formula
def cubic_curvature(
    grad: Any, turns: Any, taps: Any, scales: Any, distances: Any, weights: Any
) -> Any:
    """Return the gradient of the gradient of the grid, tap by tap."""
    bends = [cubic_bends(one) for one in distances]
    along_x, along_y = [(*pair, bend) for pair, bend in zip(weights, bends, strict=True)]
    sums: list[Any] = [None] * 3
    for row in range(4):
        y, y_slope, y_bend = [select(one, -1, row) for one in along_y]
        for column in range(4):
            tap = sum_dim(grad * select(taps, -1, 4 * row + column), (1,))
            weight, slope, bend = along_x
            found = [
                tap * select(bend, -1, column) * y,
                tap * select(weight, -1, column) * y_bend,
                tap * select(slope, -1, column) * y_slope,
            ]
            sums = [sum_of_given(*both) for both in zip(sums, found, strict=True)]
    xx, yy, xy = sums
    x_turn, y_turn = turns
    by_x = mul_scalar(addcmul(x_turn * xx, y_turn, xy), scales[0])
    by_y = mul_scalar(addcmul(x_turn * xy, y_turn, yy), scales[1])
    return stack([by_x, by_y], -1)
