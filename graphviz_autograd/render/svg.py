"""SVG from a diagram and its layout.

The structure other tools may rely on is described in docs/svg.md: each node is
``<g class="node KIND" data-node data-name>``, each arrow ``<g class="edge KIND" data-tail
data-head>``; data are ``<ellipse>``, operations ``<rect>``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator

from graphviz_autograd.diagram.model import Arrow, Diagram, Frame, LegendEntry, Span
from graphviz_autograd.layout.model import Rectangle, Route, TextPlace
from graphviz_autograd.layout.text import row_height, text_width
from graphviz_autograd.render.base import Picture
from graphviz_autograd.render.svg_box import node, sample
from graphviz_autograd.render.svg_shape import arrow_paths, rect, straight, text_line, title
from graphviz_autograd.render.svg_style import distinct_looks, hatched, stylesheet
from graphviz_autograd.render.xml import attribute, number, text


def render(picture: Picture) -> str:
    """``picture`` as a standalone SVG document, ending in a newline.

    Light and dark by ``prefers-color-scheme``, on an opaque page; ids begin with a salt that is
    a hash of the drawing, so that several drawings can stand on one HTML page.
    """
    return document(picture, stylesheet)


def document(picture: Picture, sheet: Callable[[Diagram, str], str]) -> str:
    """``picture`` as a standalone SVG document with a style sheet that is made for its readers."""
    body, looks = list(_body(picture)), distinct_looks(picture.diagram)
    digest = hashlib.sha256(sheet(looks, "").encode())
    for line in body:
        digest.update(line.encode())
    salt = f"ag-{digest.hexdigest()[:10]}"
    head = _head(picture, salt, sheet(looks, salt), hatched(looks))
    return "\n".join([*head, *body, "</svg>\n"])


def _head(picture: Picture, salt: str, sheet: str, hatched_roles: Iterable[str]) -> Iterator[str]:
    width, height = number(picture.layout.width), number(picture.layout.height)
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" id="{salt}" class="autograd-graph" '
        f'width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'role="img" aria-labelledby="{salt}-title {salt}-desc" text-anchor="middle">'
    )
    yield f'<title id="{salt}-title">{text(picture.diagram.title)}</title>'
    description = " ".join([picture.diagram.description, *(f"{n}." for n in picture.layout.notes)])
    yield f'<desc id="{salt}-desc">{text(description)}</desc>'
    yield f"<style>\n{sheet}\n</style>"
    patterns = "".join(_pattern(role, salt) for role in hatched_roles)
    if patterns:
        yield f"<defs>{patterns}</defs>"


def _pattern(role: str, salt: str) -> str:
    return (
        f'<pattern id="{salt}-hatch-{role}" width="6" height="6" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><path class="hatching-{role}" d="M3 0V6"/></pattern>'
    )


def _body(picture: Picture) -> Iterator[str]:
    diagram, layout = picture.diagram, picture.layout
    if not diagram.transparent:
        yield '<rect class="page" width="100%" height="100%"/>'
    if diagram.heading and layout.heading:
        yield text_line((diagram.heading,), layout.heading)
    for frame in diagram.frames:
        if frame.id in layout.frames:
            yield from _frame(frame, layout.frames[frame.id])
    labels = layout.labels or (None,) * len(diagram.arrows)
    for arrow, route, label in zip(diagram.arrows, layout.routes, labels, strict=True):
        yield _edge(arrow, route, label)
    for box in diagram.boxes:
        yield node(box, layout.boxes[box.id])
    if diagram.legend:
        yield from _legend(picture)


def _frame(frame: Frame, place: Rectangle) -> Iterator[str]:
    yield f'<g class="frame {frame.role}" data-frame="{attribute(frame.id)}">'
    yield rect(place)
    yield text_line((frame.name,), TextPlace(place.left + 10, place.top + 16, "start"))
    yield "</g>"


def _edge(arrow: Arrow, route: Route, label: TextPlace | None) -> str:
    words = _label(arrow.label, label) if arrow.label and label else ""
    return (
        f'<g class="edge {arrow.role}" data-tail="{attribute(arrow.tail)}" '
        f'data-head="{attribute(arrow.head)}">{title(arrow.tooltip)}'
        f"{arrow_paths(arrow, route)}{words}</g>"
    )


def _label(label: Span, place: TextPlace) -> str:
    """The text on a piece of page, so that it can be read where it stands near a line."""
    height = row_height((label,))
    middle = Rectangle(place.x, place.baseline - 0.25 * height, text_width(label) + 4, height)
    back = rect(middle, ' class="back"')
    return f"{back}{text_line((label,), place)}"


def _legend(picture: Picture) -> Iterator[str]:
    yield '<g class="legend">'
    if picture.layout.rule:
        yield straight(*picture.layout.rule, extra=' class="rule"')
    for entry, (outline, place) in zip(picture.diagram.legend, picture.layout.legend, strict=True):
        meaning = text_line((entry.meaning,), place)
        yield f"{_sample(entry, outline)}{meaning}</g>"
    yield "</g>"


def _sample(entry: LegendEntry, place: Rectangle) -> str:
    if not isinstance(entry.sample, Span):
        return sample(entry.sample, place)
    baseline = place.y + 0.35 * entry.sample.style.size
    return f"<g>{text_line((entry.sample,), TextPlace(place.x, baseline))}"
