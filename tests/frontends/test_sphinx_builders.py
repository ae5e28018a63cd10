"""Every builder shows the picture, or says it in words."""

import re
import shutil
from pathlib import Path
from zipfile import ZipFile

import pytest

from .sphinx_project import CONF, W, attribute, build, build_well, images, write

PAGE = f"""
Page
====

.. autograd-graph::
   :alt: My own words.
   :caption: A square.
   :name: square

{W}   y = w * w

.. autograd-graph::
   :html: inline
   :include-source: no
   :width: 300px
   :align: right
   :name: root

{W}   z = w.sqrt()

See :numref:`square`.
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("project")
    write(folder, index_rst=PAGE)
    return folder


def built(project: Path, builder: str, file: str) -> str:
    # Without -W: Sphinx warns of its own plans in texinfo, and of man pages without settings.
    done = build(project, builder=builder)
    assert done.returncode == 0, done.stderr
    assert "autograd" not in done.stderr
    return (project / builder / file).read_text(encoding="utf-8")


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml"])
def test_pages_have_the_svg(project: Path, builder: str) -> None:
    page = built(project, builder, "index.html")
    (image,) = images(page)
    assert attribute(image, "alt") == "My own words."
    assert (project / builder / attribute(image, "src")).read_text().startswith("<svg ")
    assert page.count("<svg ") == 1
    assert "Fig. 1" in page
    assert "autograd_graph.css" in page


def test_an_epub_has_the_svg(project: Path) -> None:
    built(project, "epub", "index.xhtml")
    (book,) = (project / "epub").glob("*.epub")
    names = ZipFile(book).namelist()
    assert sum(bool(re.search(r"_images/ag-\w+\.svg$", name)) for name in names) == 1


def test_latex_has_pdf_pictures(project: Path) -> None:
    source = built(project, "latex", "projectnamenotset.tex")
    pictures = re.findall(r"includegraphics(?:\[[^]]*\])?\{+(ag-\w+)\}\.pdf", source)
    assert len(pictures) == 2
    for picture in pictures:
        assert (project / "latex" / f"{picture}.pdf").read_bytes().startswith(b"%PDF")


def test_texinfo_has_png_pictures(project: Path) -> None:
    source = built(project, "texinfo", "projectnamenotset.texi")
    assert "My own words." in source
    pictures = list((project / "texinfo").rglob("ag-*.png"))
    assert len(pictures) == 2
    assert all(picture.read_bytes().startswith(b"\x89PNG") for picture in pictures)


@pytest.mark.parametrize(("builder", "file"), [("text", "index.txt"), ("man", "*.1")])
def test_plain_formats_have_the_words(project: Path, builder: str, file: str) -> None:
    build(project, builder=builder)
    (path,) = (project / builder).glob(file)
    text = " ".join(path.read_text(encoding="utf-8").split())
    assert "My own words." in text
    assert "sqrt of w gives z" in text.replace("\\", "")


def test_without_the_pdf_library_latex_has_png(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from graphviz_autograd.frontends.sphinx_ext import transforms

    monkeypatch.setattr(transforms, "find_spec", lambda _: None)
    write(tmp_path, index_rst=PAGE)
    built(tmp_path, "latex", "projectnamenotset.tex")
    assert len(list((tmp_path / "latex").glob("ag-*.png"))) == 2


def test_what_cannot_be_converted_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from graphviz_autograd.api.drawing import Drawing

    write(tmp_path, index_rst=PAGE)
    build_well(tmp_path)

    def refuse(*_: object, **__: object) -> bytes:
        raise RuntimeError("too large")

    monkeypatch.setattr(Drawing, "render", refuse)
    done = build(tmp_path, builder="latex")
    assert "too large [autograd_graph.draw]" in done.stderr
    assert "My own words." in (tmp_path / "latex" / "projectnamenotset.tex").read_text()


def test_an_inline_svg_has_its_name_and_ids_of_its_own(tmp_path: Path) -> None:
    twice = f"\n.. autograd-graph::\n   :alt: Text & more.\n\n{W}   y = w * w\n" * 2
    write(tmp_path, index_rst="T\n=\n" + twice)
    (tmp_path / "conf.py").write_text(f"{CONF}autograd_graph_html = 'inline'\n")
    build_well(tmp_path)
    page = (tmp_path / "html" / "index.html").read_text()
    assert images(page) == []
    assert page.count('<svg aria-label="Text &amp; more." ') == 2
    assert 'aria-labelledby="ag-' not in page
    ids = re.findall(r'\bid="(ag-[\w-]+)"', page)
    assert ids
    assert len(ids) == len(set(ids))
    used = re.findall(r"#(ag-[0-9a-f]+-\d)", page)
    assert set(used) <= set(ids)
    assert "light-dark(#" in page
    assert "prefers-color-scheme" not in page
    assert not (tmp_path / "html" / "_images").exists()


def test_an_inline_svg_has_the_name_size_and_place_of_its_options(project: Path) -> None:
    page = built(project, "html", "index.html")
    container = page[: page.index("<svg ")].rpartition("<div ")[2]
    assert 'id="root"' in container
    assert "align-right" in container
    assert 'style="width:300px;height:auto"' in page


def test_code_beside_its_picture(tmp_path: Path) -> None:
    write(
        tmp_path,
        index_rst=f"T\n=\n\n.. autograd-graph::\n   :include-source: beside\n\n{W}   y = w * w\n",
    )
    build_well(tmp_path)
    page = (tmp_path / "html" / "index.html").read_text()
    beside = page[page.index('class="autograd-graph-beside') :]
    assert beside.index("highlight-python") < beside.index("<img ")


OPTIONS = f"""
T
=

