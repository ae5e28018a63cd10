"""Inputs without gradient: each is known by what was saved or watched, and none is guessed."""

from types import ModuleType
from typing import Any

import pytest

import graphviz_autograd
from graphviz_autograd import Graph, capture, draw, watch
from graphviz_autograd.annotations.parameters import PARAMETER, Parameter
from graphviz_autograd.annotations.values import VALUE
from graphviz_autograd.graph.model import Node, NodeKind

torch = pytest.importorskip("torch")
functional = torch.nn.functional

CALLS = {
    "x + k": ["", "k"],
    "k - x": ["k", ""],
    "torch.rsub(x, k)": ["", "k"],
    "torch.cat([k, x])": ["k", ""],
    "torch.lerp(x, k, k2)": ["", "k", "k2"],
    "(x * 1).add_(k)": ["", "k"],
    "torch.where(c, x, k)": ["", "k"],
    "torch.where(c, k, x)": ["k", ""],
    "x.where(c, k)": ["", "k"],
    "x + 1": ["", "1"],
    "1.5 - (x - 1.5)": [""],
    "x.sub_(2, alpha=3) if 0 else (x * 1).sub_(2)": ["", "2"],
    "torch.where(c, x, 0.5)": ["", "0.5"],
    "x.where(c, 0.5)": ["", "0.5"],
    "x.masked_fill(c, 0.0)": [""],
    "F.linear(x, m, k)": ["k", "", "m.t()"],
    "F.linear(x, m)": ["", "m.t()"],
    "F.layer_norm(x, (3,), k, k2)": ["", "k", "k2"],
    "F.batch_norm(x, k, k2, training=True)": ["", None, None],
}


def inputs(graph: Graph, operation: str) -> list[str | None]:
    """What the inputs of an operation are called; ``None`` where nothing is known of one."""
    tails = [graph.node(e.tail) for e in graph.flow(operation) if e.head == operation]
    return [_called(graph, node) for node in tails]


def _called(graph: Graph, node: Node) -> str | None:
    """Its name, or the number it is."""
    if node.kind is not NodeKind.CONSTANT or node.name:
        return node.name
    value = graph[VALUE].get(node.id)
    return None if value is None or not value.items else f"{value.items[0]}"


@pytest.mark.parametrize(("call", "expected"), CALLS.items(), ids=CALLS)
def test_each_constant_stands_at_its_place(call: str, expected: list[str | None]) -> None:
    names = {
        "k": torch.tensor([2.0, 3.0, 4.0]),
        "k2": torch.tensor([5.0, 6.0, 7.0]),
        "c": torch.tensor([True, False, True]),
        "m": torch.tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0], [7.0, 8.0, 9.0]]),
    }
    w = torch.ones(3, requires_grad=True)
    x = w.exp() if "torch.cat" in call or "masked" in call else torch.stack([w, w]).exp()
    with watch(torch.nn.Identity()):
        out = eval(call, {**names, "x": x, "torch": torch, "F": functional})
    del x
    graph = capture(out, names=names)
    made = next(e.tail for e in graph.edges if e.head == graph.nodes[0].id)
    assert inputs(graph, made) == expected


@pytest.mark.parametrize("shape", [(5, 3), (2, 5, 3)], ids=["matrix", "batch of sequences"])
def test_a_frozen_linear_layer_has_its_names(shape: tuple[int, ...]) -> None:
    model = torch.nn.Sequential(torch.nn.Linear(3, 3), torch.nn.Linear(3, 2))
    model[1].requires_grad_(False)
    with watch(model):
        out = model(torch.ones(shape)).sum()
    graph = capture(out, names=model)
    frozen = [n.name for n in graph.nodes if graph[PARAMETER].get(n.id) is Parameter.FROZEN]
    assert frozen == ["1.bias", "1.weight.t()"]
    assert "frozen parameter" in draw(graph).render("txt")


def test_the_names_do_not_need_a_watch_where_the_weight_was_saved() -> None:
    layer = torch.nn.Linear(3, 2).requires_grad_(False)
    graph = capture(layer(torch.ones(1, 3, requires_grad=True)), names={"fc": layer})
    assert "fc.weight.t()" in {node.name for node in graph.nodes}


@pytest.mark.parametrize("framework", [graphviz_autograd, torch], ids=["ours", "torch"])
@pytest.mark.parametrize(
    ("view", "name"), [("w.t()", "w.t()"), ("w.T", "w.t()"), ("w[:, :2]", ""), ("w[0:1].t()", "")]
)
def test_only_a_whole_matrix_transposed_is_called_so(
    framework: ModuleType, view: str, name: str
) -> None:
    w = framework.tensor([[1.0, 2.0], [3.0, 4.0]])
    x = framework.ones(2, 2, requires_grad=True)
    seen: Any = eval(view, {"w": w})
    out = x * seen
    del seen
    constants = [n for n in capture(out, names={"w": w}).nodes if n.kind is NodeKind.CONSTANT]
    assert [node.name for node in constants] == [name]
