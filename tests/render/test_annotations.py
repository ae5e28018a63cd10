"""What stands beside boxes, around them and along arrows, in diagrams made by hand."""

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from itertools import combinations, pairwise, product

import pytest

from graphviz_autograd.diagram.model import (
    Arrow,
    Box,
    Diagram,
    Direction,
    Frame,
    LegendEntry,
    Mark,
    Outline,
    Span,
)
from graphviz_autograd.diagram.theme import Theme, load_theme, theme_names
from graphviz_autograd.graph.model import Graph
from graphviz_autograd.layout.dot import _render
from graphviz_autograd.layout.model import Rectangle
from graphviz_autograd.layout.text import row_width, text_width
from graphviz_autograd.render import FORMATS
from graphviz_autograd.render.base import Picture

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '<b>"]; \u202e权重 𝕏\n</text>'


def boxes(theme: Theme) -> tuple[Box, ...]:
    span, note = theme.span, theme.make_note
    name, op = (span("name", "w"),), (span("op", "mul"),)
    hook = note("hook", (span("hook", "hook double"),), (span("value", "1.0 → 2.0"),))
    other = note("hook", (span("hook", HOSTILE), span("absent", "never fired")), name="clip")
    source = note("source", (span("source", "y = w * x  # " + "long " * 6),))
    warning = note("warning", (span("warning", "first NaN here"),))
    failed, nonfinite = (Mark(role, theme.mark[role]) for role in ("failed", "nonfinite"))
    ellipse, rectangle = Outline.ELLIPSE, Outline.RECTANGLE
    return (
        Box("w", "leaf", ellipse, theme.node["leaf"], "w", (name,), notes=(hook, other)),
        Box("s", "saved-freed", ellipse, theme.node["saved-freed"], "s", (name,)),
        Box("mul", "function", rectangle, theme.node["function"], "mul", (op,), notes=(source,)),
        Box(
            "y", "output", ellipse, theme.node["output"], "y", (name,),
            notes=(source, warning), marks=(nonfinite, failed), tooltip=HOSTILE,
        ),
    )  # fmt: skip


def diagram(name: str = "classic", direction: str = "down") -> Diagram:
    theme = load_theme(name)
    flow = theme.edge["flow"]
    legend = [
        *(Arrow("", "", role, style) for role, style in theme.edge.items()),
        *(theme.make_note(role) for role in theme.note),
        Box("l", "leaf", Outline.ELLIPSE, theme.node["leaf"], marks=boxes(theme)[-1].marks[:1]),
        theme.span("grad", "2.0"),
    ]
    return Diagram(
        boxes=boxes(theme),
        arrows=(
            Arrow("w", "mul", "flow", flow, theme.span("label", "0"), tooltip="w → mul (input 0)"),
            Arrow("s", "mul", "saved", theme.edge["saved"]),
            Arrow("mul", "y", "flow", flow, theme.span("label", "‖grad‖ 1.2×10⁻⁵"), width=5.0),
        ),
        frames=(Frame("f", theme.span("detail", "layer"), ("mul",), theme.frame["outer"]),),
        legend=tuple(
            LegendEntry(s, theme.span("legend", f"entry {i}")) for i, s in enumerate(legend)
        ),
        heading=None,
        title="by hand",
        description="by hand",
        direction=Direction(direction),
        page=theme.page,
        hair=theme.hair,
    )


def picture(name: str = "classic", direction: str = "down") -> Picture:
    return Picture(Graph(), diagram(name, direction), 30)


def overlap(a: Rectangle, b: Rectangle) -> bool:
    return abs(a.x - b.x) < (a.width + b.width) / 2 and abs(a.y - b.y) < (a.height + b.height) / 2


def label_rooms(drawn: Picture) -> list[Rectangle]:
    labels = zip(drawn.diagram.arrows, drawn.layout.labels, strict=True)
    return [
        Rectangle(place.x, place.baseline - 4, text_width(arrow.label), 10)
        for arrow, place in labels
        if arrow.label and place
    ]


