"""What requires grad."""

from collections.abc import Callable

from graphviz_autograd import Graph
from graphviz_autograd.annotations.requires_grad import REQUIRES_GRAD

Run = Callable[[str, str], Graph]


def test_requires_grad(same_graph_of: Run) -> None:
    graph = same_graph_of(
        """
        w = torch.tensor(2.0, requires_grad=True)
        x = torch.tensor(3.0)
        out = (w * x).exp() + 1
        """,
        "names,requires_grad",
    )
    found = [(graph.node(node).name, flag) for node, flag in graph[REQUIRES_GRAD].items()]
    exponential, product, one = ("", True), ("", True), ("", False)
    assert found == [("out", True), exponential, one, product, ("w", True), ("x", False)]
