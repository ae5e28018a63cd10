"""Large graphs, tensor to SVG file, beside Graphviz alone on the same drawing, in the same run.

Run ``python benchmarks/layout.py`` for the table of ``docs/scaling.md``, or name what you want:
``times``, ``growth``, ``fold``, ``quality``, ``bytes``. ``--plot FILE`` draws time against nodes.
"""

from __future__ import annotations

import one_thread  # noqa: F401

# isort: split

import math
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import drawings
import graphs

import graphviz_autograd as ours
from graphviz_autograd.layout.dot import _render
from graphviz_autograd.layout.graphviz import place_graph

UNFOLDED = {"names": {}, "fold": "none"}
DOT_LIMIT = 180.0


def seconds(run: Callable[[], object], times: int = 3) -> float:
    """Return the median time of ``run``."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        taken.append(time.perf_counter() - start)
    return median(taken)


def to_file(loss: Any) -> float:
    """Return the time from a tensor to an SVG file."""
    with tempfile.TemporaryDirectory() as folder:
        return seconds(lambda: ours.draw(loss, **UNFOLDED).save(Path(folder) / "graph.svg"))


def by_dot(loss: Any) -> float:
    """Return the time of Graphviz's layout of the whole diagram of ``loss``, once."""
    diagram = ours.draw(loss, **UNFOLDED).picture.diagram
    return seconds(lambda: place_graph(diagram, DOT_LIMIT), times=1)


def times() -> None:
    for name, size in (("transformer", 12), ("transformer", 122), ("lstm", 100), ("lstm", 500)):
        loss = graphs.MODELS[name](size)
        nodes = len(ours.draw(loss, **UNFOLDED).picture.diagram.boxes)
        mine = to_file(loss)
        try:
            dot = by_dot(loss)
            shown = f"{dot:8.2f} s   dot / ours {dot / mine:7.1f}"
        except ours.LayoutError:
            shown = f"over {DOT_LIMIT:.0f} s   dot / ours over {DOT_LIMIT / mine:.0f}"
        print(f"{name:12} {size:4} {nodes:7,} nodes   ours {mine:6.2f} s   dot {shown}", flush=True)


def growth() -> list[tuple[int, float]]:
    points = []
    for blocks in (12, 37, 122, 366, 1220):
        loss = graphs.transformer(blocks)
        nodes = len(ours.draw(loss, **UNFOLDED).picture.diagram.boxes)
        points.append((nodes, to_file(loss)))
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
    for name, size in (("transformer", 12), ("lstm", 30), ("lstm", 50), ("unet", 6), ("dense", 12)):
        drawing = ours.draw(graphs.MODELS[name](size), **UNFOLDED)
        diagram = drawing.picture.diagram
        mine, dot = drawing.picture.layout, place_graph(diagram, DOT_LIMIT)
        ratios = [
            f"{what} {_ratio(measure(mine), measure(dot))}"
            for what, measure in drawings.MEASURES.items()
        ]
        print(f"{name:12} {size:4} {len(diagram.boxes):6,} nodes   ours / dot: {', '.join(ratios)}")


def _ratio(mine: float, dot: float) -> str:
    return f"{mine / dot:.2f} ({mine:,.0f} / {dot:,.0f})" if dot else f"{mine:,.0f} / 0"


def plot(points: list[tuple[int, float]], path: str) -> None:
    import matplotlib

    matplotlib.use("svg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(5, 3.4))
    axes.loglog(*zip(*points, strict=True), marker="o", label="graphviz_autograd, to SVG")
    dot = []
    for blocks in (3, 6, 12, 24, 49):
        loss = graphs.transformer(blocks)
        nodes = len(ours.draw(loss, **UNFOLDED).picture.diagram.boxes)
        dot.append((nodes, by_dot(loss)))
    axes.loglog(*zip(*dot, strict=True), marker="s", label="dot, layout only")
    axes.set(xlabel="nodes", ylabel="seconds", title="Transformer blocks")
    axes.legend()
    figure.savefig(path, bbox_inches="tight")


REPORTS: dict[str, Callable[[], object]] = {
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
