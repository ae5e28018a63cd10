"""An operation tells the exact expression that made it."""

import linecache
from collections.abc import Callable
from typing import Any

import pytest

import graphviz_autograd.engine as torch
from graphviz_autograd.engine.grad_mode import record_origins
from graphviz_autograd.engine.node import Node
from graphviz_autograd.nn import Linear, Sequential, Tanh

x = torch.tensor([2.0, 3.0], requires_grad=True)


LAYERS = Sequential(Linear(2, 2), Tanh())


def text_of(node: Node) -> str:
    place = node.where()
    assert place is not None
    assert place.lineno is not None
    assert place.end_lineno is not None
    lines = [linecache.getline(place.filename, place.lineno + i).encode() for i in range(99)]
    lines = lines[: place.end_lineno - place.lineno + 1]
    lines[-1] = lines[-1][: place.end_col]
    lines[0] = lines[0][place.col :]
    return b"".join(lines).decode()


def twice(value: Any) -> Any:
    return value * 2


def many_lines() -> Any:
    return (
        x.exp()
        + x
    )  # fmt: skip


MADE: list[tuple[Callable[[], Any], str]] = [
    (lambda: x.exp(), "x.exp()"),
    (lambda: (x * 2) + x.exp(), "(x * 2) + x.exp()"),
    (lambda: ((x * 2) + x.exp()).grad_fn.next_functions[0][0], "x * 2"),
    (lambda: torch.sin(torch.cos(x)), "torch.sin(torch.cos(x))"),
    (lambda: torch.sin(torch.cos(x)).grad_fn.next_functions[0][0], "torch.cos(x)"),
    (lambda: twice(x), "value * 2"),
    (lambda: [one * x for one in (x, x)][1], "one * x"),
    (lambda: sum([x, x]), "sum([x, x])"),
    (lambda: x.sum(), "x.sum()"),
    (lambda: "é" and x - 1, "x - 1"),
    (lambda: LAYERS(x), "LAYERS(x)"),
    (many_lines, "x.exp()\n        + x"),
]


@pytest.mark.parametrize(("make", "text"), MADE)
def test_the_span_is_that_of_the_expression(make: Callable[[], Any], text: str) -> None:
    with record_origins():
        made = make()
    assert text_of(made if isinstance(made, Node) else made.grad_fn) == text


def test_source_that_is_executed_as_in_a_notebook() -> None:
    cell, source = "<cell 7>", "y = 3 * x\nz = y.exp() + (\n    y.sin()\n)\n"
    linecache.cache[cell] = (len(source), None, source.splitlines(True), cell)
    names: dict[str, Any] = {"x": x}
    with record_origins():
        exec(compile(source, cell, "exec"), names)
    assert text_of(names["y"].grad_fn) == "3 * x"
    assert text_of(names["z"].grad_fn) == "y.exp() + (\n    y.sin()\n)"
    assert names["z"].grad_fn.where().function == "<module>"


def test_nothing_is_recorded_unless_asked() -> None:
    assert x.exp().grad_fn.where() is None


def test_an_origin_does_not_disturb_the_backward() -> None:
    leaf = torch.tensor(3.0, requires_grad=True)
    with record_origins():
        (leaf * leaf).backward()
    assert leaf.grad.item() == 6
