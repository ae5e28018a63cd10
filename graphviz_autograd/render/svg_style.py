"""The style sheet of an SVG: a rule for each style that occurs, its colours as CSS variables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graphviz_autograd.diagram.model import Arrow, Box, Diagram, Span
from graphviz_autograd.diagram.style import Color, Style, TextStyle

FAMILIES = {
    "sans": 'Inter,"Segoe UI","Helvetica Neue",Arial,"Liberation Sans",sans-serif',
    "mono": 'ui-monospace,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace',
}


def stylesheet(diagram: Diagram, salt: str) -> str:
    """CSS whose rules reach only the drawing with the id ``salt``.

    Each colour is written twice: plain for viewers that know no variables, then as a variable
    that a page may override and that changes on a dark page.
    """
    boxes = [*diagram.boxes, *(entry.box for entry in diagram.legend)]
    rules = {"page": f".page{{{_paint('fill', diagram.page)}}}"}
    for role, style in _distinct(boxes):
        rules.setdefault(f"node {role}", _shape_rule(f".{role}", style))
    for role, style in _distinct(diagram.arrows):
        rules.setdefault(f"edge {role}", _edge_rule(role, style))
    for frame in diagram.frames:
        rules.setdefault("frame", _shape_rule(".frame", frame.style))
    for text_style in _text_styles(diagram):
        rules.setdefault(f"text {text_style.role}", _text_rule(text_style))
    lines = [f"#{salt} {line}" for rule in rules.values() for line in rule.split("\n")]
    colors = {color.name: color for color in _colors(diagram)}
    return "\n".join([*_variables(colors, salt), *lines])


def arrow_color(role: str) -> str:
    """The class of the heads of arrows with this role."""
    return f"head-{role}"


def _variables(colors: dict[str, Color], salt: str) -> Iterator[str]:
    light = ";".join(f"--{name}:{color.light}" for name, color in colors.items())
    dark = ";".join(f"--{name}:{color.dark}" for name, color in colors.items())
    yield f"#{salt}{{{light}}}"
    yield f"@media(prefers-color-scheme:dark){{#{salt}{{{dark}}}}}"


def _shape_rule(selector: str, style: Style) -> str:
    fill = _paint("fill", style.fill) if style.fill else "fill:none"
    stroke = f"{_paint('stroke', style.line)};{_stroke(style)}"
    rule = f"{selector}>ellipse{{{fill};{stroke}}}\n{selector}>rect{{{fill};{stroke}}}"
    if style.double:
        rule += f"\n{selector}>.inner{{fill:none;stroke-width:.8}}"
    return rule


def _edge_rule(role: str, style: Style) -> str:
    stroke = f"{_paint('stroke', style.line)};{_stroke(style)}"
    return (
        f".{role}>path{{fill:none;{stroke}}}\n"
        f".{arrow_color(role)}{{{_paint('fill', style.line)};stroke:none}}"
    )


def _text_rule(style: TextStyle) -> str:
    font = f"font:{style.weight} {style.size:g}px {FAMILIES[style.family]}"
    return f".{style.role}{{{font};{_paint('fill', style.color)}}}"


def _paint(what: str, color: Color) -> str:
    return f"{what}:{color.light};{what}:var(--{color.name})"


def _stroke(style: Style) -> str:
    dash = f";stroke-dasharray:{' '.join(f'{d:g}' for d in style.dash)}" if style.dash else ""
    return f"stroke-width:{style.width:g}{dash}"


def _spans(diagram: Diagram) -> Iterator[Span]:
    if diagram.heading:
        yield diagram.heading
    for box in diagram.boxes:
        yield from (span for row in box.rows for span in row)
        if box.symbol:
            yield box.symbol
    yield from (frame.name for frame in diagram.frames)
    yield from (entry.meaning for entry in diagram.legend)


def _text_styles(diagram: Diagram) -> list[TextStyle]:
    return list({id(span.style): span.style for span in _spans(diagram)}.values())


def _distinct(things: Iterable[Box | Arrow]) -> list[tuple[str, Style]]:
    """The roles and styles that occur, in order: a large drawing has few."""
    return list({(t.role, id(t.style)): (t.role, t.style) for t in things}.values())


def _styles(diagram: Diagram) -> Iterator[Style]:
    yield from (style for _, style in _distinct(diagram.boxes))
    yield from (entry.box.style for entry in diagram.legend)
    yield from (style for _, style in _distinct(diagram.arrows))
    yield from (frame.style for frame in diagram.frames)


def _colors(diagram: Diagram) -> Iterator[Color]:
    yield diagram.page
    for style in _styles(diagram):
        yield style.line
        if style.fill:
            yield style.fill
    yield from (style.color for style in _text_styles(diagram))
