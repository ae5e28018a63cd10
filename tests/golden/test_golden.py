"""Each folder here is a program and the files it must draw. ``pytest --regold`` rewrites them.

Every format is also opened by a reader that is not ours.
"""

import gzip
import io
import json
import re
import runpy
import warnings
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from functools import cache
from math import ceil
from pathlib import Path
from typing import Any, cast

import numpy as np
import numpy.typing as npt
import pypdfium2
import pytest
from PIL import Image, ImageChops

from graphviz_autograd import Drawing, draw
from graphviz_autograd.api.drawing import BinaryFormat
from graphviz_autograd.diagram.model import Box
from graphviz_autograd.layout.dot import _render
from graphviz_autograd.render import FORMATS
from graphviz_autograd.render.fonts import FOLDER, missing_characters
from graphviz_autograd.render.standalone import MissingFontWarning

CASES = sorted(path.parent for path in Path(__file__).parent.glob("*/program.py"))
EVERY_CASE = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)

MEAN_DIFFERENCE, MAX_DIFFERENCE = 1.2, 45.0
"""Of 255, in a blurred picture: what two rasterisers may make of one line."""

PAGE_WIDTH = 3000
"""Of the page that Chromium shows, in pixels; no picture is wider."""

Pixels = npt.NDArray[np.float64]


@cache
def drawing(case: Path) -> Drawing:
    """What the program drew itself, or its outputs, drawn with its options and names."""
    namespace = runpy.run_path(str(case / "program.py"))
    if "drawing" in namespace:
        return cast("Drawing", namespace["drawing"])
    outputs = namespace.pop("outputs")
    if not any(value is outputs for value in namespace.values()):
        namespace["outputs"] = outputs  # else it is no second name: only this test needs it
    names = namespace.get("names", namespace)
    return draw(outputs, names=names, **namespace.get("options", {}))


def binary(case: Path, name: BinaryFormat, scale: float | None = None) -> bytes:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", MissingFontWarning)
        return drawing(case).render(name, scale=scale)


@EVERY_CASE
def test_a_program_draws_the_expected_files(case: Path, regold: bool) -> None:
    drawing.cache_clear()
    for format in FORMATS.values():
        if format.binary:
            continue
        expected = case / f"expected{format.suffixes[0]}"
        text = drawing(case).render(format.name)
        assert isinstance(text, str)
        if regold:
            expected.write_text(text, encoding="utf-8")
        assert text == expected.read_text(encoding="utf-8"), expected


def test_there_are_golden_cases() -> None:
    assert len(CASES) >= 40


@EVERY_CASE
def test_svg_is_xml_without_scripts_and_references(case: Path) -> None:
    root = ET.fromstring(drawing(case).render("svg"))
    for element in root.iter():
        assert element.tag.rpartition("}")[2] not in {"script", "image", "use", "foreignObject"}
        for name, value in element.attrib.items():
            assert not name.startswith("on")
            assert not name.endswith(("href", "src"))
            assert not re.search(r"url\((?!#)", value)
    assert not re.search(r"@import|url\((?!#)", root.findtext("{*}style") or "")


@EVERY_CASE
def test_svgz_holds_the_svg_and_no_time(case: Path) -> None:
    compressed = binary(case, "svgz")
    assert gzip.decompress(compressed).decode() == drawing(case).render("svg")
    assert compressed[3:8] == b"\0" * 5  # neither a name nor a time


@EVERY_CASE
def test_graphviz_reads_the_dot(case: Path) -> None:
    diagram = drawing(case).picture.diagram
    read = json.loads(_render(drawing(case).render("dot").encode(), "json"))
    boxes = [o for o in read.get("objects", ()) if not o["name"].startswith("cluster_")]
    assert [box["name"] for box in boxes] == [box.id for box in diagram.boxes]
    for read_box, box in zip(boxes, diagram.boxes, strict=True):
        label = re.sub(r"\\(.)", lambda c: " " if c[1] == "n" else c[1], read_box["label"])
        assert squeezed(label) == squeezed("".join(words(box))), box.id
    labels = [edge.get("label", "") for edge in read.get("edges", ())]
    assert labels == [arrow.label.text if arrow.label else "" for arrow in diagram.arrows]
    assert drawing(case).render("dot") == drawing(case).to_graphviz().source


@EVERY_CASE
def test_png_is_read_with_its_size(case: Path) -> None:
    layout = drawing(case).picture.layout
    with Image.open(io.BytesIO(binary(case, "png"))) as image:
        image.load()
        assert image.format == "PNG"
        assert image.size == pytest.approx((2 * layout.width, 2 * layout.height), abs=2.1)
        assert image.info["dpi"] == pytest.approx((192, 192), abs=0.1)


@EVERY_CASE
def test_pdf_is_read_with_its_size_and_text(case: Path) -> None:
    diagram, layout = drawing(case).picture.diagram, drawing(case).picture.layout
    document = pypdfium2.PdfDocument(binary(case, "pdf"))
    assert len(document) == 1
    size = (0.75 * layout.width, 0.75 * layout.height)
    assert document[0].get_size() == pytest.approx(size, abs=1)
    read = squeezed(document[0].get_textpage().get_text_bounded())
    without_font = set(missing_characters(diagram))
    for span in (span for box in diagram.boxes for row in box.rows for span in row):
        if without_font.isdisjoint(span.text):
            assert squeezed(span.text) in read, span.text
    assert document.get_metadata_value("Title") == diagram.title
    document.close()


