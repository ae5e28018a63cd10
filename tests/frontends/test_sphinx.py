import re
from pathlib import Path

import pytest

from .sphinx_project import CONF, Done, W, attribute, build, build_well, images, write

pytest.importorskip("myst_parser")


PAGE = f"""
Page
====

.. autograd-graph::
   :caption: A *square*.
   :name: the-square
   :width: 200px
   :emphasize-lines: 3

{W}   y = w * w
   print("must not be seen")

.. autograd-graph::
   :show: y + w
   :include-source: no
   :alt: My own words.
   :class: wide
   :align: right
   :title: The title
   :direction: right
   :no-legend:

{W}   y = w.exp()

.. autograd-graph:: program.py:y
   :include-source: below

See :ref:`the-square` and :numref:`the-square`.
"""
PROGRAM = f"{W}   y = w.tanh()\n".replace("   ", "")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("project")
    write(folder, index_rst=PAGE, program_py=PROGRAM)
    build_well(folder)
    return folder


@pytest.fixture(scope="module")
def page(project: Path) -> str:
    return (project / "html" / "index.html").read_text()


def test_each_snippet_becomes_an_image_of_its_own(project: Path, page: str) -> None:
    sources = [attribute(image, "src") for image in images(page)]
    assert len(set(sources)) == 3
    for source in sources:
        svg = (project / "html" / source).read_text()
        assert svg.startswith("<svg ")
        assert "prefers-color-scheme:dark" in svg


def test_the_alt_text_says_the_graph_in_words(page: str) -> None:
    alts = [attribute(image, "alt") for image in images(page)]
    assert "mul of w and w gives y." in alts[0]
    assert alts[1] == "My own words."


def test_options_reach_the_page(project: Path, page: str) -> None:
    first, second, _ = images(page)
    assert "width: 200px" in first
    assert "A <em>square</em>." in page
    assert 'id="the-square"' in page
    assert "Fig. 1" in page
    assert 'class="hll"' in page
    assert {"autograd-graph", "dark-light", "wide", "align-right"} <= set(
        attribute(second, "class").split()
    )
    svg = (project / "html" / attribute(second, "src")).read_text()
    assert "The title" in svg
    assert 'class="legend"' not in svg


def test_the_source_stands_where_it_was_asked_for(page: str) -> None:
    assert page.index("highlight-python") < page.index("<img ")
    assert page.rindex("<img ") < page.rindex("highlight-python")
    assert page.count("highlight-python") == 2


def test_output_of_the_snippet_is_not_shown(project: Path) -> None:
    assert "must not be seen" not in build(project, "-E").stdout


RUN_COUNTER = """
.. autograd-graph::
   :show: y

   open("runs.txt", "a").write("run ")
{W}   y = w * {factor}
"""


def test_a_snippet_runs_once_and_stale_pictures_go(tmp_path: Path) -> None:
    pictures = tmp_path / "doctrees" / "autograd_graph"
    write(tmp_path, index_rst="T\n=\n" + RUN_COUNTER.format(W=W, factor=2))
    build_well(tmp_path)
    before = set(pictures.iterdir())
    build_well(tmp_path)
    build_well(tmp_path, builder="text")
    assert (tmp_path / "runs.txt").read_text() == "run "
    write(tmp_path, index_rst="T\n=\n" + RUN_COUNTER.format(W=W, factor=3))
    build_well(tmp_path)
    assert (tmp_path / "runs.txt").read_text() == "run run "
    after = set(pictures.iterdir())
    assert len(before) == len(after) == 2  # the picture and the drawing
    assert before != after


def test_a_page_is_built_again_when_its_file_changes(tmp_path: Path) -> None:
    write(tmp_path, index_rst="T\n=\n\n.. autograd-graph:: p.py\n", p_py=PROGRAM)
    build_well(tmp_path)
    write(tmp_path, p_py=PROGRAM.replace("tanh", "exp"))
    build_well(tmp_path)
    assert "exp of w gives y" in (tmp_path / "html" / "index.html").read_text()


def test_parallel_reading(tmp_path: Path) -> None:
    pages = {
        f"page{i}_rst": f"T\n=\n\n.. autograd-graph::\n\n{W}   y = w * {i}\n" for i in range(8)
    }
    toc = "T\n=\n\n.. toctree::\n   :glob:\n\n   *\n"
    write(tmp_path, index_rst=toc, **pages)
    build_well(tmp_path, "-j", "2")
    assert len(list((tmp_path / "html" / "_images").glob("ag-*.svg"))) == 8


