"""Inputs that need no gradient have their names and values, and are not kept alive."""

import gc
import weakref
from collections.abc import Callable

import pytest

import graphviz_autograd as torch
from graphviz_autograd import Graph
from graphviz_autograd.annotations.values import VALUE
from graphviz_autograd.graph.model import NodeKind

Run = Callable[[str, str], Graph]


def constants(graph: Graph) -> list[tuple[str, tuple[float, ...] | None]]:
    """The name and the numbers of each constant."""
    values = graph[VALUE]
    return [
        (node.name, values[node.id].items if node.id in values else None)
        for node in graph.nodes
        if node.kind is NodeKind.CONSTANT
    ]


@pytest.mark.parametrize(
    "operation",
    [
        "w + c",
        "c - w",
        "torch.stack([w, c])",
        "torch.where(w > 1.5, w, c)",
        "torch.addmm(c, w.reshape(2, 1), w.reshape(1, 2))",
        "Sum.apply(w, c)",
        "w.clone().add_(c)",
    ],
)
def test_what_no_operation_saved(graph_of: Run, operation: str) -> None:
    graph = graph_of(
        f"""
        class Sum(torch.autograd.Function):
            @staticmethod
            def forward(ctx, a, b):
                return a + b

            @staticmethod
            def backward(ctx, grad):
                return grad, grad

        w = torch.tensor([1.0, 2.0], requires_grad=True)
        c = torch.tensor([3.0, 4.0])
        out = ({operation}).sum()
        """,
        "names,values",
    )
    assert constants(graph) == [("c", (3.0, 4.0))]


@pytest.mark.parametrize("number", ["3", "3.0", "True"])
def test_a_number_is_known_by_its_value(graph_of: Run, number: str) -> None:
    graph = graph_of(
        f"""
        w = torch.tensor(2.0, requires_grad=True)
        out = w + {number}
        """,
        "names,values",
    )
    assert constants(graph) == [("", (float(eval(number)),))]


@pytest.mark.parametrize("change", ["del c", "c.add_(1)", "c = c.clone()"])
def test_what_is_gone_or_was_modified_is_not_told(graph_of: Run, change: str) -> None:
    graph = graph_of(
        f"""
        w = torch.tensor([1.0, 2.0], requires_grad=True)
        c = torch.tensor([3.0, 4.0])
        out = (w + c).sum()
        {change}
        """,
        "names,values",
    )
    assert constants(graph) == [("", None)]


def test_a_view_that_was_made_without_recording(graph_of: Run) -> None:
    graph = graph_of(
        """
        w = torch.tensor([1.0, 2.0], requires_grad=True)
        with torch.no_grad():
            first = w[0]
        out = w[1] * first
        """,
        "names,values",
    )
    assert ("first", (1.0,)) in [
        (node.name, graph[VALUE][node.id].items) for node in graph.nodes if node.id in graph[VALUE]
    ]


def test_a_constant_is_not_kept_alive() -> None:
    w = torch.tensor([1.0, 2.0], requires_grad=True)
    c = torch.tensor([3.0, 4.0])
    out = w + c
    watch = weakref.ref(c)
    gc.disable()
    try:
        del c
        assert watch() is None
    finally:
        gc.enable()
    assert out.grad_fn is not None
