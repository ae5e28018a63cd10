"""A Mermaid flowchart, for Markdown pages that draw it: GitHub, GitLab, Notion and others."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from graphviz_autograd.diagram.model import Arrow, Box, Diagram, Direction, Frame, Outline, Row
from graphviz_autograd.diagram.style import Head, Style
from graphviz_autograd.render.base import Picture, RenderError
from graphviz_autograd.render.xml import allowed

SHAPES = {Outline.ELLIPSE: ("([", "])"), Outline.RECTANGLE: ("[", "]")}
DIRECTIONS = {Direction.DOWN: "TD", Direction.RIGHT: "LR", Direction.UP: "BT", Direction.LEFT: "RL"}

MAX_TEXT_SIZE = 50_000
MAX_EDGES = 500
"""What Mermaid reads where nobody configured it; a diagram cannot lift these limits itself."""

_SPECIAL = re.compile(r"(?<![^\W_])[._-]|[._-](?![^\W_])|[^\w ,()=+×÷−·….-]|ﬂ")
"""What may mean something to Mermaid, to its Markdown or to HTML: not a dot inside a word."""

JOINED = "\\ﬂ¶"
"""Mermaid ends a line at a backslash with an n, and writes its own entities with the others."""

WORD_JOINER = "#8288;"


def render(picture: Picture) -> str:
    """``picture`` as a flowchart, in the colours of a light page.

    Raises:
        RenderError: if Mermaid would refuse to draw it for its size.

    """
    lines = list(_lines(picture.diagram))
    source = "".join(f"{line}\n" for line in lines)
    _check("edges", len(picture.diagram.arrows), MAX_EDGES)
    _check("characters", len(source.encode("utf-16-le")) // 2, MAX_TEXT_SIZE)
    return source


def _check(what: str, size: int, limit: int) -> None:
    if size > limit:
        raise RenderError(
            f"Mermaid draws at most {limit:,} {what}, and this graph has {size:,}; "
            "draw a part of it, or use svg, which has no limit"
        )


def _lines(diagram: Diagram) -> Iterator[str]:
    if diagram.heading:
        yield from ("---", f"title: {json.dumps(allowed(diagram.heading.text))}", "---")
    yield f"flowchart {DIRECTIONS[diagram.direction]}"
    ids = {box.id: f"b{i}" for i, box in enumerate(diagram.boxes)}
    yield from (f"  {ids[box.id]}{_shape(box)}:::{box.role}" for box in diagram.boxes)
    yield from _frame_lines(diagram, ids, None, "  ")
    for arrow in diagram.arrows:
        yield f"  {ids[arrow.tail]} {_line(arrow)} {ids[arrow.head]}"
    yield from _style_lines(diagram)


def _line(arrow: Arrow) -> str:
    line = "-.-" if arrow.style.dash else "--"
    end = "" if arrow.style.head is Head.NONE else ">"
    label = f'|"{_escaped(arrow.label.text) or " "}"|' if arrow.label else ""
    return f"{line}{end or '-' * (line == '--')}{label}"


def _shape(box: Box) -> str:
    left, right = SHAPES[box.outline]
    rows = [_escaped(" ".join(span.text for span in row)) for row in _rows(box)]
    if box.symbol:
        rows[:1] = [" ".join([_escaped(box.symbol.text), *rows[:1]])]
    return f'{left}"{"<br/>".join(rows) or " "}"{right}'


def _rows(box: Box) -> Iterator[Row]:
    yield from box.rows
    yield from (row for note in box.notes for row in note.rows)


def _frame_lines(
    diagram: Diagram, ids: Mapping[str, str], parent: str | None, indent: str
) -> Iterator[str]:
    for index, frame in enumerate(diagram.frames):
        if frame.parent == parent:
            yield f'{indent}subgraph f{index}["{_escaped(frame.name.text) or " "}"]'
            yield from (f"{indent}  {ids[box]}" for box in frame.boxes)
            yield from _frame_lines(diagram, ids, frame.id, f"{indent}  ")
            yield f"{indent}end"


def _style_lines(diagram: Diagram) -> Iterator[str]:
    first = {box.role: box for box in reversed(diagram.boxes)}
    for role, box in first.items():
        yield f"  classDef {role} {_css(box.style)}{_ink(box)}"
    for index, box in enumerate(diagram.boxes):
        yield from (f"  style b{index} stroke:{mark.style.line.light}" for mark in box.marks[-1:])
    links = defaultdict[Style, list[str]](list)
    for index, arrow in enumerate(diagram.arrows):
        links[arrow.style].append(str(index))
    for style, indices in links.items():
        yield f"  linkStyle {','.join(indices)} stroke:{style.line.light}"
    yield from (f"  style f{i} {_frame_css(frame)}" for i, frame in enumerate(diagram.frames))


def _ink(box: Box) -> str:
    return f",color:{box.rows[0][0].style.color.light}" if box.rows else ""


def _frame_css(frame: Frame) -> str:
    return f"{_css(frame.style)},color:{frame.name.style.color.light}"


def _css(style: Style) -> str:
    fill = style.fill.light if style.fill else "none"
    width = style.width * 2 if style.double else style.width
    dash = f",stroke-dasharray:{' '.join(f'{d:g}' for d in style.dash)}" if style.dash else ""
    return f"fill:{fill},stroke:{style.line.light},stroke-width:{width:g}px{dash}"


def _escaped(text: str) -> str:
    """``text`` for a quoted label, where ``#35;`` is the character 35.

    >>> _escaped('a_1 = "<b>"')
    'a_1 = #34;#60;b#62;#34;'
    """
    return _SPECIAL.sub(_entity, " ".join(allowed(text).split()))


def _entity(match: re.Match[str]) -> str:
    return f"#{ord(match[0])};" + (WORD_JOINER if match[0] in JOINED else "")
