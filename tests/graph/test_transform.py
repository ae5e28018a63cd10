"""Transforms give well-formed graphs, and the order of computation is one."""

from graphviz_autograd.graph.check import check_graph
from graphviz_autograd.graph.model import Cluster, Edge, EdgeKind, Graph, Key, Node, NodeKind
from graphviz_autograd.graph.order import dataflow_order
from graphviz_autograd.graph.transform import (
    MAX_USES,
    hide_accumulators,
    repeat_shared_inputs,
)

GRAPH = Graph(
    nodes=(
        Node("n0", NodeKind.OUTPUT, "z"),
        Node("n1", NodeKind.FUNCTION, "MulBackward0"),
        Node("n2", NodeKind.LEAF, "w"),
        Node("n3", NodeKind.ACCUMULATOR, "AccumulateGrad"),
    ),
    edges=(
        Edge("n1", "n0"),
        Edge("n3", "n2", EdgeKind.ACCUMULATE),
        Edge("n2", "n1"),
        Edge("n2", "n1", input_nr=1),
    ),
    clusters=(Cluster("c", "all", ("n2", "n3")),),
    annotations={"size": {"n2": 1, "n3": 2}},
)


def test_hidden_accumulators_leave_nothing_behind() -> None:
    hidden = check_graph(hide_accumulators(check_graph(GRAPH)))
    assert [node.id for node in hidden.nodes] == ["n0", "n1", "n2"]
    assert [edge.tail for edge in hidden.edges] == ["n1", "n2", "n2"]
    assert hidden.clusters[0].nodes == ("n2",)
    assert hidden[Key("size", int)] == {"n2": 1}


def used_by(count: int) -> Graph:
    """A leaf that ``count`` operations use, each of them twice."""
    functions = tuple(Node(f"f{i}", NodeKind.FUNCTION) for i in range(count))
    edges = (Edge("x", f"f{i}", input_nr=nr) for i in range(count) for nr in (0, 1))
    return Graph((Node("x", NodeKind.LEAF, "x"), *functions), tuple(edges))


def test_a_leaf_of_few_uses_is_drawn_once() -> None:
    graph = used_by(MAX_USES)
    assert repeat_shared_inputs(graph) == graph


def test_a_leaf_of_many_uses_is_drawn_where_it_is_used() -> None:
    repeated = check_graph(repeat_shared_inputs(used_by(MAX_USES + 1)))
    references = [node for node in repeated.nodes if node.kind is NodeKind.REFERENCE]
    assert [(node.id, node.name) for node in references] == [
        (f"x.{i}", "x") for i in range(1, MAX_USES + 1)
    ]
    heads = {
        edge.tail: [e.head for e in repeated.edges if e.tail == edge.tail]
        for edge in repeated.edges
    }
    assert heads["x"] == ["f0"] * 2
    assert all(len(users) == 2 and len(set(users)) == 1 for users in heads.values())


def test_tails_come_before_heads() -> None:
    assert dataflow_order(GRAPH) == ["n3", "n2", "n1", "n0"]


def test_a_chain_of_100_000_nodes_is_ordered() -> None:
    nodes = tuple(Node(f"n{i}", NodeKind.FUNCTION) for i in range(100_000))
    edges = tuple(Edge(f"n{i + 1}", f"n{i}") for i in range(99_999))
    assert dataflow_order(check_graph(Graph(nodes, edges)))[0] == "n99999"
