"""Routes as the data of SVG paths: short, and exact to a tenth of a pixel."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, pairwise

from graphviz_autograd.diagram.style import Head
from graphviz_autograd.layout.model import Point, Route
from graphviz_autograd.render.arrowhead import STRAIGHT, is_straight, shaft
from graphviz_autograd.render.xml import tenths_text

Tenths = tuple[int, int]
"""A point, in tenths of a pixel: differences of these add up without error."""


def arrow_data(route: Route, head: Head, width: float) -> tuple[str, str]:
    """The data of two paths: the line of an arrow along ``route``, and its head, if it has one.

    Relative commands: lines where it is straight, else curves.

    >>> arrow_data(((10.0, 5.0), (10.0, 8.0), (10.0, 9.0), (10.0, 12.5)), Head.NONE, 1.0)
    ('M10 5v7.5', '')
    """
    x, y = _tenths(route[0])
    shape = tuple([(round(10 * a) - x, round(10 * b) - y) for a, b in route])
    line, (dx, dy), tip = _arrow_commands(shape, head, width)
    return _start(x, y) + line, tip and _start(x + dx, y + dy) + tip


@lru_cache(maxsize=1 << 14)
def _arrow_commands(shape: tuple[Tenths, ...], head: Head, width: float) -> tuple[str, Tenths, str]:
    """What follows the start of the line; from there to the start of the head; what follows that.

    ``shape`` begins at the origin. A large drawing has the same few shapes over and over.
    """
    drawn = shaft(tuple((x / 10, y / 10) for x, y in shape), head, width)
    line = "".join(_commands((0, 0), [_tenths(point) for point in drawn.route[1:]]))
    if drawn.head is None:
        return line, (0, 0), ""
    corners = [_tenths(corner) for corner in drawn.head]
    steps = [step for a, b in pairwise(corners) for step in _minus(b, a)]
    close = "" if head is Head.OPEN else "z"
    return line, corners[0], "".join(_joined("l", steps)) + close


def _start(x: int, y: int) -> str:
    return f"M{tenths_text(x)}{_apart(y)}"


def _commands(at: Tenths, points: Sequence[Tenths]) -> Iterator[str]:
    written = ""
    for first, second, end in zip(points[::3], points[1::3], points[2::3], strict=True):
        letter, numbers = _command(*(_minus(point, at) for point in (first, second, end)))
        yield from _joined(letter if letter != written else "", numbers)
        written, at = letter, end


def _command(first: Tenths, second: Tenths, end: Tenths) -> tuple[str, tuple[int, ...]]:
    if not is_straight(first, second, end, 10 * STRAIGHT):
        return "c", (*first, *second, *end)
    if end[0] == 0:
        return "v", (end[1],)
    return ("h", (end[0],)) if end[1] == 0 else ("l", end)


def _joined(letter: str, numbers: Sequence[int]) -> Iterable[str]:
    """Numbers with spaces between, where no letter and no minus sign tells them apart."""
    if not letter:
        return map(_apart, numbers)
    return chain((letter, tenths_text(numbers[0])), map(_apart, numbers[1:]))


@lru_cache(maxsize=1 << 14)
def _apart(tenths: int) -> str:
    return tenths_text(tenths) if tenths < 0 else f" {tenths_text(tenths)}"


def _tenths(point: Point) -> Tenths:
    return round(10 * point[0]), round(10 * point[1])


def _minus(point: Tenths, origin: Tenths) -> Tenths:
    return point[0] - origin[0], point[1] - origin[1]