.. autograd-graph::
   :view: backward
   :hide:
   :transparent:
   :to: y
   :upstream: 1

{W}   y = w * w
   z = y.exp()
   u = z + 1

.. autograd-graph::
   :backward:
   :facets: +order
   :theme: mine.toml

{W}   y = (w * w).log()
"""


def test_the_options_of_a_drawing(tmp_path: Path) -> None:
    write(tmp_path, index_rst=OPTIONS)
    (tmp_path / "mine.toml").write_text('[colors]\nleaf = ["#123456", "#654321"]\n')
    build_well(tmp_path)
    first, second = images((tmp_path / "html" / "index.html").read_text())
    picture = (tmp_path / "html" / attribute(first, "src")).read_text()
    assert 'class="page"' not in picture
    assert "ExpBackward0" not in picture
    assert 'class="node grad_fn"' in picture
    picture = (tmp_path / "html" / attribute(second, "src")).read_text()
    assert 'class="order"' in picture
    assert "#123456" in picture


COUNT = '   with open("runs.txt", "a") as runs:\n       runs.write("{} ")\n'


def runs(folder: Path) -> str:
    return (folder / "runs.txt").read_text() if (folder / "runs.txt").exists() else ""


def context_page(last: str) -> str:
    snippets = [COUNT.format("a") + W, COUNT.format("b") + "   y = w * w\n", last]
    directive = "\n.. autograd-graph::\n   :context:\n   :show: w * w\n\n"
    return "T\n=\n" + "".join(directive + snippet for snippet in snippets)


def test_touching_a_page_runs_nothing_and_a_change_runs_what_it_needs(tmp_path: Path) -> None:
    write(tmp_path, index_rst=context_page(COUNT.format("c")))
    build_well(tmp_path)
    assert runs(tmp_path) == "a b c "
    write(tmp_path, index_rst=context_page(COUNT.format("c")) + "\nMore.\n")
    build_well(tmp_path)
    assert runs(tmp_path) == "a b c "
    write(tmp_path, index_rst=context_page(COUNT.format("d") + "   y.exp()\n"))
    build_well(tmp_path)
    assert runs(tmp_path) == "a b c a b d "
    build_well(tmp_path, "-E")
    assert runs(tmp_path) == "a b c a b d a b d "


def test_a_change_early_in_a_context_runs_all_after_it(tmp_path: Path) -> None:
    page = context_page(COUNT.format("c"))
    write(tmp_path, index_rst=page)
    build_well(tmp_path)
    write(tmp_path, index_rst=page.replace("2.0", "3.0"))
    build_well(tmp_path)
    assert runs(tmp_path) == "a b c a b c "


def test_a_page_is_built_again_when_a_module_changes_that_it_imports(tmp_path: Path) -> None:
    package = tmp_path / "model_parts"
    package.mkdir()
    (package / "__init__.py").write_text("from .layer import apply\n")
    (package / "layer.py").write_text("def apply(w):\n    return w.tanh()\n")
    write(
        tmp_path,
        index_rst="T\n=\n\n.. autograd-graph::\n   :show: y\n\n"
        f"{W}   from model_parts import apply\n   y = apply(w)\n",
    )
    build_well(tmp_path)
    (package / "layer.py").write_text("def apply(w):\n    return w.sigmoid()\n")
    shutil.rmtree(package / "__pycache__", ignore_errors=True)
    build_well(tmp_path)
    assert "sigmoid of w gives y" in (tmp_path / "html" / "index.html").read_text()


def test_a_faulty_page_is_warned_of_in_every_build(tmp_path: Path) -> None:
    write(tmp_path, index_rst="T\n=\n\n.. autograd-graph::\n\n   1 / 0\n")
    assert "ZeroDivisionError" in build(tmp_path).stderr
    assert "ZeroDivisionError" in build(tmp_path).stderr


def test_a_deleted_picture_is_made_again_without_running(tmp_path: Path) -> None:
    write(tmp_path, index_rst=context_page(COUNT.format("c")))
    build_well(tmp_path)
    for picture in (tmp_path / "doctrees" / "autograd_graph").glob("*.svg"):
        picture.unlink()
    build_well(tmp_path)
    assert runs(tmp_path) == "a b c "
    assert len(list((tmp_path / "html" / "_images").glob("*.svg"))) == 3


def test_setup_and_theme_of_the_project(tmp_path: Path) -> None:
    write(tmp_path, index_rst="T\n=\n\n.. autograd-graph::\n\n   y = w * w\n")
    setup = W.replace("   ", "")
    more = f"autograd_graph_setup = {setup!r}\nautograd_graph_theme = 'dark'\n"
    (tmp_path / "conf.py").write_text(CONF + more)
    build_well(tmp_path)
    (image,) = images((tmp_path / "html" / "index.html").read_text())
    assert "prefers-color-scheme" not in (tmp_path / "html" / attribute(image, "src")).read_text()


def test_a_backward_that_raises_is_drawn_if_that_is_expected(tmp_path: Path) -> None:
    snippet = f"{W}   y = w.exp()\n   with torch.no_grad():\n       y.zero_()\n   z = y.sum()\n"
    write(
        tmp_path,
        index_rst=f"T\n=\n\n.. autograd-graph::\n   :backward:\n   :okexcept:\n\n{snippet}",
    )
    build_well(tmp_path)
    assert len(images((tmp_path / "html" / "index.html").read_text())) == 1


def test_a_context_is_drawn_again_without_code(tmp_path: Path) -> None:
    again = "\n.. autograd-graph::\n   :context:\n   :show: y\n   :view: backward\n"
    write(
        tmp_path,
        index_rst=f"T\n=\n\n.. autograd-graph::\n   :context:\n\n{W}   y = w * w\n{again}",
    )
    build_well(tmp_path)
    page = (tmp_path / "html" / "index.html").read_text()
    assert len(images(page)) == 2
    assert page.count("highlight-python") == 1


def test_hidden_lines_run_and_are_not_shown(tmp_path: Path) -> None:
    hidden = W.replace("torch\n", "torch  # hide\n")
    session = "\n.. autograd-graph::\n   :show: v\n\n   >>> import graphviz_autograd  #hide\n"
    session += "   >>> v = graphviz_autograd.ones(2, requires_grad=True)\n"
    write(
        tmp_path,
        index_rst="T\n=\n\n.. autograd-graph::\n   :emphasize-lines: 2\n\n"
        f"{hidden}   y = w * w\n{session}",
    )
    build_well(tmp_path)
    page = (tmp_path / "html" / "index.html").read_text()
    assert len(images(page)) == 2
    assert "hide" not in page
    assert re.search(r'class="hll">.*y</span>', page)


@pytest.mark.parametrize("code", ["   while True:\n       pass\n", "   >>> while True: pass\n"])
def test_a_snippet_without_an_end_is_stopped(tmp_path: Path, code: str) -> None:
    write(tmp_path, index_rst=f"T\n=\n\n.. autograd-graph::\n   :timeout: 0.1\n\n{code}")
    done = build(tmp_path)
    line = r"index\.rst:[78]: WARNING: TimeoutError: it ran longer than 0\.1 s"
    assert re.search(rf"{line}.*\[autograd_graph\.exec\]", done.stderr), done.stderr


def test_what_cannot_be_laid_out_is_warned_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from graphviz_autograd.layout.dot import LayoutError
    from graphviz_autograd.render import base

    def refuse(*_: object, **__: object) -> None:
        raise LayoutError("no Graphviz")

    monkeypatch.setattr(base, "place", refuse)
    write(tmp_path, index_rst=f"T\n=\n\n.. autograd-graph::\n\n{W}   y = w * w\n")
    assert "cannot draw: no Graphviz [autograd_graph.draw]" in build(tmp_path).stderr


def test_a_drawing_that_the_snippet_made_is_shown(tmp_path: Path) -> None:
    watched = (
        "   with torch.watch(y) as seen:\n       y.backward()\n   drawn = seen.draw(title='Seen')\n"
    )
    page = f"T\n=\n\n.. autograd-graph::\n   :show: drawn\n\n{W}   y = w * w\n{watched}"
    write(tmp_path, index_rst=page)
    build_well(tmp_path)
    (image,) = images((tmp_path / "html" / "index.html").read_text())
    assert ">Seen</text>" in (tmp_path / "html" / attribute(image, "src")).read_text()
