"""The shape of the house: layers, public names, modules that stand alone."""

import ast
import re
import subprocess
import sys
import tomllib
from importlib import import_module
from itertools import pairwise
from pathlib import Path

import pytest

import graphviz_autograd

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "graphviz_autograd"
MODULES = sorted(PACKAGE.rglob("*.py"))
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")


def test_imports_only_point_down() -> None:
    pytest.importorskip("importlinter")
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def imported_by(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.partition(".")[0])
    return names


def test_the_graph_needs_the_standard_library_only() -> None:
    allowed = sys.stdlib_module_names | {"graphviz_autograd"}
    for path in (PACKAGE / "graph").glob("*.py"):
        assert imported_by(path) <= allowed, path


def test_nothing_imports_torch() -> None:
    assert not [path for path in MODULES if "torch" in imported_by(path)]


def test_importing_the_package_imports_neither_numpy_nor_graphviz() -> None:
    program = (
        "import sys, graphviz_autograd;"
        "print(*{'numpy', 'graphviz', 'pygraphviz', 'rich'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == ""


def test_every_public_name_is_there() -> None:
    for name in dir(graphviz_autograd):
        value = getattr(graphviz_autograd, name)
        assert value is not None or name == "newaxis"  # None is what PyTorch calls it
    assert dir(graphviz_autograd) == sorted(set(dir(graphviz_autograd)))


@pytest.mark.parametrize("name", ["engine", "graph"])
def test_folders_are_not_mistaken_for_modules_of_the_engine(name: str) -> None:
    program = f"from graphviz_autograd import {name}; print({name}.__name__)"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == f"graphviz_autograd.{name}\n"


def test_every_module_can_be_imported() -> None:
    for path in MODULES:
        if path.name != "__main__.py":
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            assert import_module(name.removesuffix(".__init__"))


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="'graphviz_autograd' has no attribute 'tensro'"):
        _ = graphviz_autograd.tensro


def test_every_module_and_public_definition_has_a_docstring() -> None:
    bare = []
    for path in MODULES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        nodes = [tree, *(n for n in tree.body if isinstance(n, ast.FunctionDef | ast.ClassDef))]
        bare += [
            f"{path}:{getattr(n, 'lineno', 1)}"
            for n in nodes
            if not getattr(n, "name", "").startswith("_") and not ast.get_docstring(n)
        ]
    assert not bare


def home_of(path: str) -> Path | None:
    """Where the page's ``path`` is: in the package, beside it, or, without a folder, in themes."""
    homes = (PACKAGE, ROOT, PACKAGE / "diagram" / "themes")
    return next((home / path for home in homes if (home / path).exists()), None)


def test_every_path_in_the_architecture_exists() -> None:
    paths = re.findall(r"`(?:\./)?([\w/.]+(?:\.py|\.toml|/))`|\]\((?!http)([^)]+)\)", PAGE)
    named = [path or f"docs/{link}" for path, link in paths]
    assert len(named) > 40
    assert [path for path in named if home_of(path) is None] == []


def test_every_name_in_the_architecture_is_where_it_says() -> None:
    named = re.findall(r"`([A-Za-z_]+)`\s+in\s+`([\w/]+\.py)`", PAGE)
    assert len(named) > 5
    for name, path in named:
        home = home_of(path)
        assert home is not None
        assert re.search(rf"\b{name}\b", home.read_text(encoding="utf-8")), (name, path)


def test_the_picture_of_the_layers_is_the_rule_that_is_checked() -> None:
    """Each layer with a folder is drawn, by one of its names at least, from the top down."""
    rules = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = rules["tool"]["importlinter"]["contracts"][0]["layers"]
    picture = (ROOT / "docs" / "images" / "layers.svg").read_text(encoding="utf-8")
    drawn = re.findall(r'<text class="name" x="\d+" y="(\d+)">([^<]+)<', picture)
    height = {name: int(y) for y, names in drawn for name in names.removesuffix(", …").split(", ")}
    levels = []
    for names in (layer.split(" | ") for layer in layers):
        levels.append([height.pop(name) for name in names if name in height])
        assert levels[-1] or not any((PACKAGE / name).is_dir() for name in names), names
    assert not height, "drawn, and in no layer"
    assert all(max(above) <= min(below) for above, below in pairwise(filter(None, levels)))
