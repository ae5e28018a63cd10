"""Comparing two graphs."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from typing import Any

from graphviz_autograd.annotations.highlights import Highlight, highlight
from graphviz_autograd.annotations.shapes import SHAPE
from graphviz_autograd.api.drawing import Drawing
from graphviz_autograd.api.outputs import Outputs
from graphviz_autograd.api.pipeline import capture, draw
from graphviz_autograd.collection import without_collection
from graphviz_autograd.graph.diff import Changed, GraphDiff, graph_diff
from graphviz_autograd.graph.displayed import Displayed
from graphviz_autograd.graph.model import Graph, Node
from graphviz_autograd.sources.names import Names, namespace_of


@dataclass(frozen=True, repr=False)
class Difference(Displayed):
    """What differs between two graphs; false if nothing does. Its text has a line for each node."""

    diff: GraphDiff

    def __bool__(self) -> bool:
        return bool(self.diff)

    @property
    def text(self) -> list[str]:
        """A line for each: ``+`` for what was added, ``-`` for removed, ``~`` for changed."""
        diff = self.diff
        lines = [
            *(f"+ {_words(diff.merged, node)}" for node in diff.added),
            *(f"- {_words(diff.merged, node, 'old.')}" for node in diff.removed),
            *(f"~ {_change(diff.merged, one)}" for one in diff.changed),
        ]
        return lines or ["the graphs are equal"]

    def draw(self, **options: Any) -> Drawing:
        """Draw both graphs as one, with what differs pointed out; ``options`` as for `draw`."""
        marks = {node.id: Highlight.ADDED for node in self.diff.added}
        marks |= {f"old.{node.id}": Highlight.REMOVED for node in self.diff.removed}
        marks |= {one.new.id: Highlight.CHANGED for one in self.diff.changed}
        return draw(highlight(self.diff.merged, marks), **options)

    def to_json(self) -> str:
        """What differs as JSON."""
        diff = self.diff
        facts = {
            "added": [_facts(node) for node in diff.added],
            "removed": [_facts(node) for node in diff.removed],
            "changed": [
                {"id": one.new.id, "before": one.before, "after": one.after} for one in diff.changed
            ],
        }
        return json.dumps(facts, indent=2, ensure_ascii=False) + "\n"

    def __str__(self) -> str:
        return "\n".join(self.text)

    def __repr__(self) -> str:
        return str(self)


def diff_graphs(
    old: Outputs | Graph, new: Outputs | Graph, *, names: Names | None = None
) -> Difference:
    """What differs between two graphs: of two steps, two versions, or two frameworks.

    Operations, names and shapes are compared, not numbers.

    >>> import graphviz_autograd as torch
    >>> w = torch.tensor(2.0, requires_grad=True)
    >>> torch.diff_graphs(torch.capture(w * 3), torch.capture((w * 3).exp()))
    + result of MulBackward0  intermediate  () float32
    + ExpBackward0  function

    Args:
        old: a graph, such as `load_graph` returns, or what it is captured from: one tensor or many.
        new: the same.
        names: see `capture`.

    Raises:
        NotATensorError: if one is neither a graph nor tensors.

    """
    namespace = namespace_of(sys._getframe(1)) if names is None else names
    return _differing(_graph(old, namespace), _graph(new, namespace))


@without_collection
def _differing(old: Graph, new: Graph) -> Difference:
    return Difference(graph_diff(old, new, _shape))


def _graph(value: Outputs | Graph, namespace: Names) -> Graph:
    return value if isinstance(value, Graph) else capture(value, names=namespace)


def _shape(graph: Graph, node: Node) -> str:
    shape = graph[SHAPE].get(node.id)
    return f"{shape.size} {shape.dtype}" if shape is not None else ""


def _words(merged: Graph, node: Node, prefix: str = "") -> str:
    id = f"{prefix}{node.id}"
    said = _shape(merged, Node(id, node.kind))
    return "  ".join(filter(None, [_called(merged, node, id), str(node.kind), said]))


def _called(merged: Graph, node: Node, id: str) -> str:
    if node.name:
        return node.name
    makers = (edge.tail for edge in merged.flow(id) if edge.head == id)
    return next((f"result of {merged.node(maker).name}" for maker in makers), "(unnamed)")


def _change(merged: Graph, one: Changed) -> str:
    """What is not the same any more: the name, the kind, or the shape."""
    called = _called(merged, one.new, one.new.id)
    before, after = one.before.split("  "), one.after.split("  ")
    if len(before) != len(after):
        return f"{called}  {one.before}  →  {one.after}"
    pairs = [(was, now) for was, now in zip(before, after, strict=True) if was != now]
    return f"{called}  {', '.join(f'{was}  →  {now}' for was, now in pairs)}"


def _facts(node: Node) -> dict[str, str]:
    return {"id": node.id, "kind": str(node.kind), "name": node.name}
