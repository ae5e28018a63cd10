"""What a well-formed graph is: each rule is broken once."""

import pytest

from graphviz_autograd.graph.check import GraphError, check_graph
from graphviz_autograd.graph.model import Cluster, Edge, Graph, Node, NodeKind

X = Node("n0", NodeKind.LEAF, "x")
MUL = Node("n1", NodeKind.FUNCTION, "MulBackward0")
Z = Node("n2", NodeKind.OUTPUT, "z")
GOOD = Graph((X, MUL, Z), (Edge("n0", "n1"), Edge("n0", "n1", input_nr=1), Edge("n1", "n2")))


def test_a_good_graph_comes_back() -> None:
    assert check_graph(GOOD) is GOOD
    assert check_graph(Graph()) == Graph()


@pytest.mark.parametrize(
    ("graph", "message"),
    [
        (Graph((X, X)), "node id n0 occurs 2 times"),
        (Graph((X,), (Edge("n0", "n9"),)), "ends at 'n9', which is no node"),
        (Graph((X, Z), (Edge("n0", "n2"),)), "joins data to data"),
        (Graph((X, MUL), (Edge("n0", "n1"), Edge("n0", "n1"))), "input 0 of n1 occurs 2 times"),
        (Graph((X, MUL), (Edge("n0", "n1", input_nr=-1),)), "negative position"),
        (Graph((X, MUL), (Edge("n0", "n1"), Edge("n1", "n0"))), "cycle: "),
        (Graph((X,), clusters=(Cluster("c", "layer", ("n7",)),)), "'layer' holds 'n7'"),
        (Graph((X,), clusters=(Cluster("c", "layer", (), "d"),)), "inside 'd'"),
        (Graph((X,), annotations={"shape": {"n5": 1}}), "'shape' is about 'n5'"),
    ],
)
def test_a_fault_is_named(graph: Graph, message: str) -> None:
    with pytest.raises(GraphError, match=message):
        check_graph(graph)
