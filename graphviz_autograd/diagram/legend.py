"""The legend: what each thing that the picture contains stands for, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import chain

from graphviz_autograd.annotations.cuts import CUT
from graphviz_autograd.annotations.flow import FLOW
from graphviz_autograd.annotations.formulas import FORMULA
from graphviz_autograd.annotations.gradients import GradientState
from graphviz_autograd.annotations.lines import LINE
from graphviz_autograd.annotations.memory import MEMORY, PACKED
from graphviz_autograd.diagram.facts import ABSENT_GRADIENT
from graphviz_autograd.diagram.memory_facts import SAVED_ROLES
from graphviz_autograd.diagram.model import (
    GRADIENT_FLOW,
    REPEAT,
    Arrow,
    Box,
    LegendEntry,
    Mark,
    Note,
    Outline,
    Span,
)
from graphviz_autograd.diagram.numbers import format_bytes
from graphviz_autograd.diagram.program_facts import SCISSORS
from graphviz_autograd.diagram.theme import Theme
from graphviz_autograd.graph.model import EdgeKind, Graph, NodeKind

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
    "saved-freed": "was saved, freed by a backward",
    "saved-modified": "saved, and modified since",
    "saved-packed": "saved, packed by a hook",
    NodeKind.GHOST: "data beyond a cut",
    NodeKind.OMITTED: "goes on, not drawn",
}

EDGES = {
    EdgeKind.ACCUMULATE: "adds to .grad of",
    EdgeKind.GRADIENT: "next_functions",
    EdgeKind.SAVED: "saved by",
    EdgeKind.VIEW: "has the view",
    EdgeKind.CUT: "no gradient flows back",
    EdgeKind.TIE: "has the grad_fn",
}
"""The arrow of data flow needs no words."""

NOTES = {
    "hook": "hook: gradient before → after",
    "badge": "order of execution",
    "version": "modified in place",
}

MARKS = {
    "nonfinite": "where NaN or infinity begins",
    "failed": "backward raised here",
    "highlight": "what was found",
    "added": "only in the second graph",
    "removed": "only in the first graph",
    "changed": "not the same in both",
}

HOW_TO_RECORD = (
    "not recorded: run the program in record_origins(), or PyTorch's in detect_anomaly()"
)

STATES = {
    GradientState.NOT_COMPUTED: "no backward filled .grad yet",
    GradientState.NOT_REACHED: "backward ran and none came here",
    GradientState.NOT_RETAINED: "no leaf: .grad stays None",
    GradientState.IMPOSSIBLE: "cannot have one",
}


def make_legend(
    graph: Graph, boxes: Sequence[Box], arrows: Sequence[Arrow], theme: Theme
) -> tuple[LegendEntry, ...]:
    """The entries for what occurs among ``boxes`` and ``arrows``, which ``graph`` is drawn by."""
    samples = chain(
        _nodes(boxes, theme),
        _edges(graph, arrows, theme),
        _beside(boxes, theme),
        _states(boxes, theme),
        _texts(graph, theme),
    )
    return tuple(LegendEntry(sample, theme.span("legend", words)) for sample, words in samples)


Samples = Iterator[tuple[Box | Arrow | Note | Span, str]]


def _nodes(boxes: Iterable[Box], theme: Theme) -> Samples:
    roles = {box.role for box in boxes}
    for role, words in NODES.items():
        if role in roles:
            yield _box(role, theme), words


def _box(role: str, theme: Theme, marks: tuple[Mark, ...] = ()) -> Box:
    is_data = role in SAVED_ROLES.values() or NodeKind(role).is_data
    outline = Outline.ELLIPSE if is_data else Outline.RECTANGLE
    return Box(f"legend-{role}", role, outline, theme.node[role], marks=marks)


def _edges(graph: Graph, arrows: Sequence[Arrow], theme: Theme) -> Samples:
    roles = {arrow.role for arrow in arrows}
    if REPEAT in roles:
        frame = Box("legend-repeat", REPEAT, Outline.RECTANGLE, theme.frame["outer"])
        yield frame, "×N: the first of N equal blocks"
    for kind in EDGES:
        if kind in roles:
            yield Arrow("", "", kind, theme.edge[kind]), EDGES[kind]
    if graph[FLOW] and any(arrow.width is not None for arrow in arrows):
        yield _gradient_flow(roles, theme), "size of its gradient, log scale"


def _gradient_flow(roles: Set[str], theme: Theme) -> Arrow:
    """A thick sample of the arrows that have a width of their own."""
    role = GRADIENT_FLOW if GRADIENT_FLOW in roles else EdgeKind.GRADIENT
    return Arrow("", "", role, theme.edge[role], width=4)


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


def _texts(graph: Graph, theme: Theme) -> Samples:
    if graph[CUT]:
        yield theme.span("label", SCISSORS), "cut, and how"
    if graph[FORMULA]:
        yield theme.span("formula", "∂w"), "gradient of w; grad is that of the result"
    if graph[PACKED]:
        yield theme.span("absent", "packed"), "by a hook, which alone knows its size"
    if graph[MEMORY]:
        total = theme.span("bytes", format_bytes(sum(graph[MEMORY].values())))
        yield total, "held by saved tensors in all, shared memory counted once"
    if LINE.name in graph.annotations and not graph[LINE] and graph.nodes:
        yield theme.span("source", "lines"), HOW_TO_RECORD
