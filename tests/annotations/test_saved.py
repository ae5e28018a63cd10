"""What operations saved is live, freed, modified or packed, and never confused."""

from collections.abc import Callable

import pytest

import graphviz_autograd as torch
from graphviz_autograd import Graph
from graphviz_autograd.annotations.saved import SAVED, Saved
from graphviz_autograd.graph.model import EdgeKind, NodeKind
from graphviz_autograd.sources.base import SavedState

Run = Callable[[str, str], Graph]

LIVE = """
    w = torch.tensor([1.0, 2.0], requires_grad=True)
    c = torch.tensor([3.0, 4.0])
    e = (w * c).exp()
    out = (e * w).sum()
"""


def facts(graph: Graph) -> list[tuple[str, str, Saved]]:
    """The operation, the attribute and the fact of each saved tensor."""
    owners = {e.tail: graph.node(e.head).name for e in graph.edges if e.kind is EdgeKind.SAVED}
    return [(owners[node], graph.node(node).name, fact) for node, fact in graph[SAVED].items()]


def states(graph: Graph) -> list[tuple[str, str, SavedState]]:
    return [(owner, name, fact.state) for owner, name, fact in facts(graph)]


def test_live(same_graph_of: Run) -> None:
    graph = same_graph_of(LIVE, "names,saved")
    found = [
        (owner, name, graph.node(fact.same_as).name, fact.nbytes)
        for owner, name, fact in facts(graph)
        if fact.same_as
    ]
    assert found == [
        ("MulBackward0", "other", "w", 8),
        ("MulBackward0", "self", "e", 8),
        ("ExpBackward0", "result", "e", 8),
        ("MulBackward0", "other", "c", 8),
    ]
    assert {fact.state for fact in graph[SAVED].values()} == {SavedState.LIVE}


def test_what_was_not_needed_was_not_saved_and_not_freed_either(same_graph_of: Run) -> None:
    freed = same_graph_of(f"{LIVE}\n    out.backward()", "saved")
    live = same_graph_of(LIVE, "saved")
    assert [one[:2] for one in facts(freed)] == [one[:2] for one in facts(live)]
    assert {fact.state for fact in freed[SAVED].values()} == {SavedState.FREED}


MODIFIED = """
    w = torch.tensor([1.0, 2.0], requires_grad=True)
    c = torch.tensor([3.0, 4.0])
    out = (w * c).exp()
    c.add_(1).mul_(2)
    out.mul_(3)
"""


def test_modified(same_graph_of: Run) -> None:
    graph = same_graph_of(MODIFIED, "names,saved")
    found = [(n, f.state, f.saved_version, f.version, f.variable) for _, n, f in facts(graph)]
    assert found == [
        ("other", SavedState.LIVE, 0, 0, None),
        ("result", SavedState.MODIFIED, 0, 1, None),
        ("other", SavedState.MODIFIED, 0, 2, "c"),
    ]


def test_packed_and_no_hook_is_called(same_graph_of: Run) -> None:
    graph = same_graph_of(
        """
        w = torch.tensor([1.0, 2.0], requires_grad=True)
        c = torch.tensor([3.0, 4.0])
        hooks = torch.autograd.graph.saved_tensors_hooks(lambda t: t, lambda t: 1 / 0)
        with hooks:
            out = (w * c).sin()
        """,
        "saved",
    )
    assert states(graph) == [
        ("SinBackward0", "self", SavedState.PACKED),
        ("MulBackward0", "other", SavedState.PACKED),
    ]


FUNCTION = """
    class Product(torch.autograd.Function):
        @staticmethod
        def forward(ctx, a, b):
            result = a * b
            ctx.save_for_backward(a, b, None, result)
            return result

        @staticmethod
        def backward(ctx, grad):
            a, b, _, _ = ctx.saved_tensors
            return grad * b, grad * a

    w = torch.tensor([1.0, 2.0], requires_grad=True)
    v = torch.tensor([3.0, 4.0], requires_grad=True)
    product = Product.apply(w, v)
    out = product.sum()
"""


def test_those_of_a_custom_function(same_graph_of: Run) -> None:
    graph = same_graph_of(FUNCTION, "names,saved")
    found = [(name, graph.node(fact.same_as or "").name) for _, name, fact in facts(graph)[:1]]
    assert found == [("saved_tensors[0]", "w")]
    names = [name for _, name, _ in facts(graph)]
    assert names == ["saved_tensors[0]", "saved_tensors[1]", "saved_tensors[3]"]
    freed = same_graph_of(f"{FUNCTION}\n    out.backward()", "saved")
    assert states(freed) == [("ProductBackward", "saved_tensors", SavedState.FREED)]


def test_those_of_an_operation_that_modified_a_view(graph_of: Run) -> None:
    program = """
        w = torch.tensor([1.0, 2.0], requires_grad=True)
        c = torch.tensor(3.0)
        y = w * 1
        y[0].mul_(c)
        out = y.sum()
    """
    graph = graph_of(program, "names,saved")
    found = [(owner, name, fact.state) for owner, name, fact in facts(graph)]
    assert ("CopySlices", "other", SavedState.LIVE) in found
    assert "c" in [node.name for node in graph.nodes if node.kind is NodeKind.CONSTANT]
    freed = graph_of(f"{program}\n        out.backward()", "saved")
    assert "CopySlices" not in [owner for owner, _, _ in facts(freed)]


def test_indices_are_saved(same_graph_of: Run) -> None:
    graph = same_graph_of(
        """
        w = torch.tensor([1.0, 2.0], requires_grad=True)
        out = w[torch.tensor([0, 1])].sum()
        """,
        "saved",
    )
    assert states(graph) == [("IndexBackward0", "indices[0]", SavedState.LIVE)]


def test_nothing_is_added_unless_it_is_asked_for() -> None:
    w = torch.tensor(2.0, requires_grad=True)
    kinds = {node.kind for node in torch.capture(w * w).nodes}
    assert NodeKind.SAVED not in kinds


def test_of_a_graph_with_saved_tensors_a_drawing_can_leave_them_out() -> None:
    w = torch.tensor(2.0, requires_grad=True)
    graph = torch.capture(w * w, show="all")
    assert "saved" in torch.draw(graph).render("txt")
    assert "saved" not in torch.draw(graph, show="-saved").render("txt")


@pytest.mark.parametrize(
    ("program", "words"),
    [
        (LIVE, "other = c"),
        (f"{LIVE}\n    out.backward()", "freed"),
        (MODIFIED, "saved at v0, now v2"),
    ],
)
def test_a_drawing_says_it(graph_of: Run, program: str, words: str) -> None:
    graph = graph_of(program, "names,saved")
    assert words in torch.draw(graph).render("txt")
