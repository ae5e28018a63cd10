"""What notebooks show of each kind of object: that it is there, safe, and never raises."""

import base64
import re
from html.parser import HTMLParser
from typing import Any

import graphviz
import pytest

import graphviz_autograd as ag
from graphviz_autograd.api.drawing import Drawing
from graphviz_autograd.frontends.notebook import bundle
from graphviz_autograd.frontends.notebook.content import MOST_NODES
from graphviz_autograd.graph.displayed import Displayed

ELEMENTS = {
    *("div", "span", "strong", "br", "img", "details", "summary", "pre"),
    *("table", "tr", "th", "td"),
}
ATTRIBUTES = {"src", "alt", "style", "class", "scope"}
PROPERTIES = {
    *("background", "border-collapse", "font-family", "font-size", "font-weight", "height"),
    *("margin", "max-width", "min-width", "opacity", "overflow-x", "padding", "text-align"),
    *("overflow-wrap", "vertical-align", "white-space", "word-break"),
}
"""What JupyterLab leaves in an untrusted notebook, of what there is."""


@pytest.fixture
def w() -> ag.Tensor:
    return ag.tensor(2.0, requires_grad=True)


class Page(HTMLParser):
    """What is in a piece of HTML, once style sheets and what is in them are cleaned away."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: set[str] = set()
        self.attributes: set[str] = set()
        self.styles: dict[str, str] = {}
        self.text = ""
        self.feed(re.sub("<style>.*?</style>", "", html, flags=re.DOTALL))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.attributes.update(name for name, _ in attrs)
        style = dict(attrs).get("style") or ""
        self.styles |= {
            name: value
            for name, _, value in (one.partition(":") for one in style.split(";") if one)
        }

    def handle_data(self, data: str) -> None:
        self.text += data


def everything() -> dict[str, Any]:
    """One of each, by what its text says."""
    w = ag.tensor(2.0, requires_grad=True)
    x = ag.tensor([[1.0, 2.0], [3.0, 4.0]])
    cut = (w * x).detach()
    z = (cut * w).sum()
    with ag.watch(z) as seen:
        z.backward()
    model = ag.nn.Linear(2, 1)
    with ag.watch(model) as seen_model:
        model(x).sum().backward()
    small, large = ag.capture(w * 3), ag.capture((w * 3).exp())
    explanation = ag.explain((w.detach() * 3).sum())
    return {
        "<Drawing: ": ag.draw(z),
        "<Graph: ": ag.capture(z),
        "w  leaf": ag.inspection(w),
        "z  result": ag.inspection(z),
        "x  constant": ag.inspection(x),
        "SumBackward0  node": ag.inspection(z.grad_fn),
        "z  graph": ag.inspection(ag.capture(z)),
        "model  parameters": ag.inspection(model),
        "nothing is wrong": ag.explain(z),
        "was made by detach()": explanation,
        "do ": explanation[0],
        "+ ExpBackward0": ag.diff_graphs(small, large),
        "the graphs are equal": ag.diff_graphs(small, small),
        "<Seen: a backward through 3 nodes>": seen,
        "<SeenModel: a backward through": seen_model,
    }


@pytest.fixture(scope="module", params=everything().items(), ids=lambda item: item[0])
def shown(request: pytest.FixtureRequest) -> tuple[str, Any]:
    return request.param


def test_each_has_html_and_text(shown: tuple[str, Any]) -> None:
    words, thing = shown
    assert isinstance(thing, Displayed)
    bundle = thing._repr_mimebundle_()
    assert {"text/html", "text/plain"} <= set(bundle)
    assert "cannot be shown" not in bundle["text/plain"]
    assert words in bundle["text/plain"]
    assert len(bundle["text/plain"]) < 1500
    assert bundle["text/html"] == thing._repr_html_() != ""


def test_html_survives_cleaning_and_takes_the_colours_of_its_page(shown: tuple[str, Any]) -> None:
    check_clean(shown[1]._repr_html_())


def check_clean(html: str) -> None:
    page = Page(html)
    assert page.elements <= ELEMENTS
    assert page.attributes <= ATTRIBUTES
    assert set(page.styles) <= PROPERTIES
    assert not re.search(r"var\(|calc\(|url\(|\bcolor", " ".join(page.styles.values()))
    assert page.styles.get("background", "none") == "none"


def test_tensors_show_how_they_print_and_their_facts(w: ag.Tensor) -> None:
    (w * 3).backward()
    html = w._repr_html_()
    check_clean(html)
    assert "tensor(2., requires_grad=True)" in html
    assert "tensor(3.)" in html
    assert "MulBackward0" in (w * w)._repr_html_()
    assert "not retained" in (w * w)._repr_html_()


def test_a_drawing_and_a_graph_have_picture_and_words(w: ag.Tensor) -> None:
    drawing = ag.draw(w * w)
    bundle = drawing._repr_mimebundle_()
    assert set(bundle) == {"text/html", "image/svg+xml", "text/plain"}
    data = re.search(r'src="data:image/svg\+xml;base64,([^"]+)"', bundle["text/html"])
    assert data
    assert base64.b64decode(data[1]).decode() == bundle["image/svg+xml"] == drawing.render("svg")
    assert f'alt="{drawing.alt_text}"' in bundle["text/html"]
    assert "MulBackward0" in bundle["text/html"]
    assert bundle["text/plain"] == f"{drawing!r}\n{drawing}".rstrip()
    assert drawing.graph._repr_mimebundle_()["image/svg+xml"].startswith("<svg ")


def test_include_and_exclude_are_heeded(w: ag.Tensor) -> None:
    drawing = ag.draw(w * w)
    assert drawing._repr_mimebundle_(include={"image/png"})["image/png"].startswith(b"\x89PNG")
    assert set(drawing._repr_mimebundle_(exclude={"image/svg+xml"})) == {"text/html", "text/plain"}


def test_an_inspection_is_a_table_with_its_functions(w: ag.Tensor) -> None:
    z = w * w + 1
    text = Page(ag.inspection(z)._repr_html_()).text
    assert "z result" in text
    assert "AddBackward0\n├── MulBackward0\n│   ├── AccumulateGrad  w" in text
    assert "call retain_grad() before backward()" in text


def test_long_facts_are_folded(w: ag.Tensor) -> None:
    z = w
    for _ in range(4):
        z = z * z.exp() + w
    html = ag.inspection(z)._repr_html_()
    assert "<details><summary>AddBackward0</summary>" in html


def test_a_module_is_a_table_of_parameters() -> None:
    model = ag.nn.Linear(2, 1)
    html = ag.inspection(model)._repr_html_()
    assert html.count("<tr>") == 3
    assert "3 numbers in all" in html


def test_findings_are_told_and_can_be_seen_in_the_graph(w: ag.Tensor) -> None:
    frozen = (w * 3).detach()
    b = ag.tensor(1.0, requires_grad=True)
    loss = frozen * b
    html = ag.explain(loss, wrt=w)._repr_html_()
    assert (
        "<strong>w.grad is None: detach() made frozen on the way from w to loss.</strong>" in html
    )
    assert "detach() returns the same numbers" in Page(html).text
    assert "<details><summary>in the graph</summary>" in html
    assert html.count("<img ") == 1


def test_differences_are_listed_and_drawn(w: ag.Tensor) -> None:
    difference = ag.diff_graphs(w * 3, (w * 3).exp())
    html = difference._repr_html_()
    assert "+ ExpBackward0  function" in html
    assert html.count("<img ") == 1
    assert "only in the second graph" in difference.draw().render("svg")


def test_large_graphs_are_told_and_not_drawn(w: ag.Tensor) -> None:
    z = w
    for _ in range(MOST_NODES // 2):
        z = z.exp()
    frozen = z.detach()
    loss = frozen * w
    assert ag.draw(z)._repr_mimebundle_()["text/plain"] == repr(ag.draw(z))
    assert "<img" not in ag.diff_graphs(z, z.sin())._repr_html_()
    assert "<img" not in ag.explain(loss, wrt=z)._repr_html_()


class Broken:
    def __repr__(self) -> str:
        raise ValueError("no words")


def test_what_cannot_be_shown_is_said(w: ag.Tensor, monkeypatch: pytest.MonkeyPatch) -> None:
    drawing = ag.draw(w * w)

    def refuse(*_: object, **__: object) -> str:
        raise ag.LayoutError("no Graphviz")

    monkeypatch.setattr(Drawing, "render", refuse)
    bundle = drawing._repr_mimebundle_()
    assert set(bundle) == {"text/html", "text/plain"}
    assert "no Graphviz" in bundle["text/plain"]
    assert "no Graphviz" in drawing._repr_html_()


def test_what_has_no_words_either_is_named() -> None:
    assert bundle.mimebundle(Broken()) == {
        "text/html": bundle.prose("<Broken>\ncannot be shown: no words"),
        "text/plain": "<Broken>\ncannot be shown: no words",
    }


def test_what_watch_saw_before_anything_ran() -> None:
    with ag.watch(ag.nn.Linear(2, 1)) as seen:
        pass
    text = "<SeenModel: no backward ran>\ncannot be shown: no backward ran while this was watched"
    assert text in Page(seen._repr_html_()).text


def test_ipython_shows_each_without_a_traceback(
    shown: tuple[str, Any], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    formatters = pytest.importorskip("IPython.core.formatters")
    formatter = formatters.DisplayFormatter()
    data, _ = formatter.format(shown[1])
    assert data == shown[1]._repr_mimebundle_()
    monkeypatch.setattr(Drawing, "render", lambda *_, **__: 1 / 0)
    monkeypatch.setattr("graphviz_autograd.frontends.inspector._plain_console", Broken)
    data, _ = formatter.format(shown[1])
    assert set(data) == {"text/html", "text/plain"}
    assert data["text/html"]
    printed = capsys.readouterr()
    assert printed.out + printed.err == ""


@pytest.mark.parametrize("make", [ag.make_dot, lambda z: ag.draw(z).to_graphviz()])
def test_digraphs_are_text_without_an_executable(
    w: ag.Tensor, make: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    graph = make(w * w)
    assert isinstance(graph, graphviz.Digraph)
    (text,) = graph._repr_mimebundle_().values()
    assert text.startswith("There is no dot executable")
    assert "MulBackward0" in text


def test_names_are_text_and_no_html() -> None:
    name = "<script>alert(1)</script>"
    params = {name: ag.tensor(2.0, requires_grad=True)}
    z = params[name] * 2
    shown = [ag.inspection(z), ag.draw(z), ag.explain(z.detach(), wrt=params[name])]
    for html in (one._repr_html_() for one in shown):
        assert "<script" not in html
        assert "&lt;script" in html


def test_a_lazy_module_has_parameters_without_numbers() -> None:
    torch = pytest.importorskip("torch")
    model = torch.nn.LazyLinear(3)
    assert "weight" in ag.inspection(model)._repr_html_()
