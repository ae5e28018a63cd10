"""The pages that describe options, kinds and fields leave none out; they need no PyTorch."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from graphviz_autograd.annotations import KEYS
from graphviz_autograd.diagram.theme import load_theme, theme_names
from graphviz_autograd.findings.finding import Kind
from graphviz_autograd.frontends.snippet import Snippet
from graphviz_autograd.graph.model import EdgeKind, NodeKind
from graphviz_autograd.render import FORMATS
from tests.findings.planted import PLANTED

from .conftest import environment
from .sphinx_project import build, images

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"


def missing(page: str, names: list[str]) -> list[str]:
    text = (DOCS / page).read_text(encoding="utf-8")
    return [name for name in names if f"`{name}`" not in text]


def test_every_option_of_the_directive_is_described() -> None:
    pytest.importorskip("sphinx")
    from graphviz_autograd.frontends.sphinx_ext.directive import AutogradGraph

    assert missing("embedding.md", [f":{name}:" for name in AutogradGraph.option_spec]) == []


def test_every_class_and_colour_of_the_svg_is_described() -> None:
    theme = load_theme("classic")
    colors = [theme.page, *(style.line for style in theme.node.values())]
    colors += [style.fill for style in theme.node.values() if style.fill]
    colors += [style.color for style in theme.text.values()]
    assert missing("svg.md", [f"--{color.name}" for color in colors]) == []
    assert missing("svg.md", [*NodeKind, *EdgeKind, "data-node", "data-name"]) == []
    assert missing("svg.md", [*theme.node, *theme.edge, *theme.mark, *theme.frame]) == []


def test_every_theme_and_role_and_key_is_described() -> None:
    theme = load_theme("classic")
    parts = (theme.node, theme.edge, theme.note, theme.mark, theme.frame, theme.text)
    assert missing("themes.md", [*theme_names(), *(role for part in parts for role in part)]) == []


def test_every_annotation_and_kind_of_the_json_is_described() -> None:
    assert missing("graph-json.md", [key.name for key in KEYS]) == []
    assert missing("graph-json.md", [*NodeKind, *EdgeKind]) == []


def test_every_format_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [f.name for f in FORMATS.values() if f"`{f.suffixes[0]}`" not in readme] == []


def test_every_folder_is_in_the_architecture() -> None:
    package = ROOT / "graphviz_autograd"
    folders = [f"{path.parent.name}/" for path in package.glob("*/__init__.py")]
    assert len(folders) >= 9
    assert missing("architecture.md", folders) == []


def test_the_options_of_every_document_are_described() -> None:
    from graphviz_autograd.frontends import superfences
    from graphviz_autograd.frontends.markdown.update import OPTIONS

    text = (DOCS / "documents.md").read_text(encoding="utf-8")
    assert [name for name in {**OPTIONS, **superfences.OPTIONS} if f"`{name}" not in text] == []


def test_every_setting_of_the_extension_is_described() -> None:
    from graphviz_autograd.frontends import sphinx_ext

    source = Path(sphinx_ext.__file__).read_text(encoding="utf-8")
    names = re.findall(r'"(autograd_graph_\w+)"', source)
    assert len(names) >= 4
    assert missing("embedding.md", names) == []


def test_without_pytorch_its_pages_have_code_and_no_warning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("furo")
    monkeypatch.setitem(sys.modules, "torch", None)  # as if it were not installed
    for name in ("pytorch.md", "conf.py"):
        (tmp_path / name).write_text((DOCS / name).read_text(encoding="utf-8"))
    done = build(tmp_path, "-D", "root_doc=pytorch", "-D", "html_static_path=")
    assert done.returncode == 0
    assert "autograd" not in done.stderr  # links to pages that are not there are warned of
    page = (tmp_path / "html" / "pytorch.html").read_text()
    assert "highlight-python" in page
    assert images(page) == []


QUESTIONS = re.split(
    r"^\(([\w-]+)\)=$", (DOCS / "troubleshooting.md").read_text("utf-8"), flags=re.M
)


@pytest.mark.parametrize("kind", Kind)
def test_every_finding_has_its_section(kind: Kind) -> None:
    sections = dict(zip(QUESTIONS[1::2], QUESTIONS[2::2], strict=True))
    text = sections[kind]
    assert f"[](#{kind})" in QUESTIONS[0]
    assert text.count("```{autograd-graph}") == 1
    assert re.search(r">>> why = torch\.explain\(.*\n>>> print\(why\)\n\w", text)
    assert all(part in text for part in ("**What you see.**", "**What to do.**"))
    causes = {case.cause for case in PLANTED if case.kind == kind}
    assert {cause for cause in causes if f"`{cause}`" not in text} == set()


# What cut a graph is read in the text of a program, where PyTorch is concerned.
@pytest.mark.parametrize("kind", [kind for kind in Kind if kind != Kind.GRADIENT])
def test_a_section_says_the_same_of_pytorch(kind: Kind) -> None:
    pytest.importorskip("torch")
    text = dict(zip(QUESTIONS[1::2], QUESTIONS[2::2], strict=True))[kind]
    session = text[text.index(">>> ") :].partition("```")[0]
    theirs = session.replace("import graphviz_autograd as torch", "import torch, graphviz_autograd")
    theirs = theirs.replace("torch.explain(", "graphviz_autograd.explain(")
    assert Snippet(theirs, "a page").run({"__name__": "__main__"}) == []


def test_there_is_no_section_of_anything_else() -> None:
    assert set(QUESTIONS[1::2]) == {*Kind}


def test_the_answer_shown_first_is_what_its_program_prints(tmp_path: Path) -> None:
    page = (DOCS / "explain.md").read_text(encoding="utf-8")
    program = re.search(r"```\{autograd-graph\}\n(?::[^\n]*\n)*\n(.*?)```", page, re.S)
    answer = re.search(r"```text\n(.*?)```", page, re.S)
    assert program
    assert answer
    (tmp_path / "train.py").write_text(program[1])
    command = [sys.executable, "train.py"]
    done = subprocess.run(command, cwd=tmp_path, env=environment(), capture_output=True, text=True)
    assert done.stdout == answer[1], done.stderr
