"""What is written in a box: one formatter for each annotation."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from graphviz_autograd.annotations.gradients import GRADIENT, Gradient, GradientState
from graphviz_autograd.annotations.shapes import SHAPE, Shape
from graphviz_autograd.annotations.summary import Summary
from graphviz_autograd.annotations.values import VALUE
from graphviz_autograd.diagram.model import Row
from graphviz_autograd.diagram.numbers import format_shape, format_summary
from graphviz_autograd.diagram.operations import operation_name
from graphviz_autograd.diagram.theme import Theme
from graphviz_autograd.graph.model import Edge, Graph, Key, Node, NodeKind

Formatter = Callable[[Graph, Node, Any], tuple[str, str] | None]
"""From a fact to a text role and the text, or ``None`` where there is nothing to say."""

MAX_NAME = 32
MAX_OPERATION = 48


def rows(graph: Graph, node: Node, theme: Theme) -> tuple[Row, ...]:
    """The rows of ``node``: its name, then each of its facts that has something to say."""
    return tuple((theme.span(role, text),) for role, text in _lines(graph, node) if text)


def node_words(graph: Graph, node: Node) -> str:
    """Everything that is said of ``node``, a line for each fact, its name in full."""
    whole = [node.name or f"unnamed {node.kind}", *(text for _, text in _facts(graph, node))]
    return "\n".join(text for text in whole if text)


def edge_words(edge: Edge, nodes: Mapping[str, Node]) -> str:
    """What ``edge`` joins, as in ``y → mul (input 1)``."""
    tail, head = nodes[edge.tail], nodes[edge.head]
    words = f"{_called(tail)} → {_called(head)}"
    return f"{words} (input {edge.input_nr})" if head.kind is NodeKind.FUNCTION else words


def _called(node: Node) -> str:
    if not node.name:
        return f"unnamed {node.kind}"
    return node.name if node.kind.is_data else operation_name(node.name)


def _lines(graph: Graph, node: Node) -> Iterator[tuple[str, str]]:
    if node.kind is NodeKind.REFERENCE:
        yield "op", shorten(node.name) or f"same as {node.id.rpartition('.')[0]}"
    elif node.kind.is_data:
        yield "name", shorten(node.name)
    else:
        operation = operation_name(node.name)
        yield "op", shorten(operation, MAX_OPERATION)
        yield "detail", shorten(node.name, MAX_OPERATION) if node.name != operation else ""
    yield from _facts(graph, node)


def _facts(graph: Graph, node: Node) -> Iterator[tuple[str, str]]:
    for key, formatter in FORMATTERS.items():
        if node.id in graph[key]:
            yield formatter(graph, node, graph[key][node.id]) or ("", "")


def shorten(name: str, most: int = MAX_NAME) -> str:
    """``name`` on one line, its middle left out if it has more than ``most`` characters."""
    name = " ".join(name.split())
    if len(name) <= most:
        return name
    half = most // 2
    return f"{name[: half - 1]}…{name[-half:]}"


def _format_value(graph: Graph, node: Node, value: Summary) -> tuple[str, str] | None:
    shape = graph[SHAPE].get(node.id)
    return ("value", format_summary(value, shape))


def _format_shape(graph: Graph, node: Node, shape: Shape) -> tuple[str, str] | None:
    is_plain_scalar = not shape.size and shape.dtype == "float32" and node.id in graph[VALUE]
    return None if is_plain_scalar else ("detail", format_shape(shape))


def _format_gradient(graph: Graph, node: Node, gradient: Gradient) -> tuple[str, str] | None:
    if gradient.summary is None:
        # A result that no variable holds is nothing whose gradient could be asked for.
        is_held = node.name or node.kind is not NodeKind.INTERMEDIATE
        return ("absent", ABSENT_GRADIENT[gradient.state]) if is_held else None
    return ("grad", f"grad {format_summary(gradient.summary, graph[SHAPE].get(node.id))}")


ABSENT_GRADIENT = {
    GradientState.NOT_COMPUTED: "grad not computed",
    GradientState.NOT_RETAINED: "grad not retained",
    GradientState.IMPOSSIBLE: "no grad",
}

FORMATTERS: dict[Key[Any], Formatter] = {
    VALUE: _format_value,
    SHAPE: _format_shape,
    GRADIENT: _format_gradient,
}
