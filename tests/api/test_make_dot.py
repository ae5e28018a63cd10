"""`make_dot` beside torchviz's function of that name."""

import json
import re
import subprocess
import sys
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import graphviz
import pytest

import graphviz_autograd as native
from graphviz_autograd.layout.dot import _command, _run_child

QUOTED = r'(?:"(?:[^"\\]|\\.)*"|\w+)'
NODE = re.compile(rf"\t({QUOTED}) \[(.*)\]\n", re.DOTALL)
EDGE = re.compile(rf"\t({QUOTED}) -> ({QUOTED})(?: \[(.*)\])?\n")
LABEL = re.compile(r'label=("(?:[^"\\]|\\.)*"|\w+)', re.DOTALL)

Facts = tuple[Counter[Any], Counter[Any]]


def facts(dot: graphviz.Digraph) -> Facts:
    """Boxes by label and colour, edges by the boxes they join; a leaf is blue whatever else."""
    boxes: dict[str, tuple[str, str]] = {}
    edges = []
    for line in dot.body:
        if edge := EDGE.fullmatch(line):
            edges.append((edge[1], edge[2], edge[3] or ""))
        elif node := NODE.fullmatch(line):
            label = LABEL.search(node[2])
            assert label is not None
            color = re.search(r"fillcolor=(\w+)", node[2])
            if boxes.get(node[1], ("", ""))[1] != "lightblue":
                boxes[node[1]] = (label[1].strip('"'), color[1] if color else "")
    joined = Counter((boxes[tail], boxes[head], style) for tail, head, style in edges)
    return Counter(boxes.values()), joined


@pytest.fixture(scope="module")
def torchviz() -> Callable[..., graphviz.Digraph]:
    with warnings.catch_warnings(action="ignore"):
        return pytest.importorskip("torchviz").make_dot  # type: ignore[no-any-return]


def programs() -> dict[str, Callable[[Any], Any]]:
    """Programs that take a framework and return arguments for `make_dot`."""
    return {
        function.__name__: function
        for function in (chain, shared, views, many, constants, custom, perceptron, concatenated)
    }


def chain(torch: Any) -> Any:
    x = torch.tensor([1.0, 2.0], requires_grad=True)
    return (x.exp() * x).tanh().sum(), {"x": x}


def shared(torch: Any) -> Any:
    x = torch.tensor([[1.0, 2.0]], requires_grad=True)
    square = x * x
    return (square + square * square).mean(), {"x": x}


def views(torch: Any) -> Any:
    x = torch.tensor([1.0, 2.0, 3.0, 4.0], requires_grad=True)
    return (x * 2).view(2, 2), {}


def many(torch: Any) -> Any:
    x = torch.tensor([1.0, 2.0], requires_grad=True)
    return (x.sum(), x.mean(), x), {"weights": x}


def constants(torch: Any) -> Any:
    x = torch.tensor([1.0, 2.0], requires_grad=True)
    return (x * torch.tensor([3.0, 4.0])).pow(3).sum(), None


def custom(torch: Any) -> Any:
    class Double(torch.autograd.Function):
        @staticmethod
        def forward(ctx, x):
            ctx.save_for_backward(x)
            return x * 2

        @staticmethod
        def backward(_ctx, grad):
            return grad * 2

    x = torch.tensor([1.0, 2.0], requires_grad=True)
    return Double.apply(x.exp()).sum(), {"x": x}


def perceptron(torch: Any) -> Any:
    w = torch.tensor([[0.5, 1.0], [1.5, 2.0]], requires_grad=True)
    b = torch.tensor([0.1, 0.2], requires_grad=True)
    hidden = torch.relu(torch.tensor([[1.0, 2.0]]) @ w + b)
    return torch.nn.functional.mse_loss(hidden, torch.tensor([[1.0, 0.0]])), {"w": w, "b": b}


def concatenated(torch: Any) -> Any:
    a = torch.tensor([1.0, 2.0], requires_grad=True)
    return torch.cat([a, a * 2]).sum(), {"a": a}


OPTIONS: list[dict[str, Any]] = [
    {},
    {"show_saved": True},
    {"show_attrs": True},
    {"show_attrs": True, "show_saved": True, "max_attr_chars": 5},
]


@pytest.mark.parametrize("options", OPTIONS, ids=lambda options: ",".join(options) or "plain")
@pytest.mark.parametrize("program", programs().values(), ids=programs())
def test_it_draws_what_torchviz_draws(
    program: Callable[[Any], Any],
    options: dict[str, Any],
    torchviz: Callable[..., graphviz.Digraph],
) -> None:
    output, params = program(pytest.importorskip("torch"))
    ours = native.make_dot(output, params, **options)
    with warnings.catch_warnings(action="ignore", category=DeprecationWarning):
        theirs = torchviz(output, params, **options)  # which asks distutils for a version
    assert facts(ours) == facts(theirs)
    assert ours.node_attr == theirs.node_attr


@pytest.mark.parametrize("program", programs().values(), ids=programs())
def test_both_frameworks_give_the_same_graph(program: Callable[[Any], Any]) -> None:
    torch = pytest.importorskip("torch")
    for show_saved in (False, True):
        ours, theirs = (
            native.make_dot(*program(framework), show_saved=show_saved)
            for framework in (native, torch)
        )
        assert ours.source == theirs.source


def frameworks() -> Iterator[Any]:
    yield native
    yield pytest.importorskip("torch")


def test_a_freed_graph_is_said_to_be_freed() -> None:
    for torch in frameworks():
        for program in (chain, custom):
            output, params = program(torch)
            output.backward()
            dot = native.make_dot(output, params, show_attrs=True, show_saved=True)
            assert "\n freed" in dot.source
            assert program is custom or "[freed]" in dot.source


def test_parameters_can_be_pairs() -> None:
    for torch in frameworks():
        output, params = perceptron(torch)
        assert (
            native.make_dot(output, params.items()).source == native.make_dot(output, params).source
        )


def test_a_deep_graph_needs_no_recursion() -> None:
    for torch in frameworks():
        y = torch.tensor([1.0], requires_grad=True)
        for _ in range(3000):
            y = y * 2
        assert native.make_dot(y).source.count("MulBackward0") == 3000


def test_names_are_the_same_in_every_run() -> None:
    code = (
        "import graphviz_autograd as t; w = t.tensor([1.0], requires_grad=True);"
        "print(t.make_dot((w * w).exp(), {'w': w}, show_saved=True).source)"
    )
    runs = {
        subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout
        for _ in range(2)
    }
    assert len(runs) == 1
    assert b"n0" in runs.pop()


def test_hostile_names_are_escaped_for_graphviz() -> None:
    x = native.tensor([1.0], requires_grad=True)
    name = '"]; <b>\\n'
    dot = native.make_dot(x * 2, {name: x})
    # In a process of its own: the library does not survive all that it lays out.
    read = json.loads(_run_child(_command(has_library=True), dot.source.encode(), 60))
    labels = {item["label"] for item in read["objects"]}
    assert labels == {'"]; <b>\\\\n\n (1)', "MulBackward0", "AccumulateGrad", "\n (1)"}


@pytest.mark.parametrize("arguments", [(3,), ("loss",), ((native.tensor(1.0), None),)])
def test_what_is_no_tensor_is_refused(arguments: tuple[Any, ...]) -> None:
    with pytest.raises(native.NotATensorError):
        native.make_dot(*arguments)
    with pytest.raises(native.NotATensorError):
        native.make_dot(native.tensor(1.0), {"w": arguments[0]})
