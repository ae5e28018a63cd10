"""How the outputs of a custom function are joined to its node."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any, NamedTuple

from . import errors
from .grad_mode import local
from .metadata import spec_of
from .node import NO_EDGE, Edge
from .overriding import takes_over
from .tensor import Tensor, array_of, counter_of, meta_of
from .views import bump, check_inplace, rebase, view_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .function_node import BackwardCFunction


class _Call(NamedTuple):
    """One call: its node, the identities of its inputs, and whether it is recorded."""

    node: BackwardCFunction
    inputs: set[int]
    recorded: bool
    several: bool

    @property
    def dirty(self) -> set[int]:
        return set(map(id, self.node.ctx.dirty_tensors or ()))

    @property
    def constant(self) -> set[int]:
        return set(map(id, self.node.ctx.non_differentiable or ()))


def attached(
    node: BackwardCFunction, args: Sequence[Any], outputs: Sequence[Any], recorded: bool
) -> tuple[Any, ...]:
    """Return the outputs as results of ``node``.

    Raises:
        RuntimeError: if a modified input was not returned, or is a leaf that requires grad.

    """
    several = sum(isinstance(one, Tensor) for one in outputs) > 1
    call = _Call(node, {id(one) for one in args if isinstance(one, Tensor)}, recorded, several)
    _check_tensors("mark_dirty", node.ctx.dirty_tensors)
    _check_tensors("mark_non_differentiable", node.ctx.non_differentiable)
    if not call.dirty <= set(map(id, outputs)):
        raise RuntimeError(errors.DIRTY_NOT_RETURNED)
    node.spec = [spec_of(one._data) if isinstance(one, Tensor) else None for one in outputs]
    node.constant_outputs = {nr for nr, one in enumerate(outputs) if id(one) in call.constant}
    return tuple(
        _output(call, nr, one) if isinstance(one, Tensor) else one for nr, one in enumerate(outputs)
    )


def _check_tensors(method: str, marked: Sequence[Any] | None) -> None:
    for index, one in enumerate(marked or ()):
        if not isinstance(one, Tensor):
            kind = type(one).__name__
            raise RuntimeError(
                f"{method} can only accept variables, but argument {index} is of type {kind}"
            )


def _output(call: _Call, nr: int, tensor: Tensor) -> Tensor:
    dirty = id(tensor) in call.dirty
    if dirty:
        bump(tensor)
    differentiable = tensor.dtype.is_floating_point and id(tensor) not in call.constant
    if not (call.recorded and differentiable):
        return _constant(call, tensor, dirty)
    if dirty:
        _check_modified(call, tensor)
    if id(tensor) in call.inputs:
        if dirty:
            return _modified(call, nr, tensor)
        return _view(tensor, (call.node, nr), _view_reason(call, nr))
    return _recorded(call, nr, tensor)


def _view(tensor: Tensor, edge: Edge, forbidden: str | None = None) -> Tensor:
    view = view_of(tensor, array_of(tensor), edge, local.mode, forbidden)
    if tensor.__class__ is not Tensor and takes_over(tensor.__class__):
        view.__class__ = tensor.__class__
    return view


def _check_modified(call: _Call, tensor: Tensor) -> None:
    if tensor.requires_grad and tensor._was_never_recorded:
        raise RuntimeError(errors.DIRTY_LEAF)
    if id(tensor) not in call.inputs:
        if tensor._is_view():
            raise RuntimeError(errors.DIRTY_NO_INPUT)
        warnings.warn(errors.DIRTY_NO_INPUT, UserWarning, stacklevel=5)
    if call.several and tensor._is_view():
        raise RuntimeError(errors.DIRTY_VIEW_OF_SEVERAL)
    check_inplace(tensor, local.mode)


def _modified(call: _Call, nr: int, tensor: Tensor) -> Tensor:
    call.node.is_inplace = True
    rebase(tensor, call.node, nr)
    return tensor


def _constant(call: _Call, tensor: Tensor, dirty: bool) -> Tensor:
    is_input = id(tensor) in call.inputs
    if tensor.requires_grad and is_input:
        return tensor.detach()
    if tensor.requires_grad and not tensor._is_view():
        return tensor.detach_()
    if is_input and not dirty:
        tensor = _view(tensor, NO_EDGE)
    view = tensor._meta.view if tensor._meta is not None else None
    if view is not None:
        view.forbidden = errors.untracked_custom_view_inplace()
    return tensor


def _recorded(call: _Call, nr: int, tensor: Tensor) -> Tensor:
    view = meta_of(tensor).view
    if view is None:
        tensor._edge = (call.node, nr)
    else:
        view.edge, view.forbidden = (call.node, nr), _view_reason(call, nr)
        view.version = counter_of(tensor).value
        tensor._edge = None
    return tensor


def _view_reason(call: _Call, nr: int) -> str:
    name = call.node._forward_cls.__name__
    return (errors.multi_view_inplace if call.several else errors.custom_view_inplace)(nr, name)
