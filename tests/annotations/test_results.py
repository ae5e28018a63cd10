"""Results that only a saved tensor holds show their numbers, while they are as they were saved."""

from types import ModuleType
from typing import Any

import pytest

import graphviz_autograd
from graphviz_autograd import Graph, capture, watch
from graphviz_autograd.annotations.nonfinite import NONFINITE
from graphviz_autograd.annotations.summary import DIGITS
from graphviz_autograd.annotations.values import VALUE

BOTH_ENGINES = pytest.mark.parametrize(
    "torch", [graphviz_autograd, pytest.importorskip("torch")], ids=["ours", "torch"]
)


def results(graph: Graph) -> dict[str, Any]:
    """The numbers of what each operation made, by its name, where they are known."""
    made = {e.head: graph.node(e.tail).name for e in graph.edges}
    return {made[node]: fact.items for node, fact in graph[VALUE].items() if node in made}


@BOTH_ENGINES
def test_the_result_that_an_operation_saved_itself(torch: ModuleType) -> None:
    w = torch.tensor([-1.0, 2.0], requires_grad=True)
    found = results(capture((w * 3).relu().sum(), names={}))
    assert found["ReluBackward0"] == (0.0, 6.0)
    assert "MulBackward0" not in found


@BOTH_ENGINES
def test_the_result_that_another_operation_saved(torch: ModuleType) -> None:
    w = torch.tensor([1.0, 2.0], requires_grad=True)
    found = results(capture(((w + 1) * (w - 1)).sum(), names={}))
    assert (found["AddBackward0"], found["SubBackward0"]) == ((2.0, 3.0), (0.0, 1.0))


@BOTH_ENGINES
def test_which_of_several_outputs_was_saved(torch: ModuleType) -> None:
    w = torch.tensor([1.0, 2.0], requires_grad=True)
    _, second = (w * 2).unbind()
    graph = capture(second.sin() + second, names={})
    (split,) = (node.id for node in graph.nodes if node.name == "UnbindBackward0")
    (edge,) = (edge for edge in graph.edges if edge.tail == split)
    assert edge.output_nr == 1
    assert graph[VALUE][edge.head].items == (4.0,)


@BOTH_ENGINES
def test_what_was_modified_since_is_not_shown(torch: ModuleType) -> None:
    w = torch.tensor([1.0, 2.0], requires_grad=True)
    y = (w * 1).exp()
    loss = y.sum()
    with torch.no_grad():
        y.add_(1)
    del y
    assert "ExpBackward0" not in results(capture(loss, names={}))


@BOTH_ENGINES
def test_what_a_backward_freed_is_known_if_it_was_watched(torch: ModuleType) -> None:
    w = torch.tensor([-1.0, 2.0], requires_grad=True)
    loss = (w * 3).relu().sum()
    with watch(loss) as seen:
        loss.backward()
    assert "ReluBackward0" not in results(capture(loss, names={}))
    assert results(capture(seen, names={}))["ReluBackward0"] == (0.0, 6.0)


@BOTH_ENGINES
def test_a_backward_inside_the_watching_of_a_model_tells_results_too(torch: ModuleType) -> None:
    model = torch.nn.Sequential(torch.nn.Linear(2, 3), torch.nn.Tanh())
    with watch(model) as seen:
        out = model(torch.ones(1, 2))
        loss = out.sum()
        loss.backward()
    expected = tuple(float(f"{number:{DIGITS}}") for number in out.flatten().tolist())
    del out
    found = results(capture(seen, names={}))["TanhBackward0"]
    assert found == expected


@BOTH_ENGINES
def test_what_a_hook_packed_is_not_unpacked(torch: ModuleType) -> None:
    w = torch.tensor([-1.0, 2.0], requires_grad=True)
    with torch.autograd.graph.saved_tensors_hooks(lambda tensor: tensor, lambda _: 1 / 0):
        loss = (w * 3).relu().sum()
    assert "ReluBackward0" not in results(capture(loss, names={}))


@BOTH_ENGINES
@pytest.mark.parametrize(("rows", "is_read"), [(2, True), (200, False)])
def test_a_large_leaf_in_another_order_is_not_read_once_more(
    torch: ModuleType, rows: int, is_read: bool
) -> None:
    w, x = torch.ones(rows, 3, requires_grad=True), torch.ones(1, 3, requires_grad=True)
    loss = (x @ w.t()).sum()
    assert ("TBackward0" in results(capture(loss, names={}))) == is_read


@BOTH_ENGINES
def test_nan_in_a_result_that_is_not_held_is_found(torch: ModuleType) -> None:
    w = torch.tensor([0.0, 1.0], requires_grad=True)
    graph = capture(((w * 1).log() * 2 * (w + 1)).sum(), names={})
    assert [fact.is_first for fact in graph[NONFINITE].values()] == [False, True]
