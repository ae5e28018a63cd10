"""Large graphs, tensor to SVG file, beside Graphviz alone on the same drawing, in the same run.

Run ``python benchmarks/layout.py`` for the table of ``docs/scaling.md``, or name what you want:
``times``, ``growth``, ``fold``, ``quality``, ``bytes``, ``memory``. ``--plot FILE`` draws time
against nodes; it needs Matplotlib, ``pip install -e '.[benchmarks]'``.

Times are processor time, the shortest of several runs, and dot runs in turn with ours where it is
quick enough: both meet the same noise of the machine.
"""

from __future__ import annotations

import one_thread  # noqa: F401

# isort: split

import math
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import drawings
import graphs

import graphviz_autograd as ours
from graphviz_autograd.layout.dot import _render
from graphviz_autograd.layout.graphviz import place_graph

QUALITY = (
    ("transformer", 12),
    ("transformer", 24),
    ("lstm", 30),
    ("lstm", 60),
    ("lstm_outputs", 40),
    ("unet", 6),
    ("densenet", 1),
    ("fan", 60),
)
BESIDE: dict[str, Any] = {"textcoords": "offset points"}
UNFOLDED = {"names": {}, "fold": "none"}
DOT_LIMIT = 180.0
PATIENCE = 5.0
"""Seconds of dot up to which it is run more than once."""


def seconds(run: Callable[[], object], times: int = 3) -> float:
    """Return the shortest time of ``run`` that it and its child processes spent computing."""
    taken = []
    for _ in range(times):
        start = sum(os.times()[:4])
        run()
        taken.append(sum(os.times()[:4]) - start)
    return min(taken)


def to_file(loss: Any, times: int = 3) -> float:
    """Return the time from a tensor to an SVG file."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "graph.svg"
        return seconds(lambda: ours.draw(loss, **UNFOLDED).save(file), times)


def by_dot(loss: Any) -> float:
    """Return the time of Graphviz's layout of the whole diagram of ``loss``, once."""
    diagram = ours.draw(loss, **UNFOLDED).picture.diagram
    return seconds(lambda: place_graph(diagram, DOT_LIMIT), times=1)


def times() -> None:
    to_file(graphs.transformer(3))  # which imports everything
    for name, size in (("transformer", 12), ("transformer", 122), ("lstm", 100), ("lstm", 500)):
        loss = graphs.MODELS[name](size)
        nodes = len(ours.draw(loss, **UNFOLDED).picture.diagram.boxes)
        mine = to_file(loss)
        try:
            dot = by_dot(loss)
            for _ in range(2 if dot < PATIENCE else 0):
                mine, dot = min(mine, to_file(loss)), min(dot, by_dot(loss))
            shown = f"{dot:8.2f} s   dot / ours {dot / mine:7.1f}"
        except ours.LayoutError:
            shown = f"over {DOT_LIMIT:.0f} s   dot / ours over {DOT_LIMIT / mine:.0f}"
        print(f"{name:12} {size:4} {nodes:7,} nodes   ours {mine:6.2f} s   dot {shown}", flush=True)


def growth() -> list[tuple[int, float]]:
    points = []
    for blocks in (12, 37, 122, 366, 1220):
        loss = graphs.transformer(blocks)
        nodes = len(ours.draw(loss, **UNFOLDED).picture.diagram.boxes)
        points.append((nodes, to_file(loss, times=3 if blocks < 1000 else 2)))
        print(f"transformer  {nodes:7,} nodes   ours {points[-1][1]:6.2f} s", flush=True)
    (few, short), (many, long) = points[2], points[-1]
    print(f"exponent from {few:,} to {many:,}: {math.log(long / short) / math.log(many / few):.2f}")
    return points


def fold() -> None:
    graph = ours.capture(graphs.transformer(96), names={})
    taken = seconds(lambda: ours.draw(graph).render("svg"))
    boxes = len(ours.draw(graph).picture.diagram.boxes)
    print(f"96 blocks, {len(graph.nodes):,} nodes, folded to {boxes}: {taken:.2f} s after capture")


