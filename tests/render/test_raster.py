"""PNG and PDF, where the golden cases say nothing of them."""

import io
import sys
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from fontTools.ttLib import TTFont
from PIL import Image

import graphviz_autograd as torch
from graphviz_autograd.graph.model import Edge, Graph, Node, NodeKind
from graphviz_autograd.render import RenderError, fonts, pdf, png, standalone
from graphviz_autograd.render.fonts.system import lost_characters
from graphviz_autograd.render.standalone import MissingFontWarning


def named(*names: str) -> torch.Drawing:
    nodes = tuple(Node(f"n{i}", NodeKind.LEAF, name) for i, name in enumerate(names))
    edges = tuple(Edge(tail.id, head.id) for tail, head in pairwise(nodes))
    return torch.draw(Graph(nodes, edges), legend=False)


def image(drawing: torch.Drawing, scale: float | None = None) -> Image.Image:
    return Image.open(io.BytesIO(drawing.render("png", scale=scale))).convert("RGB")


def text(drawing: torch.Drawing) -> str:
    page = pypdfium2.PdfDocument(drawing.render("pdf"))[0]
    return page.get_textpage().get_text_bounded()  # type: ignore[no-any-return]


@pytest.mark.parametrize("scale", [0.5, 1.0, 1.5, 3.125])
def test_a_scale_is_exact_and_covers_the_page(scale: float) -> None:
    drawing = named("w", "x")
    layout, drawn = drawing.picture.layout, image(drawing, scale)
    assert drawn.size == pytest.approx((scale * layout.width, scale * layout.height), abs=scale + 1)
    corners = [(x, y) for x in (0, drawn.width - 1) for y in (0, drawn.height - 1)]
    assert {drawn.getpixel(corner) for corner in corners} == {(255, 255, 255)}


def test_a_png_too_large_to_hold_is_refused_with_the_scale_that_is_not() -> None:
    drawing = named(*"w" * 400)
    with pytest.raises(
        RenderError, match=r"[\d,]+ × [\d,]+ pixels .* scale of at most [\d.]+, or"
    ) as refused:
        drawing.render("png", scale=500)
    scale = float(str(refused.value).partition("at most ")[2].partition(",")[0])
    layout = drawing.picture.layout
    assert 0.98 < layout.width * layout.height * scale**2 / png.MAX_PIXELS <= 1


def test_a_png_without_pixels_is_refused() -> None:
    with pytest.raises(RenderError, match=r"a scale of 0\.001 leaves no pixel"):
        named("w").render("png", scale=0.001)


def test_a_page_longer_than_pdf_allows_is_refused_with_the_scale_that_is_not() -> None:
    drawing = named(*"w" * 400)
    with pytest.raises(
        RenderError, match=r"14,400 points .* scale of at most 0\.\d+, or svg"
    ) as refused:
        drawing.render("pdf")
    scale = float(str(refused.value).partition("at most ")[2].partition(",")[0])
    (page,) = pypdfium2.PdfDocument(drawing.render("pdf", scale=scale))
    assert 0.98 * pdf.MAX_SIDE < page.get_height() <= pdf.MAX_SIDE


def test_pdf_without_typst_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(RenderError, match=r"pip install 'graphviz-autograd\[pdf\]'"):
        named("w").render("pdf")


def test_the_same_drawing_gives_the_same_bytes() -> None:
    for name in ("png", "pdf", "svgz"):
        assert named("w").render(name) == named("w").render(name)


def test_the_svg_for_libraries_needs_no_variables_and_no_font_of_the_machine() -> None:
    svg = standalone.standalone(named("w").picture).text
    assert ".page{fill:#ffffff}" in svg
    for browser_only in ("var(", "@media", "Arial"):
        assert browser_only not in svg


HOSTILE = ['"]; #panic("x")', "</text><script>", "\0\x1b\ud800", "\\u{41} $x$ #x @x", "a" * 1000]


@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
def test_any_name_is_drawn(name: str) -> None:
    drawing = torch.draw(named(name).graph, title=name)
    assert image(drawing).width > 50
    assert text(drawing)


def test_bundled_fonts_have_most_scripts_and_signs() -> None:
    drawing = named("Žluťoučký", "Ελληνικά", "Кириллица", "∂ℒ/∂w ⊙ ∇ ✂ ⟨x⟩ ℝ", "ש", "مرحبا", "é")
    assert fonts.missing_characters(drawing.picture.diagram) == []
    assert "Ελληνικά" in text(drawing)


NO_FONT = "\U0010fff0"


def test_what_no_font_has_is_said_and_replaced() -> None:
    drawing = named(f"{NO_FONT} ⊙ \U0010fff1")
    for name in ("png", "pdf"):
        with pytest.warns(
            MissingFontWarning, match="no font has \U0010fff0 \U0010fff1: � is drawn"
        ):
            assert drawing.render(name)
    with pytest.warns(MissingFontWarning):
        assert "� ⊙ �" in text(drawing)
    with pytest.warns(MissingFontWarning, match="and others"):
        named(*(chr(0x10FF00 + i) for i in range(30))).render("png", scale=0.5)


def test_fonts_of_the_machine_are_used_where_they_have_what_is_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(standalone, "missing_characters", lambda _: ["w", "."])
    assert standalone.standalone(named("w.").picture).needs_system_fonts


def test_a_character_counts_as_lost_if_nothing_of_it_is_drawn() -> None:
    thin = [*".'`|-,:iIl1", "\u0301", "ש", "م", "∂", "⟨"]
    assert lost_characters([*thin, NO_FONT, "w"]) == [NO_FONT]


def test_the_table_of_characters_is_that_of_the_fonts() -> None:
    covered = {char for file in fonts.FILES for char in TTFont(file).getBestCmap()}
    listed = {char for first, last in fonts._ranges() for char in range(first, last + 1)}
    assert listed == covered


def test_every_font_has_its_licence_and_a_name_of_its_own() -> None:
    families = {str(TTFont(file)["name"].getDebugName(1)) for file in fonts.FILES}
    assert families == {
        f"Autograd {name}" for name in ("Sans", "Serif", "Signs", "Symbols", "Mono")
    }
    licences = " ".join(path.read_text() for path in Path(fonts.FOLDER).glob("LICENSE-*.txt"))
    for file in fonts.FILES:
        assert Path(file).name in licences


def test_a_sign_costs_no_other_character_its_font() -> None:
    """A library sets all of a text in the first font that has what another lacks, if it can."""
    drawn = named("final ✂ first ⚠\ufe0e field").render("pdf")
    used = {font for font in (b"Sans-Bold", b"Signs", b"Symbols") if b"Autograd-" + font in drawn}
    assert used == {b"Sans-Bold", b"Signs"}
