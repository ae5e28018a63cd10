"""The elements of an SVG: shapes, lines, text."""

from __future__ import annotations

from graphviz_autograd.diagram.model import Arrow, Row, Span
from graphviz_autograd.diagram.style import Head
from graphviz_autograd.layout.model import Point, Rectangle, Route, TextPlace
from graphviz_autograd.layout.text import space_before
from graphviz_autograd.render.svg_path import arrow_data
from graphviz_autograd.render.xml import number, text


def title(words: str) -> str:
    """What a pointer on the group shows."""
    return f"<title>{text(words)}</title>" if words else ""


def ellipse(place: Rectangle, extra: str = "") -> str:
    """The ellipse that fills ``place``."""
    return (
        f'<ellipse{extra} cx="{number(place.x)}" cy="{number(place.y)}" '
        f'rx="{number(place.width / 2)}" ry="{number(place.height / 2)}"/>'
    )


def rect(place: Rectangle, extra: str = "", radius: float = 6) -> str:
    """The rectangle ``place`` with round corners."""
    return (
        f'<rect{extra} x="{number(place.left)}" y="{number(place.top)}" '
        f'width="{number(place.width)}" height="{number(place.height)}" '
        f'rx="{number(min(radius, place.height / 4))}"/>'
    )


def straight(start: Point, end: Point, extra: str = "") -> str:
    """A straight line."""
    return f'<path{extra} d="M{_pair(start)}L{_pair(end)}"/>'


def arrow_paths(arrow: Arrow, route: Route) -> str:
    """The line of ``arrow`` along ``route``, and its head."""
    line, head = arrow_data(route, arrow.style.head, arrow.line_width)
    width = "" if arrow.width is None else f' style="stroke-width:{number(arrow.width)}"'
    drawn_thick = width if arrow.style.head is Head.OPEN else ""
    head_path = f'<path class="head"{drawn_thick} d="{head}"/>' if head else ""
    return f'<path{width} d="{line}"/>{head_path}'


def text_line(row: Row, place: TextPlace) -> str:
    """The spans of ``row`` side by side."""
    first, *others = row
    content = text(first.text) + "".join(map(_tspan, others))
    anchor = ' text-anchor="start"' if place.anchor == "start" else ""
    return (
        f'<text class="{first.style.role}" x="{number(place.x)}" '
        f'y="{number(place.baseline)}"{anchor}>{content}</text>'
    )


def _tspan(span: Span) -> str:
    dx = number(space_before(span))
    return f'<tspan class="{span.style.role}" dx="{dx}">{text(span.text)}</tspan>'


def _pair(point: Point) -> str:
    return f"{number(point[0])} {number(point[1])}"
