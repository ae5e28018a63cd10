"""Any text as the name of anything, in every format, each read by a reader that is not ours."""

import io
import json
import re
import warnings
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pygraphviz
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

import graphviz_autograd as torch
from graphviz_autograd.annotations import KEYS
from graphviz_autograd.diagram.shorten import shorten
from graphviz_autograd.graph.jsonio import graph_from_json
from graphviz_autograd.graph.model import Cluster, Graph
from graphviz_autograd.layout.dot import _command, _run_child
from graphviz_autograd.render.dot import escaped
from graphviz_autograd.render.standalone import MissingFontWarning
from graphviz_autograd.render.xml import allowed

SVG = "{http://www.w3.org/2000/svg}"
TAGS = {"svg", "title", "desc", "style", "g", "rect", "ellipse", "path", "text", "tspan"}
HOSTILE = [
    "a" * 10_000,
    "0\n",
    "𝒲" * 10_000,
    "משקל وزن",
    "\u202eabc\u202c \u2066x\u2069 \u202d1\u202b2\u202a3\u2067\u2068",
    "𝒲🙂\U0010ffff",
    "\0\x01\x07\x1b[31m\x7f\x80\x9b\ufffe\uffff",
    "\ud800 \udfff\ud83d",
    '<script>alert(1)</script><img src="x" onerror=alert(1)>',
    "&lt;b&gt; &amp; &#x202e; &bogus;",
    "]]> --> <!-- <![CDATA[ ?> <?xml",
    "</title></text></svg><a href='http://x.example'>",
    '"]; b0 --> x[ \\N \\G \\E \\l \\',
    "<<b>bold</b><br/>>",
    "<b>",
    "'\"`\"'",
    "a\nb\r\nc\u2028d\u2029e\x85f\tg\vh\fi",
    "%%{init: {}}%% end style b0: #fff; `**md**` #quot;",
    "javascript:alert(1) url(http://x.example) @import 'x';",
    "",
    " ",
    "\u200b\u200d\ufeff\u0301\ufe0f",
]

EACH_HOSTILE = pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=80)
UNSAFE = re.compile(
    "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ud800-\\udfff\\u202a-\\u202e\\u2066\\u2067]"
)


def named(text: str) -> Graph:
    """A graph of which everything that can be named is called ``text``."""
    w = torch.tensor(2.0, requires_grad=True)

    def hook(grad: torch.Tensor) -> torch.Tensor:
        return grad * 2

    hook.__name__ = hook.__qualname__ = text
    w.register_hook(hook)
    graph = torch.capture((w * w).exp(), show="+hooks")
    nodes = tuple(node._replace(name=text) for node in graph.nodes)
    cluster = Cluster("c", text, tuple(n.id for n in nodes if not n.kind.is_data))
    return replace(graph, nodes=nodes, clusters=(cluster,))


def drawn(text: str) -> torch.Drawing:
    return torch.draw(named(text), title=text)


def as_read(text: str) -> str:
    """``text`` after an XML parser has read its ends of lines."""
    return re.sub("\r\n?", "\n", allowed(text))


def check_svg(text: str) -> None:
    drawing = drawn(text)
    svg = drawing.render("svg")
    assert not UNSAFE.search(svg)
    root = ET.fromstring(svg.encode())
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= TAGS
    attributes = {name for element in root.iter() for name in element.attrib}
    assert not {name for name in attributes if name.startswith("on") or "href" in name}
    assert not re.search(r"@import|url\((?!#)", root.findtext("{*}style") or "")
    shown = {"".join(element.itertext()) for element in root.iter(f"{SVG}text")}
    assert not text.split() or as_read(shorten(text)) in shown
    tooltips = [
        g.findtext("{*}title") or "" for g in root.iter(f"{SVG}g") if "data-node" in g.attrib
    ]
    assert not text or all(tooltip.startswith(as_read(text)) for tooltip in tooltips)


def check_dot(text: str) -> None:
    drawing = drawn(text)
    source = drawing.render("dot")
    assert not UNSAFE.search(source)
    read = pygraphviz.AGraph(source)
    diagram = drawing.picture.diagram
    assert read.nodes() == [box.id for box in diagram.boxes]
    assert read.number_of_edges() == len(diagram.arrows)
    assert [frame.name for frame in read.subgraphs()] == ["cluster_c"]
    assert read.get_subgraph("cluster_c").graph_attr["label"] == escaped(text)


def check_json(text: str) -> None:
    graph = named(text)
    written = torch.draw(graph).render("json")
    assert not UNSAFE.search(written)
    assert graph_from_json(written.encode().decode(), KEYS) == graph
    json.loads(written)


def check_txt(text: str) -> None:
    drawing = drawn(text)
    written = drawing.render("txt")
    assert not UNSAFE.search(written)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", written)
    assert written.encode()
    assert written.count("\u2068") == written.count("\u2069")
    lines = written.splitlines()
    heading = 1 if drawing.picture.diagram.heading else 0
    assert len(lines) == heading + len(drawing.picture.diagram.arrows) + 1


CHECKS = [check_svg, check_dot, check_json, check_txt]


@pytest.mark.parametrize("check", CHECKS)
@EACH_HOSTILE
def test_hostile_text_in_the_formats_of_text(check: Callable[[str], None], text: str) -> None:
    check(text)


@pytest.mark.parametrize("check", CHECKS)
@settings(max_examples=50, deadline=None)
@given(text=ANY_TEXT)
def test_any_text_in_the_formats_of_text(check: Callable[[str], None], text: str) -> None:
    check(text)


@EACH_HOSTILE
def test_graphviz_draws_hostile_text(text: str) -> None:
    source = drawn(text).render("dot").encode()
    assert json.loads(_run_child(_command(has_library=True), source, 60))["objects"]


def test_mermaid_reads_hostile_text(
    read_mermaid: Callable[..., list[dict[str, Any]]],
) -> None:
    drawings = [drawn(text) for text in HOSTILE]
    found = read_mermaid([drawing.render("mermaid") for drawing in drawings])
    for text, drawing, read in zip(HOSTILE, drawings, found, strict=True):
        diagram = drawing.picture.diagram
        assert "error" not in read, (text, read)
        assert (len(read["nodes"]), read["edges"]) == (len(diagram.boxes), len(diagram.arrows))
        assert read["elements"] == 0


@settings(max_examples=2, deadline=None, derandomize=True)
@given(texts=st.lists(ANY_TEXT, min_size=10, max_size=10))
def test_mermaid_reads_any_text(
    read_mermaid: Callable[..., list[dict[str, Any]]], texts: list[str]
) -> None:
    sources = [drawn(text).render("mermaid") for text in texts]
    assert not any(UNSAFE.search(source) for source in sources)
    for text, read in zip(texts, read_mermaid(sources), strict=True):
        assert "error" not in read, (text, read)
        assert read["elements"] == 0


def check_png_and_pdf(text: str) -> None:
    drawing = drawn(text)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", MissingFontWarning)
        with Image.open(io.BytesIO(drawing.render("png"))) as image:
            image.load()
            assert image.width > 2 * drawing.picture.layout.width - 2
        (page,) = pypdfium2.PdfDocument(drawing.render("pdf"))
    assert "leaf, requires grad" in page.get_textpage().get_text_bounded()


@EACH_HOSTILE
def test_hostile_text_in_png_and_pdf(text: str) -> None:
    check_png_and_pdf(text)


@settings(max_examples=8, deadline=None)
@given(text=ANY_TEXT)
def test_any_text_in_png_and_pdf(text: str) -> None:
    check_png_and_pdf(text)