@pytest.mark.parametrize("direction", ["down", "right", "up", "left"])
def test_nothing_covers_anything(direction: str) -> None:
    drawn = picture(direction=direction)
    places = drawn.layout.boxes.values()
    parts = [place.outermost for place in places]
    parts += [note.outline for place in places for note in place.notes]
    parts += [*label_rooms(drawn), *(sample for sample, _ in drawn.layout.legend)]
    assert len(label_rooms(drawn)) == 2
    assert not [pair for pair in combinations(parts, 2) if overlap(*pair)]
    for part in parts:
        assert part.left >= 0
        assert part.top >= 0
        assert part.right <= drawn.layout.width
        assert part.bottom <= drawn.layout.height


@pytest.mark.parametrize("direction", ["down", "right", "up", "left"])
def test_arrows_run_in_the_direction_and_end_at_outlines(direction: str) -> None:
    drawn = picture(direction=direction)
    for arrow, route in zip(drawn.diagram.arrows, drawn.layout.routes, strict=True):
        tail, head = (drawn.layout.boxes[box].outermost for box in (arrow.tail, arrow.head))
        runs = {
            "down": head.y > tail.y,
            "up": head.y < tail.y,
            "right": head.x > tail.x,
            "left": head.x < tail.x,
        }
        assert runs[direction]
        for (x, y), outline in ((route[0], tail), (route[-1], head)):
            assert outline.left - 2 <= x <= outline.right + 2
            assert outline.top - 2 <= y <= outline.bottom + 2


def test_notes_hold_their_text_and_stand_beside_their_box() -> None:
    drawn = picture()
    for box in drawn.diagram.boxes:
        place = drawn.layout.boxes[box.id]
        for note, beside in zip(box.notes, place.notes, strict=True):
            assert beside.outline.left > place.outermost.right
            for row, at in zip(note.rows, beside.rows, strict=True):
                assert at.anchor == "start"
                assert beside.outline.left <= at.x
                assert at.x + row_width(row) <= beside.outline.right
                assert beside.outline.top < at.baseline < beside.outline.bottom
            assert (beside.connector is None) == (note.style is None)
    below = picture(direction="right").layout.boxes["w"]
    assert below.notes[0].outline.top > below.outermost.bottom


@pytest.mark.parametrize("name", theme_names())
def test_every_class_that_paints_has_a_rule_and_every_rule_a_use(name: str) -> None:
    root = ET.fromstring(FORMATS["svg"].render(picture(name)))
    sheet = root.findtext(f"{SVG}style") or ""
    ruled = set(re.findall(r"\.([a-z][\w-]*)", re.sub(r"\{[^}]*\}", "", sheet)))
    used = {name for e in root.iter() for name in e.get("class", "").split()}
    assert ruled <= used
    assert used - ruled == {"autograd-graph", "legend", "note", "frame", "source"} - ruled
    ids = {e.get("id") for e in root.iter()}
    assert set(re.findall(r"url\(#([^)]*)\)", sheet)) <= ids


def test_the_svg_has_notes_marks_labels_widths_and_tooltips() -> None:
    root = ET.fromstring(FORMATS["svg"].render(picture()))
    groups = {g.get("data-node"): g for g in root.iter(f"{SVG}g") if g.get("data-node")}
    assert [g.get("class") for g in groups["w"].iter(f"{SVG}g")][1:] == ["note hook", "note hook"]
    assert groups["w"][-1].findtext(f"{SVG}title") == "clip"
    assert groups["y"].findtext(f"{SVG}title") == HOSTILE.replace("\u202e", "\ufffd")
    marks = [e.get("class") for e in groups["y"].iter(f"{SVG}ellipse")]
    assert marks == ["mark nonfinite", "mark failed", None, "inner"]
    edges = [g for g in root.iter(f"{SVG}g") if g.get("data-tail")]
    assert edges[0].findtext(f"{SVG}title") == "w → mul (input 0)"
    assert [edge.findtext(f"{SVG}text") for edge in edges] == ["0", None, "‖grad‖ 1.2×10⁻⁵"]
    assert 'style="stroke-width:5"' in ET.tostring(edges[2], encoding="unicode")