FAULTY_RST = f"""
Title
=====

.. autograd-graph::
   :include-source: no
   :show: w

{W}   def broken():
       return missing_name

   broken()  # FAULT is two lines above

.. autograd-graph::
   :alt: text

   a = 1

   a = = 2  # FAULT: SyntaxError

.. include:: part.txt

.. autofunction:: module_with_docs.function

.. autograd-graph::

   >>> 1 + 1
   3
   >>> for i in range(3):
   ...     1 / (i - 2)

.. autograd-graph:: no_such_file.py

.. autograd-graph:: faulty.py

.. autograd-graph::

   a = 1

.. autograd-graph::
   :show: w

   w = 5

.. autograd-graph::
   :emphasize-lines: x

   a = 1
"""
PART = "A part.\n\n.. autograd-graph::\n\n   a = 1\n   a.in_part\n"
MODULE = '''def function():
    """Do something.

    .. autograd-graph::

       a = 1
       a.in_docstring
    """
'''
FAULTY_MD = """# Title

```{autograd-graph}
:show: a

a = 1
a.in_markdown
```

```{autograd-graph}
a = 1
a.without_options
```

```{include} part2.md
```
"""
PART_MD = "Text.\n\n```{autograd-graph}\n:alt: text\n\na = 1\na.in_part_md\n```\n"


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Done]:
    folder = tmp_path_factory.mktemp("faulty")
    write(
        folder,
        index_rst=FAULTY_RST + "\n.. toctree::\n\n   page\n",
        part_txt=PART,
        module_with_docs_py=MODULE,
        faulty_py="a = 1\n\na.in_file\n",
        page_md=FAULTY_MD,
        part2_md=PART_MD,
    )
    (folder / "conf.py").write_text(CONF + "exclude_patterns = ['part2.md']\n")
    return folder, build(folder)


def line_of(text: str, fragment: str) -> int:
    return text[: text.index(fragment)].count("\n") + 1


@pytest.mark.parametrize(
    ("file", "text", "fragment", "message", "kind"),
    [
        ("index.rst", FAULTY_RST, "return missing_name", "NameError", "exec"),
        ("index.rst", FAULTY_RST, "a = = 2", "SyntaxError: invalid syntax", "exec"),
        ("index.rst", FAULTY_RST, ">>> 1 + 1", "the output is '2', not '3'", "output"),
        ("index.rst", FAULTY_RST, "1 / (i - 2)", "ZeroDivisionError", "exec"),
        ("index.rst", FAULTY_RST, ".. autograd-graph:: no_such", "No such file", "argument"),
        ("faulty.py", "a = 1\n\na.in_file\n", "a.in_file", "has no attribute 'in_file'", "exec"),
        ("part.txt", PART, "a.in_part", "has no attribute 'in_part'", "exec"),
        ("page.md", FAULTY_MD, "a.in_markdown", "has no attribute 'in_markdown'", "exec"),
        ("page.md", FAULTY_MD, "a.without", "has no attribute 'without_options'", "exec"),
        ("part2.md", PART_MD, "a.in_part_md", "has no attribute 'in_part_md'", "exec"),
    ],
)
def test_a_warning_names_the_exact_line(
    faulty: tuple[Path, Done], file: str, text: str, fragment: str, message: str, kind: str
) -> None:
    where = rf"{re.escape(file)}:{line_of(text, fragment)}: WARNING: .*{re.escape(message)}"
    assert re.search(rf"{where}.*\[autograd_graph\.{kind}\]", faulty[1].stderr), faulty[1].stderr


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("docstring of module_with_docs.function:6: WARNING: AttributeError", "exec"),
        ("the snippet has no result; say what to draw with show", "draw"),
        ("cannot draw: expected a tensor, got int 5", "draw"),
        ("invalid line number spec: 'x'", "argument"),
    ],
)
def test_other_warnings(faulty: tuple[Path, Done], message: str, kind: str) -> None:
    lines = [line for line in faulty[1].stderr.splitlines() if message in line]
    assert lines, faulty[1].stderr
    assert all(line.endswith(f"[autograd_graph.{kind}]") for line in lines)


def test_after_a_fault_the_code_stays_without_a_picture(
    faulty: tuple[Path, Done],
) -> None:
    page = (faulty[0] / "html" / "index.html").read_text()
    assert "missing_name" in page
    assert images(page) == []


def test_a_fault_fails_a_strict_build_and_can_be_suppressed(tmp_path: Path) -> None:
    write(tmp_path, index_rst="T\n=\n\n.. autograd-graph::\n\n   1 / 0\n")
    assert build(tmp_path, "-W").returncode == 1
    build_well(tmp_path, "-E", "-D", "suppress_warnings=autograd_graph.exec")


def test_context_okexcept_and_no_picture(tmp_path: Path) -> None:
    snippets = [
        f"   :context:\n   :no-picture:\n\n{W}",
        "   :context:\n   :no-picture:\n\n   >>> w.is_leaf\n   True\n",
        "   :context:\n   :okexcept:\n\n   y = w * w\n   1 / 0\n",
        f"\n{W}   import sys\n   v = w * 2\n   sys.exit(0)\n",
    ]
    write(tmp_path, index_rst="T\n=\n" + "".join(f"\n.. autograd-graph::\n{s}" for s in snippets))
    build_well(tmp_path)
    alts = [attribute(i, "alt") for i in images((tmp_path / "html" / "index.html").read_text())]
    assert [alt.partition(":")[0] for alt in alts] == [
        "y = w·w",
        "v = w·2",
    ]


def test_snippets_without_context_share_nothing(tmp_path: Path) -> None:
    write(
        tmp_path,
        index_rst=f"T\n=\n\n.. autograd-graph::\n\n{W}   y = w * w\n"
        "\n.. autograd-graph::\n   :show: y\n\n   a = 1\n",
    )
    assert "name 'y' is not defined" in build(tmp_path).stderr
