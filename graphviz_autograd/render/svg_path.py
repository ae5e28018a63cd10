"""Routes as the data of an SVG path: short, and exact to a tenth of a pixel."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from graphviz_autograd.layout.model import Point, Route

STRAIGHT = 0.5
"""Tenths of a pixel by which the control points of a straight line may miss it."""

Tenths = tuple[int, int]
"""A point, in tenths of a pixel: differences of these add up without error."""


def path(route: Route) -> str:
    """``route`` as relative commands: lines where it is straight, else curves.

    >>> path(((10.0, 5.0), (10.0, 8.0), (10.0, 9.0), (10.0, 12.5)))
    'M10 5v7.5'
    """
    start, *rest = [_tenths(point) for point in route]
    return f"M{_number(start[0])} {_number(start[1])}" + "".join(_commands(start, rest))


def polygon(corners: Sequence[Point]) -> str:
    """Straight lines through ``corners``.

    >>> polygon(((0.0, 0.0), (4.0, 8.0), (8.0, 0.0)))
    'M0 0l4 8l4-8'
    """
    start, *rest = map(_tenths, corners)
    lines = (_joined("l", _minus(b, a)) for a, b in pairwise([start, *rest]))
    return f"M{_number(start[0])} {_number(start[1])}{''.join(lines)}"


def _commands(at: Tenths, points: list[Tenths]) -> Iterator[str]:
    written = ""
    for first, second, end in zip(points[::3], points[1::3], points[2::3], strict=True):
        letter, numbers = _command(*(_minus(point, at) for point in (first, second, end)))
        yield _joined(letter if letter != written else "", numbers)
        written, at = letter, end


def _command(first: Tenths, second: Tenths, end: Tenths) -> tuple[str, tuple[int, ...]]:
    if not _is_straight(first, second, end):
        return "c", (*first, *second, *end)
    if end[0] == 0:
        return "v", (end[1],)
    return ("h", (end[0],)) if end[1] == 0 else ("l", end)


def _is_straight(first: Tenths, second: Tenths, end: Tenths) -> bool:
    """Whether a curve from the origin is a line to ``end``, its control points between."""
    length_squared = end[0] ** 2 + end[1] ** 2
    for x, y in (first, second):
        across, along = x * end[1] - y * end[0], x * end[0] + y * end[1]
        if across**2 > STRAIGHT**2 * length_squared or not 0 <= along <= length_squared:
            return False
    return True


def _joined(letter: str, numbers: tuple[int, ...]) -> str:
    """Numbers with spaces between, where no minus sign tells them apart."""
    text = letter
    for tenths in numbers:
        number = _number(tenths)
        text += number if text == letter != "" or number.startswith("-") else f" {number}"
    return text


def _tenths(point: Point) -> Tenths:
    return round(10 * point[0]), round(10 * point[1])


def _minus(point: Tenths, origin: Tenths) -> Tenths:
    return point[0] - origin[0], point[1] - origin[1]


def _number(tenths: int) -> str:
    whole, tenth = divmod(abs(tenths), 10)
    sign = "-" if tenths < 0 else ""
    return f"{sign}{whole or ''}.{tenth}" if tenth else f"{sign}{whole}"
