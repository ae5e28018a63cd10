"""SVG from a diagram and its layout.

The structure other tools may rely on is described in docs/svg.md: each node is
``<g class="node KIND" data-node data-name>``, each arrow ``<g class="edge KIND" data-tail
data-head>``; data are ``<ellipse>``, operations ``<rect>``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from itertools import chain

from graphviz_autograd.diagram.model import Arrow, Box, Frame, LegendEntry, Outline, Row, Span
from graphviz_autograd.layout.model import BoxPlace, Rectangle, Route, TextPlace
from graphviz_autograd.render.base import Picture
from graphviz_autograd.render.svg_path import path
from graphviz_autograd.render.svg_style import arrow_color, stylesheet
from graphviz_autograd.render.xml import attribute, number, text

INNER_GAP = 4.0
"""Between the two outlines of a doubly outlined box."""


def render(picture: Picture) -> str:
    """``picture`` as a standalone SVG document, ending in a newline.

    Light and dark by ``prefers-color-scheme``, on an opaque page; ids begin with a salt that is
    a hash of the drawing, so that several drawings can stand on one HTML page.
    """
    body = list(_body(picture))
    salt = "ag-" + hashlib.sha256("".join(body).encode()).hexdigest()[:10]
    lines = chain(_head(picture, salt), body, ["</svg>"])
    return "\n".join(lines).replace("url(#arrow-", f"url(#{salt}-arrow-") + "\n"


def _head(picture: Picture, salt: str) -> Iterator[str]:
    width, height = number(picture.layout.width), number(picture.layout.height)
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" id="{salt}" class="autograd-graph" '
        f'width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'role="img" aria-labelledby="{salt}-title {salt}-desc" text-anchor="middle">'
    )
    yield f'<title id="{salt}-title">{text(picture.diagram.title)}</title>'
    description = " ".join([picture.diagram.description, *(f"{n}." for n in picture.layout.notes)])
    yield f'<desc id="{salt}-desc">{text(description)}</desc>'
    yield f"<style>\n{stylesheet(picture.diagram, salt)}\n</style>"
    yield f"<defs>{''.join(_markers(picture, salt))}</defs>"


def _markers(picture: Picture, salt: str) -> Iterator[str]:
    for role in dict.fromkeys(arrow.role for arrow in picture.diagram.arrows):
        yield (
            f'<marker id="{salt}-arrow-{role}" viewBox="0 0 8 8" refX="7.4" refY="4" '
            f'markerWidth="7" markerHeight="7" orient="auto">'
            f'<path class="{arrow_color(role)}" d="M0 .8 7.4 4 0 7.2z"/></marker>'
        )


def _body(picture: Picture) -> Iterator[str]:
    diagram, layout = picture.diagram, picture.layout
    yield '<rect class="page" width="100%" height="100%"/>'
    if diagram.heading and layout.heading:
        yield _text((diagram.heading,), layout.heading)
    for frame in diagram.frames:
        if frame.id in layout.frames:
            yield from _frame(frame, layout.frames[frame.id])
    for arrow, route in zip(diagram.arrows, layout.routes, strict=True):
        yield _edge(arrow, route)
    for box in diagram.boxes:
        yield from _node(box, layout.boxes[box.id])
    if diagram.legend:
        yield '<g class="legend">'
        for entry, (outline, place) in zip(diagram.legend, layout.legend, strict=True):
            yield _legend_entry(entry, outline, place)
        yield "</g>"


def _frame(frame: Frame, place: Rectangle) -> Iterator[str]:
    yield f'<g class="frame" data-frame="{attribute(frame.id)}">'
    yield _rect(place)
    yield _text((frame.name,), TextPlace(place.x, place.top + 14))
    yield "</g>"


def _edge(arrow: Arrow, route: Route) -> str:
    return (
        f'<g class="edge {arrow.role}" data-tail="{attribute(arrow.tail)}" '
        f'data-head="{attribute(arrow.head)}">'
        f'<path d="{path(route)}" marker-end="url(#arrow-{arrow.role})"/></g>'
    )


def _node(box: Box, place: BoxPlace) -> Iterator[str]:
    yield (
        f'<g class="node {box.role}" data-node="{attribute(box.id)}" '
        f'data-name="{attribute(box.name)}">'
    )
    yield from _outlines(box, place.outline)
    if box.symbol and place.symbol:
        yield _text((box.symbol,), place.symbol)
    for row, row_place in zip(box.rows, place.rows, strict=True):
        yield _text(row, row_place)
    yield "</g>"


def _legend_entry(entry: LegendEntry, outline: Rectangle, place: TextPlace) -> str:
    sample = "".join(_outlines(entry.box, outline, gap=2.5))
    return f'<g class="{entry.box.role}">{sample}{_text((entry.meaning,), place)}</g>'


def _outlines(box: Box, outline: Rectangle, gap: float = INNER_GAP) -> Iterator[str]:
    draw = _ellipse if box.outline is Outline.ELLIPSE else _rect
    yield draw(outline)
    if box.style.double:
        yield draw(outline.shrunk(gap), extra=' class="inner"')


def _ellipse(place: Rectangle, extra: str = "") -> str:
    return (
        f'<ellipse{extra} cx="{number(place.x)}" cy="{number(place.y)}" '
        f'rx="{number(place.width / 2)}" ry="{number(place.height / 2)}"/>'
    )


def _rect(place: Rectangle, extra: str = "") -> str:
    radius = min(6, place.height / 4)
    return (
        f'<rect{extra} x="{number(place.left)}" y="{number(place.top)}" '
        f'width="{number(place.width)}" height="{number(place.height)}" rx="{number(radius)}"/>'
    )


def _text(row: Row, place: TextPlace) -> str:
    first, *others = row
    content = text(first.text) + "".join(_tspan(span) for span in others)
    anchor = ' text-anchor="start"' if place.anchor == "start" else ""
    return (
        f'<text class="{first.style.role}" x="{number(place.x)}" '
        f'y="{number(place.baseline)}"{anchor}>{content}</text>'
    )


def _tspan(span: Span) -> str:
    return f' <tspan class="{span.style.role}">{text(span.text)}</tspan>'
