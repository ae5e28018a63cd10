import pytest

import graphviz_autograd as torch
from graphviz_autograd.sources import NotATensorError


@pytest.fixture(autouse=True)
def _eighty_columns(monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")


def test_names_are_the_callers(capsys):
    weight = torch.tensor([1.0, 2.0], requires_grad=True)
    loss = (weight * weight).sum()
    assert torch.inspect(loss) is None
    shown = capsys.readouterr()
    assert shown.err == ""
    assert shown.out.splitlines() == [
        "loss  result",
        "  value          5.",
        "  shape          ()",
        "  dtype          float32",
        "  requires_grad  True",
        "  is_leaf        False",
        "  grad           None  not retained: only leaves keep their gradient; call",
        "                 retain_grad() before backward()",
        "  grad_fn        SumBackward0",
        "                 └── MulBackward0",
        "                     ├── AccumulateGrad  weight",
        "                     └── AccumulateGrad  weight",
    ]


def test_tensor_without_a_name(capsys):
    torch.inspect(torch.tensor(1.0))
    assert capsys.readouterr().out.startswith("(unnamed)  constant\n")


def test_gradient_is_shown(capsys):
    w = torch.tensor([1.0, 2.0], requires_grad=True)
    (w * w).sum().backward()
    torch.inspect(w)
    assert "  grad           [2., 4.]\n" in capsys.readouterr().out


def test_output_of_a_function_with_many(capsys):
    first, second = torch.tensor([1.0, 2.0], requires_grad=True).unbind()
    torch.inspect(first + second)
    assert "UnbindBackward0  output 1" in capsys.readouterr().out


def test_markup_in_a_name_is_text(capsys):
    params = {"[red]w[/red]": torch.tensor(1.0, requires_grad=True)}
    torch.inspect(params["[red]w[/red]"])
    assert "params['[red]w[/red]']  leaf" in capsys.readouterr().out


def test_color_follows_the_environment(capsys, monkeypatch):
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("FORCE_COLOR", "1")
    torch.inspect(torch.tensor(1.0))
    assert "\x1b[" in capsys.readouterr().out


def test_not_a_tensor():
    with pytest.raises(NotATensorError, match=r"expected a tensor, got float 3\.0"):
        torch.inspect(3.0)
