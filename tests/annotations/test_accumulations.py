"""How many backwards added to the gradient of a leaf since it was cleared."""

from collections.abc import Callable

import pytest

import graphviz_autograd as torch
from graphviz_autograd import Graph
from graphviz_autograd.annotations.accumulations import ACCUMULATION, Accumulation

Run = Callable[[str, str], Graph]

TWICE = """
    w = torch.tensor([2.0, 3.0], requires_grad=True)
    out = (w * w).sum()
    out.backward({options}retain_graph=True)
    out.backward({options}retain_graph=True)
    {then}
"""


def counts(graph: Graph) -> list[int | None]:
    """How often each leaf received a gradient, where it is told."""
    return [accumulation.count for accumulation in graph[ACCUMULATION].values()]


@pytest.mark.parametrize("options", ["", "create_graph=True, "])
@pytest.mark.parametrize(
    ("then", "found"),
    [
        ("", [2]),
        ("w.grad = None; out.backward()", []),
        ("w.grad.detach_().zero_()", []),
        ("w.grad.detach_().zero_(); out.backward()", []),
        ("w.grad = torch.ones(2); out.backward()", []),
        ("w.grad = torch.ones(2); out.backward(retain_graph=True); out.backward()", [2]),
        ("w.grad.detach_().mul_(0.5)", [2]),
        ("w.grad.detach_().mul_(0.5); out.backward()", []),
        ("out.backward()", [3]),
    ],
)
@pytest.mark.filterwarnings("ignore:Using backward")
def test_a_leaf_counts_without_being_watched(
    graph_of: Run, options: str, then: str, found: list[int]
) -> None:
    assert counts(graph_of(TWICE.format(options=options, then=then), "grads")) == found


def test_a_drawing_says_it() -> None:
    w = torch.tensor([2.0, 3.0], requires_grad=True)
    out = (w * w).sum()
    out.backward(retain_graph=True)
    out.backward(retain_graph=True)
    assert "2 backward passes added" in torch.draw(out).render("txt")


def test_what_is_not_counted_is_not_told() -> None:
    framework = pytest.importorskip("torch")
    w = framework.tensor([2.0, 3.0], requires_grad=True)
    out = (w * w).sum()
    with torch.watch(out) as seen:
        out.backward(retain_graph=True)
        out.backward(retain_graph=True)
    assert not torch.capture(out, show="grads")[ACCUMULATION]
    (found,) = torch.capture(seen, show="grads")[ACCUMULATION].values()
    assert isinstance(found, Accumulation)
    assert (len(found.parts), found.count) == (2, None)
