"""Errors carry a note that explains them; their message stays PyTorch's."""

from contextlib import nullcontext
from importlib import import_module
from textwrap import dedent
from typing import Any

import pytest

import graphviz_autograd as ga

BEGIN = """
x = torch.tensor([1.0, 2.0])
w = torch.tensor([0.5, -1.0], requires_grad=True)
"""

FAILURES = {
    "a second time": (
        "loss = (w * x).sum()\nloss.backward()\nloss.backward()",
        ["A second backward from loss raises", "retain_graph=True"],
    ),
    "shared": (
        "shared = w * x\na = (shared * shared).sum()\nb = shared.exp().sum()\n"
        "a.backward()\nb.backward()",
        ["shared comes from MulBackward0", "(a + b).backward()"],
    ),
    "in place": (
        "e = w.exp()\nloss = e.sum()\ne.add_(1)\nloss.backward()",
        ["ExpBackward0 saved e at version 0, and it is at version 1", "by AddBackward0"],
    ),
    "no grad_fn": ("y = (w * x).detach().sum()\ny.backward()", ["y has no grad_fn"]),
    "no scalar": ("z = w * x\nz.backward()", ["z is of shape (2,)", "z.sum().backward()"]),
    "unused": (
        "q = (w * x).sum()\nv = torch.tensor(1.0, requires_grad=True)\ntorch.autograd.grad(q, v)",
        ["v.grad is None: q was not computed from v"],
    ),
    "not required": (
        "q = (w * x).sum()\ntorch.autograd.grad(q, x)",
        ["x.requires_grad is False"],
    ),
    "leaf in place": ("w += 1", ["leaf that requires grad", "with torch.no_grad(): w -= "]),
}


def raised(program: str, framework: str, explained: bool) -> RuntimeError:
    torch: Any = pytest.importorskip(framework)
    namespace = {"torch": torch}
    code = compile(dedent(BEGIN + program), "program.py", "exec")
    with pytest.raises(RuntimeError) as caught, ga.explain_errors() if explained else nullcontext():
        exec(code, namespace)
    return caught.value


@pytest.mark.parametrize("framework", ["graphviz_autograd", "torch"])
@pytest.mark.parametrize("name", FAILURES)
def test_a_note_explains_and_the_message_stays(name: str, framework: str) -> None:
    program, words = FAILURES[name]
    plain = str(raised(program, "torch", explained=False))
    error = raised(program, framework, explained=framework == "torch")
    assert str(error) == plain
    (note,) = error.__notes__
    for word in words:
        assert word in note
    assert max(map(len, note.splitlines())) <= 80


def test_an_earlier_pass_is_told_from_a_second_backward() -> None:
    loop = "h = x\nfor _ in range(2):\n    h = torch.tanh(h * w)\n    loss = h.sum()\n    "
    (note,) = raised(loop + "loss.backward()", "graphviz_autograd", explained=False).__notes__
    assert "earlier pass" in note
    layers = "h = x\nfor _ in range(3):\n    h = torch.tanh(h * w)\nloss = h.sum()\n"
    again = layers + "loss.backward()\nloss.backward()"
    (note,) = raised(again, "graphviz_autograd", explained=False).__notes__
    assert "A second backward from loss" in note


def test_other_errors_have_no_note() -> None:
    with pytest.raises(RuntimeError) as caught, ga.explain_errors():
        raise RuntimeError("something else")
    assert not hasattr(caught.value, "__notes__")


def test_a_failing_explanation_leaves_the_error(monkeypatch: pytest.MonkeyPatch) -> None:
    teaching = import_module("graphviz_autograd.api.teaching")

    def fail(*_: object) -> None:
        raise KeyError("ours")

    monkeypatch.setattr(teaching, "_findings", fail)
    error = raised(FAILURES["in place"][0], "graphviz_autograd", explained=False)
    assert not hasattr(error, "__notes__")
