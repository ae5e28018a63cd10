"""From tensors to a graph and to a drawing."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import reduce
from os import PathLike
from pathlib import Path
from typing import Any

from graphviz_autograd.annotations import FACETS, KEYS, Collector, annotate, parse_show
from graphviz_autograd.annotations.record import Watched, WatchedCapture, recording
from graphviz_autograd.api.drawing import Drawing
from graphviz_autograd.api.outputs import Outputs, source_of_all, tensors_of
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
from graphviz_autograd.sources.capture import Capture, constants_of
from graphviz_autograd.sources.capture import capture as walk
from graphviz_autograd.sources.names import namespace_of, tensor_names

TRANSFORMS: tuple[Transform, ...] = (hide_accumulators, repeat_shared_inputs)
"""What a drawing leaves out and repeats unless something else is asked for."""

Show = str | Iterable[str] | None
"""The words of `parse_show`."""


def capture(
    outputs: Outputs | Watched,
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
    return _graph(outputs, namespace, show)


def draw(
    outputs: Outputs | Watched | Graph,
    *,
    backward: bool = False,
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
        outputs: one tensor or many, of any shape, of our engine or of PyTorch; or a graph; or
            what `watch` watched.
        backward: whether to run ``backward()`` from the outputs, and draw what it did. If it
            raises, ``drawing`` of the exception is how far it came.
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
    namespace = namespace_of(sys._getframe(1)) if names is None else names

    def drawing(outputs: Outputs | Watched | Graph) -> Drawing:
        graph = _graph(outputs, namespace, show)
        diagram = build(
            reduce(lambda graph, transform: transform(graph), transforms, graph),
            load_theme(theme),
            direction=_direction(direction),
            heading=title,
            legend=legend,
            transparent=_is_transparent(background),
        )
        return Drawing(Picture(graph, diagram, time_limit))

    return _draw_backward(outputs, namespace, drawing) if backward else drawing(outputs)


def load_graph(path: str | PathLike[str]) -> Graph:
    """The graph that was saved as JSON at ``path``.

    Raises:
        GraphError: if the file holds no well-formed graph of this version.
        OSError: if it cannot be read.

    """
    return graph_from_json(Path(path).read_text(encoding="utf-8"), KEYS)


def _graph(outputs: Outputs | Watched | Graph, namespace: Mapping[str, Any], show: Show) -> Graph:
    if isinstance(outputs, Graph):
        return outputs if show is None else _shown(outputs, parse_show(show))
    shown = parse_show(show)
    captured = _walk(outputs, namespace)
    for name in shown:
        for extend in FACETS[name].extensions:
            captured = extend(captured)
    return _shown(annotate(captured, _collectors(shown)), shown)


def _walk(outputs: Outputs | Watched, namespace: Mapping[str, Any]) -> Capture:
    if isinstance(outputs, Watched):
        names = tensor_names(namespace, outputs.record.source)
        found = walk(outputs.outputs, outputs.record.source, names, constants_of(outputs.before))
        return WatchedCapture(**vars(found), record=outputs.record)
    tensors = tensors_of(outputs)
    source = source_of_all(tensors)
    return walk(tensors, source, tensor_names(namespace, source))


def _draw_backward(
    outputs: Outputs, namespace: Mapping[str, Any], drawing: Callable[[Watched], Drawing]
) -> Drawing:
    before = _walk(outputs, namespace)
    tensors = tensors_of(outputs)
    try:
        with recording(before) as record:
            before.source.backward(tensors)
    except Exception as error:
        error.drawing = drawing(Watched(before, tensors, record))  # type: ignore[attr-defined]
        error.add_note("How far backward came: the attribute drawing of this exception.")
        raise
    return drawing(Watched(before, tensors, record))


def _collectors(shown: Iterable[str]) -> list[Collector[Any]]:
    return [collect for name in shown for collect in FACETS[name].collectors]


def _shown(graph: Graph, shown: Iterable[str]) -> Graph:
    graph = keep_facts(graph, [collect.key for collect in _collectors(shown)])
    return graph if "names" in shown else hide_names(graph)


def _direction(name: str) -> Direction:
    try:
        return Direction(name)
    except ValueError:
        raise ValueError(f"no direction {name!r}; there are: {', '.join(Direction)}") from None


def _is_transparent(background: str) -> bool:
    if background not in ("opaque", "transparent"):
        raise ValueError(f"no background {background!r}; there are: opaque, transparent")
    return background == "transparent"
