"""DOT that Graphviz itself reads, whatever the names."""

import graphviz
import pytest

import graphviz_autograd as torch
from graphviz_autograd.api.pipeline import load_graph
from graphviz_autograd.graph.model import Cluster, Edge, Graph, Node, NodeKind
from graphviz_autograd.layout.dot import _render


@pytest.mark.parametrize("name", ["w", '"];\n x [', "<b>bold</b>", "a:b", "back\\", "权重", ""])
def test_graphviz_reads_any_name(name: str) -> None:
    graph = Graph(
        (Node(f"{name}1", NodeKind.LEAF, name), Node(f"{name}2", NodeKind.FUNCTION, name)),
        (Edge(f"{name}1", f"{name}2"),),
        (Cluster("c", name, (f"{name}1",)),),
    )
    drawing = torch.draw(graph)
    assert isinstance(drawing.to_graphviz(), graphviz.Digraph)
    assert b"->" in _render(drawing.render("dot").encode(), "dot")


def test_frames_are_drawn() -> None:
    graph = Graph(
        (Node("a", NodeKind.LEAF, "a"), Node("f", NodeKind.FUNCTION, "FBackward")),
        (Edge("a", "f"),),
        (Cluster("outer", "model", ("f",)), Cluster("inner", "layer", ("a",), "outer")),
    )
    svg = torch.draw(graph).render()
    assert svg.count('<g class="frame ') == 2
    assert ">layer</text>" in svg


def test_saved_graphs_can_be_drawn(tmp_path) -> None:  # type: ignore[no-untyped-def]
    x = torch.tensor([1.0, 2.0], requires_grad=True)
    drawing = torch.draw((x * x).sum())
    drawing.save(tmp_path / "graph.json")
    assert torch.draw(load_graph(tmp_path / "graph.json")).render() == drawing.render()
