"""A graph in words, for those who cannot see the drawing."""

from __future__ import annotations

from collections import Counter, defaultdict

from graphviz_autograd.diagram.equation import equation
from graphviz_autograd.diagram.operations import operation_name
from graphviz_autograd.diagram.shorten import shorten
from graphviz_autograd.graph.model import EdgeKind, Graph, NodeKind
from graphviz_autograd.graph.order import dataflow_order

COUNTED = {
    NodeKind.MODULE: ("module", "modules"),
    NodeKind.FUNCTION: ("operation", "operations"),
    NodeKind.GRAD_FN: ("grad_fn", "grad_fns"),
    NodeKind.LEAF: ("leaf", "leaves"),
    NodeKind.CONSTANT: ("constant", "constants"),
}

MAX_SENTENCES = 12
"""Operations that are spelled out; a larger graph is only counted."""


MAX_LISTED = 6
"""Names that are listed; more are only counted."""


def title(graph: Graph) -> str:
    """One short line: what this is the graph of.

    >>> title(Graph())
    'Empty computation graph'
    """
    if not graph.nodes:
        return "Empty computation graph"
    outputs = [n.name for n in graph.nodes if n.kind is NodeKind.OUTPUT and n.name]
    return f"Computation graph of {_listed(outputs)}" if outputs else "Computation graph"


def summary(graph: Graph) -> str:
    """One sentence with what there is, fit for an ``alt`` text."""
    found = counts(graph)
    return f"{title(graph)}: {found}." if found else f"{title(graph)}."


def counts(graph: Graph) -> str:
    """What there is, as in ``2 operations, 2 leaves and 1 constant``; empty if nothing is."""
    kinds = Counter(node.kind for node in graph.nodes)
    if kinds[NodeKind.FUNCTION]:  # of which each has its grad_fn, if that is drawn beside it
        del kinds[NodeKind.GRAD_FN]
    return _listed(
        [
            f"{kinds[kind]} {one if kinds[kind] == 1 else many}"
            for kind, (one, many) in COUNTED.items()
            if kinds[kind]
        ]
    )


def alt_text(graph: Graph) -> str:
    """The graph in one sentence: what it computes, what there is, where gradients go.

    As in ``z = w·x + b: 2 operations, 2 leaves and 1 constant; gradients reach w and b, not x.``
    """
    found = counts(graph)
    what = equation(graph) or title(graph)
    return f"{what}: {found}{_reach(graph)}." if found else f"{what}."


def _reach(graph: Graph) -> str:
    """Where gradients go, if the leaves have names and are few."""
    leaves, constants = (
        [shorten(node.name) for node in graph.nodes if node.kind is kind]
        for kind in (NodeKind.LEAF, NodeKind.CONSTANT)
    )
    if not leaves or not all(leaves) or len(leaves) > MAX_LISTED:
        return ""
    named = [name for name in constants if name][:MAX_LISTED]
    return f"; gradients reach {_listed(leaves)}" + (f", not {_listed(named)}" if named else "")


def description(graph: Graph) -> str:
    """The alternative text, then each operation of a small graph in the order of computation.

    Of a graph of ``grad_fn`` alone, then where each of these leads.
    """
    kinds = Counter(node.kind for node in graph.nodes)
    operations, grad_fns = kinds[NodeKind.FUNCTION], kinds[NodeKind.GRAD_FN]
    if (operations or grad_fns) > MAX_SENTENCES:
        return alt_text(graph)
    sentences = _operations(graph) if operations else _next_functions(graph)
    return " ".join([alt_text(graph), *sentences])


def _operations(graph: Graph) -> list[str]:
    nodes = {node.id: node for node in graph.nodes}
    inputs, outputs = defaultdict(list), defaultdict(list)
    for edge in graph.edges:
        if edge.kind is EdgeKind.FLOW:
            inputs[edge.head].append(_called(nodes[edge.tail].name, nodes[edge.tail].kind))
            outputs[edge.tail].append(_called(nodes[edge.head].name, nodes[edge.head].kind))
    return [
        f"{operation_name(nodes[n].name)} of {_listed(inputs[n])} gives {_listed(outputs[n])}."
        for n in dataflow_order(graph)
        if nodes[n].kind is NodeKind.FUNCTION
    ]


def _next_functions(graph: Graph) -> list[str]:
    nodes = {node.id: node for node in graph.nodes}
    leaves = {e.tail: nodes[e.head] for e in graph.edges if e.kind is EdgeKind.ACCUMULATE}
    following = defaultdict(list)
    for edge in sorted(graph.edges, key=lambda edge: edge.input_nr):
        if edge.kind is EdgeKind.GRADIENT:
            leaf, head = leaves.get(edge.head), nodes[edge.head]
            of = f" of {_called(leaf.name, leaf.kind)}" if leaf else ""
            following[edge.tail].append("None" if head.kind.is_data else f"{head.name}{of}")
    return [
        f"{nodes[n].name} leads to {_listed(following[n])}."
        for n in dataflow_order(graph)
        if nodes[n].kind is NodeKind.GRAD_FN
    ]


def _called(name: str, kind: NodeKind) -> str:
    return name or f"an unnamed {kind}"


def _listed(words: list[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
