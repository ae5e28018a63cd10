"""Lines of the program, where they were recorded."""

import runpy
from pathlib import Path

import pytest

import graphviz_autograd as torch
from graphviz_autograd.annotations.lines import LINE, Line

PROGRAM = """\
import {framework} as torch
w = torch.tensor([1.0, 2.0], requires_grad=True)
with {recording}:
    y = (w * 3 +
         w)
    out = y.exp()
"""


def lines(tmp_path: Path, framework: str, recording: str) -> dict[str, Line]:
    script = tmp_path / "script.py"
    script.write_text(PROGRAM.format(framework=framework, recording=recording), encoding="utf-8")
    graph = torch.capture(runpy.run_path(str(script))["out"], show="lines")
    return {graph.node(node).name: line for node, line in graph[LINE].items()}


def test_of_our_engine(tmp_path: Path) -> None:
    assert lines(tmp_path, "graphviz_autograd", "torch.record_origins()") == {
        "ExpBackward0": Line("script.py", 6, "y.exp()"),
        "AddBackward0": Line("script.py", 4, "w * 3 + w"),
        "MulBackward0": Line("script.py", 4, "w * 3"),
    }


def test_of_pytorch(tmp_path: Path) -> None:
    pytest.importorskip("torch")
    with pytest.warns(UserWarning, match="Anomaly"):
        found = lines(tmp_path, "torch", "torch.autograd.detect_anomaly()")
    assert found["ExpBackward0"] == Line("script.py", 6, "out = y.exp()")


def test_a_drawing_says_once_how_to_record() -> None:
    w = torch.tensor(2.0, requires_grad=True)
    words = "not recorded"
    assert torch.draw(w * 3 + 1, show="+lines").render("svg").count(words) == 1
    assert words not in torch.draw(w * 3 + 1).render("svg")
    with torch.record_origins():
        y = w * 3
    assert words not in torch.draw(y, show="+lines").render("svg")
