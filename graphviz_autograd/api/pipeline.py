"""From tensors to a graph and to a drawing."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from os import PathLike
from pathlib import Path
from typing import Any

from graphviz_autograd import sources
from graphviz_autograd.annotations import FACETS, KEYS, Collector, annotate, parse_show
from graphviz_autograd.api.drawing import Drawing
from graphviz_autograd.diagram.build import build
from graphviz_autograd.diagram.model import Direction
from graphviz_autograd.diagram.theme import load_theme
from graphviz_autograd.graph.jsonio import graph_from_json
from graphviz_autograd.graph.model import Graph
from graphviz_autograd.graph.transform import (
    Transform,
    hide_accumulators,
    hide_names,
    keep_facts,
    repeat_shared_inputs,
)
from graphviz_autograd.layout import TIME_LIMIT
from graphviz_autograd.render import Picture
from graphviz_autograd.sources.base import Tensor
from graphviz_autograd.sources.capture import capture as walk
from graphviz_autograd.sources.names import namespace_of, tensor_names

TRANSFORMS: tuple[Transform, ...] = (hide_accumulators, repeat_shared_inputs)
"""What a drawing leaves out and repeats unless something else is asked for."""

Show = str | Iterable[str] | None
"""The words of `parse_show`."""

Outputs = Tensor | Iterable[Tensor] | Mapping[Any, Tensor]
"""One tensor, or many in any iterable; of a mapping, the values."""


def capture(
    outputs: Outputs,
    *,
    names: Mapping[str, Any] | None = None,
    show: Show = None,
) -> Graph:
    """The graph that ``outputs`` were computed by.

    Args:
        outputs: one tensor or many, of any shape, of our engine or of PyTorch.
        names: where to look for the names of tensors: a namespace such as ``globals()``, whose
            lists, dicts, objects and modules are searched too. By default the local and global
            variables of the caller.
        show: what to note of the nodes, such as ``"values,shapes"``, or ``"+saved"`` for saved
            tensors besides the default; see `parse_show`.

    Returns:
        A graph with every operation, leaf, constant and ``AccumulateGrad``.

    Raises:
        NotATensorError: if an output is no tensor.
        ValueError: if the outputs belong to different frameworks, or ``show`` has a word that
            names nothing.

    """
    namespace = namespace_of(sys._getframe(1)) if names is None else names
    return _capture(outputs, namespace, show)


def draw(
    outputs: Outputs | Graph,
    *,
    names: Mapping[str, Any] | None = None,
    show: Show = None,
    transforms: Sequence[Transform] = TRANSFORMS,
    theme: str | PathLike[str] = "classic",
    background: str = "opaque",
    direction: str = "down",
    title: str = "",
    legend: bool = True,
    time_limit: float = TIME_LIMIT,
) -> Drawing:
    """A drawing of the graph that ``outputs`` were computed by.

    Args:
        outputs: one tensor or many, of any shape, of our engine or of PyTorch; or a graph.
        names: see `capture`.
        show: see `capture`; of a graph, what was noted already is shown or not.
        transforms: applied to the graph in turn before it is drawn.
        theme: the name of a theme (see `theme_names`), or the path of a theme's ``.toml`` file.
        background: ``"opaque"``, or ``"transparent"`` to leave the page unpainted.
        direction: the way computation runs: ``"down"``, ``"right"``, ``"up"`` or ``"left"``, or
            as Graphviz has it ``"TB"``, ``"LR"``, ``"BT"`` or ``"RL"``.
        title: drawn above the graph.
        legend: whether to explain the kinds of node that occur.
        time_limit: seconds that the layout of a large graph may take.

    Raises:
        NotATensorError: if an output is no tensor.
        ThemeError: if the theme does not exist or its file is wrong.
        ValueError: if the outputs belong to different frameworks, or for a background, a direction
            or a word of ``show`` that does not exist.

    """
    if isinstance(outputs, Graph):
        graph = outputs if show is None else _shown(outputs, parse_show(show))
    else:
        graph = _capture(outputs, namespace_of(sys._getframe(1)) if names is None else names, show)
    diagram = build(
        reduce(lambda graph, transform: transform(graph), transforms, graph),
        load_theme(theme),
        direction=_direction(direction),
        heading=title,
        legend=legend,
        transparent=_is_transparent(background),
    )
    return Drawing(Picture(graph, diagram, time_limit))


def load_graph(path: str | PathLike[str]) -> Graph:
    """The graph that was saved as JSON at ``path``.

    Raises:
        GraphError: if the file holds no well-formed graph of this version.
        OSError: if it cannot be read.

    """
    return graph_from_json(Path(path).read_text(encoding="utf-8"), KEYS)


def _capture(outputs: Outputs, namespace: Mapping[str, Any], show: Show) -> Graph:
    shown = parse_show(show)
    tensors = _as_list(outputs)
    if not tensors:
        return Graph()
    source = sources.source_of(tensors[0])
    for tensor in tensors:
        if not source.owns(tensor):
            sources.source_of(tensor)
            raise ValueError("the outputs belong to different frameworks; draw them one by one")
    captured = walk(tensors, source, tensor_names(namespace, source))
    for name in shown:
        for extend in FACETS[name].extensions:
            captured = extend(captured)
    return _shown(annotate(captured, _collectors(shown)), shown)


def _collectors(shown: Iterable[str]) -> list[Collector[Any]]:
    return [collect for name in shown for collect in FACETS[name].collectors]


def _shown(graph: Graph, shown: Iterable[str]) -> Graph:
    graph = keep_facts(graph, [collect.key for collect in _collectors(shown)])
    return graph if "names" in shown else hide_names(graph)


def _as_list(outputs: Outputs) -> list[Tensor]:
    if sources.find_source(outputs) is not None:
        return [outputs]  # a tensor is iterable too: its rows are not what was meant
    if isinstance(outputs, Mapping):
        return list(outputs.values())
    if isinstance(outputs, Iterable) and not isinstance(outputs, str | bytes):
        return list(outputs)
    return [outputs]


def _direction(name: str) -> Direction:
    try:
        return Direction(name)
    except ValueError:
        raise ValueError(f"no direction {name!r}; there are: {', '.join(Direction)}") from None


def _is_transparent(background: str) -> bool:
    if background not in ("opaque", "transparent"):
        raise ValueError(f"no background {background!r}; there are: opaque, transparent")
    return background == "transparent"
