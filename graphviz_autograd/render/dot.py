"""DOT through ``graphviz.Digraph``, for those who go on with Graphviz themselves."""

from __future__ import annotations

from collections.abc import Iterable

import graphviz

from graphviz_autograd.diagram.model import Arrow, Box, Diagram, Frame, Span
from graphviz_autograd.diagram.shorten import without_middle
from graphviz_autograd.diagram.style import Head, Style
from graphviz_autograd.layout.digraph import Digraph
from graphviz_autograd.layout.graphviz import RANK_DIRECTIONS, SHAPES
from graphviz_autograd.render.base import Picture
from graphviz_autograd.render.xml import allowed

HEADS = {
    Head.FILLED: "normal",
    Head.HOLLOW: "empty",
    Head.OPEN: "vee",
    Head.NONE: "none",
}

MAX_CHARACTERS = 4000
"""Of up to four bytes each: Graphviz reads no string of more than 16,384 bytes."""


def render(picture: Picture) -> str:
    """``picture`` as DOT source, in the colours of a light page."""
    return str(digraph(picture.diagram).source)


def digraph(diagram: Diagram) -> graphviz.Digraph:
    """``diagram`` as a ``graphviz.Digraph``, whose node names are the ids of the boxes."""
    dot = Digraph(
        graph_attr={
            "rankdir": RANK_DIRECTIONS[diagram.direction],
            "bgcolor": "transparent" if diagram.transparent else diagram.page.light,
            "tooltip": escaped(diagram.description),
        },
        node_attr={"fontname": "Helvetica,Arial,sans-serif", "fontsize": "12"},
        edge_attr={"arrowsize": "0.7"},
    )
    if diagram.heading:
        dot.attr(label=escaped(diagram.heading.text), labelloc="t", **_ink([diagram.heading]))
    for box in diagram.boxes:
        dot.node(box.id, _label(box), **_node_attributes(box))
    _add_frames(dot, diagram, None)
    for arrow in diagram.arrows:
        # A colon in a node name would mean a port; the package quotes all but that.
        tail, head = graphviz.quoting.quote(arrow.tail), graphviz.quoting.quote(arrow.head)
        dot.body.append(f"\t{tail} -> {head}{_attributes(_edge_attributes(arrow))}\n")
    return dot


def _add_frames(dot: graphviz.Digraph, diagram: Diagram, parent: str | None) -> None:
    for frame in diagram.frames:
        if frame.parent == parent:
            dot.subgraph(_frame(frame, diagram))


def _frame(frame: Frame, diagram: Diagram) -> graphviz.Digraph:
    inner = graphviz.Digraph(f"cluster_{frame.id}", graph_attr={"label": escaped(frame.name.text)})
    inner.attr(**_line(frame.style), **_ink([frame.name]))
    for box in frame.boxes:
        inner.node(box)
    _add_frames(inner, diagram, frame.id)
    return inner


def _label(box: Box) -> str:
    notes = (row for note in box.notes for row in note.rows)
    lines = [" ".join(span.text for span in row) for row in (*box.rows, *notes)]
    if box.symbol and lines:
        lines[0] = f"{box.symbol.text} {lines[0]}"
    # Graphviz may crash where the first of several lines is empty.
    label: str = graphviz.nohtml("\\n".join(escaped(line) for line in lines if line.strip()))
    return label


def escaped(text: str) -> str:
    """``text`` as it is, without the control characters that no other format could take over.

    Nor does it end with newlines, which show nothing: a word and a newline would not be quoted.
    """
    shown = without_middle(allowed(text).rstrip("\n"), MAX_CHARACTERS)
    label: str = graphviz.escape(shown)  # a kind of string that is never HTML
    return label


def _node_attributes(box: Box) -> dict[str, str]:
    fill = {"fillcolor": box.style.fill.light} if box.style.fill else {}
    line = _line(box.style)
    styles = [part for part in ("filled" if fill else "", line.pop("style", "")) if part]
    outlines = 1 + box.style.double + len(box.marks)
    return {
        "shape": SHAPES[box.outline],
        "style": ",".join(styles),
        **({"peripheries": str(outlines)} if outlines > 1 else {}),
        **({"tooltip": escaped(box.tooltip)} if box.tooltip else {}),
        **fill,
        **line,
        **({"color": box.marks[-1].style.line.light} if box.marks else {}),
        **_ink(span for row in box.rows for span in row),
    }


def _edge_attributes(arrow: Arrow) -> dict[str, str]:
    label = graphviz.nohtml(escaped(arrow.label.text)) if arrow.label else ""
    return {
        **_line(arrow.style),
        "penwidth": f"{arrow.line_width:g}",
        **({"arrowhead": HEADS[arrow.style.head]} if arrow.style.head is not Head.FILLED else {}),
        **({"label": label} if label else {}),
        **({"tooltip": escaped(arrow.tooltip)} if arrow.tooltip else {}),
    }


def _ink(spans: Iterable[Span]) -> dict[str, str]:
    """One colour for all of a label, which is that of its first words."""
    first = next(iter(spans), None)
    return {"fontcolor": first.style.color.light} if first else {}


def _line(style: Style) -> dict[str, str]:
    dash = {"style": "dashed"} if style.dash else {}
    return {"color": style.line.light, "penwidth": f"{style.width:g}", **dash}


def _attributes(attributes: dict[str, str]) -> str:
    return str(graphviz.quoting.attr_list(kwargs=attributes))
