"""From tensors to a graph and to a drawing."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from functools import partial, reduce
from os import PathLike
from pathlib import Path
from typing import Any, TypeVar

from graphviz_autograd.annotations import (
    BACKWARD_KEYS,
    FACETS,
    KEYS,
    Collector,
    annotate,
    parse_show,
)
from graphviz_autograd.annotations.backwards import Backwards
from graphviz_autograd.annotations.highlights import Highlight, highlight
from graphviz_autograd.annotations.parameters import PARAMETER
from graphviz_autograd.annotations.record import Watched, WatchedCapture, recording
from graphviz_autograd.annotations.shapes import SHAPE
from graphviz_autograd.api.drawing import Drawing
from graphviz_autograd.api.outputs import Outputs, tensors_of, walk_from
from graphviz_autograd.collection import without_collection
from graphviz_autograd.diagram.build import build
from graphviz_autograd.diagram.model import Diagram, Direction
from graphviz_autograd.diagram.theme import load_theme
from graphviz_autograd.findings.finding import Finding
from graphviz_autograd.graph.collapse import collapse_clusters
from graphviz_autograd.graph.fold import fold_repeats
from graphviz_autograd.graph.hiding import hide_kinds, parse_hide
from graphviz_autograd.graph.jsonio import graph_from_json
from graphviz_autograd.graph.model import Graph
from graphviz_autograd.graph.select import select
from graphviz_autograd.graph.transform import (
    Transform,
    hide_names,
    keep_facts,
    repeat_shared_inputs,
)
from graphviz_autograd.graph.views import View, view_graph
from graphviz_autograd.layout import TIME_LIMIT
from graphviz_autograd.render import Picture
from graphviz_autograd.sources.capture import Capture
from graphviz_autograd.sources.capture import capture as walk
from graphviz_autograd.sources.names import Names, namespace_of, tensor_names, with_parameters
from graphviz_autograd.sources.torch_calls import without_overrides

Choice = TypeVar("Choice", bound=StrEnum)

AUTO_FOLD = 1_000
"""In a graph of more nodes, equal blocks are folded unless something else is asked for."""

Show = str | Iterable[str] | None
"""Words that choose what is noted and shown: see `graphviz_autograd.annotations.parse_show`."""


def capture(
    outputs: Outputs | Watched | Backwards,
    *,
    names: Names | None = None,
    params: Names | None = None,
    show: Show = None,
) -> Graph:
    """The graph that ``outputs`` were computed by.

    Args:
        outputs: one tensor or many, of any shape, of our engine or of PyTorch.
        names: where to look for the names of tensors: a namespace such as ``globals()``, whose
            lists, dicts, objects and modules are searched too; or an ``nn.Module``, for the
            names it gives its parameters. By default the local and global variables of the
            caller. Several variables of one tensor are joined, as in ``y = loss``.
        params: names of parameters and buffers besides: an ``nn.Module``, or a mapping.
        show: what to note of the nodes, such as ``"values,shapes"``, or ``"+saved"`` for saved
            tensors besides the default. ``graphviz_autograd.annotations.FACETS`` has the words.

    Returns:
        A graph with every operation, leaf, constant and ``AccumulateGrad``.

    Raises:
        NotATensorError: if an output is no tensor.
        ValueError: if the outputs belong to different frameworks, or ``show`` has a word that
            names nothing.

    """
    namespace = namespace_of(sys._getframe(1)) if names is None else names
    return _graph(outputs, with_parameters(namespace, params), show)


def draw(
    outputs: Outputs | Watched | Backwards | Graph | Finding,
    *,
    backward: bool = False,
    names: Names | None = None,
    params: Names | None = None,
    show: Show = None,
    view: str = "forward",
    hide: str | Iterable[str] | None = None,
    start: str | None = None,
    stop: str | None = None,
    upstream: int | None = None,
    downstream: int | None = None,
    depth: int | None = None,
    transforms: Sequence[Transform] = (repeat_shared_inputs,),
    theme: str | PathLike[str] = "classic",
    background: str = "opaque",
    direction: str = "down",
    title: str = "",
    legend: bool = True,
    fold: str | int = "auto",
    time_limit: float = TIME_LIMIT,
) -> Drawing:
    """A drawing of the graph that ``outputs`` were computed by.

    Args:
        outputs: one tensor or many, of any shape, of our engine or of PyTorch; or a graph; or
            what `watch` watched; or a finding of `explain`, whose path or cut is pointed out.
        backward: whether to run ``backward()`` from the outputs, and draw what it did. If it
            raises, ``drawing`` of the exception is how far it came.
        names: see `capture`.
        params: see `capture`.
        show: see `capture`; of a graph, what was noted already is shown or not.
        view: ``"forward"``, data and operations; ``"backward"``, each ``grad_fn`` with its
            ``next_functions``; or ``"both"`` side by side.
        hide: kinds of node to leave out, as in ``"constants,intermediates"``; there are
            accumulators, constants, ghosts, intermediates, leaves and saved. By default the
            accumulators of the forward view; ``""`` hides nothing.
        start: draw only what was computed from the node of this name or id.
        stop: draw only what the node of this name or id was computed from.
        upstream: how many operations to go back at most, from ``stop`` or the outputs.
        downstream: how many operations to go on at most, from ``start`` or the leaves. With one
            node as ``start`` and ``stop``, its neighbourhood is drawn.
        depth: how many modules, or other scopes, within each other are drawn open; each one below
            is a single node. By default all.
        transforms: applied to the graph in turn before it is drawn.
        theme: the name of a theme (see `theme_names`), or the path of a theme's ``.toml`` file.
        background: ``"opaque"``, or ``"transparent"`` to leave the page unpainted.
        direction: the way computation runs: ``"down"``, ``"right"``, ``"up"`` or ``"left"``, or
            as Graphviz has it ``"TB"``, ``"LR"``, ``"BT"`` or ``"RL"``.
        title: drawn above the graph.
        legend: whether to explain the kinds of node that occur.
        fold: whether to draw only the first of equal blocks in a row: ``"none"``, the least
            number of blocks to fold, or ``"auto"`` for three in a graph of more than 1,000
            nodes.
        time_limit: seconds that Graphviz may take for a large graph; what it does not manage
            until then is drawn in plain layers.

    Raises:
        NotATensorError: if an output is no tensor.
        SelectionError: if ``start`` or ``stop`` is no node, or nothing lies between them.
        ThemeError: if the theme does not exist or its file is wrong.
        ValueError: if the outputs belong to different frameworks, or for a background,
            direction, view, ``fold``, or word of ``show`` or ``hide`` that does not exist.

    """
    namespace = namespace_of(sys._getframe(1)) if names is None else names
    namespace = with_parameters(namespace, params)
    pointed: tuple[Transform, ...] = ()
    if isinstance(outputs, Finding):
        found = dict.fromkeys(outputs.nodes, Highlight.FOUND)
        outputs, pointed = outputs.graph, (partial(highlight, nodes=found),)
    part = partial(select, start=start, stop=stop, upstream=upstream, downstream=downstream)
    seen = (partial(_collapse, depth=depth), *_seen(_choice(View, view), hide))
    drawing = partial(
        _drawing,
        namespace=namespace,
        show=show,
        transforms=(*pointed, part, *seen, *transforms, _fold(fold)),
        build=partial(
            build,
            theme=load_theme(theme),
            direction=_choice(Direction, direction),
            heading=title,
            legend=legend,
            transparent=_is_transparent(background),
        ),
        time_limit=time_limit,
    )
    return _draw_backward(outputs, namespace, drawing) if backward else drawing(outputs)


def load_graph(path: str | PathLike[str]) -> Graph:
    """The graph that was saved as JSON at ``path``.

    Raises:
        GraphError: if the file holds no well-formed graph of this version.
        OSError: if it cannot be read.

    """
    return graph_from_json(Path(path).read_text(encoding="utf-8"), KEYS)


@without_collection
def _drawing(
    outputs: Outputs | Watched | Backwards | Graph,
    namespace: Names,
    show: Show,
    transforms: Iterable[Transform],
    build: Callable[[Graph], Diagram],
    time_limit: float,
) -> Drawing:
    graph = _graph(outputs, namespace, show)
    drawn = reduce(lambda graph, transform: transform(graph), transforms, graph)
    return Drawing(Picture(graph, build(drawn), time_limit))


def _collapse(graph: Graph, depth: int | None) -> Graph:
    shapes = graph[SHAPE]
    sizes = {n: math.prod(shapes[n].size) if n in shapes else 0 for n in graph[PARAMETER]}
    return collapse_clusters(graph, depth, sizes)


def _seen(view: View, hide: str | Iterable[str] | None) -> tuple[Transform, Transform]:
    return (
        partial(hide_kinds, words=parse_hide(hide, view)),
        partial(view_graph, view=view, backward_facts=BACKWARD_KEYS),
    )


@without_collection
@without_overrides()
def _graph(outputs: Outputs | Watched | Backwards | Graph, namespace: Names, show: Show) -> Graph:
    if isinstance(outputs, Graph):
        return outputs if show is None else _shown(outputs, parse_show(show))
    shown = parse_show(show)
    captured = _walk(outputs, namespace)
    for name in shown:
        for extend in FACETS[name].extensions:
            captured = extend(captured)
    graph = annotate(captured, _collectors(shown))
    return graph if "names" in shown else hide_names(graph)


def _walk(outputs: Outputs | Watched | Backwards, namespace: Names) -> Capture:
    if isinstance(outputs, Backwards):
        outputs = outputs.last()
    if not isinstance(outputs, Watched):
        return walk_from(outputs, namespace)
    names = tensor_names(namespace, outputs.record.source)
    found = walk(outputs.outputs, outputs.record.source, names, outputs.constants)
    return WatchedCapture(**vars(found), record=outputs.record)


def _draw_backward(
    outputs: Outputs, namespace: Names, drawing: Callable[[Watched], Drawing]
) -> Drawing:
    tensors = tensors_of(outputs)
    before = walk_from(tensors, namespace)
    try:
        with recording(before) as record:
            before.source.backward(tensors)
    except Exception as error:
        error.drawing = drawing(Watched.of(before, tensors, record))  # type: ignore[attr-defined]
        error.add_note("How far backward came: the attribute drawing of this exception.")
        raise
    return drawing(Watched.of(before, tensors, record))


def _collectors(shown: Iterable[str]) -> list[Collector[Any]]:
    return [collect for name in shown for collect in FACETS[name].collectors]


def _shown(graph: Graph, shown: Iterable[str]) -> Graph:
    graph = keep_facts(graph, [collect.key for collect in _collectors(shown)])
    for name, facet in FACETS.items():
        if facet.hide is not None and name not in shown:
            graph = facet.hide(graph)
    return graph if "names" in shown else hide_names(graph)


def _fold(fold: str | int) -> Transform:
    if fold == "none":
        return lambda graph: graph
    if fold == "auto":
        return lambda graph: fold_repeats(graph) if len(graph.nodes) > AUTO_FOLD else graph
    if not isinstance(fold, int) or fold < 2:
        raise ValueError(f"fold is 'auto', 'none' or a number from 2 on, not {fold!r}")
    return lambda graph: fold_repeats(graph, fold)


def _choice(kind: type[Choice], name: str) -> Choice:
    try:
        return kind(name)
    except ValueError:
        known = ", ".join(kind)
        raise ValueError(f"no {kind.__name__.lower()} {name!r}; there are: {known}") from None


def _is_transparent(background: str) -> bool:
    if background not in ("opaque", "transparent"):
        raise ValueError(f"no background {background!r}; there are: opaque, transparent")
    return background == "transparent"
