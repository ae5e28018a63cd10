"""Views are joined to their bases, and no cycle comes of it."""

from collections.abc import Callable

import pytest

from graphviz_autograd import Graph
from graphviz_autograd.annotations.views import VIEW
from graphviz_autograd.graph.model import EdgeKind

Run = Callable[[str, str], Graph]


def views(graph: Graph) -> list[tuple[str, str]]:
    joined = {(edge.tail, edge.head) for edge in graph.edges if edge.kind is EdgeKind.VIEW}
    assert joined == {(base, view) for view, base in graph[VIEW].items()}
    return [(graph.node(view).name, graph.node(base).name) for view, base in graph[VIEW].items()]


@pytest.mark.parametrize(
    ("program", "expected"),
    [
        ("v = w.t()\nout = v.exp()", [("v", "w")]),
        ("v = w.t()[0]\nout = v.exp()", [("v", "w"), ("", "w")]),
        ("out = w.view(4).exp()", [("", "w")]),
        ("out = (w * 1).view(4).exp()", [("", "")]),
        ("out = w.t().contiguous().view(4).exp()", [("", ""), ("", "w")]),
        ("h = w * 1\nh[0] = 3.0\nv = h[1]\nout = v.exp()", [("v", "h")]),
        ("h = w * 1\nv = h[1]\nh.mul_(2)\nout = v.exp() + h.sum()", [("v", "h")]),
        ("a, b = w.unbind(0)\nout = a * b", [("a", "w"), ("b", "w")]),
        ("out = w.exp()", []),
        ("d = w.detach()\nout = w * d", []),
    ],
)
def test_views(same_graph_of: Run, program: str, expected: list[tuple[str, str]]) -> None:
    start = "w = torch.tensor([[1.0, 2.0], [3.0, 4.0]], requires_grad=True)\n"
    assert views(same_graph_of(start + program, "names,views")) == expected


def test_a_base_that_was_computed_from_its_view_makes_no_cycle(same_graph_of: Run) -> None:
    graph = same_graph_of(
        """
        w = torch.tensor([[1.0, 2.0], [3.0, 4.0]], requires_grad=True)
        h = w * 1
        v = h[0]
        h[1] = v
        out = (h * 2).sum()
        """,
        "names,views",
    )
    assert views(graph) == [("", "")]  # what v was is a view of what h was
