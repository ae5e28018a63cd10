"""Long diagrams: no overlaps, arrows that touch, one direction, the same bytes; cuts and folds."""

import runpy
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import graphviz_autograd as torch
from graphviz_autograd import layout
from graphviz_autograd.diagram.build import build
from graphviz_autograd.diagram.model import REPEAT, Diagram, Direction, Mark, Outline
from graphviz_autograd.diagram.theme import load_theme
from graphviz_autograd.graph.model import Cluster, Edge, Graph, Node, NodeKind
from graphviz_autograd.layout import cuts, long, piece_layout, place
from graphviz_autograd.layout.cuts import find_cuts
from graphviz_autograd.layout.layered import ascending
from graphviz_autograd.layout.model import Layout, Point, Rectangle, enclosing
from graphviz_autograd.layout.text import BASELINE, row_height, text_width
from graphviz_autograd.render import Picture, format_by_name

MODELS = runpy.run_path(str(Path(__file__).parents[2] / "benchmarks" / "graphs.py"))["MODELS"]
NAMES = ["", "AddBackward0", "NativeLayerNormBackward0", "MyVeryLongOperationBackward"]


def dag(choices: list[tuple[int, list[int]]], direction: Direction) -> Diagram:
    """A diagram whose node ``i`` has the given name and edges from ``i - 1 - back``."""
    kinds = [NodeKind.FUNCTION if name else NodeKind.INTERMEDIATE for name, _ in choices]
    nodes = [
        Node(f"n{i}", kind, NAMES[name])
        for i, (kind, (name, _)) in enumerate(zip(kinds, choices, strict=True))
    ]
    edges = [
        Edge(f"n{i - 1 - back}", f"n{i}", input_nr=nr)
        for i, (_, backs) in enumerate(choices)
        for nr, back in enumerate(backs)
        if i - 1 - back >= 0
    ]
    graph = Graph(tuple(nodes), tuple(edges))
    return _decorated(build(graph, load_theme("classic"), direction=direction))


def _decorated(diagram: Diagram) -> Diagram:
    """Notes beside boxes of one name, a mark around those of another, labels on some arrows."""
    theme = load_theme("classic")
    hook = theme.make_note("hook", (theme.span("detail", "a hook"),))
    notes = {"MyVeryLongOperationBackward": (hook, hook)}
    marks = {"NativeLayerNormBackward0": (Mark("failed", theme.mark["failed"]),)}
    label = theme.span("label", "[1] a label")
    return replace(
        diagram,
        boxes=tuple(
            replace(box, notes=notes.get(box.name, ()), marks=marks.get(box.name, ()))
            for box in diagram.boxes
        ),
        arrows=tuple(
            replace(arrow, label=label if number % 5 == 0 else None)
            for number, arrow in enumerate(diagram.arrows)
        ),
    )


def dags(reach: int) -> st.SearchStrategy[Diagram]:
    node = st.tuples(st.integers(0, 3), st.lists(st.integers(0, reach), max_size=3))
    return st.builds(dag, st.lists(node, min_size=2, max_size=60), st.sampled_from(Direction))


@contextmanager
def small_pieces(heavy: int = 4000) -> Iterator[None]:
    """Cut even small diagrams, and draw what is heavier in plain layers."""
    with (
        patch.object(layout, "MAX_WHOLE", 1),
        patch.object(cuts, "MIN_PIECE", 3),
        patch.object(cuts, "MAX_PIECE", 8),
        patch.object(long, "MAX_SPANS", (12, 5)),
        patch.object(long, "LIGHT", 60),
        patch.object(piece_layout, "HEAVY", heavy),
    ):
        yield


def overlapping(outlines: list[Rectangle]) -> list[tuple[Rectangle, Rectangle]]:
    found, active = [], list[Rectangle]()
    for box in sorted(outlines, key=lambda outline: outline.top):
        active = [other for other in active if other.bottom > box.top + 0.01]
        found += [
            (other, box)
            for other in active
            if abs(other.x - box.x) < (other.width + box.width) / 2 - 0.01
        ]
        active.append(box)
    return found


def labels(diagram: Diagram, placed: Layout) -> Iterator[Rectangle]:
    """Where labels are, but for those in lanes beside all boxes, which may meet each other."""
    boxes = enclosing([place.bounds for place in placed.boxes.values()])
    for arrow, label in zip(diagram.arrows, placed.labels, strict=True):
        assert (label is None) == (arrow.label is None)
        if arrow.label and label and label.x > boxes.left and label.baseline > boxes.top:
            height = row_height((arrow.label,))
            y = label.baseline - BASELINE * arrow.label.style.size + height / 2
            yield Rectangle(label.x, y, text_width(arrow.label), height)


def touches(point: Point, outline: Rectangle, shape: Outline) -> bool:
    across = abs(point[0] - outline.x) / (outline.width / 2)
    along = abs(point[1] - outline.y) / (outline.height / 2)
    reach = (across**2 + along**2) ** 0.5 if shape is Outline.ELLIPSE else max(across, along)
    return abs(reach - 1) * min(outline.width, outline.height) / 2 < 1.5


