"""Where a tensor's gradient goes."""

from __future__ import annotations

from typing import Any, NamedTuple

from . import errors
from .accumulate import accumulator_of
from .node import NO_EDGE, Edge, Node, start
from .tensor import Tensor, array_of, counter_of, meta_of, offset_in, strides_of

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
    if meta is not None and meta.view is not None:
        return view_edge(tensor)
    return (accumulator_of(tensor), 0)


def view_edge(tensor: Tensor) -> Edge:
    """Return where a view's gradient goes; one that nothing computed is a leaf."""
    edge = view_source(tensor)
    view = meta_of(tensor).view
    assert view is not None
    if edge is None or (edge is NO_EDGE and view.base.requires_grad):
        return (accumulator_of(tensor), 0)
    return edge


def view_source(tensor: Tensor) -> Edge | None:
    """Return what computed a view: after an in-place operation, its base; None for a leaf."""
    view = meta_of(tensor).view
    assert view is not None
    now = counter_of(tensor).value
    if view.version != now:
        view.version = now
        base_edge = view.base._edge or edge_of(view.base)
        if base_edge is not NO_EDGE:
            view.edge = (_as_strided_node(tensor, view.base, base_edge), 0)
    return view.edge


def geometry_of(view: Tensor, base: Tensor) -> Geometry:
    """Return where a view lies in its base."""
    data = array_of(view)
    return data.shape, strides_of(data), offset_in(array_of(base), data)


def _as_strided_node(view: Tensor, base: Tensor, base_edge: Edge) -> Node:
    from .ops import OPS

    node: Node = OPS["as_strided_from"].node()
    start(node, (base_edge,), view._data)
    sizes, strides, offset = geometry_of(view, base)
    node.values = (sizes, strides, offset, offset, base.shape, base.stride())
    return node
