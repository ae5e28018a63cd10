"""Views: tensors that share a base's memory, and what in-place operations do to both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from . import errors
from .edges import Geometry, edge_of, geometry_of, move_retained_grad
from .metadata import shape_and_kind
from .node import NO_EDGE, CallableNode, Edge, Node, start
from .overlap import check_no_overlap
from .teach import explained
from .tensor import (
    AutogradMeta,
    Tensor,
    array_of,
    counter_of,
    untracked,
)

if TYPE_CHECKING:
    from .grad_mode import Mode
    from .tensor import VersionCounter
    from .tensor_autograd import Differentiable


class View:
    """What a view knows of its base.

    Attributes:
        base: the tensor that owns the memory; never itself a view.
        edge: where the view's gradient goes, as long as ``version`` is the counter's.
        version: the version that ``edge`` belongs to.
        forbidden: why the view may not be modified in place, or None.
        unrecorded: whether it was made in a mode that records nothing.

    """

    __slots__ = ("base", "edge", "forbidden", "unrecorded", "version")

    def __init__(
        self, base: Tensor, edge: Edge | None, forbidden: str | None, unrecorded: bool
    ) -> None:
        self.base = base
        self.edge = edge
        self.forbidden = forbidden
        self.unrecorded = unrecorded
        self.version = counter_of(base).value


def share(tensor: Differentiable) -> Tensor:
    """Return an untracked tensor of the same memory and version counter."""
    twin = untracked(array_of(tensor))
    twin._counter = counter_of(tensor)
    return twin


def view_of(
    source: Tensor, data: Any, edge: Edge, mode: Mode, forbidden: str | None = None
) -> Tensor:
    """Return the tensor of ``data``, which shares the memory of ``source``."""
    result = untracked(data)
    result._counter = counter_of(source)
    if result.is_inference():
        return result  # among inference tensors nobody asks which is a view of which
    result._meta = AutogradMeta()
    unrecorded = not mode.grad and edge is NO_EDGE
    if unrecorded:
        forbidden = errors.untracked_view_inplace(mode.inference)
    base = source if source._base is None else source._base
    if forbidden is None and base is not source:
        forbidden = _inherited(source, *edge)
    result._meta.view = View(base, edge, forbidden, unrecorded)
    result._edge = None
    return result


def _inherited(source: Tensor, node: Node | None, output_nr: int) -> str | None:
    """Return why a view of the view ``source`` may not be modified in place, or None."""
    view = source._meta.view if source._meta is not None else None
    forbidden = view.forbidden if view is not None else None
    if forbidden is None or node is None:
        return forbidden
    function = node.name().partition("Backward")[0]
    return errors.view_of_view_inplace(forbidden, output_nr, function)


class CopySlices(CallableNode):
    """The grad_fn of a base after an in-place operation on a view of it.

    ``function`` is the operation's node: it takes the gradient of the view's part and what it
    gives for the old values goes there in its place.
    """

    __slots__ = ("function", "geometry", "strides")

    is_inplace = True

    def __init__(self, base: Tensor, base_edge: Edge, function: Node, geometry: Geometry) -> None:
        start(self, (base_edge, *function.edges[1:]), base._data)
        self.notes = getattr(function, "notes", ())
        self.function: Node | None = function
        self.geometry = geometry
        # The gradient is laid out as the base is, or the geometry would not fit it.
        self.strides = array_of(base).strides

    def name(self) -> str:
        """Return the name PyTorch gives to this node."""
        return "torch::autograd::CopySlices"

    def apply(self, grad: Any) -> tuple[Any, ...]:
        """Return the gradients of the old base and of the operation's other inputs."""
        whole = self._laid_out(grad.dtype)
        whole[...] = grad
        part = _strided(whole, self.geometry)
        check_no_overlap(part)
        first, *rest = self._operation().apply(self._passed(np.array(part)))
        part[...] = 0 if first is None else first
        return (whole, *rest)

    def apply_traced(self, grad: Any) -> tuple[Any, ...]:
        """Return the same on tensors, recording how."""
        from .ops import FUNCTIONS

        whole = FUNCTIONS["copy_"](untracked(self._laid_out(grad.dtype.numpy)), grad)
        part = FUNCTIONS["as_strided"](whole, *self.geometry)
        first, *rest = self._operation().apply_traced(self._passed(FUNCTIONS["clone"](part)))
        if first is None:
            FUNCTIONS["zero_"](part)
        else:
            FUNCTIONS["copy_"](part, first)
        return (whole, *rest)

    def _passed(self, grad: Any) -> Any:
        return grad if self._operation().outputs == 1 else [grad]

    def _laid_out(self, kind: Any) -> np.ndarray[Any, Any]:
        shape, _ = shape_and_kind(self.spec)
        return np.lib.stride_tricks.as_strided(np.empty(shape, kind), shape, self.strides)

    def constant_input(self, input_nr: int) -> Any:
        """Return what the operation knows of that input."""
        return self.function.constant_input(input_nr) if self.function is not None else None

    def _operation(self) -> Node:
        if self.function is None:
            raise RuntimeError(errors.FREED)
        return self.function

    def release(self) -> None:
        """Free the operation and what it saved: the node cannot run again."""
        if self.function is not None:
            self.function.release()
            self.function = None


