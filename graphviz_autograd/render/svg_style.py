"""The style sheet of an SVG: a rule for each style that occurs, its colours as CSS variables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from graphviz_autograd.diagram.model import Diagram, Span
from graphviz_autograd.diagram.style import Color, Style, TextStyle

FAMILIES = {
    "sans": 'Inter,"Segoe UI","Helvetica Neue",Arial,"Liberation Sans",sans-serif',
    "mono": 'ui-monospace,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace',
}
BUNDLED_FAMILIES = {"sans": '"Autograd Sans"', "mono": '"Autograd Mono"'}


@dataclass(frozen=True, slots=True)
class Flavour:
    """Who reads the sheet: a browser, or a library that knows neither variables nor media.

    For a browser each colour is written twice: plain for viewers that know no variables, then as
    a variable that a page may override and that changes on a dark page. With a ``scheme`` it is
    written once, as on a page of that scheme, and text is set in the bundled fonts.
    """

    scheme: Literal["light", "dark"] | None = None

    def paint(self, what: str, color: Color) -> str:
        """The declaration that gives ``what``, fill or stroke, this colour."""
        if self.scheme is None:
            return f"{what}:{color.light};{what}:var(--{color.name})"
        return f"{what}:{getattr(color, self.scheme)}"

    def family(self, name: str) -> str:
        """The fonts for sans or mono text."""
        return (FAMILIES if self.scheme is None else BUNDLED_FAMILIES)[name]


BROWSER = Flavour()


def stylesheet(diagram: Diagram, salt: str, flavour: Flavour = BROWSER) -> str:
    """CSS whose rules reach only the drawing with the id ``salt``."""
    boxes = [*diagram.boxes, *(entry.box for entry in diagram.legend)]
    rules = {"page": f".page{{{flavour.paint('fill', diagram.page)}}}"}
    for box in boxes:
        rules.setdefault(f"node {box.role}", _shape_rule(f".{box.role}", box.style, flavour))
    for arrow in diagram.arrows:
        rules.setdefault(f"edge {arrow.role}", _edge_rule(arrow.role, arrow.style, flavour))
    for frame in diagram.frames:
        rules.setdefault("frame", _shape_rule(".frame", frame.style, flavour))
    for span in spans(diagram):
        rules.setdefault(f"text {span.style.role}", _text_rule(span.style, flavour))
    lines = [f"#{salt} {line}" for rule in rules.values() for line in rule.split("\n")]
    if flavour.scheme is not None:
        return "\n".join(lines)
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


def _shape_rule(selector: str, style: Style, flavour: Flavour) -> str:
    fill = flavour.paint("fill", style.fill) if style.fill else "fill:none"
    stroke = f"{flavour.paint('stroke', style.line)};{_stroke(style)}"
    rule = f"{selector}>ellipse{{{fill};{stroke}}}\n{selector}>rect{{{fill};{stroke}}}"
    if style.double:
        rule += f"\n{selector}>.inner{{fill:none;stroke-width:.8}}"
    return rule


def _edge_rule(role: str, style: Style, flavour: Flavour) -> str:
    stroke = f"{flavour.paint('stroke', style.line)};{_stroke(style)}"
    return (
        f".{role}>path{{fill:none;{stroke}}}\n"
        f".{arrow_color(role)}{{{flavour.paint('fill', style.line)};stroke:none}}"
    )


def _text_rule(style: TextStyle, flavour: Flavour) -> str:
    font = f"font:{style.weight} {style.size:g}px {flavour.family(style.family)}"
    return f".{style.role}{{{font};{flavour.paint('fill', style.color)}}}"


def _stroke(style: Style) -> str:
    dash = f";stroke-dasharray:{' '.join(f'{d:g}' for d in style.dash)}" if style.dash else ""
    return f"stroke-width:{style.width:g}{dash}"


def spans(diagram: Diagram) -> Iterator[Span]:
    """Every run of text that is drawn."""
    if diagram.heading:
        yield diagram.heading
    for box in diagram.boxes:
        yield from (span for row in box.rows for span in row)
        if box.symbol:
            yield box.symbol
    yield from (frame.name for frame in diagram.frames)
    yield from (entry.meaning for entry in diagram.legend)


def _styles(diagram: Diagram) -> Iterator[Style]:
    yield from (box.style for box in diagram.boxes)
    yield from (entry.box.style for entry in diagram.legend)
    yield from (arrow.style for arrow in diagram.arrows)
    yield from (frame.style for frame in diagram.frames)


def _colors(diagram: Diagram) -> Iterator[Color]:
    yield diagram.page
    for style in _styles(diagram):
        yield style.line
        if style.fill:
            yield style.fill
    yield from (span.style.color for span in spans(diagram))
