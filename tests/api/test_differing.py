"""What differs between two graphs."""

import time
from typing import Any

import pytest

import graphviz_autograd as torch
from graphviz_autograd import Difference, Graph, diff_graphs
from graphviz_autograd.graph.check import check_graph

BEGIN = """
x = torch.ones(2, 3)
w = torch.ones(3, 4, requires_grad=True)
b = torch.ones(4, requires_grad=True)
"""

LINEAR = "hidden = torch.relu(x @ w + b)\nout = (hidden * 2).sum()"

CASES = {
    "equal": (LINEAR, []),
    "added": (
        LINEAR.replace("hidden * 2", "hidden.exp() * 2"),
        ["+ ExpBackward0  function", "+ result of ExpBackward0  intermediate"],
    ),
    "removed": (
        LINEAR.replace(" + b", ""),
        ["- AddBackward0  function", "- b  leaf  (4,) float32"],
    ),
    "replaced": (
        LINEAR.replace("relu", "tanh"),
        ["+ TanhBackward0  function", "- ReluBackward0  function"],
    ),
    "frozen": (
        "w.requires_grad_(False)\n" + LINEAR,
        ["- MmBackward0  function", "- w  leaf  (3, 4) float32", "~ "],
    ),
    "renamed": (LINEAR.replace("hidden", "h"), ["~ h  hidden  →  h"]),
    "reshaped": (
        "x = torch.ones(5, 3)\n" + LINEAR,
        ["~ hidden  (2, 4) float32  →  (5, 4) float32"],
    ),
    "another output": (LINEAR + ".exp()", ["+ ExpBackward0  function"]),
}


def graph(program: str, framework: Any = torch) -> Graph:
    names: dict[str, Any] = {"torch": framework}
    exec(BEGIN + program, names)
    return torch.capture(names["out"], names=names)


@pytest.mark.parametrize("name", CASES)
def test_what_differs_is_named(name: str) -> None:
    program, expected = CASES[name]
    found = diff_graphs(graph(LINEAR), graph(program))
    assert bool(found) == bool(expected)
    assert [word for word in expected if word not in str(found)] == []
    check_graph(found.diff.merged)
    kinds = [("added", found.diff.added), ("removed", found.diff.removed)]
    svg = found.draw().render("svg")
    assert [kind for kind, nodes in kinds if bool(nodes) != (f"mark {kind}" in svg)] == []


def test_nothing_is_told_that_is_not_so() -> None:
    found = diff_graphs(graph(LINEAR), graph(LINEAR.replace("relu", "tanh")))
    assert str(found).splitlines() == ["+ TanhBackward0  function", "- ReluBackward0  function"]


def test_ours_and_pytorchs_are_equal() -> None:
    other = pytest.importorskip("torch")
    found = diff_graphs(graph(LINEAR), graph(LINEAR, other))
    assert str(found) == "the graphs are equal"
    assert not found


def test_equal_parts_in_another_order_are_not_mixed_up() -> None:
    two = "p = (x @ w).exp()\nq = (x @ w).exp()\nout = p * b + q"
    assert not diff_graphs(graph(two), graph(two))


def test_tensors_are_captured(capsys: pytest.CaptureFixture[str]) -> None:
    w = torch.tensor(2.0, requires_grad=True)
    found = diff_graphs(w * 3, w * 3 * w)
    assert isinstance(found, Difference)
    print(found)
    assert "+ MulBackward0  function\n" in capsys.readouterr().out


def chain(length: int, extra: bool) -> Any:
    w = torch.tensor(1.0, requires_grad=True)
    y = w
    for number in range(length):
        y = y * w
        if extra and number == length // 2:
            y = y.exp()
    return torch.capture(y)


def test_large_graphs_take_less_than_a_second() -> None:
    old, new = chain(5_000, extra=False), chain(5_000, extra=True)
    begun = time.process_time()  # other programs may run meanwhile
    found = diff_graphs(old, new)
    assert time.process_time() - begun < 1
    assert [node.name for node in found.diff.added if node.name] == ["ExpBackward0"]
    assert found.diff.removed == ()
