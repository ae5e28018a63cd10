"""Models as people write them: the graph has the nodes and edges of a plain walk, and no other."""

import runpy
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from graphviz_autograd import Graph, capture, draw, watch
from graphviz_autograd.api.outputs import walk_from
from graphviz_autograd.graph.model import EdgeKind, NodeKind
from graphviz_autograd.sources.capture import Capture

torch = pytest.importorskip("torch")
nn, F = torch.nn, torch.nn.functional

PROGRAMS = runpy.run_path(str(Path(__file__).parents[2] / "benchmarks" / "torch_programs.py"))
Block, Language = PROGRAMS["Block"], PROGRAMS["Language"]
WIDTH = 8


class Residual(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.conv1, self.norm1 = nn.Conv2d(4, 4, 3, padding=1), nn.BatchNorm2d(4)
        self.conv2, self.norm2 = nn.Conv2d(4, 4, 3, padding=1), nn.BatchNorm2d(4)

    def forward(self, x: Any) -> Any:
        h = F.relu(self.norm1(self.conv1(x)), inplace=True)
        return F.relu(self.norm2(self.conv2(h)) + x, inplace=True)


class UNet(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.down, self.up = nn.Conv2d(4, 8, 3, 2, 1), nn.ConvTranspose2d(8, 4, 2, 2)
        self.out = nn.Conv2d(8, 4, 1)

    def forward(self, x: Any) -> Any:
        return self.out(torch.cat([x, self.up(self.down(x).relu())], 1))


class Recurrent(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.cell = nn.LSTMCell(2, 3)

    def forward(self, x: Any) -> Any:
        state = None
        for step in x:
            state = self.cell(step, state)
        return state[0]


def image() -> Any:
    return torch.ones(2, 4, 8, 8)


def words() -> Any:
    return torch.arange(10).view(2, 5)


def bert() -> Any:
    return nn.TransformerEncoder(nn.TransformerEncoderLayer(WIDTH, 2, 16, batch_first=True), 4)


MODELS: dict[str, tuple[Callable[[], Any], Callable[[], Any]]] = {
    "MLP": (
        lambda: nn.Sequential(nn.Linear(2, 3), nn.ReLU(), nn.Linear(3, 1)),
        lambda: torch.ones(4, 2),
    ),
    "ResNet": (lambda: nn.Sequential(*(Residual() for _ in range(8))), image),
    "GPT-2": (lambda: Language(12, WIDTH, 2, 11, nn.LayerNorm), words),
    "Llama": (lambda: Language(32, WIDTH, 2, 11, nn.RMSNorm), words),
    "BERT": (bert, lambda: torch.ones(2, 5, WIDTH)),
    "U-Net": (UNet, image),
    "LSTM": (Recurrent, lambda: torch.ones(500, 1, 2)),
}


Entry = tuple[str, int, str, int]
"""The node of a function, the position of an input, what that is, and which output it is."""


def plain_walk(root: Any) -> dict[Any, tuple[tuple[Any, int], ...]]:
    """Each function under ``root``, with its ``next_functions``."""
    seen, stack = {root: root.next_functions}, [root]
    while stack:
        for follower, _ in stack.pop().next_functions:
            if follower is not None and follower not in seen:
                seen[follower] = follower.next_functions
                stack.append(follower)
    return seen


def entries(captured: Capture) -> set[Entry]:
    """The inputs of each function as the Graph has them: a function by its node, else its kind."""
    graph = captured.graph
    kinds = {node.id: node.kind for node in graph.nodes}
    accumulators = {e.head: e.tail for e in graph.edges if e.kind is EdgeKind.ACCUMULATE}
    made = {e.head: e for e in graph.edges if kinds[e.tail] is NodeKind.FUNCTION}
    found = set()
    for edge in graph.edges:
        if kinds[edge.head] is NodeKind.FUNCTION:
            maker = made.get(edge.tail)
            other = accumulators.get(edge.tail) or kinds[edge.tail].value
            came = (other, 0) if maker is None else (maker.tail, maker.output_nr)
            found.add((edge.head, edge.input_nr, *came))
    return found


def check(graph: Graph, root: Any) -> None:
    """Each function is one node, each entry of next_functions one edge, and there are no others."""
    captured = walk_from(root, {})
    numbered = [(node.id, node.kind) for node in captured.graph.nodes]
    assert [(node.id, node.kind) for node in graph.nodes][: len(numbered)] == numbered
    assert graph.edges[: len(captured.graph.edges)] == captured.graph.edges
    seen = plain_walk(root.grad_fn)
    node_of = {function: node for node, function in captured.functions.items()}
    assert node_of.keys() == seen.keys()
    names = {node.id: node.name for node in graph.nodes}
    assert all(names[n] == one.name().rpartition("::")[2] for one, n in node_of.items())
    assert entries(captured) == {
        (node_of[one], input_nr, node_of.get(follower, "constant"), output_nr)
        for one, followers in seen.items()
        for input_nr, (follower, output_nr) in enumerate(followers)
    }


@pytest.mark.parametrize(("make", "example"), MODELS.values(), ids=MODELS)
def test_the_graph_is_that_of_a_plain_walk(
    make: Callable[[], Any], example: Callable[[], Any]
) -> None:
    model = make()
    with watch(model) as seen:
        loss = model(example()).sum()
        loss.backward()
    check(capture(loss, show="scopes"), loss)
    svg = seen.draw(depth=1).render("svg")
    assert type(model).__name__ in svg


@pytest.mark.parametrize("reentrant", [True, False])
def test_checkpointed_segments(reentrant: bool) -> None:
    from torch.utils.checkpoint import checkpoint

    model, x = Block(WIDTH, 2, nn.LayerNorm), torch.ones(2, 5, WIDTH, requires_grad=True)
    out = checkpoint(model, x, use_reentrant=reentrant).sum()
    check(capture(out, show="all"), out)
    names = {node.name for node in capture(out).nodes}
    assert ("CheckpointFunctionBackward" in names) == reentrant


def test_a_penalty_on_the_gradient() -> None:
    critic = nn.Sequential(nn.Linear(2, 4), nn.Tanh(), nn.Linear(4, 1))
    x = torch.ones(3, 2, requires_grad=True)
    with watch(critic) as seen:
        (grad,) = torch.autograd.grad(critic(x).sum(), x, create_graph=True)
        loss = ((grad.norm(dim=1) - 1) ** 2).mean() + critic(x).mean()
        loss.backward()
    check(capture(seen, show="all"), loss)


def test_a_compiled_model_is_one_frame() -> None:
    compiled = torch.compile(nn.Linear(2, 1), backend="eager")
    with pytest.warns(UserWarning, match="the model is compiled by torch.compile"), watch(compiled):
        out = compiled(torch.ones(1, 2))
    assert [cluster.name for cluster in capture(out).clusters] == ["Linear, compiled"]
    check(capture(out), out)
    assert "Linear, compiled" in draw(out).render("svg")


class Perceptron(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.up, self.down = nn.Linear(2, 3), nn.Linear(3, 2)

    def forward(self, x: Any) -> Any:
        return self.down(self.up(x).tanh())


def test_a_model_compiled_in_place_is_one_box() -> None:
    model = Perceptron()
    model.compile(backend="aot_eager")
    with pytest.warns(UserWarning, match="the model is compiled by torch.compile"), watch(model):
        out = model(torch.ones(1, 2))
    assert functions(capture(out)) == ["CompiledFunctionBackward"]
    assert capture(out).clusters == ()
    assert "by torch.compile, inside not seen" in draw(out).render("svg")


def functions(graph: Graph) -> list[str]:
    return [node.name for node in graph.nodes if node.kind is NodeKind.FUNCTION]


class Broken(Perceptron):
    def forward(self, x: Any) -> Any:
        h = self.up(x)
        torch._dynamo.graph_break()
        return self.down(h.tanh())


def test_each_graph_that_the_compiler_made_is_a_box() -> None:
    model = torch.compile(Broken(), backend="aot_eager")
    with pytest.warns(UserWarning, match="torch.compile"), watch(model):
        out = model(torch.ones(1, 2))
    assert functions(capture(out)) == ["CompiledFunctionBackward"] * 2
    assert [cluster.name for cluster in capture(out).clusters] == ["Broken, compiled"]


def test_compiled_modules_in_a_model_are_named_by_their_paths() -> None:
    inner = torch.compile(Perceptron(), backend="aot_eager")
    model = nn.Sequential(inner, nn.Linear(2, 1))
    with pytest.warns(UserWarning, match="^0 is compiled by torch.compile"), watch(model):
        out = model(torch.ones(1, 2))
    graph = capture(out, names={}, params=model)
    clusters = [cluster.name for cluster in graph.clusters]
    assert clusters == ["Sequential", "0: Perceptron, compiled", "1: Linear"]
    assert {"0.up.weight", "1.weight"} <= {node.name for node in graph.nodes}


class CompiledForward(Perceptron):
    @torch.compile(backend="aot_eager")
    def forward(self, x: Any) -> Any:
        return self.down(self.up(x).tanh())


def test_watching_breaks_no_graph_of_a_compiled_forward() -> None:
    model = CompiledForward()
    with pytest.warns(UserWarning, match="torch.compile"), watch(model):
        out = model(torch.ones(1, 2))
    assert functions(capture(out)) == ["CompiledFunctionBackward"]


def test_watching_breaks_no_graph_of_a_compiled_function_that_calls_a_model() -> None:
    model = Perceptron()

    @torch.compile(backend="aot_eager", fullgraph=True)
    def step(x: Any) -> Any:
        return model(x).sum()

    with watch(model):
        loss = step(torch.ones(1, 2))
    assert functions(capture(loss)) == ["CompiledFunctionBackward"]


def test_a_model_whose_compilation_is_disabled_is_as_any_other() -> None:
    model = torch.compile(Perceptron(), backend="aot_eager", disable=True)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with watch(model):
            out = model(torch.ones(1, 2))
    assert [one.name for one in capture(out).clusters][1:] == ["up: Linear", "down: Linear"]


def test_a_model_that_could_not_be_compiled_is_drawn_as_it_ran() -> None:
    def fails(*_: object) -> Any:
        raise RuntimeError

    model = torch.compile(Perceptron(), backend=fails)
    with (
        patch.object(torch._dynamo.config, "suppress_errors", True),
        pytest.warns(UserWarning, match="torch.compile"),
        watch(model),
    ):
        out = model(torch.ones(1, 2))
    assert "TanhBackward0" in functions(capture(out))
    assert [one.name for one in capture(out).clusters] == ["Perceptron, compiled"]
