"""From tensors to a graph and to a drawing."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from os import PathLike
from pathlib import Path
from typing import Any

from graphviz_autograd import sources
from graphviz_autograd.annotations import COLLECTORS, KEYS, Collector, annotate
from graphviz_autograd.api.collection import without_collection
from graphviz_autograd.api.drawing import Drawing
from graphviz_autograd.diagram.build import build
from graphviz_autograd.diagram.model import Direction
from graphviz_autograd.diagram.theme import load_theme
from graphviz_autograd.graph.fold import fold_repeats
from graphviz_autograd.graph.jsonio import graph_from_json
from graphviz_autograd.graph.model import Graph
from graphviz_autograd.graph.transform import (
    Transform,
    hide_accumulators,
    repeat_shared_inputs,
)
from graphviz_autograd.layout import TIME_LIMIT
from graphviz_autograd.render import Picture
from graphviz_autograd.sources.base import Tensor
from graphviz_autograd.sources.capture import capture as walk
from graphviz_autograd.sources.names import namespace_of, tensor_names

TRANSFORMS: tuple[Transform, ...] = (hide_accumulators, repeat_shared_inputs)
"""What a drawing leaves out and repeats unless something else is asked for."""

AUTO_FOLD = 1_000
"""In a graph of more nodes, equal blocks are folded unless something else is asked for."""

Outputs = Tensor | Iterable[Tensor] | Mapping[Any, Tensor]
"""One tensor, or many in any iterable; of a mapping, the values."""


def capture(
    outputs: Outputs,
    *,
    names: Mapping[str, Any] | None = None,
    collectors: Sequence[Collector[Any]] = COLLECTORS,
) -> Graph:
    """The graph that ``outputs`` were computed by.

    Args:
        outputs: one tensor or many, of any shape, of our engine or of PyTorch.
        names: where to look for the names of tensors: a namespace such as ``globals()``, whose
            lists, dicts, objects and modules are searched too. By default the local and global
            variables of the caller.
        collectors: what to note of each node.

    Returns:
        A graph with every operation, leaf, constant and ``AccumulateGrad``.

    Raises:
        NotATensorError: if an output is no tensor.
        ValueError: if the outputs belong to different frameworks.

    """
    namespace = namespace_of(sys._getframe(1)) if names is None else names
    return _capture(outputs, namespace, collectors)


def draw(
    outputs: Outputs | Graph,
    *,
    names: Mapping[str, Any] | None = None,
    collectors: Sequence[Collector[Any]] = COLLECTORS,
    transforms: Sequence[Transform] = TRANSFORMS,
    theme: str = "classic",
    direction: str = "down",
    title: str = "",
    legend: bool = True,
    fold: str | int = "auto",
    time_limit: float = TIME_LIMIT,
) -> Drawing:
    """A drawing of the graph that ``outputs`` were computed by.

    Args:
        outputs: one tensor or many, of any shape, of our engine or of PyTorch; or a graph.
        names: see `capture`.
        collectors: what to note of each node.
        transforms: applied to the graph in turn before it is drawn.
        theme: the name of a theme.
        direction: the way computation runs, ``"down"`` or ``"right"``.
        title: drawn above the graph.
        legend: whether to explain the kinds of node that occur.
        fold: whether to draw only the first of equal blocks in a row: ``"none"``, the least
            number of blocks to fold, or ``"auto"`` for three in a graph of more than `AUTO_FOLD`
            nodes.
        time_limit: seconds that Graphviz may take for a large graph; what it does not manage
            until then is drawn in plain layers.

    Raises:
        NotATensorError: if an output is no tensor.
        ValueError: if the outputs belong to different frameworks, or for a theme, direction or
            ``fold`` that does not exist.

    """
    if not isinstance(outputs, Graph):
        outputs = _capture(
            outputs, namespace_of(sys._getframe(1)) if names is None else names, collectors
        )
    return _draw(
        outputs,
        (*transforms, _fold(fold)),
        time_limit,
        theme=load_theme(theme),
        direction=_direction(direction),
        heading=title,
        legend=legend,
    )


@without_collection
def _draw(graph: Graph, transforms: Sequence[Transform], time_limit: float, **look: Any) -> Drawing:
    shown = reduce(lambda graph, transform: transform(graph), transforms, graph)
    return Drawing(Picture(graph, build(shown, **look), time_limit))


def load_graph(path: str | PathLike[str]) -> Graph:
    """The graph that was saved as JSON at ``path``.

    Raises:
        GraphError: if the file holds no well-formed graph of this version.
        OSError: if it cannot be read.

    """
    return graph_from_json(Path(path).read_text(encoding="utf-8"), KEYS)


@without_collection
def _capture(
    outputs: Outputs, namespace: Mapping[str, Any], collectors: Sequence[Collector[Any]]
) -> Graph:
    tensors = _as_list(outputs)
    if not tensors:
        return Graph()
    source = sources.source_of(tensors[0])
    for tensor in tensors:
        if not source.owns(tensor):
            sources.source_of(tensor)
            raise ValueError("the outputs belong to different frameworks; draw them one by one")
    return annotate(walk(tensors, source, tensor_names(namespace, source)), collectors)


def _as_list(outputs: Outputs) -> list[Tensor]:
    if sources.find_source(outputs) is not None:
        return [outputs]  # a tensor is iterable too: its rows are not what was meant
    if isinstance(outputs, Mapping):
        return list(outputs.values())
    if isinstance(outputs, Iterable) and not isinstance(outputs, str | bytes):
        return list(outputs)
    return [outputs]


def _fold(fold: str | int) -> Transform:
    if fold == "none":
        return lambda graph: graph
    if fold == "auto":
        return lambda graph: fold_repeats(graph) if len(graph.nodes) > AUTO_FOLD else graph
    if not isinstance(fold, int) or fold < 2:
        raise ValueError(f"fold is 'auto', 'none' or a number from 2 on, not {fold!r}")
    return lambda graph: fold_repeats(graph, fold)


def _direction(name: str) -> Direction:
    if name not in list(Direction):
        raise ValueError(f"no direction {name!r}; there are: {', '.join(Direction)}")
    return Direction(name)