def squeezed(text: str) -> str:
    """Without spaces, marks for line breaks and control characters, which readers do not keep.

    Nor do they keep a sign that is told to be no emoji: it is a glyph without a character.
    """
    text = re.sub(r".\ufe0e", "", text).replace("\ufffe", "-")
    return "".join(char for char in text if char.isprintable() and char not in " \ufffd")


def test_png_and_pdf_look_like_the_svg_in_a_browser(
    chromium: Callable[..., str], tmp_path: Path
) -> None:
    plain = [case for case in CASES if has_bundled_fonts(case)]
    assert len(plain) >= len(CASES) - 3
    shots = screenshots([drawing(case).render("svg") for case in plain], chromium, tmp_path)
    for case, shot in zip(plain, shots, strict=True):
        png = Image.open(io.BytesIO(binary(case, "png", 1.0)))
        assert_alike(shot, png, f"{case.name}.png")
        page = pypdfium2.PdfDocument(binary(case, "pdf"))[0]
        assert_alike(shot, page.render(scale=4 / 3).to_pil(), f"{case.name}.pdf")


def has_bundled_fonts(case: Path) -> bool:
    missing = missing_characters(drawing(case).picture.diagram)
    return not missing and "\ufffd" not in drawing(case).render("svg")


def screenshots(svgs: list[str], chromium: Callable[..., str], folder: Path) -> list[Image.Image]:
    """Each SVG as Chromium shows it in the bundled fonts, cut out of one page."""
    places, height = packed([size_of(svg) for svg in svgs])
    figures = (
        f'<div style="position:absolute;left:{left}px;top:{top}px">{svg}</div>'
        for svg, (left, top, _, _) in zip(svgs, places, strict=True)
    )
    faces = (
        f"@font-face{{font-family:{family};font-weight:{weight};src:url('{font.as_uri()}')}}"
        for family, weight, font in (
            ("Inter", 400, FOLDER / "sans.ttf"),
            ("Inter", 700, FOLDER / "sans-bold.ttf"),
            ("Inter;unicode-range:U+2600-27BF", 400, FOLDER / "signs.ttf"),
            ("Inter;unicode-range:U+2600-27BF", 700, FOLDER / "signs.ttf"),
            ("Inter;font-style:italic", 400, FOLDER / "sans-italic.ttf"),
            ("STIX Two Text;font-style:italic", 400, FOLDER / "serif-italic.ttf"),
            ("ui-monospace", 400, FOLDER / "mono.ttf"),
            ("ui-monospace", 700, FOLDER / "mono-bold.ttf"),
        )
    )
    # The libraries make no bold of a font that has none, so that the browser may not either.
    style = f"<style>{''.join(faces)}*{{font-synthesis:none}}</style>"
    page = f"<!doctype html><meta charset=utf-8>{style}{''.join(figures)}"
    image = folder / "page.png"
    chromium(page, f"--window-size={PAGE_WIDTH},{height}", f"--screenshot={image}")
    whole = Image.open(image).convert("RGB")
    return [whole.crop(place) for place in places]


def size_of(svg: str) -> tuple[int, int]:
    size = re.search(r'width="([\d.]+)" height="([\d.]+)"', svg)
    assert size is not None
    return ceil(float(size[1])), ceil(float(size[2]))


def packed(sizes: list[tuple[int, int]]) -> tuple[list[tuple[int, int, int, int]], int]:
    """Where pictures stand in lines on a page, each left, top, right and bottom; its height."""
    places, left, top, bottom = [], 0, 0, 0
    for width, height in sizes:
        if left + width > PAGE_WIDTH:
            left, top = 0, bottom
        places.append((left, top, left + width, top + height))
        left, bottom = left + width, max(bottom, top + height)
    return places, bottom


def assert_alike(one: Image.Image, other: Image.Image, name: str) -> None:
    assert other.size == pytest.approx(one.size, abs=1.1), name
    size = (min(one.width, other.width), min(one.height, other.height))
    difference = np.abs(blurred(pixels(one, size)) - blurred(pixels(other, size)))
    assert difference.mean() < MEAN_DIFFERENCE, (name, difference.mean())
    assert difference.max() < MAX_DIFFERENCE, (name, difference.max())


def pixels(image: Image.Image, size: tuple[int, int]) -> Pixels:
    paper = Image.new("RGBA", image.size, "white")
    shown = Image.alpha_composite(paper, image.convert("RGBA")).convert("RGB")
    red, green, blue = shown.crop((0, 0, *size)).split()
    return np.asarray(ImageChops.lighter(ImageChops.lighter(red, green), blue), dtype=float)


def blurred(image: Pixels, side: int = 6) -> Pixels:
    """Means of squares: a line that is half a pixel off is hardly seen in them, a lost one is."""
    height, width = (length // side * side for length in image.shape)
    rows = image[:height, :width].reshape(height // side, side, width).mean(axis=1)
    return rows.reshape(height // side, width // side, side).mean(axis=2)


def words(box: Box) -> Iterator[str]:
    rows = [*box.rows, *(row for note in box.notes for row in note.rows)]
    yield box.symbol.text if box.symbol else ""
    yield from (span.text for row in rows for span in row)


def test_mermaid_draws_what_it_reads(
    read_mermaid: Callable[[list[str]], list[dict[str, Any]]],
) -> None:
    found = read_mermaid([drawing(case).render("mermaid") for case in CASES])
    for case, read in zip(CASES, found, strict=True):
        diagram = drawing(case).picture.diagram
        assert "error" not in read, case.name
        assert sorted(map(squeezed, read["nodes"])) == sorted(
            squeezed("".join(words(box))) for box in diagram.boxes
        ), case.name
        assert (read["edges"], len(read["frames"])) == (len(diagram.arrows), len(diagram.frames))
        assert read["elements"] == 0