def sizes() -> None:
    for name, size in (("transformer", 12), ("lstm", 30), ("unet", 4)):
        drawing = ours.draw(graphs.MODELS[name](size), **UNFOLDED)
        nodes = len(drawing.picture.diagram.boxes)
        mine = len(drawing.render("svg").encode()) / nodes
        theirs = len(_render(drawing.render("dot").encode(), "svg")) / nodes
        print(f"{name:12} {size:4}   {mine:4.0f} bytes per node, Graphviz {theirs:4.0f}: "
              f"{mine / theirs:.2f}")  # fmt: skip


def quality() -> None:
    for name, size in QUALITY:
        drawing = ours.draw(graphs.MODELS[name](size), **UNFOLDED)
        diagram = drawing.picture.diagram
        mine, dot = drawing.picture.layout, place_graph(diagram, DOT_LIMIT)
        ratios = [
            f"{what} {_ratio(measure(mine), measure(dot))}"
            for what, measure in drawings.MEASURES.items()
        ]
        print(f"{name:12} {size:4} {len(diagram.boxes):6,} nodes   ours / dot: {', '.join(ratios)}")


def memory() -> None:
    """The most memory of a process that draws, each drawing in a process of its own."""
    for blocks in (0, 122, 1220):
        for output_format in ("svg", "json"):
            code = (
                "import resource, graphs, graphviz_autograd as ours; "
                f"drawing = ours.draw(graphs.transformer({blocks}), names=dict(), fold='none'); "
                f"drawing.render({output_format!r}); "
                "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
            )
            command, folder = [sys.executable, "-c", code], Path(__file__).parent
            done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=folder)
            print(f"{blocks:5} blocks as {output_format:4}   {int(done.stdout) / 1024:6.0f} MB")


def _ratio(mine: float, dot: float) -> str:
    return f"{mine / dot:.2f} ({mine:,.0f} / {dot:,.0f})" if dot else f"{mine:,.0f} / 0"


def plot(points: list[tuple[int, float]], path: str) -> None:
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams.update({"svg.hashsalt": "layout", "font.size": 9})
    from matplotlib import pyplot

    dot = []
    for blocks in (1, 3, 6, 12, 24):
        loss = graphs.transformer(blocks)
        nodes = len(ours.draw(loss, **UNFOLDED).picture.diagram.boxes)
        dot.append((nodes, by_dot(loss)))
    figure, axes = pyplot.subplots(figsize=(5.5, 3.6))
    axes.loglog(*zip(*points, strict=True), marker="o", color="#2f6fde")
    axes.loglog(*zip(*dot, strict=True), marker="s", color="#9c762a")
    axes.annotate("graphviz_autograd,\ntensor to SVG file", points[2], (8, -28), **BESIDE)
    axes.annotate("dot, layout alone", dot[-1], (-8, 6), ha="right", **BESIDE)
    axes.set(xlabel="nodes of a transformer", ylabel="seconds")
    axes.grid(alpha=0.25)
    axes.spines[["top", "right"]].set_visible(False)
    figure.savefig(path, bbox_inches="tight", metadata={"Date": None})


# Memory comes first: what this process has grown to counts as its children's when they start.
REPORTS: dict[str, Callable[[], object]] = {
    "memory": memory,
    "times": times,
    "fold": fold,
    "bytes": sizes,
    "quality": quality,
}


def main() -> None:
    words = sys.argv[1:]
    path = words[words.index("--plot") + 1] if "--plot" in words else None
    wanted = [word for word in words if word in (*REPORTS, "growth")]
    for name in wanted or REPORTS:
        if name != "growth":
            REPORTS[name]()
    if path or not wanted or "growth" in wanted:
        points = growth()
        if path:
            plot(points, path)


if __name__ == "__main__":
    main()
