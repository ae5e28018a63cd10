"""The legend: what each thing that the picture contains stands for, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from graphviz_autograd.annotations.gradients import GradientState
from graphviz_autograd.diagram.facts import ABSENT_GRADIENT
from graphviz_autograd.diagram.model import (
    REPEAT,
    Arrow,
    Box,
    LegendEntry,
    Mark,
    Note,
    Outline,
    Span,
)
from graphviz_autograd.diagram.theme import Theme
from graphviz_autograd.graph.model import EdgeKind, NodeKind

NODES = {
    NodeKind.LEAF: "leaf, requires grad",
    NodeKind.CONSTANT: "needs no grad",
    NodeKind.INTERMEDIATE: "intermediate result",
    NodeKind.OUTPUT: "output",
    NodeKind.FUNCTION: "operation",
    NodeKind.GRAD_FN: "its backward: grad_fn",
    NodeKind.ACCUMULATOR: "adds to .grad",
    NodeKind.REFERENCE: "leaf or constant, drawn again",
    NodeKind.SAVED: "saved for backward",
    NodeKind.GHOST: "cut off",
    NodeKind.OMITTED: "goes on, not drawn",
}

EDGES = {
    EdgeKind.ACCUMULATE: "adds to .grad of",
    EdgeKind.GRADIENT: "next_functions",
    EdgeKind.SAVED: "saved by",
    EdgeKind.VIEW: "has the view",
    EdgeKind.CUT: "cut: no gradient flows back",
    EdgeKind.TIE: "has the grad_fn",
}
"""The arrow of data flow needs no words."""

NOTES = {"hook": "hook: gradient before → after", "badge": "order of execution"}

MARKS = {"nonfinite": "where NaN or infinity begins", "failed": "backward raised here"}

STATES = {
    GradientState.NOT_COMPUTED: "no backward filled .grad yet",
    GradientState.NOT_REACHED: "backward ran and none came here",
    GradientState.NOT_RETAINED: "no leaf: .grad stays None",
    GradientState.IMPOSSIBLE: "cannot have one",
}


def make_legend(
    boxes: Sequence[Box], arrows: Sequence[Arrow], theme: Theme
) -> tuple[LegendEntry, ...]:
    """The entries for what occurs among ``boxes`` and ``arrows``."""
    samples = chain(
        _nodes(boxes, theme), _edges(arrows, theme), _beside(boxes, theme), _states(boxes, theme)
    )
    return tuple(LegendEntry(sample, theme.span("legend", words)) for sample, words in samples)


Samples = Iterator[tuple[Box | Arrow | Note | Span, str]]


def _nodes(boxes: Iterable[Box], theme: Theme) -> Samples:
    roles = {box.role for box in boxes}
    for kind in NODES:
        if kind in roles:
            yield _box(kind, theme), NODES[kind]


def _box(kind: NodeKind, theme: Theme, marks: tuple[Mark, ...] = ()) -> Box:
    outline = Outline.ELLIPSE if kind.is_data else Outline.RECTANGLE
    return Box(f"legend-{kind}", kind, outline, theme.node[kind], marks=marks)


def _edges(arrows: Sequence[Arrow], theme: Theme) -> Samples:
    roles = {arrow.role for arrow in arrows}
    if REPEAT in roles:
        frame = Box("legend-repeat", REPEAT, Outline.RECTANGLE, theme.frame["outer"])
        yield frame, "×N: the first of N equal blocks"
    for kind in EDGES:
        if kind in roles:
            yield Arrow("", "", kind, theme.edge[kind]), EDGES[kind]
    if any(arrow.width is not None for arrow in arrows):
        flow = theme.edge[EdgeKind.FLOW]
        yield Arrow("", "", EdgeKind.FLOW, flow, width=4), "size of its gradient, log scale"


def _beside(boxes: Sequence[Box], theme: Theme) -> Samples:
    notes = {note.role for box in boxes for note in box.notes}
    for role, words in NOTES.items():
        if role in notes:
            yield theme.make_note(role), words
    marks = {mark.role for box in boxes for mark in box.marks}
    for role, words in MARKS.items():
        if role in marks:
            yield _box(NodeKind.FUNCTION, theme, (Mark(role, theme.mark[role]),)), words


def _states(boxes: Iterable[Box], theme: Theme) -> Samples:
    spans = {span.text for box in boxes for row in box.rows for span in row}
    for state, words in ABSENT_GRADIENT.items():
        if any(text.endswith(words) for text in spans):
            yield theme.span("absent", words), STATES[state]
