"""A line search for the strong Wolfe conditions, by cubic interpolation.

J. Nocedal and S. Wright, Numerical Optimization (2006), algorithms 3.5 and 3.6, with the safeguards
of M. Schmidt's minFunc, as PyTorch has it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

ARMIJO, CURVATURE = 1e-4, 0.9


class Point(NamedTuple):
    """A point on the line.

    Attributes:
        t: how far along the direction, a number or a tensor.
        loss: the loss there.
        grad: the gradient there, of all parameters in one row.
        slope: the gradient along the direction, a tensor: what follows from it is rounded as
            the parameters are.

    """

    t: Any
    loss: float
    grad: Any
    slope: Any


def strong_wolfe(
    evaluate: Callable[[Any], Point],
    start: Point,
    t: Any,
    extent: Any,
    tolerance_change: float,
    most: int = 25,
) -> Point:
    """Return a point whose loss is low and whose slope is flat enough.

    Args:
        evaluate: the function from a distance to a point.
        start: the point at 0, whose slope is negative.
        t: the distance to try first.
        extent: the largest component of the direction.
        tolerance_change: the smallest change of a parameter that counts.
        most: after how many points to be content.

    """
    low, high, tried = _bracket(evaluate, start, t, most)
    if high is None:
        return low
    stalls = False
    while tried < most and abs(high.t - low.t) * extent >= tolerance_change:
        t, stalls = _kept_inside(_cubic_minimum(low, high), low, high, stalls)
        new = evaluate(t)
        tried += 1
        if _is_too_high(new, start) or new.loss >= low.loss:
            low, high = (new, low) if new.loss < low.loss else (low, new)
            continue
        if _is_flat(new, start):
            return new
        if new.slope * (high.t - low.t) >= 0:
            high = low
        low = new
    return low


def _bracket(
    evaluate: Callable[[Any], Point], start: Point, t: Any, most: int
) -> tuple[Point, Point | None, int]:
    """Return two points around one to look for, the lower first, or that point, and the tries."""
    before, now = start, evaluate(t)
    for tried in range(most):
        if _is_too_high(now, start) or (tried > 1 and now.loss >= before.loss):
            return *_by_loss(before, now), tried
        if _is_flat(now, start):
            return now, None, tried
        if now.slope >= 0:
            return *_by_loss(before, now), tried
        bounds = (now.t + 0.01 * (now.t - before.t), now.t * 10)
        before, now = now, evaluate(_cubic_minimum(before, now, bounds))
    return *_by_loss(start, now), most


def _by_loss(one: Point, other: Point) -> tuple[Point, Point]:
    return (one, other) if one.loss <= other.loss else (other, one)


def _is_too_high(point: Point, start: Point) -> bool:
    """Return whether the loss fell by less than the slope promised (Armijo's condition)."""
    return bool(point.loss > start.loss + ARMIJO * point.t * start.slope)


def _is_flat(point: Point, start: Point) -> bool:
    return bool(abs(point.slope) <= -CURVATURE * start.slope)


def _cubic_minimum(one: Point, other: Point, bounds: tuple[Any, Any] | None = None) -> Any:
    """Return where the cubic through two points with their slopes is least, within bounds."""
    left, right = (one, other) if one.t <= other.t else (other, one)
    least, most = bounds or (left.t, right.t)
    bend = left.slope + right.slope - 3 * (left.loss - right.loss) / (left.t - right.t)
    square = bend**2 - left.slope * right.slope
    if square < 0:
        return (least + most) / 2
    root = square.sqrt()
    share = (right.slope + root - bend) / (right.slope - left.slope + 2 * root)
    return min(max(right.t - (right.t - left.t) * share, least), most)


def _kept_inside(t: Any, one: Point, other: Point, stalls: bool) -> tuple[Any, bool]:
    """Return a distance that is not too near an end of the bracket twice in a row."""
    least, most = sorted((one.t, other.t))
    margin = 0.1 * (most - least)
    if min(most - t, t - least) >= margin:
        return t, False
    if not stalls and least < t < most:
        return t, True
    return (most - margin if abs(t - most) < abs(t - least) else least + margin), False
