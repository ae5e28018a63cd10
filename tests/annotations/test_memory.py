"""Bytes are counted once, and only as long as they are held."""

from collections.abc import Callable

from graphviz_autograd import Graph
from graphviz_autograd.annotations.memory import MEMORY, PACKED

Run = Callable[[str, str], Graph]

SHARED = """
    w = torch.tensor([1.0, 2.0, 3.0, 4.0], requires_grad=True)
    e = w.exp()
    out = (e * e.view(4) * w).sum()
"""


def by_name(graph: Graph) -> dict[str, int]:
    return {graph.node(node).name: nbytes for node, nbytes in graph[MEMORY].items()}


def test_shared_storage_counts_once_for_the_first_operation(same_graph_of: Run) -> None:
    graph = same_graph_of(SHARED, "memory")
    held = [(graph.node(node).name, nbytes) for node, nbytes in graph[MEMORY].items()]
    # the last product keeps the first product and w; the first keeps only what exp keeps already
    assert held == [("MulBackward0", 32), ("ExpBackward0", 16)]


def test_what_was_freed_is_not_held(same_graph_of: Run) -> None:
    assert by_name(same_graph_of(f"{SHARED}\n    out.backward()", "memory")) == {}


def test_a_slice_holds_the_whole(same_graph_of: Run) -> None:
    graph = same_graph_of(
        """
        data = torch.zeros(100)
        w = torch.tensor(2.0, requires_grad=True)
        out = w * data[:1]
        """,
        "memory",
    )
    assert by_name(graph) == {"MulBackward0": 400}


def test_what_hooks_packed_is_said_and_not_counted(same_graph_of: Run) -> None:
    graph = same_graph_of(
        """
        w = torch.tensor([1.0, 2.0], requires_grad=True)
        v = torch.tensor([1.0, 2.0], requires_grad=True)
        hooks = torch.autograd.graph.saved_tensors_hooks(lambda t: t, lambda t: t)
        with hooks:
            product = w * v
        out = product.exp()
        """,
        "memory",
    )
    assert [(graph.node(node).name, number) for node, number in graph[PACKED].items()] == [
        ("MulBackward0", 2)
    ]
    assert by_name(graph) == {"ExpBackward0": 8}