def check(diagram: Diagram, placed: Layout) -> None:
    bounds = [place.bounds for place in placed.boxes.values()]
    outlines = {name: place.outermost for name, place in placed.boxes.items()}
    shapes = {box.id: box.outline for box in diagram.boxes}
    assert overlapping([*bounds, *labels(diagram, placed)]) == []
    for outline in bounds:
        assert outline.left >= 0
        assert outline.top >= 0
        assert outline.right <= placed.width
        assert outline.bottom <= placed.height
    for arrow, route in zip(diagram.arrows, placed.routes, strict=True):
        assert len(route) % 3 == 1
        assert touches(route[0], outlines[arrow.tail], shapes[arrow.tail])
        assert touches(route[-1], outlines[arrow.head], shapes[arrow.head])
        tail, head = outlines[arrow.tail], outlines[arrow.head]
        forward = {
            Direction.DOWN: head.y - tail.y,
            Direction.RIGHT: head.x - tail.x,
            Direction.UP: tail.y - head.y,
            Direction.LEFT: tail.x - head.x,
        }
        assert forward[diagram.direction] > 0 or arrow.role == REPEAT


@settings(max_examples=60, deadline=None)
@given(st.one_of(dags(4), dags(50)))
def test_random_graphs_in_pieces(diagram: Diagram) -> None:
    with small_pieces():
        placed = place(diagram)
        check(diagram, placed)
        assert place(diagram) == placed


@settings(max_examples=60, deadline=None)
@example(
    dag(
        [*[(0, [])] * 3, *[(0, [0]), (0, [])] * 2, *[(0, [0])] * 2, (1, [4]), (0, [4])],
        Direction.DOWN,
    )
)  # a box beside the ports of a cut
@given(st.one_of(dags(4), dags(50)))
def test_random_graphs_in_plain_layers(diagram: Diagram) -> None:
    with small_pieces(heavy=0):
        placed = place(diagram)
        check(diagram, placed)
        assert place(diagram) == placed


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("transformer", 6),
        ("lstm", 20),
        ("lstm_outputs", 40),
        ("unet", 8),
        ("dense", 16),
        ("fan", 60),
        ("fan", 1000),
    ],
)
def test_models(name: str, size: int) -> None:
    drawing = torch.draw(MODELS[name](size), names={}, fold="none")
    check(drawing.picture.diagram, drawing.picture.layout)
    assert drawing.render() == torch.draw(MODELS[name](size), names={}, fold="none").render()


def test_a_spine_is_straight() -> None:
    drawing = torch.draw(MODELS["transformer"](12), names={}, fold="none")
    boxes = drawing.picture.layout.boxes
    norms = [n.id for n in drawing.graph.nodes if n.name == "NativeLayerNormBackward0"]
    assert len(norms) == 25
    assert max(boxes[n].outline.x for n in norms) - min(boxes[n].outline.x for n in norms) < 2


def test_equal_pieces_are_laid_out_once() -> None:
    with patch.object(piece_layout, "run_dot", wraps=piece_layout.run_dot) as run_dot:
        diagram = torch.draw(MODELS["transformer"](40), names={}, fold="none").picture.diagram
        place(diagram)
        calls = run_dot.call_count
        place(torch.draw(MODELS["transformer"](80), names={}, fold="none").picture.diagram)
        assert run_dot.call_count - calls == calls < 12


def test_cuts_are_where_few_are_live() -> None:
    order = list(range(200))
    edges = [*pairwise(order), *((i, i + 5) for i in range(0, 195, 10))]
    found = find_cuts(order, edges, [True] * 200, [-1] * 200)
    assert all(len(cut.live) == 1 for cut in found)
    assert max(b.position - a.position for a, b in pairwise(found)) <= 40


def test_a_frame_is_not_cut() -> None:
    order = list(range(200))
    groups = [i // 50 for i in order]
    found = find_cuts(order, list(pairwise(order)), [True] * 200, groups)
    assert [cut.position for cut in found] == [50, 100, 150]


def test_frames_hold_their_boxes_in_long_diagrams() -> None:
    graph = Graph(
        tuple(Node(f"n{i}", NodeKind.FUNCTION, "AddBackward0") for i in range(40)),
        tuple(Edge(f"n{i}", f"n{i + 1}") for i in range(39)),
        clusters=(Cluster("c", "a part", tuple(f"n{i}" for i in range(10, 20))),),
    )
    diagram = build(graph, load_theme("classic"))
    with small_pieces():
        placed = place(diagram)
    frame = placed.frames["c"]
    inside = {n for n, p in placed.boxes.items() if frame.top < p.outline.y < frame.bottom}
    assert inside == {f"n{i}" for i in range(10, 20)}


def test_notes_are_in_the_description() -> None:
    drawing = torch.draw(MODELS["fan"](1000), names={}, fold="none")
    assert "boxes are drawn in plain layers" in drawing.render().split("</desc>")[0]
    picture = Picture(drawing.graph, drawing.picture.diagram, 60.0)
    assert picture.notes == ()
    format_by_name("svg").render(picture)
    assert len(picture.notes) == 1


@given(st.lists(st.floats(-1000, 1000)))
def test_the_closest_ascending_sequence(values: list[float]) -> None:
    found = ascending(values)
    assert len(found) == len(values)
    assert all(a <= b + 1e-6 for a, b in pairwise(found))
    assert sum(found) == pytest.approx(sum(values), abs=1e-6)
