"""Assertions about graphs and tensors, for tests of programs that use autograd; they explain.

``assert_close`` is that of ``torch.testing``.

``assert_graph_equal`` compares with a stored graph, which ``pytest --update-graphs`` writes anew.
"""

from __future__ import annotations

import sys
from os import PathLike, fspath
from pathlib import Path
from typing import Any

from graphviz_autograd.api.differing import diff_graphs
from graphviz_autograd.api.explaining import Explanation, explained
from graphviz_autograd.api.outputs import Outputs, walk_from
from graphviz_autograd.api.pipeline import capture, load_graph
from graphviz_autograd.engine.closeness import assert_close as assert_close
from graphviz_autograd.files import write_atomically
from graphviz_autograd.findings.finding import Kind
from graphviz_autograd.findings.spelled import NO_PROGRAM, Program
from graphviz_autograd.graph.jsonio import graph_to_json
from graphviz_autograd.graph.model import Graph
from graphviz_autograd.made_tensors import make_tensor
from graphviz_autograd.sources.base import Tensor
from graphviz_autograd.sources.names import Named, Names, namespace_of

__all__ = [
    "assert_all_params_get_grad",
    "assert_close",
    "assert_graph_equal",
    "assert_no_path",
    "assert_reaches",
    "make_tensor",
]

updates_graphs = False
"""Whether `assert_graph_equal` stores graphs in the place of comparing them: the flag of pytest."""


def assert_reaches(loss: Outputs, w: Tensor, *, names: Names | None = None) -> None:
    """Assert that a gradient of ``loss`` reaches ``w``.

    Args:
        loss: one tensor or many.
        w: a leaf, or a result on the way.
        names: where to look for the names of tensors, by default the caller's variables.

    Raises:
        AssertionError: saying why none does, and where the way is cut.

    """
    frame = sys._getframe(1)
    namespace = namespace_of(frame) if names is None else names
    if not _reaches(loss, w, namespace):
        raise AssertionError(_why(loss, w, namespace, Program.of(frame)))


def assert_no_path(loss: Outputs, w: Tensor, *, names: Names | None = None) -> None:
    """Assert that no gradient of ``loss`` reaches ``w``, as where it is frozen or detached.

    Args:
        loss: one tensor or many.
        w: any tensor.
        names: see `assert_reaches`.

    Raises:
        AssertionError: naming the operations along a way from ``w`` to ``loss``.

    """
    namespace = namespace_of(sys._getframe(1)) if names is None else names
    if _reaches(loss, w, namespace):
        found = explained(loss, w, (), False, namespace, NO_PROGRAM)
        raise AssertionError(f"a gradient reaches it: {_way(found)}")


def assert_all_params_get_grad(loss: Outputs, module: Named, *, names: Names | None = None) -> None:
    """Assert that a gradient of ``loss`` reaches each parameter of ``module`` that requires grad.

    Args:
        loss: one tensor or many.
        module: an ``nn.Module``.
        names: see `assert_reaches`.

    Raises:
        AssertionError: naming each parameter that gets none, and why.

    """
    frame = sys._getframe(1)
    namespace = namespace_of(frame) if names is None else names
    parameters = {name: one for name, one in module.named_parameters() if one.requires_grad}
    found = walk_from(loss, namespace)
    lost = {name: one for name, one in parameters.items() if found.find(one) is None}
    if lost:
        known = {**namespace, **lost} if isinstance(namespace, dict) else lost
        reasons = (_why(loss, one, known, Program.of(frame)) for one in lost.values())
        raise AssertionError(
            f"{len(lost)} of {len(parameters)} parameters get no gradient: {', '.join(lost)}\n"
            + "\n".join(dict.fromkeys(reasons))
        )


def assert_graph_equal(
    outputs: Outputs | Graph, snapshot: str | PathLike[str], *, names: Names | None = None
) -> None:
    """Assert that the graph of ``outputs`` is the one that is stored at ``snapshot``.

    Operations, names and shapes are compared. ``pytest --update-graphs`` stores the graph.

    Args:
        outputs: one tensor or many, or a graph.
        snapshot: the path of a JSON file.
        names: see `assert_reaches`.

    Raises:
        AssertionError: with a line for each node that was added, removed or changed, or if nothing
            is stored yet.

    """
    namespace = namespace_of(sys._getframe(1)) if names is None else names
    graph = outputs if isinstance(outputs, Graph) else _structure(outputs, namespace)
    if updates_graphs:
        Path(snapshot).parent.mkdir(parents=True, exist_ok=True)
        write_atomically(snapshot, graph_to_json(graph))
    elif not Path(snapshot).exists():
        raise AssertionError(f"no graph is stored at {fspath(snapshot)}; {_HOW_TO_STORE}")
    elif found := diff_graphs(load_graph(snapshot), graph):
        raise AssertionError(
            f"the graph is not the one stored at {fspath(snapshot)}:\n{found}\n"
            f"If that is meant, {_HOW_TO_STORE}"
        )


_HOW_TO_STORE = "store it with pytest --update-graphs, and read what changed in the file"


def _structure(outputs: Outputs, namespace: Names) -> Graph:
    return capture(outputs, names=namespace, show="names,shapes")


def _reaches(loss: Outputs, w: Tensor, namespace: Names) -> bool:
    found = walk_from(loss, namespace)
    return bool(found.source.facts(w).requires_grad) and found.find(w) is not None


def _why(loss: Outputs, w: Tensor, namespace: Names, program: Program) -> str:
    found = explained(loss, w, (Kind.GRADIENT,), False, namespace, program)
    reasons = tuple(one for one in found if one.cause != "no leaf")
    return str(Explanation(found.subject, reasons, found.graph))


def _way(found: Explanation) -> str:
    nodes: list[Any] = [found.graph.node(node) for node in found[0].nodes]
    return " → ".join(node.name for node in nodes if node.name)
