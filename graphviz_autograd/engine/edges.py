"""Where a tensor's gradient goes."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

from . import errors
from .accumulate import accumulator_of
from .grad_mode import local
from .node import NO_EDGE, Edge, Node, start
from .tensor import Tensor, array_of, counter_of, meta_of, offset_in, strides_of

# What is computed from a view of a tensor that requires grad requires grad too, even if the view
# itself was made under no_grad: there the gradient goes nowhere. It equals NO_EDGE.
_LOST: Edge = (*NO_EDGE,)

# (sizes, strides, offset) of a view in its base, in elements
Geometry = tuple[tuple[int, ...], tuple[int, ...], int]


class GradientEdge(NamedTuple):
    """A place in the graph: output ``output_nr`` of ``node``."""

    node: Node
    output_nr: int
    ownership_token: Any = None


def get_gradient_edge(tensor: Tensor) -> GradientEdge:
    """Return the place in the graph that computed ``tensor``.

    Raises:
        RuntimeError: if it does not require grad.

    """
    if not tensor.requires_grad:
        raise RuntimeError(
            "It is not possible to get the gradient edge for a Tensor that does not require "
            "gradients"
        )
    return GradientEdge(*edge_of(tensor))


def edge_of(tensor: Tensor) -> Edge:
    """Return where a tensor's gradient goes: to its grad_fn, or a leaf's accumulator."""
    if tensor._edge is not None:
        return tensor._edge
    meta = tensor._meta
    if meta is not None:
        if meta.view is not None:
            return view_edge(tensor)
        if meta.accumulator is not None and (node := meta.accumulator()) is not None:
            return (node, 0)
    return (accumulator_of(tensor), 0)


def view_edge(tensor: Tensor) -> Edge:
    """Return where a view's gradient goes; one that nothing computed is a leaf."""
    edge = view_source(tensor)
    view = meta_of(tensor).view
    assert view is not None
    if edge is None:
        return (accumulator_of(tensor), 0)
    return _LOST if edge is NO_EDGE and view.base.requires_grad else edge


def view_source(tensor: Tensor) -> Edge | None:
    """Return what computed a view: after an in-place operation, its base; None for a leaf."""
    view = meta_of(tensor).view
    assert view is not None
    now = counter_of(tensor).value
    if view.version != now:
        base_edge = view.base._edge or edge_of(view.base)
        # A view of a base that was detached since stays where it is, but leads nowhere.
        follows = base_edge is not NO_EDGE or view.edge not in (None, NO_EDGE)
        if follows and view.forbidden is not None:
            raise RuntimeError(errors.base_modified(view.forbidden))
        view.version = now
        if follows:
            old, view.edge = view.edge, _made_again(tensor, view.base, base_edge)
            move_retained_grad(old, view.edge)
    return view.edge


def move_retained_grad(old: Edge | None, new: Edge) -> None:
    """Let ``retain_grad`` follow a tensor whose grad_fn an in-place operation replaced."""
    if old is None or old[0] is None or old[0].extra is None:
        return
    node, output_nr = old
    if output_nr in node.extra.retained:
        new[0].ensure_extra().retained[new[1]] = node.extra.retained.pop(output_nr)


def geometry_of(view: Tensor, base: Tensor) -> Geometry:
    """Return where a view lies in its base."""
    data = array_of(view)
    return data.shape, strides_of(data), offset_in(array_of(base), data)


@cache
def _referable(node_class: type[Node]) -> type[Node]:
    """Return the class of the same nodes that can be referred to weakly."""
    body = {"__slots__": ("__weakref__",), "__module__": node_class.__module__}
    return type(node_class.__name__, (node_class,), body)


def _made_again(tensor: Tensor, base: Tensor, base_edge: Edge) -> Edge:
    """Return what computes a view from its base as that is now."""
    view = meta_of(tensor).view
    if local.mode.view_replay and view is not None and view.edge not in (None, NO_EDGE):
        return _replayed(view.edge, base_edge)
    return (_as_strided_node(tensor, base, base_edge), 0)


def _replayed(edge: Edge, base_edge: Edge) -> Edge:
    """Return the nodes of views from ``edge`` down, once more, on top of those of their base."""
    from .ops import OPS

    views = {record.node for record in OPS.values() if record.view}
    chain = []
    while views.intersection(edge[0].__class__.__mro__):
        chain.append(edge)
        edge = edge[0].edges[0]
    result = base_edge
    for node, output_nr in reversed(chain):
        kind = node.__class__
        again = (kind if kind.__weakrefoffset__ else _referable(kind))()
        start(again, (result,), None)
        again.spec, again.values = node.spec, node.values
        result = (again, output_nr)
    return result


def _as_strided_node(view: Tensor, base: Tensor, base_edge: Edge) -> Node:
    from .ops import OPS

    node: Node = _referable(OPS["as_strided_from"].node)()
    start(node, (base_edge,), view._data)
    sizes, strides, offset = geometry_of(view, base)
    node.values = (sizes, strides, offset, offset, base.shape, base.stride())
    return node
