"""What is said of each node: one formatter for each annotation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from graphviz_autograd.annotations.accumulations import ACCUMULATION
from graphviz_autograd.annotations.failures import FAILURE
from graphviz_autograd.annotations.flow import FLOW
from graphviz_autograd.annotations.gradients import GRADIENT
from graphviz_autograd.annotations.hooks import HOOKS
from graphviz_autograd.annotations.nonfinite import NONFINITE
from graphviz_autograd.annotations.order import ORDER
from graphviz_autograd.annotations.shapes import SHAPE
from graphviz_autograd.annotations.values import VALUE
from graphviz_autograd.diagram.backward_facts import (
    say_failure,
    say_flow,
    say_hooks,
    say_nonfinite,
    say_order,
)
from graphviz_autograd.diagram.facts import (
    say_accumulation,
    say_gradient,
    say_shape,
    say_value,
)
from graphviz_autograd.diagram.operations import operation_name
from graphviz_autograd.diagram.said import Outlined, Said, line
from graphviz_autograd.graph.model import Edge, Graph, Key, Node, NodeKind

Formatter = Callable[[Graph, Node, Any], Iterable[Said]]
"""From a fact about a node to what is said of it."""

MAX_NAME = 32
MAX_OPERATION = 48


def say(graph: Graph, node: Node) -> list[Said]:
    """All that is said of ``node``: its name, then each of its facts that has something to say."""
    return [*_title(node), *_facts(graph, node)]


def node_words(graph: Graph, node: Node) -> str:
    """Everything that is said of ``node``, a line for each fact, its name in full."""
    facts = (one for one in _facts(graph, node) if not isinstance(one, Outlined))
    return "\n".join([node.name or f"unnamed {node.kind}", *(fact.text for fact in facts)])


def edge_words(edge: Edge, nodes: Mapping[str, Node]) -> str:
    """What ``edge`` joins, as in ``y → mul (input 1)``."""
    tail, head = nodes[edge.tail], nodes[edge.head]
    words = f"{_called(tail)} → {_called(head)}"
    return f"{words} (input {edge.input_nr})" if head.kind is NodeKind.FUNCTION else words


def _called(node: Node) -> str:
    if not node.name:
        return f"unnamed {node.kind}"
    return node.name if node.kind.is_data else operation_name(node.name)


def _title(node: Node) -> Iterator[Said]:
    if node.kind is NodeKind.REFERENCE:
        yield line("op", shorten(node.name) or f"same as {node.id.rpartition('.')[0]}")
    elif node.kind.is_data:
        if node.name:
            yield line("name", shorten(node.name))
    elif node.kind is NodeKind.OMITTED:
        yield line("symbol", node.name)
    elif node.kind is NodeKind.GRAD_FN:
        yield line("op", shorten(node.name, MAX_OPERATION))
    else:
        operation = operation_name(node.name)
        yield line("op", shorten(operation, MAX_OPERATION))
        if node.name != operation:
            yield line("detail", shorten(node.name, MAX_OPERATION))


def _facts(graph: Graph, node: Node) -> Iterator[Said]:
    for key, formatter in FORMATTERS.items():
        if node.id in graph[key]:
            yield from formatter(graph, node, graph[key][node.id])


def shorten(name: str, most: int = MAX_NAME) -> str:
    """``name`` on one line, its middle left out if it has more than ``most`` characters."""
    name = " ".join(name.split())
    if len(name) <= most:
        return name
    half = most // 2
    return f"{name[: half - 1]}…{name[-half:]}"


FORMATTERS: dict[Key[Any], Formatter] = {
    VALUE: say_value,
    SHAPE: say_shape,
    GRADIENT: say_gradient,
    ACCUMULATION: say_accumulation,
    FLOW: say_flow,
    ORDER: say_order,
    HOOKS: say_hooks,
    NONFINITE: say_nonfinite,
    FAILURE: say_failure,
}
"""How each fact is said; in this order the lines stand in a box."""
