import json

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
        "  computed from  1 leaf",
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


@pytest.fixture(params=["graphviz_autograd", "torch"])
def framework(request):
    return pytest.importorskip(request.param)


def test_what_only_some_tensors_have(framework, capsys):
    w = framework.tensor([[1.0, 2.0]], requires_grad=True)
    y = same = w * 2
    y.register_hook(print)
    row = y[0]
    y.retain_grad()
    z = y.exp()
    z.add_(1)
    torch.inspect(row)
    torch.inspect(z)
    torch.inspect(same)
    shown = capsys.readouterr().out
    for line in (
        "view of        y = same",
        "version        1: so often modified in place",
        "names          y, same",
        "retains_grad   True",
        "hooks          print (tensor)",
        "used by        SelectBackward0, ExpBackward0",
        "computed from  1 leaf",
    ):
        assert f"  {line}\n" in shown


def test_a_node(framework, capsys):
    w = framework.tensor([1.0, 2.0], requires_grad=True)
    y = w * framework.tensor([3.0, 4.0])
    torch.inspect(y.grad_fn, depth=1)
    shown = capsys.readouterr().out
    assert shown.startswith("MulBackward0  node\n")
    assert "  outputs         (2,) float32\n" in shown
    assert "  saved           other live, 8 B\n" in shown
    y.sum().backward()
    assert torch.inspection(y.grad_fn).saved[0].state == "freed"


def test_a_graph(framework, capsys):
    w = framework.tensor([1.0, 2.0], requires_grad=True)
    b = framework.tensor([1.0, 2.0], requires_grad=True)
    loss = (w.exp() * b).sum()
    w.exp().sum().backward()
    found = torch.inspection(torch.capture(loss, show="+memory"))
    assert (found.depth, found.longest_path[0]) == (3, "ExpBackward0")
    assert (found.leaves_with_gradient, found.leaves_without_gradient) == (("w",), ("b",))
    assert found.bytes_held == 16
    torch.inspect(torch.capture(loss))
    assert capsys.readouterr().out.startswith("loss  graph\n  nodes         output ×1,")


def test_a_module_is_a_table(framework, capsys):
    model = framework.nn.Linear(3, 2)
    model.bias.requires_grad_(False)
    model(framework.ones(1, 3)).sum().backward()
    torch.inspect(model)
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "model  parameters"
    assert lines[1].split() == [
        "parameter",
        "shape",
        "dtype",
        "requires_grad",
        "norm",
        "grad",
        "norm",
    ]
    assert lines[2].split()[:6] == ["weight", "2", "×", "3", "float32", "True"]
    assert lines[3].endswith("cannot exist")
    assert lines[4] == "  8 numbers in all, 6 of them require grad"
    assert torch.inspection(model).count == 8


def test_the_json_of_a_module_names_each_number():
    (row,) = json.loads(torch.inspection(torch.nn.Linear(2, 1, bias=False)).to_json())["rows"]
    assert list(row["value"])[:3] == ["size", "items", "minimum"]
    assert row["value"]["size"] == 2
