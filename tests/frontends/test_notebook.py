"""What notebooks show, in bundles, in IPython, and in an executed notebook."""

import base64
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

import graphviz_autograd as ag
from graphviz_autograd.api.drawing import Drawing

SAFE = {"img", "details", "summary", "pre", "table", "tr", "th", "td", "strong"}
"""Elements that JupyterLab leaves in an untrusted notebook."""


@pytest.fixture
def w() -> ag.Tensor:
    return ag.tensor(2.0, requires_grad=True)


class Elements(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes.update(name for name, _ in attrs)


def everything(w: ag.Tensor) -> list[Any]:
    z = w * w
    drawing = ag.draw(z)
    return [drawing, drawing.graph, ag.inspection(z), z, w]


def test_html_survives_cleaning_and_needs_no_colours_of_its_own(w: ag.Tensor) -> None:
    for shown in everything(w):
        html = shown._repr_html_()
        assert Elements(html).names <= SAFE, html
        assert Elements(html).attributes <= {"src", "alt", "style"}
        assert not re.search(r"(?<!-)color:|background:(?!none)", html)


def test_a_drawing_and_a_graph_have_picture_and_words(w: ag.Tensor) -> None:
    drawing = ag.draw(w * w)
    bundle = drawing._repr_mimebundle_()
    assert set(bundle) == {"text/html", "image/svg+xml", "text/plain"}
    data = re.search(r'src="data:image/svg\+xml;base64,([^"]+)"', bundle["text/html"])
    assert data
    assert base64.b64decode(data[1]).decode() == bundle["image/svg+xml"] == drawing.render("svg")
    assert f'alt="{drawing.alt_text}"' in bundle["text/html"]
    assert "MulBackward0" in bundle["text/html"]
    assert bundle["text/plain"] == repr(drawing)
    assert drawing.graph._repr_mimebundle_()["image/svg+xml"].startswith("<svg ")


def test_include_and_exclude_are_heeded(w: ag.Tensor) -> None:
    drawing = ag.draw(w * w)
    assert drawing._repr_mimebundle_(include={"image/png"})["image/png"].startswith(b"\x89PNG")
    assert set(drawing._repr_mimebundle_(exclude={"image/svg+xml"})) == {"text/html", "text/plain"}


def test_an_inspection_is_a_table_with_its_functions_folded(w: ag.Tensor) -> None:
    z = w * w + 1
    html = ag.inspection(z)._repr_html_()
    assert "<details><summary>AddBackward0</summary>" in html
    assert "AccumulateGrad  w" in html
    assert "call retain_grad() before backward()" in html


def test_a_tensor_shows_how_it_prints_and_its_facts(w: ag.Tensor) -> None:
    (w * 3).backward()
    html = w._repr_html_()
    assert "tensor(2., requires_grad=True)" in html
    assert "tensor(3.)" in html
    assert "MulBackward0" in (w * w)._repr_html_()
    assert "not retained" in (w * w)._repr_html_()


def test_what_cannot_be_drawn_is_said_and_nothing_raises(
    w: ag.Tensor, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawing = ag.draw(w * w)

    def refuse(*_: object, **__: object) -> str:
        raise ag.LayoutError("no Graphviz")

    monkeypatch.setattr(Drawing, "render", refuse)
    bundle = drawing._repr_mimebundle_()
    assert set(bundle) == {"text/plain"}
    assert "no Graphviz" in bundle["text/plain"]
    assert drawing._repr_html_() == ""


@pytest.fixture
def shell() -> Any:
    testing = pytest.importorskip("IPython.core.interactiveshell")
    testing.InteractiveShell.clear_instance()
    made = testing.InteractiveShell.instance()
    yield made
    testing.InteractiveShell.clear_instance()


W = "import graphviz_autograd as torch\nw = torch.tensor(2.0, requires_grad=True)\n"


def run(shell: Any, code: str) -> Any:
    result = shell.run_cell(code, store_history=False)
    result.raise_error()
    return result.result


@pytest.mark.parametrize(
    ("cell", "output"),
    [
        ("%%graph\ny = w * w\nz = y.exp()", "z"),
        ("%%graph y --view backward\ny = w * w\nz = y.exp()", "y"),
        ("%%graph\ny = w * w\nu = y.exp()\ny", "y"),
        ("%graph w * w", ""),
        ("%%graph --backward --show +order\ny = w * w\n", "y"),
    ],
)
def test_the_magic_draws(shell: Any, cell: str, output: str) -> None:
    run(shell, "%load_ext graphviz_autograd")
    run(shell, f"{W}old = w.sin()")
    drawing = run(shell, cell)
    assert isinstance(drawing, Drawing)
    outputs = [node.name for node in drawing.graph.nodes if node.kind == "output"]
    assert outputs == [output]


def test_the_magic_saves(shell: Any, tmp_path: Path) -> None:
    run(shell, "%load_ext graphviz_autograd")
    run(shell, f"%%graph -o {tmp_path}/z.txt\n{W}z = w * w")
    assert "MulBackward0" in (tmp_path / "z.txt").read_text()


@pytest.mark.parametrize(
    ("cell", "error"),
    [
        ("%graph", "needs an expression"),
        ("%%graph --veiw both\n1", "--veiw"),
        ("%%graph\n1 / 0", "division by zero"),
        ("%%graph\na = 1", "no result"),
    ],
)
def test_the_magic_fails_as_a_cell_does(shell: Any, cell: str, error: str) -> None:
    run(shell, "%load_ext graphviz_autograd")
    with pytest.raises(Exception, match=error):
        run(shell, cell)


@pytest.mark.filterwarnings("ignore")
def test_an_executed_notebook_as_html(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nbformat = pytest.importorskip("nbformat")
    nbclient = pytest.importorskip("nbclient")
    nbconvert = pytest.importorskip("nbconvert")
    sources = ["%load_ext graphviz_autograd", f"%%graph\n{W}z = w * w", "torch.inspection(z)", "w"]
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    notebook = nbformat.v4.new_notebook(cells=cells)
    nbclient.NotebookClient(notebook, timeout=120).execute(cwd=str(tmp_path))
    # Templates are beside the package, which need not be in the environment that runs.
    shared = Path(nbconvert.__file__).parents[4] / "share/jupyter"
    monkeypatch.setenv("JUPYTER_PATH", str(shared))
    html, _ = nbconvert.HTMLExporter().from_notebook_node(notebook)
    (image,) = re.findall(r'<img[^>]* src="data:image/svg\+xml[^>]*>', html)
    assert 'alt="z = w·w: 1 operation and 1 leaf; gradients reach w."' in image
    assert "AccumulateGrad  w" in html
    assert html.count("<details>") == 3
