"""Every example runs as a script and is drawn, and the picture of the README is up to date."""

import runpy
import subprocess
import sys
from pathlib import Path

import pytest

from graphviz_autograd import draw
from graphviz_autograd.annotations.accumulations import ACCUMULATION
from graphviz_autograd.annotations.values import VALUE
from graphviz_autograd.graph.model import Graph, NodeKind

ROOT = Path(__file__).parents[1]
PICTURES = {"linear.svg": "linear:z", "linear-zh.svg": "linear_zh:输出"}
"""What stands at the top of each README."""

SHOWN = {
    "accumulate": ("y", "3.0\n6.0\n"),
    "attention": ("loss", "0.0669\n"),
    "detached": ("loss", "None 6.0\n"),
    "double_backward": ("slope", "12.0 12.0\n"),
    "hooks": ("loss", "12.0\n3.0\n"),
    "in_place": (
        "z",
        "one of the variables needed for gradient computation has been modified by an inplace "
        "operation\n",
    ),
    "linear": ("z", ""),
    "linear_zh": ("输出", ""),
    "logistic": ("loss", "0.6163\n"),
    "mlp": ("loss", "0.1490\n"),
    "retain": ("loss", "42.0 14.0\n"),
    "rnn": ("loss", "0.0965\n"),
    "second_backward": ("loss", "Trying to backward through the graph a second time\n"),
    "shared": ("z", "13.0\n"),
    "torch_model": ("loss", ""),
    "training": ("loss", "0: 0.2758\n50: 0.1098\n100: 0.0450\n"),
}
"""What each example draws, and what it prints."""


def path(example: str) -> Path:
    return ROOT / "examples" / f"{example}.py"


def test_every_example_is_listed() -> None:
    assert {file.stem for file in path("*").parent.glob("*.py")} == set(SHOWN)


@pytest.mark.parametrize("example", SHOWN)
def test_an_example_prints_and_draws(example: str, capsys: pytest.CaptureFixture[str]) -> None:
    if "\nimport torch\n" in path(example).read_text(encoding="utf-8"):
        pytest.importorskip("torch")
    shown, printed = SHOWN[example]
    namespace = runpy.run_path(str(path(example)))
    assert capsys.readouterr().out == printed
    drawing = draw(namespace[shown], names=namespace)
    assert f'data-name="{shown}"' in drawing.render("svg")
    leaves = [node for node in drawing.graph.nodes if node.kind is NodeKind.LEAF]
    assert leaves
    assert all(leaf.name for leaf in leaves)


ROUNDED = {"rnn", "training"}
"""Sums of many numbers, whose last digits depend on the order of summation."""

OWN = {"detached", "torch_model"}
"""PyTorch forgets what was cut off, and one example has no other engine."""


@pytest.mark.parametrize("example", sorted(SHOWN.keys() - OWN))
def test_an_example_gives_the_same_picture_with_torch(example: str) -> None:
    torch = pytest.importorskip("torch")
    source = path(example).read_text(encoding="utf-8")
    pictures = []
    for module in ("graphviz_autograd", "torch"):
        namespace: dict[str, object] = {}
        exec(source.replace("import graphviz_autograd as", f"import {module} as"), namespace)
        pictures.append(draw(namespace[SHOWN[example][0]], names=namespace).graph)
    ours, theirs = pictures
    forgotten = {
        one.id
        for one, other in zip(ours.nodes, theirs.nodes, strict=True)
        if one.kind is NodeKind.CONSTANT and other.id not in theirs[VALUE]
    }
    known_to_both = [without(graph, forgotten) for graph in pictures]
    assert known_to_both[0][:2] == known_to_both[1][:2], torch.__version__
    assert known_to_both[0] == known_to_both[1] or example in ROUNDED


def without(graph: Graph, forgotten: set[str]) -> tuple[object, ...]:
    """The graph without what PyTorch cannot tell.

    Unless watched it counts no backward, and what an operation did not save or has freed is
    forgotten.
    """
    nodes = [one._replace(name="") if one.id in forgotten else one for one in graph.nodes]
    facts = {
        key: {node: fact for node, fact in of_key.items() if node not in forgotten}
        for key, of_key in graph.annotations.items()
        if key != ACCUMULATION.name
    }
    return nodes, graph.edges, facts


@pytest.mark.parametrize("name", PICTURES)
def test_the_picture_of_a_readme_is_up_to_date(name: str, tmp_path: Path, regold: bool) -> None:
    picture = ROOT / "docs" / "images" / name
    drawn = picture if regold else tmp_path / name
    example, _, shown = PICTURES[name].partition(":")
    command = [sys.executable, "-m", "graphviz_autograd", "render", f"{path(example)}:{shown}"]
    subprocess.run([*command, "-o", drawn], cwd=ROOT, check=True, timeout=60)
    assert drawn.read_bytes() == picture.read_bytes()
