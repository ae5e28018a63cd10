"""Transforms give well-formed graphs, and the order of computation is one."""

from graphviz_autograd.graph.check import check_graph
from graphviz_autograd.graph.model import Cluster, Edge, EdgeKind, Graph, Key, Node, NodeKind
from graphviz_autograd.graph.order import dataflow_order
from graphviz_autograd.graph.transform import hide_accumulators

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


def test_tails_come_before_heads() -> None:
    assert dataflow_order(GRAPH) == ["n3", "n2", "n1", "n0"]


def test_a_chain_of_100_000_nodes_is_ordered() -> None:
    nodes = tuple(Node(f"n{i}", NodeKind.FUNCTION) for i in range(100_000))
    edges = tuple(Edge(f"n{i + 1}", f"n{i}") for i in range(99_999))
    assert dataflow_order(check_graph(Graph(nodes, edges)))[0] == "n99999"
