"""The drawing that a command line asks for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from graphviz_autograd.frontends.cli.errors import Failure, UsageFailure
from graphviz_autograd.frontends.cli.progress import progress
from graphviz_autograd.frontends.cli.suggestions import offer_files
from graphviz_autograd.frontends.cli.target import Kind, Target

if TYPE_CHECKING:
    from graphviz_autograd.api.drawing import Drawing
    from graphviz_autograd.graph.model import Graph


@contextmanager
def drawn(target: Target, look: dict[str, Any]) -> Iterator[Drawing]:
    """The drawing, or that of a backward that raised: the command then fails afterwards.

    Raises:
        Failure: after the block, if backward raised; or if there is no drawing.

    """
    try:
        drawing = _draw(target, look)
    except Exception as error:
        if not hasattr(error, "drawing"):
            raise
        yield error.drawing
        raise Failure(
            f"backward raised {type(error).__name__}: {error}\nThe picture shows how far it came."
        ) from None
    yield drawing


def _draw(target: Target, look: dict[str, Any]) -> Drawing:
    from graphviz_autograd.api.pipeline import draw

    options = {name: value for name, value in look.items() if value is not None}
    if target.kind is Kind.GRAPH:
        if options.pop("backward"):
            raise UsageFailure(f"{target.place} is a saved graph: it has no backward to run")
        with progress("reading"):
            return draw(load(target.place), **options)
    from graphviz_autograd.api.watching import watch_program
    from graphviz_autograd.frontends.cli.resolve import find
    from graphviz_autograd.frontends.recording import recording

    with recording(look["show"]), watch_program() as watched:
        found = find(target)
    found.require_tensors()
    outputs = found.value if options["backward"] else watched(found.value)
    with progress("capturing"):
        return draw(outputs, names=found.names, **options)


def load(path: str) -> Graph:
    """The graph that was saved at ``path``.

    Raises:
        UsageFailure: if there is no such file.
        Failure: if it holds no graph.

    """
    from graphviz_autograd.api.pipeline import load_graph
    from graphviz_autograd.graph.check import GraphError

    try:
        return load_graph(path)
    except FileNotFoundError:
        raise UsageFailure(f"no file {path}{offer_files(path)}") from None
    except (GraphError, RecursionError, UnicodeDecodeError) as error:
        raise Failure(
            f"{path}: {error}\nDraw it from its program again, with -o {path}, to replace it."
        ) from None
