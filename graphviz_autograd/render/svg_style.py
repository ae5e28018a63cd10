"""The style sheet of an SVG: a rule for each style that occurs, its colours as CSS variables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from graphviz_autograd.diagram.model import Arrow, Box, Diagram, Note, Span
from graphviz_autograd.diagram.style import Color, Head, Style, TextStyle

FAMILIES = {
    "sans": 'Inter,"Segoe UI","Helvetica Neue",Arial,"Liberation Sans",sans-serif',
    "mono": 'ui-monospace,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace',
    "serif": '"STIX Two Text","Times New Roman","Liberation Serif",serif',
}

BUNDLED_FAMILIES = {
    "sans": '"Autograd Sans"',
    "mono": '"Autograd Mono"',
    "serif": '"Autograd Serif"',
}
_VARIABLE_PAINT = re.compile(r";[\w-]+:var\(--[\w-]+\)")


def stylesheet(diagram: Diagram, salt: str) -> str:
    """CSS whose rules reach only the drawing with the id ``salt``.

    Each colour is written twice: plain for viewers that know no variables, then as a variable
    that a page may override and that changes on a dark page.
    """
    colors = {color.name: color for color in _colors(diagram)}
    return "\n".join([*_variables(colors, salt), *_lines(diagram, salt)])


def static_stylesheet(diagram: Diagram, salt: str) -> str:
    """The same for libraries that know no variables: a light page, set in the bundled fonts."""
    sheet = _VARIABLE_PAINT.sub("", "\n".join(_lines(diagram, salt)))
    for name, families in FAMILIES.items():
        sheet = sheet.replace(families, BUNDLED_FAMILIES[name])
    return sheet


def distinct_looks(diagram: Diagram) -> Diagram:
    """``diagram`` with one box and one arrow of each look: it has the same style sheet."""
    boxes: dict[object, Box] = {}
    for box in diagram.boxes:
        boxes.setdefault(_look(box), box)
    arrows: dict[object, Arrow] = {}
    for arrow in diagram.arrows:
        arrows.setdefault((arrow.role, id(arrow.style), arrow.label is None), arrow)
    return replace(diagram, boxes=tuple(boxes.values()), arrows=tuple(arrows.values()))


def _look(box: Box) -> tuple[object, ...]:
    """All that the rules of a style sheet depend on, by identity: a theme has few styles."""
    texts = [id(span.style) for row in box.rows for span in row]
    notes = [(n.role, id(n.style), *(id(s.style) for r in n.rows for s in r)) for n in box.notes]
    return (
        box.role,
        id(box.style),
        id(box.symbol and box.symbol.style),
        *texts,
        *notes,
        *(mark.role for mark in box.marks),
    )


def _lines(diagram: Diagram, salt: str) -> Iterator[str]:
    rules = dict(_rules(diagram, salt))
    return (f"#{salt} {line}" for rule in rules.values() for line in rule)


def hatched(diagram: Diagram) -> list[str]:
    """The roles of the boxes that are hatched, each once."""
    return list(dict.fromkeys(box.role for box in _boxes(diagram) if box.style.hatch))


def _rules(diagram: Diagram, salt: str) -> Iterator[tuple[str, list[str]]]:
    """What each rule is of, and its lines; later ones of the same thing say the same."""
    if not diagram.transparent:
        yield "page", [f".page{{{_paint('fill', diagram.page)}}}"]
    for frame in diagram.frames:
        yield f"frame {frame.role}", _shape_rule(f".{frame.role}", frame.style)
    for arrow in {(a.role, id(a.style)): a for a in _arrows(diagram)}.values():
        yield f"edge {arrow.role}", _edge_rule(arrow, diagram.page)
    if any(arrow.label for arrow in diagram.arrows):
        fill = "fill:none" if diagram.transparent else _paint("fill", diagram.page)
        yield "back", [f".edge>.back{{{fill};stroke:none}}"]
    for box in _distinct(_boxes(diagram)):
        yield f"node {box.role}", _box_rule(box, salt)
        for mark in box.marks:
            # A dash of the box itself is not one of the mark around it.
            stroke = _outline(mark.style) + ("" if mark.style.dash else ";stroke-dasharray:none")
            yield f"mark {mark.role}", [f".mark.{mark.role}{{fill:none;{stroke}}}"]
    for note in _notes(diagram):
        if note.style:
            yield f"note {note.role}", _note_rule(note.role, note.style)
    if diagram.legend:
        yield "rule", [f".rule{{{_paint('stroke', diagram.hair)};stroke-width:1}}"]
    for style in _text_styles(diagram):
        yield f"text {style.role}", [_text_rule(style)]


def _variables(colors: dict[str, Color], salt: str) -> Iterator[str]:
    light = ";".join(f"--{name}:{color.light}" for name, color in colors.items())
    dark = ";".join(f"--{name}:{color.dark}" for name, color in colors.items())
    yield f"#{salt}{{{light}}}"
    if light != dark:
        yield f"@media(prefers-color-scheme:dark){{#{salt}{{{dark}}}}}"


def _box_rule(box: Box, salt: str) -> list[str]:
    role, style = box.role, box.style
    rule = _shape_rule(f".{role}", style)
    if style.double:
        rule.append(f".{role}>.inner{{fill:none;stroke-width:.8}}")
    if style.hatch:
        rule += [
            f".{role}>.hatch{{fill:url(#{salt}-hatch-{role});stroke:none}}",
            f".hatching-{role}{{{_paint('stroke', style.line)};stroke-width:.6}}",
        ]
        if style.fill:
            halo = f"paint-order:stroke;{_paint('stroke', style.fill)};stroke-width:4"
            rule.append(f".node.{role}>text{{{halo};stroke-linejoin:round}}")
    return rule


def _shape_rule(selector: str, style: Style) -> list[str]:
    fill = _paint("fill", style.fill) if style.fill else "fill:none"
    shape = f"{{{fill};{_outline(style)}}}"
    return [f"{selector}>ellipse{shape}", f"{selector}>rect{shape}"]


def _edge_rule(arrow: Arrow, page: Color) -> list[str]:
    role, style = arrow.role, arrow.style
    rule = [f".{role}>path{{fill:none;{_outline(style)}}}"]
    heads = {
        Head.FILLED: f"{_paint('fill', style.line)};stroke:none",
        Head.HOLLOW: f"{_paint('fill', page)};stroke-width:1.2;stroke-dasharray:none",
        Head.OPEN: "stroke-dasharray:none;stroke-linejoin:round",
    }
    return [*rule, f".{role}>.head{{{heads[style.head]}}}"] if style.head in heads else rule


def _note_rule(role: str, style: Style) -> list[str]:
    fill = _paint("fill", style.fill) if style.fill else "fill:none"
    return [
        f".{role}>rect{{{fill};{_outline(style)}}}",
        f".{role}>path{{fill:none;{_outline(style)}}}",
    ]


def _text_rule(style: TextStyle) -> str:
    slant = "italic " if style.italic else ""
    font = f"font:{slant}{style.weight} {style.size:g}px {FAMILIES[style.family]}"
    return f".{style.role}{{{font};{_paint('fill', style.color)}}}"


def _paint(what: str, color: Color) -> str:
    return f"{what}:{color.light};{what}:var(--{color.name})"


def _outline(style: Style) -> str:
    dash = f";stroke-dasharray:{' '.join(f'{d:g}' for d in style.dash)}" if style.dash else ""
    return f"{_paint('stroke', style.line)};stroke-width:{style.width:g}{dash}"


def _boxes(diagram: Diagram) -> Iterator[Box]:
    yield from diagram.boxes
    yield from (entry.sample for entry in diagram.legend if isinstance(entry.sample, Box))


def _arrows(diagram: Diagram) -> Iterator[Arrow]:
    yield from diagram.arrows
    yield from (entry.sample for entry in diagram.legend if isinstance(entry.sample, Arrow))


def _notes(diagram: Diagram) -> Iterator[Note]:
    yield from (note for box in diagram.boxes for note in box.notes)
    yield from (entry.sample for entry in diagram.legend if isinstance(entry.sample, Note))


def spans(diagram: Diagram) -> Iterator[Span]:
    """Every run of text that is drawn."""
    if diagram.heading:
        yield diagram.heading
    for box in diagram.boxes:
        yield from (span for row in box.rows for span in row)
        if box.symbol:
            yield box.symbol
    yield from (span for note in _notes(diagram) for row in note.rows for span in row)
    yield from (arrow.label for arrow in diagram.arrows if arrow.label)
    yield from (frame.name for frame in diagram.frames)
    yield from (entry.sample for entry in diagram.legend if isinstance(entry.sample, Span))
    yield from (entry.meaning for entry in diagram.legend)


def _styles(diagram: Diagram) -> Iterator[Style]:
    for box in _distinct(_boxes(diagram)):
        yield box.style
        yield from (mark.style for mark in box.marks)
    yield from (arrow.style for arrow in _arrows(diagram))
    yield from (note.style for note in _notes(diagram) if note.style)
    yield from (frame.style for frame in diagram.frames)


def _colors(diagram: Diagram) -> Iterator[Color]:
    yield diagram.page
    if diagram.legend:
        yield diagram.hair
    for style in _styles(diagram):
        yield style.line
        if style.fill:
            yield style.fill
    yield from (style.color for style in _text_styles(diagram))


def _text_styles(diagram: Diagram) -> list[TextStyle]:
    return list({id(span.style): span.style for span in spans(diagram)}.values())


def _distinct(boxes: Iterable[Box]) -> list[Box]:
    """Boxes of all the styles and marks that occur: a large drawing has few."""
    return list({(b.role, id(b.style), tuple(m.role for m in b.marks)): b for b in boxes}.values())
