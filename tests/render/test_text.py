"""The tree for terminals."""

import graphviz_autograd as torch


def test_the_textbook_graph() -> None:
    w = torch.tensor(2.0, requires_grad=True)
    x = torch.tensor(3.0)
    b = torch.tensor(1.0, requires_grad=True)
    y = w * x
    z = y + b
    assert str(torch.draw(z)) == (
        "(z)  7.0  grad not retained\n"
        "└─ [+ add]  AddBackward0\n"
        "   ├─ (y)  6.0  grad not retained\n"
        "   │  └─ [× mul]  MulBackward0\n"
        "   │     ├─ (w)  2.0  grad not computed\n"
        "   │     └─ (x)  3.0  no grad\n"
        "   └─ (b)  1.0  grad not computed\n"
    )


def test_what_is_used_twice_is_spelled_out_once() -> None:
    x = torch.tensor(3.0, requires_grad=True)
    lines = str(torch.draw(x * x)).splitlines()
    assert lines[2:] == ["   ├─ (x)  3.0  grad not computed  <n2>", "   └─ (x)  <n2> above"]


def test_a_deep_graph_keeps_its_lines_short_and_whole() -> None:
    y = x = torch.tensor(1.0, requires_grad=True)
    for _ in range(500):
        y = y.tanh() + 1
    text = str(torch.draw(y, fold="none"))
    assert max(map(len, text.splitlines())) < 160
    assert text.count("[tanh]") == 500
    assert text.count("below") == sum(line.startswith("(") for line in text.splitlines()) - 1
    assert "(x)  1.0" in text
    assert x.is_leaf


def test_an_empty_graph() -> None:
    assert str(torch.draw([])) == "(empty graph)\n"
