"""Places: everything is on the page, nothing overlaps, arrows end at their boxes."""

import os
import subprocess
import sys
from itertools import combinations

import pytest

import graphviz_autograd as torch
from graphviz_autograd.diagram.model import Span
from graphviz_autograd.diagram.theme import load_theme
from graphviz_autograd.layout import dot, place
from graphviz_autograd.layout.graphviz import _route
from graphviz_autograd.layout.model import Rectangle
from graphviz_autograd.layout.text import text_width


def chain(length: int) -> torch.Drawing:
    x = torch.tensor([[1.0, 2.0], [3.0, 4.0]], requires_grad=True)
    y = x
    for _ in range(length):
        y = (y @ y).tanh() * x
    return torch.draw(y.sum(), title="A chain")


def overlap(a: Rectangle, b: Rectangle) -> bool:
    return abs(a.x - b.x) < (a.width + b.width) / 2 and abs(a.y - b.y) < (a.height + b.height) / 2


@pytest.mark.parametrize("length", [0, 1, 4])
def test_boxes_lie_on_the_page_and_apart(length: int) -> None:
    drawing = chain(length)
    layout = drawing.picture.layout
    outlines = [box.outline for box in layout.boxes.values()]
    legend = [outline for outline, _ in layout.legend]
    for outline in outlines + legend:
        assert outline.left >= 0
        assert outline.top >= 0
        assert outline.right <= layout.width
        assert outline.bottom <= layout.height
    assert not [pair for pair in combinations(outlines + legend, 2) if overlap(*pair)]


def test_arrows_begin_and_end_at_the_outline_of_their_boxes() -> None:
    drawing = chain(2)
    layout = drawing.picture.layout
    for arrow, route in zip(drawing.picture.diagram.arrows, layout.routes, strict=True):
        for (x, y), box in ((route[0], arrow.tail), (route[-1], arrow.head)):
            outline = layout.boxes[box].outline
            assert outline.left - 2 <= x <= outline.right + 2
            assert outline.top - 2 <= y <= outline.bottom + 2


def test_text_lies_inside_its_box() -> None:
    drawing = chain(1)
    for box in drawing.picture.diagram.boxes:
        placed = drawing.picture.layout.boxes[box.id]
        for row, at in zip(box.rows, placed.rows, strict=True):
            left = at.x if at.anchor == "start" else at.x - sum(map(text_width, row)) / 2
            assert placed.outline.left < left
            assert left + sum(map(text_width, row)) < placed.outline.right
            assert placed.outline.top < at.baseline < placed.outline.bottom


def test_inputs_stand_in_their_order() -> None:
    a = torch.tensor(1.0, requires_grad=True)
    b = torch.tensor(2.0, requires_grad=True)
    for left, right, out in (("a", "b", a - b), ("b", "a", b - a)):
        drawing = torch.draw(out)
        ids = {node.name: node.id for node in drawing.graph.nodes}
        boxes = drawing.picture.layout.boxes
        assert boxes[ids[left]].outline.x < boxes[ids[right]].outline.x


def test_a_large_graph_is_laid_out_in_a_child_process(monkeypatch: pytest.MonkeyPatch) -> None:
    small = chain(2).picture.diagram
    expected = place(small)
    monkeypatch.setattr(dot, "MAX_IN_PROCESS", 0)
    assert place(small) == expected


def test_graphviz_is_stopped_when_it_takes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dot, "MAX_IN_PROCESS", 0)
    with pytest.raises(dot.LayoutTimeoutError, match=r"longer than 0.001 s; draw a part"):
        dot.run_dot("digraph { a -> b }", 0.001)


def test_what_takes_too_long_is_drawn_in_layers_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dot, "MAX_IN_PROCESS", 0)
    diagram = chain(1).picture.diagram
    layout = place(diagram, time_limit=0.001)
    assert set(layout.boxes) == {box.id for box in diagram.boxes}
    assert "drawn in plain layers" in layout.notes[0]
    assert place(diagram).notes == ()


def test_without_any_graphviz_the_cure_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dot, "find_spec", lambda name: None)
    monkeypatch.setenv("PATH", "")
    assert dot.graphviz_version() == "not found"
    with pytest.raises(dot.LayoutError, match="pip install pygraphviz"):
        place(chain(1).picture.diagram)


def test_an_empty_path_is_enough() -> None:
    program = "import graphviz_autograd as g; print(g.draw(g.ones(2)).render()[:4])"
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PATH": "", "HOME": "/nonexistent"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert (done.stdout, done.stderr) == ("<svg\n", "")


def test_graphviz_has_a_version() -> None:
    assert dot.graphviz_version()[0].isdigit()


@pytest.mark.parametrize(
    ("narrow", "wide"), [("i", "W"), ("a", "权"), ("", "a"), ("e\u0301", "ee"), ("\u200b", "i")]
)
@pytest.mark.parametrize("role", ["name", "value"])
def test_widths_of_text(narrow: str, wide: str, role: str) -> None:
    style = load_theme("classic").text[role]
    if role == "name" or narrow != "i":
        assert text_width(Span(narrow, style)) < text_width(Span(wide, style))


def test_a_piece_of_an_arrow_that_overshoots_bends_instead() -> None:
    calm = "0,100 0,80 10,60 10,40"
    assert _route(calm, 100) == ((0, 0), (0, 20), (10, 40), (10, 60))
    cusp = _route("0,100 0,90 300,0 0,0", 100)
    assert cusp == ((0, 0), (0, 10), (pytest.approx(60), 100), (0, 100))