def test_a_sample_of_the_legend_looks_as_in_the_picture() -> None:
    root = ET.fromstring(FORMATS["svg"].render(picture()))
    legend = next(g for g in root.iter(f"{SVG}g") if g.get("class") == "legend")
    samples = {g.get("class"): [child.tag.removeprefix(SVG) for child in g] for g in legend}
    assert samples["flow"] == ["path", "path", "text"]
    assert samples["cut"] == ["path", "text"]
    assert samples["hook"] == ["rect", "text"]
    assert samples["leaf"] == ["ellipse", "ellipse", "text"]
    assert samples[None] == ["text", "text"]


def test_the_legend_stands_in_columns_words_below_what_is_drawn() -> None:
    entries, places = diagram().legend, picture().layout.legend
    drawn = [place for entry, place in zip(entries, places, strict=True) if not is_text(entry)]
    words = [place for entry, place in zip(entries, places, strict=True) if is_text(entry)]
    for group in (drawn, words):
        starts = [place.x for _, place in group]
        columns = len(set(starts))
        assert starts[columns:] == starts[: len(starts) - columns]
    assert 1 < len({place.x for _, place in drawn}) < len(drawn)
    assert min(sample.y for sample, _ in words) > max(sample.y for sample, _ in drawn)
    assert words[0][0].left == pytest.approx(min(sample.left for sample, _ in drawn))


def is_text(entry: LegendEntry) -> bool:
    return isinstance(entry.sample, Span)


def test_a_transparent_page_is_not_painted() -> None:
    drawn = Picture(Graph(), replace(diagram(), transparent=True), 30)
    svg = FORMATS["svg"].render(drawn)
    assert 'class="page"' not in svg
    assert ".page{" not in svg
    assert "bgcolor=transparent" in FORMATS["dot"].render(drawn)


@pytest.mark.parametrize(("name", "direction"), list(product(theme_names(), ["down", "left"])))
def test_graphviz_reads_the_dot_of_it(name: str, direction: str) -> None:
    source = FORMATS["dot"].render(picture(name, direction))
    assert _render(source.encode(), "dot").count(b"->") == 3
    assert "penwidth=5" in source
    assert "peripheries=4" in source


def points(route: tuple[tuple[float, float], ...]) -> list[tuple[float, float]]:
    """Points along ``route``, a few pixels apart at most."""
    found = []
    for start in range(0, len(route) - 1, 3):
        a, b, c, d = route[start : start + 4]
        for t in (i / 40 for i in range(41)):
            weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
            x, y = (
                sum(w * p[i] for w, p in zip(weights, (a, b, c, d), strict=True)) for i in (0, 1)
            )
            found.append((x, y))
    return found


@pytest.mark.parametrize("direction", ["down", "right", "up", "left"])
def test_no_arrow_runs_through_a_label(direction: str) -> None:
    drawn = picture(direction=direction)
    for room in label_rooms(drawn):
        for route in drawn.layout.routes:
            inside = [
                (x, y)
                for x, y in points(route)
                if room.left < x < room.right and room.top < y < room.bottom
            ]
            assert inside == []


def test_marks_run_around_the_outline_and_around_each_other() -> None:
    place = picture().layout.boxes["y"]
    rings = [place.outline, *place.marks]
    assert len(rings) == 3
    for inner, outer in pairwise(rings):
        assert outer.left < inner.left < inner.right < outer.right
        assert outer.top < inner.top < inner.bottom < outer.bottom


@pytest.mark.parametrize("direction", ["down", "right"])
def test_arrows_to_a_rectangle_with_notes_do_not_meet_in_a_point(direction: str) -> None:
    drawn = picture(direction=direction)
    ends = [
        route[-1]
        for arrow, route in zip(drawn.diagram.arrows, drawn.layout.routes, strict=True)
        if arrow.head == "mul"
    ]
    across = 0 if direction == "down" else 1
    assert abs(ends[0][across] - ends[1][across]) > 8
