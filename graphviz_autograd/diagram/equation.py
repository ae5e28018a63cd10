"""A small graph as an equation: ``z = w·x + b``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from graphviz_autograd.annotations.shapes import SHAPE
from graphviz_autograd.annotations.values import VALUE
from graphviz_autograd.diagram.numbers import format_summary
from graphviz_autograd.diagram.operations import operation_name
from graphviz_autograd.diagram.shorten import shorten_names
from graphviz_autograd.graph.model import Edge, EdgeKind, Graph, NodeKind

MAX_OPERATIONS = 12
MAX_LENGTH = 80
"""A longer equation says nothing that is not seen sooner in the picture."""

SIGNS = {
    "add": (" + ", 1),
    "sub": (" − ", 1),
    "mul": ("·", 2),
    "div": (" / ", 2),
    "mm": (" @ ", 2),
    "mv": (" @ ", 2),
    "bmm": (" @ ", 2),
}
"""Operations between two operands: the sign, and how strongly it binds."""

ATOM = 3


class _Term(NamedTuple):
    text: str
    binding: int

    def inside(self, binding: int) -> str:
        return self.text if self.binding >= binding else f"({self.text})"


def equation(graph: Graph) -> str:
    """``graph`` as ``z = w·x + b``; empty if it is large, or has not exactly one named output."""
    outputs = [node for node in graph.nodes if node.kind is NodeKind.OUTPUT]
    kinds = (NodeKind.FUNCTION, NodeKind.MODULE)
    operations = [node for node in graph.nodes if node.kind in kinds]
    if len(outputs) != 1 or not outputs[0].name or not 0 < len(operations) <= MAX_OPERATIONS:
        return ""
    text = f"{shorten_names(outputs[0].name)} = {_Writer(graph).data(outputs[0].id).text}"
    return text if len(text) <= MAX_LENGTH else ""


class _Writer:
    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.nodes = {node.id: node for node in graph.nodes}
        flow = sorted(
            (edge for edge in graph.edges if edge.kind is EdgeKind.FLOW),
            key=lambda edge: edge.input_nr,
        )
        self.tails: Mapping[str, list[Edge]] = {node: [] for node in self.nodes}
        for edge in flow:
            self.tails[edge.head].append(edge)

    def data(self, node: str) -> _Term:
        makers = self.tails[node]
        if makers:
            return self.operation(makers[0].tail)
        return _Term(shorten_names(self.nodes[node].name) or self.number(node), ATOM)

    def number(self, node: str) -> str:
        summary = self.graph[VALUE].get(node)
        if summary is None or summary.size != 1:
            return "…"
        return format_summary(summary, self.graph[SHAPE].get(node))

    def operation(self, function: str) -> _Term:
        name = operation_name(self.nodes[function].name)
        operands = [self.data(edge.tail) for edge in self.tails[function]]
        if name in SIGNS and len(operands) == 2:
            sign, binding = SIGNS[name]
            left, right = operands
            # Subtraction and division are not associative.
            return _Term(f"{left.inside(binding)}{sign}{right.inside(binding + 1)}", binding)
        if name == "neg" and len(operands) == 1:
            return _Term(f"−{operands[0].inside(2)}", 1)
        return _Term(f"{name}({', '.join(term.text for term in operands)})", ATOM)
