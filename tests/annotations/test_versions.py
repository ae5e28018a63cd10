"""Versions, and the operations that made them."""

from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

import graphviz_autograd as torch
from graphviz_autograd import Graph
from graphviz_autograd.annotations.versions import INPLACE, VERSION

Run = Callable[..., Graph]

PROGRAM = """
    w = torch.tensor([1.0, 2.0], requires_grad=True)
    h = w * 2
    h.add_(1)
    h[0] = 5.0
    out = h.sigmoid()
"""


def versions(graph: Graph) -> dict[str, int]:
    return {graph.node(node).name: version for node, version in graph[VERSION].items()}


def modifiers(graph: Graph) -> set[str]:
    return {graph.node(node).name for node in graph[INPLACE]}


def test_versions_are_those_of_pytorch(graph_of: Run) -> None:
    framework: ModuleType = pytest.importorskip("torch")
    ours, theirs = (
        graph_of(PROGRAM, "names,versions"),
        graph_of(PROGRAM, "names,versions", framework),
    )
    assert versions(ours) == versions(theirs) == {"h": 2}
    assert (ours.nodes, ours.edges) == (theirs.nodes, theirs.edges)
    assert modifiers(theirs) == set()  # PyTorch does not tell


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("h.add_(1)", {"AddBackward0"}),
        ("h[0] = 5.0", {"CopySlices"}),
        ("h.unsqueeze_(0)", {"UnsqueezeBackward1"}),
        ("h = h.add(1)", set()),
        ("h = h.unsqueeze(0)", set()),
    ],
)
def test_operations_in_place(graph_of: Run, statement: str, expected: set[str]) -> None:
    program = f"""
    w = torch.tensor([1.0, 2.0], requires_grad=True)
    h = w * 2
    {statement}
    out = h.sigmoid()
    """
    assert modifiers(graph_of(program, "versions")) == expected


def test_a_custom_function_in_place() -> None:
    class Double(torch.autograd.Function):
        @staticmethod
        def forward(ctx: Any, x: Any) -> Any:
            ctx.mark_dirty(x)
            return x.mul_(2)

        @staticmethod
        def backward(ctx: Any, grad: Any) -> Any:
            del ctx
            return grad * 2

    w = torch.tensor(2.0, requires_grad=True)
    assert modifiers(torch.capture(Double.apply(w * 1), show="versions")) == {"DoubleBackward"}


def test_nodes_of_operations_in_place_look_as_pytorch_shows_them() -> None:
    h = torch.tensor(2.0, requires_grad=True) * 2
    h.mul_(3)
    assert (h.grad_fn.name(), type(h.grad_fn).__name__) == ("MulBackward0", "MulBackward0")


def test_a_badge_says_it(graph_of: Run) -> None:
    text = torch.draw(graph_of(PROGRAM, "names,versions")).render("txt")
    assert "(h)  v2" in text
    assert "AddBackward0  in place" in text