def _strided(array: np.ndarray[Any, Any], geometry: Geometry) -> np.ndarray[Any, Any]:
    sizes, strides, offset = geometry
    memory = np.lib.stride_tricks.as_strided(array, (array.size,), (array.itemsize,))
    flat = memory[offset:]
    steps = [step * array.itemsize for step in strides]
    return np.lib.stride_tricks.as_strided(flat, sizes, steps)


def check_inplace(tensor: Tensor, mode: Mode) -> None:
    """Raise if ``tensor`` may not be modified in place now.

    Raises:
        RuntimeError: for leaves that require grad, their views, and views made where the
            operation could not be recorded rightly.

    """
    if tensor.is_inference() and not mode.inference:
        raise RuntimeError(errors.INFERENCE_INPLACE)
    if mode.before_write is not None:
        mode.before_write(tensor)
    if not mode.grad:
        return
    view = tensor._meta.view if tensor._meta is not None else None
    if view is None:
        if tensor.requires_grad and tensor.is_leaf:
            raise explained(RuntimeError(errors.LEAF_INPLACE), (tensor,))
        return
    if view.edge is NO_EDGE and not view.base.requires_grad:
        return
    if view.forbidden is not None:
        raise RuntimeError(view.forbidden)
    if view.base.is_leaf:
        raise explained(RuntimeError(errors.VIEW_OF_LEAF_INPLACE), (tensor,))
    # Nobody has asked for the grad_fn of the view since that of its base was set.
    if view.edge is NO_EDGE:
        raise explained(RuntimeError(errors.LEAF_INPLACE), (tensor,))


def check_recorded(tensor: Tensor) -> None:
    """Raise if the modification of ``tensor`` is recorded and must not be.

    Raises:
        RuntimeError: for a view that was made where that could not be recorded rightly.

    """
    view = tensor._meta.view if tensor._meta is not None else None
    if view is not None and view.forbidden is not None:
        raise RuntimeError(view.forbidden)


def rebase(tensor: Tensor, node: Node, output_nr: int = 0) -> None:
    """Make ``tensor``, modified in place, from now on output ``output_nr`` of ``node``."""
    view = tensor._meta.view if tensor._meta is not None else None
    if view is None:
        old, tensor._edge = tensor._edge, (node, output_nr)
        move_retained_grad(old, tensor._edge)
        return
    base = view.base
    base_edge = base._edge or edge_of(base)
    base._edge = (CopySlices(base, base_edge, node, geometry_of(tensor, base)), 0)
    move_retained_grad(base_edge, base._edge)
    # The view finds its new grad_fn at once, so that it is the older of the two nodes.
    view.version = -1
    edge_of(tensor)


def bump(tensor: Tensor) -> None:
    """Count an in-place modification."""
    counter: VersionCounter = counter_of(tensor)
    counter.value += 1


def write(tensor: Tensor, value: Any) -> None:
    """Store ``value`` in the memory of ``tensor`` and count it."""
    if isinstance(tensor._data, np.ndarray):
        tensor._data[...] = value
    else:
        tensor._data = tensor._data.dtype.type(value)
    bump(tensor)
