"""Clusters drawn as one node."""

import pytest

import graphviz_autograd as torch
from graphviz_autograd import Graph, capture, draw, scope
from graphviz_autograd.graph.check import check_graph
from graphviz_autograd.graph.collapse import INSIDE, Inside, collapse_clusters
from graphviz_autograd.graph.model import NodeKind


def graph() -> Graph:
    """Of ``(outer (inner (w·x)) then sin) then exp``."""
    w = torch.tensor(2.0, requires_grad=True)
    x = torch.tensor(3.0)
    with scope("outer"):
        with scope("inner"):
            y = (w * x).tanh()
        z = y.sin()
    out = z.exp()
    return capture(out, names={"w": w, "x": x, "out": out})


def modules(graph: Graph) -> list[str]:
    return [node.name for node in graph.nodes if node.kind is NodeKind.MODULE]


def operations(graph: Graph) -> list[str]:
    return [node.name for node in graph.nodes if node.kind is NodeKind.FUNCTION]


def test_a_cluster_below_the_depth_is_one_node_in_the_cluster_around_it() -> None:
    found = check_graph(collapse_clusters(graph(), 1, {}))
    assert modules(found) == ["inner"]
    assert operations(found) == ["ExpBackward0", "SinBackward0"]
    (outer,) = found.clusters
    names = {found.node(node).name for node in outer.nodes}
    assert (outer.name, names) == ("outer", {"", "SinBackward0", "inner"})
    assert list(found[INSIDE].values()) == [Inside(2, 0)]


def test_a_result_that_is_used_within_and_beyond_does_not_lead_back() -> None:
    w = torch.tensor(2.0, requires_grad=True)
    with scope("cell"):
        state = w * 3.0
        out = state.tanh()
    found = check_graph(collapse_clusters(capture(state + out, names={}), 0, {}))
    (box,) = (node.id for node in found.nodes if node.kind is NodeKind.MODULE)
    assert [edge.tail for edge in found.edges if edge.head == box] == [
        node.id for node in found.nodes if node.kind is NodeKind.LEAF
    ]


def test_depth_0_closes_all_and_a_depth_below_all_closes_none() -> None:
    found = check_graph(collapse_clusters(graph(), 0, {}))
    assert (modules(found), found.clusters) == (["outer"], ())
    assert found[INSIDE] == {found.nodes[-1].id: Inside(3, 0)}
    assert collapse_clusters(graph(), 2, {}) == collapse_clusters(graph(), None, {}) == graph()


def test_what_has_a_name_stays_and_parameters_go_in() -> None:
    whole = graph()
    leaf = next(node.id for node in whole.nodes if node.kind is NodeKind.LEAF)
    kept = {node.name for node in collapse_clusters(whole, 0, {}).nodes}
    assert {"w", "x", "out"} <= kept
    closed = collapse_clusters(whole, 0, {leaf: 7})
    assert "w" not in {node.name for node in closed.nodes}
    assert list(closed[INSIDE].values()) == [Inside(3, 7)]


@pytest.mark.parametrize("view", ["forward", "backward", "both"])
def test_every_view_can_be_collapsed(view: str) -> None:
    drawing = draw(graph(), view=view, depth=1)
    assert "inner" in drawing.render("svg")
    assert "tanh" not in drawing.render("svg")


def test_a_scope_without_operations_of_this_graph_is_no_node() -> None:
    w = torch.tensor(2.0, requires_grad=True)
    with scope("unused"):
        w.exp()
    with scope("used"):
        y = w.sin()
    assert modules(collapse_clusters(capture(y), 0, {})) == ["used"]
