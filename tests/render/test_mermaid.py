"""Mermaid that Mermaid itself reads, whatever the names."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

import graphviz_autograd as torch
from graphviz_autograd.diagram.model import Direction
from graphviz_autograd.diagram.style import Head
from graphviz_autograd.graph.model import Cluster, Edge, Graph, Node, NodeKind
from graphviz_autograd.render import RenderError, mermaid

NAMES = [
    "w",
    "end",
    "click b0 href",
    "style b0: #fff; x",
    "%% comment",
    "%%{init: {}}%%",
    '"]; b0 --> x[',
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "javascript:alert(1) http://example.com",
    "[link](http://example.com)",
    "**bold** _it_ __b__ `code`",
    "`markdown`",
    "1. item",
    "- item",
    "# heading",
    "back\\slash\\n",
    "#35; &amp; &#35;",
    "ﬂ°°35¶ß",
    "$$x^2$$",
    "fa:fa-car",
    "{x} | (y) ((z)) [[v]]",
    "权重 ש 😀",
    "encoder.layers.0.weight_ih_l0",
    "graph subgraph direction default linkStyle classDef",
    "@{ shape: circle }",
    "a:::b",
]

Read = Callable[..., list[dict[str, Any]]]


def named(name: str) -> Graph:
    return Graph(
        (Node("a", NodeKind.LEAF, name), Node("f", NodeKind.FUNCTION, name)),
        (Edge("a", "f"),),
        (Cluster("c", name, ("f",)),),
    )


def text(label: str) -> str:
    return "".join(label.split()).replace("\u2060", "")


def test_mermaid_shows_every_name_as_it_is(read_mermaid: Read) -> None:
    drawings = [torch.draw(named(name)) for name in NAMES]
    found = read_mermaid([drawing.render("mermaid") for drawing in drawings])
    for name, drawing, read in zip(NAMES, drawings, found, strict=True):
        assert "error" not in read, (name, read)
        boxes = [text(box.text) for box in drawing.picture.diagram.boxes]
        assert sorted(map(text, read["nodes"])) == sorted(boxes)
        assert text(name) in boxes or len(name) > 24
        assert [text(frame) for frame in read["frames"]] == [text(name)]
        assert (len(read["nodes"]), read["edges"], read["elements"]) == (2, 1, 0)


def test_a_heading_can_be_any_text(read_mermaid: Read) -> None:
    sources = [torch.draw(named("w"), title=name).render("mermaid") for name in NAMES]
    assert all("error" not in read for read in read_mermaid(sources))


@pytest.mark.parametrize("head", Head)
def test_arrows_have_their_labels_and_heads(head: Head) -> None:
    picture = torch.draw(named("w")).picture
    (arrow,) = picture.diagram.arrows
    label = picture.diagram.boxes[0].rows[0][0]
    changed = replace(
        arrow, label=replace(label, text='"a" | b'), style=replace(arrow.style, head=head)
    )
    source = mermaid.render(replace(picture, diagram=replace(picture.diagram, arrows=(changed,))))
    line = "---" if head is Head.NONE else "-->"
    assert f'b0 {line}|"#34;a#34; #124; b"| b1' in source


def test_labels_are_read(read_mermaid: Read) -> None:
    sources = [
        f'flowchart TD\n b0 {line}|"#124; b"| b1\n' for line in ("---", "-->", "-.-", "-.->")
    ]
    assert [read.get("edges") for read in read_mermaid(sources, draw=False)] == [1] * 4


def test_frames_nest(read_mermaid: Read) -> None:
    graph = Graph(
        (Node("a", NodeKind.LEAF, "a"), Node("f", NodeKind.FUNCTION, "FBackward")),
        (Edge("a", "f"),),
        (Cluster("outer", "model", ("f",)), Cluster("inner", "layer", ("a",), "outer")),
    )
    (read,) = read_mermaid([torch.draw(graph).render("mermaid")])
    assert sorted(read["frames"]) == ["layer", "model"]


@pytest.mark.parametrize("char", ["\0", "\x1b", "\n", "\ud800", "\u2028"])
def test_what_no_page_may_hold_is_replaced(char: str) -> None:
    source = torch.draw(named(f"a{char}b"), title=f"a{char}b").render("mermaid")
    assert char not in source.replace("\n", "") or char == "\u2028"
    assert source.count("\n") == len(source.splitlines())
    source.encode()


def test_direction_and_dashes() -> None:
    x = torch.tensor(1.0, requires_grad=True)
    drawing = torch.draw(x * torch.tensor(2.0), direction="right", hide="")
    source = drawing.render("mermaid")
    assert source.startswith("flowchart LR\n")
    assert "-.->" in source  # into an AccumulateGrad
    assert "stroke-dasharray:4 3" in source  # a constant
    assert set(mermaid.DIRECTIONS) == set(Direction)


def test_mermaid_reads_up_to_its_limits_and_we_refuse_beyond(read_mermaid: Read) -> None:
    def chain(edges: int, name: str = "") -> Graph:
        nodes = tuple(Node(f"n{i}", NodeKind.LEAF, name) for i in range(edges + 1))
        return Graph(nodes, tuple(Edge(f"n{i}", f"n{i + 1}") for i in range(edges)))

    (read,) = read_mermaid([torch.draw(chain(mermaid.MAX_EDGES)).render("mermaid")], draw=False)
    assert read["edges"] == mermaid.MAX_EDGES
    with pytest.raises(RenderError, match=r"at most 500 edges, and this graph has 501; .* svg"):
        torch.draw(chain(mermaid.MAX_EDGES + 1)).render("mermaid")
    with pytest.raises(RenderError, match=r"at most 50,000 characters"):
        torch.draw(chain(450, "[]<>" * 6)).render("mermaid")
