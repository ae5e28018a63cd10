"""How values, shapes and gradients are said."""

from __future__ import annotations

import math
from collections.abc import Iterator

from graphviz_autograd.annotations.accumulations import Accumulation
from graphviz_autograd.annotations.gradients import GRADIENT, Gradient, GradientState
from graphviz_autograd.annotations.shapes import SHAPE, Shape
from graphviz_autograd.annotations.summary import MAX_ITEMS, Summary
from graphviz_autograd.annotations.values import VALUE
from graphviz_autograd.diagram.memory_facts import is_shown_elsewhere
from graphviz_autograd.diagram.numbers import format_number, format_shape, format_summary
from graphviz_autograd.diagram.said import Line, Said, line
from graphviz_autograd.diagram.shorten import shorten
from graphviz_autograd.graph.model import Graph, Node, NodeKind

MAX_REASON = 60

MAX_PARTS = 3
"""So many gradients that were added up are told one by one."""


def say_value(graph: Graph, node: Node, value: Summary) -> Iterator[Said]:
    """The numbers, or their range."""
    if is_shown_elsewhere(graph, node):
        return
    yield line("value", format_summary(value, graph[SHAPE].get(node.id)))


def say_unreadable(graph: Graph, node: Node, why: str) -> Iterator[Said]:
    """That there are no numbers to show, and why."""
    if not is_shown_elsewhere(graph, node):
        yield line("absent", shorten(f"no numbers: {why}", MAX_REASON))


def say_shape(graph: Graph, node: Node, shape: Shape) -> Iterator[Said]:
    """The shape and dtype, but for a scalar of the default dtype whose value says it."""
    if is_shown_elsewhere(graph, node):
        return
    if shape.size or shape.dtype != "float32" or node.id not in graph[VALUE]:
        yield line("detail", format_shape(shape))


def say_gradient(graph: Graph, node: Node, gradient: Gradient) -> Iterator[Said]:
    """The gradient, or why there is none; of a large one its norm and the share of zeros too."""
    summary, absent = gradient.summary, ABSENT_GRADIENT.get(gradient.state, "")
    if summary is None:
        # A result that no variable holds is nothing whose gradient could be asked for.
        if node.name or node.kind is not NodeKind.INTERMEDIATE:
            yield line("absent", f"grad {absent}" if absent != "no grad" else absent)
        return
    text = ("grad", f"grad {format_summary(summary, graph[SHAPE].get(node.id))}")
    yield Line((text, ("absent", absent)) if absent else (text,))
    if summary.size > MAX_ITEMS and summary.norm is not None:
        yield line("detail", _extent(summary))


ABSENT_GRADIENT = {
    GradientState.NOT_COMPUTED: "not computed",
    GradientState.NOT_REACHED: "never came",
    GradientState.NOT_RETAINED: "not retained",
    GradientState.IMPOSSIBLE: "no grad",
}


def _extent(summary: Summary) -> str:
    words = [f"norm {format_number(summary.norm or 0.0)}"]
    if summary.mean is not None:
        words.append(f"mean {format_number(summary.mean)}")
    if summary.zeros:
        words.append(f"{100 * summary.zeros / summary.size:.0f} % zero")
    return ", ".join(words)


def say_accumulation(graph: Graph, node: Node, accumulation: Accumulation) -> Iterator[Said]:
    """What was added up, where there was more than one; ``…`` for what was there before."""
    parts = accumulation.parts
    number = accumulation.count or len(parts)
    if number < 2:
        return
    if not parts or len(parts) > MAX_PARTS or parts[0].size != 1:
        yield line("detail", f"{number} backward passes added")
        return
    shape = graph[SHAPE].get(node.id)
    terms = [format_summary(part, shape) for part in parts]
    if accumulation.count or not _is_sum(graph[GRADIENT].get(node.id), parts):
        terms.insert(0, "…")
    yield line("grad", f"= {' + '.join(terms)}")


def _is_sum(gradient: Gradient | None, parts: tuple[Summary, ...]) -> bool:
    """Whether single numbers add up to the gradient, which could have been there before them."""
    if gradient is None or gradient.summary is None:
        return False
    numbers = [part.items[0] for part in parts if part.items]
    found = gradient.summary.items or (0.0,)
    return math.isclose(sum(numbers), found[0], rel_tol=1e-5, abs_tol=1e-9)
