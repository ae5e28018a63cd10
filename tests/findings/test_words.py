"""Sentences and cures of findings where names are missing, or are words."""

import ast

import pytest

import graphviz_autograd as ag
from graphviz_autograd.findings.text import sentence


@pytest.mark.parametrize("about", ["gradient", "second-backward", "memory"])
def test_a_cure_for_what_has_no_name_is_code(about: str) -> None:
    w = ag.tensor(2.0, requires_grad=True)
    made = [(w * w).exp()]
    if about == "second-backward":
        made[0].backward()
    wrt = w if about == "gradient" else None
    (found,) = ag.explain(made.pop(), about=about, wrt=wrt)
    code = found.cure.partition(" frees it")[0].partition(";")[0]
    assert isinstance(ast.parse(code.partition("  #")[0]).body[0], ast.Expr)
    assert "loss" in code


def test_a_name_has_no_capital() -> None:
    a = ag.tensor(2.0, requires_grad=True)
    b = ag.tensor(3.0, requires_grad=True)
    loss = b * b
    loss.backward()
    (found,) = ag.explain(loss, about="parameters", names={"a": a, "b": b, "loss": loss})
    assert sentence(found).startswith("a gets no gradient")
    (found,) = ag.explain(loss, about="second-backward")
    assert sentence(found).startswith("A second backward from loss raises")


def test_what_was_modified_is_said_where_pytorch_does_not_show_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    torch = pytest.importorskip("torch")
    # As in old ones, which tell of versions in their message only.
    monkeypatch.delattr(torch._C._autograd.SavedTensor, "data", raising=False)
    w = torch.tensor([1.0, 2.0], requires_grad=True)
    y = w.exp()
    y.add_(1.0)
    (found,) = ag.explain(y.sum(), about="in-place")
    assert "at version 0, and it is at version 1 now" in sentence(found)
    assert "an operation that this version of PyTorch does not tell" in found.why


def test_what_several_findings_say_alike_is_said_once() -> None:
    cell, state = ag.nn.LSTMCell(1, 1), None
    for step in range(2):
        state = cell(ag.ones(1, 1), state)
        loss = (state[0] + state[1]).sum()
        if step == 0:
            loss.backward()
    del state
    found = ag.explain(loss, about="second-backward")
    assert len(found) == 1
    assert len(found[0].nodes) > 2


def test_what_may_have_been_cut_off_is_not_called_unused() -> None:
    layers = {"first": ag.ones(2, requires_grad=True), "last": ag.ones(2, requires_grad=True)}

    def forward() -> ag.Tensor:
        hidden = layers["first"] * 2
        return hidden.detach() * layers["last"]

    loss = forward().sum()
    (found,) = ag.explain(loss, about="parameters")
    assert sentence(found).endswith("was not used in the forward, or cut off by detach().")
    assert found.cure.startswith("leave out detach()")
