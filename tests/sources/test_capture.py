"""The same program on our engine and on PyTorch gives equal graphs."""

import gc
from types import ModuleType

import pytest

import graphviz_autograd
from graphviz_autograd import Graph, capture
from graphviz_autograd.annotations.values import VALUE
from graphviz_autograd.graph.model import EdgeKind, NodeKind

PROGRAMS = {
    "textbook": """
        w = torch.tensor(2.0, requires_grad=True)
        x = torch.tensor(3.0)
        b = torch.tensor(1.0, requires_grad=True)
        y = w * x
        out = y + b
    """,
    "after backward": """
        w = torch.tensor([2.0, 3.0], requires_grad=True)
        v = (w * w).exp()
        v.retain_grad()
        out = v.sum()
        out.backward()
    """,
    "shared and parallel": """
        x = torch.tensor([[1.0, 2.0], [3.0, 4.0]], requires_grad=True)
        s = x * x
        out = [(s @ s).sum(), s.mean(), x]
    """,
    "constant used twice": """
        c = torch.tensor([1.0, 2.0])
        x = torch.tensor([3.0, 4.0], requires_grad=True)
        out = x * c * c
    """,
    "numbers": """
        x = torch.tensor([3.0, 4.0], requires_grad=True)
        out = (1 - 2 * x) / 3 + x ** 2
    """,
    "containers": """
        params = {"w": torch.tensor([[1.0, 2.0]], requires_grad=True)}
        layers = [torch.tensor(5.0, requires_grad=True)]
        out = params["w"].t() * layers[0]
    """,
    "a constant": "out = torch.tensor([1, 2])",
}


def run(program: str, torch: ModuleType) -> Graph:
    namespace: dict[str, object] = {"torch": torch}
    exec("\n".join(line.strip() for line in program.strip().splitlines()), namespace)
    return capture(namespace["out"], names=namespace)


@pytest.mark.parametrize("program", PROGRAMS.values(), ids=PROGRAMS)
def test_both_frameworks_give_equal_graphs(program: str) -> None:
    torch = pytest.importorskip("torch")
    assert run(program, graphviz_autograd) == run(program, torch)


def test_the_textbook_graph() -> None:
    graph = run(PROGRAMS["textbook"], graphviz_autograd)
    names = {node.id: node.name for node in graph.nodes}
    assert [(node.kind, node.name) for node in graph.nodes] == [
        (NodeKind.OUTPUT, "out"),
        (NodeKind.FUNCTION, "AddBackward0"),
        (NodeKind.INTERMEDIATE, "y"),
        (NodeKind.LEAF, "b"),
        (NodeKind.ACCUMULATOR, "AccumulateGrad"),
        (NodeKind.FUNCTION, "MulBackward0"),
        (NodeKind.LEAF, "w"),
        (NodeKind.ACCUMULATOR, "AccumulateGrad"),
        (NodeKind.CONSTANT, "x"),
    ]
    flow = [
        (names[e.tail], names[e.head], e.input_nr) for e in graph.edges if e.kind is EdgeKind.FLOW
    ]
    assert ("y", "AddBackward0", 0) in flow
    assert ("b", "AddBackward0", 1) in flow
    assert ("x", "MulBackward0", 1) in flow


def test_parallel_edges_are_kept() -> None:
    x = graphviz_autograd.tensor(3.0, requires_grad=True)
    graph = capture(x * x)
    leaf = next(node.id for node in graph.nodes if node.kind is NodeKind.LEAF)
    assert sorted(e.input_nr for e in graph.edges if e.tail == leaf) == [0, 1]


def test_names_come_from_the_caller() -> None:
    weight = graphviz_autograd.tensor(3.0, requires_grad=True)
    alias = weight
    graph = capture(alias.exp())
    assert {node.name for node in graph.nodes} >= {"weight = alias"}


def test_a_long_chain_needs_no_recursion() -> None:
    x = graphviz_autograd.tensor(1.0, requires_grad=True)
    y = x
    for _ in range(20_000):
        y = y.tanh()
    graph = capture(y, show=())
    assert len(graph.nodes) == 40_002
    del graph, y
    gc.collect()


def test_capture_keeps_gradients_and_versions_as_they_are() -> None:
    x = graphviz_autograd.tensor([1.0, 2.0], requires_grad=True)
    y = (x * x).sum()
    capture(y)
    y.backward()
    capture(y)
    assert x.grad.tolist() == [2.0, 4.0]
    assert x._version == 0


@pytest.mark.parametrize("outputs", [3, "w", None, [3], {"a": object()}])
def test_what_is_no_tensor_is_named(outputs: object) -> None:
    with pytest.raises(graphviz_autograd.sources.NotATensorError, match="expected a tensor, got"):
        capture(outputs)


def constant_of(graph: Graph) -> str:
    return next(node.name for node in graph.nodes if node.kind is NodeKind.CONSTANT)


def test_a_constant_is_known_after_backward_while_the_program_holds_it() -> None:
    w, x = graphviz_autograd.tensor(2.0, requires_grad=True), graphviz_autograd.tensor(3.0)
    y = w * x
    y.backward()
    assert constant_of(capture(y)) == "x"
    del x
    assert constant_of(capture(y)) == ""


def test_a_constant_that_was_modified_is_not_shown_as_the_one_that_was_used() -> None:
    w, x = graphviz_autograd.tensor(2.0, requires_grad=True), graphviz_autograd.tensor(3.0)
    y = w * x
    x.add_(1)
    assert constant_of(capture(y)) == ""


def test_capture_calls_no_unpack_hook() -> None:
    calls: list[object] = []
    hooks = graphviz_autograd.autograd.graph.saved_tensors_hooks
    w, x = graphviz_autograd.tensor(2.0, requires_grad=True), graphviz_autograd.tensor(3.0)
    with hooks(lambda tensor: tensor, lambda tensor: calls.append(tensor) or tensor):
        y = w * x
    capture(y)
    assert not calls
    assert x.item() == 3.0


def test_facts_are_in_the_order_of_the_nodes_though_an_output_was_met_before() -> None:
    torch = graphviz_autograd
    w = torch.tensor(2.0, requires_grad=True)
    x = w * 3.0
    y = x * torch.tensor(4.0)
    graph = capture((y.exp(), x), names={})
    order = [node.id for node in graph.nodes]
    for facts in graph.annotations.values():
        assert list(facts) == sorted(facts, key=order.index)
    assert len(graph[VALUE]) == 5
