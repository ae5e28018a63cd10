"""A graph in words."""

import pytest

import graphviz_autograd as torch
from graphviz_autograd import Graph
from graphviz_autograd.diagram.describe import alt_text
from graphviz_autograd.diagram.equation import equation

w = torch.tensor(2.0, requires_grad=True)
x = torch.tensor(3.0)
b = torch.tensor(1.0, requires_grad=True)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("w * x + b", "z = w·x + b"),
        ("x * (w + b)", "z = x·(w + b)"),
        ("w - (w - b)", "z = w − (w − b)"),
        ("w / (b * x)", "z = w / (b·x)"),
        ("-(w + b) * 2", "z = (−(w + b))·2"),
        ("(w * x).exp().sin()", "z = sin(exp(w·x))"),
    ],
)
def test_an_equation(code: str, words: str) -> None:
    names = {"w": w, "x": x, "b": b}
    names["z"] = eval(code, {}, names)
    assert equation(torch.capture(names["z"], names=names)) == words


def test_the_alternative_text_says_where_gradients_go() -> None:
    z = w * x + b
    assert torch.draw(z).alt_text == (
        "z = w·x + b: 2 operations, 2 leaves and 1 constant; gradients reach b and w, not x."
    )


def test_what_is_large_or_nameless_is_counted() -> None:
    y = w
    for _ in range(20):
        y = y * x
    assert alt_text(torch.capture(y)).startswith("Computation graph of y: 20 operations")
    assert alt_text(torch.capture(w * x, names={})) == (
        "Computation graph: 1 operation, 1 leaf and 1 constant."
    )
    assert alt_text(Graph()) == "Empty computation graph."


def test_the_backward_view_says_where_each_grad_fn_leads() -> None:
    z = w * x + b
    assert torch.draw(z, view="backward").picture.diagram.description == (
        "Computation graph of z: 2 grad_fns, 2 leaves and 1 constant; gradients reach b and w, "
        "not x. AddBackward0 leads to MulBackward0 and AccumulateGrad of b. MulBackward0 leads to "
        "AccumulateGrad of w and None."
    )
    both = torch.draw(z, view="both").picture.diagram.description
    assert "mul of w and x gives an unnamed intermediate" in both
    assert "grad_fns" not in both
