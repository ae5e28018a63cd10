"""Models of PyTorch drawn by us, torchviz, torchview and torchlens: time, memory, size, failures.

Run ``python benchmarks/torch_models.py`` for the tables of `docs/comparison.md`, or with names of
models, ``capture`` or ``watch`` for these. Each drawing is made in a process of its own, in one
thread, from the call of the model to an SVG file. Peers that are not installed are left out.
"""

from __future__ import annotations

import one_thread  # noqa: F401

# isort: split

import compileall
import importlib
import importlib.util
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import torch_programs
from timing import OURS, best

TIME_LIMIT = 60
"""Seconds that one drawing may take."""


def ours(model: Any, example: Any, folder: Path) -> Path:
    import graphviz_autograd

    with graphviz_autograd.watch(model):
        out = model(example).sum()
    graphviz_autograd.draw(out, params=model).save(folder / "ours.svg")
    return folder / "ours.svg"


def torchviz(model: Any, example: Any, folder: Path) -> Path:
    from torchviz import make_dot

    dot = make_dot(model(example).sum(), params=dict(model.named_parameters()))
    return Path(dot.render(folder / "torchviz", format="svg"))


def torchview(model: Any, example: Any, folder: Path) -> Path:
    from torchview import draw_graph

    graph = draw_graph(model, input_data=example, depth=100, expand_nested=True).visual_graph
    return Path(graph.render(folder / "torchview", format="svg"))


def torchlens(model: Any, example: Any, folder: Path) -> Path:
    import torchlens

    out = folder / "torchlens"
    torchlens.trace(model, example).draw(
        vis_outpath=str(out), vis_fileformat="svg", vis_save_only=True
    )
    return out.with_suffix(".svg")


PEERS: dict[str, Callable[[Any, Any, Path], Path]] = {
    OURS: ours,
    "torchviz": torchviz,
    "torchview": torchview,
    "torchlens": torchlens,
}


def run(peer: str, name: str) -> None:
    """Draw one model here, and print seconds, megabytes above those of the model, kilobytes."""
    importlib.import_module(peer)
    model, example = torch_programs.MODELS[name]()
    model(example)
    before, start = _peak(), time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        svg = PEERS[peer](model, example, Path(folder))
        seconds = time.perf_counter() - start
        print(f"{seconds:.2f} s | {_peak() - before:.0f} MB | {svg.stat().st_size / 1e3:.0f} kB")


def _peak() -> float:
    """Megabytes that this process had at most, without those of a ``dot`` that it runs."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


def measured(peer: str, name: str) -> str:
    """The cells of a table for one drawing, made in a process of its own."""
    command = [sys.executable, __file__, "--one", peer, name]
    with tempfile.TemporaryDirectory() as folder:
        child = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            env=_with_dot(Path(folder)),
        )
        try:
            told, errors = child.communicate(timeout=TIME_LIMIT)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)  # with the dot that it waits for
            child.communicate()
            return f"over {TIME_LIMIT} s | – | –"
    return f"fails: {_last(errors)[:80]} | – | –" if child.returncode else _last(told)


def _last(text: str) -> str:
    return text.strip().splitlines()[-1]


def _with_dot(folder: Path) -> dict[str, str]:
    """The environment, with a ``dot`` that runs the library where none is installed."""
    if shutil.which("dot"):
        return dict(os.environ)
    dot = folder / "dot"
    dot.write_text(
        f'#!/bin/sh\nexec "{sys.executable}" "{Path(__file__).with_name("dot.py")}" "$@"\n'
    )
    dot.chmod(0o755)
    return {**os.environ, "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"}


def _compile() -> None:
    """Compile our modules to bytecode, as those of the peers are since they were installed."""
    package = Path(importlib.import_module(OURS).__file__ or "").parent
    compileall.compile_dir(package, quiet=1)


def drawing_times(name: str) -> None:
    """Print the rows of one model."""
    for peer in (peer for peer in PEERS if importlib.util.find_spec(peer)):
        print(f"| {name} | {peer} | {measured(peer, name)} |", flush=True)


def capture_times() -> None:
    """Print the time of a capture for each function and each node made; the ratio is per node."""
    from torchviz import make_dot

    from graphviz_autograd import capture

    model, example = torch_programs.MODELS["Llama"]()
    loss, params = model(example).sum(), dict(model.named_parameters())
    runs = {
        "make_dot": lambda: make_dot(loss, params=params),
        "make_dot, show_attrs and show_saved": lambda: make_dot(
            loss, params=params, show_attrs=True, show_saved=True
        ),
        "capture, nothing noted": lambda: capture(loss, names=params, show=""),
        "capture, default facets": lambda: capture(loss, names=params),
    }
    nodes = {what: _count_nodes(call()) for what, call in runs.items()}
    functions = torch_programs.count_functions(loss)
    times = best(runs, seconds=8)
    for what, seconds in times.items():
        function, node = (seconds / count * 1e6 for count in (functions, nodes[what]))
        ratio = node * nodes["make_dot"] / times["make_dot"] / 1e6
        print(f"| {what} | {function:.1f} µs | {node:.1f} µs | {ratio:.2f} |", flush=True)


def _count_nodes(made: Any) -> int:
    """Of a graph of ours, or of one that torchviz made: a line for each node and each edge."""
    if hasattr(made, "nodes"):
        return len(made.nodes)
    return sum("->" not in line for line in made.body)


def watch_times() -> None:
    """Print the time of a training step of the GPT-2-sized model, and of the same watched."""
    from graphviz_autograd import watch

    step, model = torch_programs.training_step("GPT-2")

    def watched() -> None:
        with watch(model):
            step()

    times = {"step": float("inf"), "step, watched": float("inf")}
    for _ in range(5):
        for what, call in (("step", step), ("step, watched", watched)):
            start = time.perf_counter()
            call()
            times[what] = min(times[what], time.perf_counter() - start)
    for what, seconds in times.items():
        print(f"| {what} | {seconds:.2f} s | {seconds / times['step']:.2f} |", flush=True)


def main() -> None:
    """Print the tables."""
    if sys.argv[1:2] == ["--one"]:
        run(*sys.argv[2:4])
        return
    _compile()
    others = {"capture": capture_times, "watch": watch_times}
    names = sys.argv[1:] or (*torch_programs.MODELS, *others)
    # Drawings first: the peak of a process that started another counts as that one's too.
    for name in sorted(names, key=others.__contains__):
        others.get(name, partial(drawing_times, name))()


if __name__ == "__main__":
    main()
