"""The tree for terminals."""

import io
import re

from rich.console import Console

import graphviz_autograd as torch
from graphviz_autograd.graph.model import Graph


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


def test_names_neither_end_lines_nor_command_the_terminal() -> None:
    text = str(torch.draw(renamed("a\n\x1b[31mb\u2028\x9b")))
    assert text.startswith("(a ␛[31mb �)")
    assert len(text.splitlines()) == 1


def test_a_name_that_runs_to_the_left_turns_nothing_else_around() -> None:
    assert str(torch.draw(renamed("משקל"))).startswith("(\u2068משקל\u2069)")
    assert str(torch.draw(renamed("a\u202eb\u2066c"))).startswith("(a�b�c)")


def renamed(name: str) -> Graph:
    graph = torch.capture(torch.tensor(2.0, requires_grad=True) * 2)
    return Graph((graph.nodes[-1]._replace(name=name),))


def test_rich_prints_it_in_colours() -> None:
    w = torch.tensor(2.0, requires_grad=True)
    drawing = torch.draw((w * 2).exp(), names={"[red]w": w}, title="[b]title")
    file = io.StringIO()
    Console(file=file, color_system="standard", force_terminal=True, width=20).print(
        drawing, soft_wrap=True
    )
    assert "\x1b[33m[" in file.getvalue()
    assert re.sub(r"\x1b\[[\d;]*m", "", file.getvalue()) == str(drawing)


def test_an_empty_graph() -> None:
    assert str(torch.draw([])) == "Empty computation graph\n"
