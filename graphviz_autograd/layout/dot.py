"""Graphviz's ``dot`` as a function from DOT text to positions.

The library inside the pygraphviz wheel is used, in this process for small graphs. It can be
neither interrupted nor run in two threads at once, so calls take turns, and a large graph goes to
a child process with a time limit. Without the wheel, a ``dot`` executable serves.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from threading import Lock
from typing import Any

MAX_IN_PROCESS = 12_000
"""Longer DOT text, about 120 boxes, is laid out in a child process."""

_turn = Lock()


class LayoutError(RuntimeError):
    """Graphviz could not place the graph; the message says why and what to do."""


class LayoutTimeoutError(LayoutError):
    """Graphviz took longer than it was allowed to."""


def run_dot(source: str, time_limit: float) -> dict[str, Any]:
    """The graph ``source`` with positions, as Graphviz's ``json0``.

    Args:
        source: DOT text; only ids and sizes matter, so it needs no fonts.
        time_limit: seconds a large graph may take.

    Raises:
        LayoutError: if there is no Graphviz, or it fails.
        LayoutTimeoutError: if it takes longer than ``time_limit``.

    """
    has_library = find_spec("pygraphviz") is not None
    if has_library and len(source) <= MAX_IN_PROCESS:
        output = _render(source.encode(), "json0")
    else:
        output = _run_child(_command(has_library), source.encode(), time_limit)
    return json.loads(output)  # type: ignore[no-any-return]


def graphviz_version() -> str:
    """The version of the Graphviz that lays out, as in ``12.2.1``, or ``"not found"``."""
    if find_spec("pygraphviz") is not None:
        text = _render(b"graph {}", "svg").decode()
    elif (dot := shutil.which("dot")) is not None:
        text = subprocess.run([dot, "-V"], capture_output=True, text=True, check=False).stderr
    else:
        return "not found"
    match = re.search(r"version (\d+(?:\.\d+)*)", text)
    return match[1] if match else "unknown"


def _render(source: bytes, output_format: str) -> bytes:
    from pygraphviz import graphviz as library

    with _turn, tempfile.TemporaryFile() as file:
        file.write(source)
        file.seek(0)
        graph = library.agread(file, None)
        context = library.gvContextWithBuiltins()
        try:
            library.gvLayout(context, graph, b"dot")
            _, output = library.gvRenderData(context, graph, output_format.encode())
            library.gvFreeLayout(context, graph)
        finally:
            library.agclose(graph)
            library.gvFreeContext(context)
    return bytes(output)


def _command(has_library: bool) -> list[str]:
    if has_library:
        return [sys.executable, "-m", __name__]
    dot = shutil.which("dot")
    if dot is None:
        raise LayoutError(
            "no Graphviz to lay out the graph: install pygraphviz (pip install pygraphviz), "
            "or put a dot executable on PATH"
        )
    return [dot, "-Tjson0"]


def _run_child(command: list[str], source: bytes, time_limit: float) -> bytes:
    try:
        done = subprocess.run(
            command, input=source, capture_output=True, check=True, timeout=time_limit
        )
    except subprocess.TimeoutExpired:
        raise LayoutTimeoutError(
            f"the layout took longer than {time_limit:g} s; draw a part of the graph, allow "
            "more time, or save it as .json or .txt, which need no layout"
        ) from None
    except subprocess.CalledProcessError as error:
        reason = error.stderr.decode(errors="replace").strip() or f"status {error.returncode}"
        raise LayoutError(f"Graphviz failed: {reason}") from None
    return done.stdout


if __name__ == "__main__":
    sys.stdout.buffer.write(_render(sys.stdin.buffer.read(), "json0"))
