"""AccumulateGrad: the node at the end of the graph that fills a leaf's ``grad``."""

from __future__ import annotations

import threading
from sys import getrefcount
from typing import TYPE_CHECKING, Any
from weakref import ref

import numpy as np
from numpy import ndarray

from .metadata import spec_of
from .node import ACCUMULATE_FIRST, CallableNode, check_arguments
from .tensor import Tensor, counter_of, meta_of, untracked

if TYPE_CHECKING:
    from .tensor import AutogradMeta

# One lock for all leaves: threads that accumulate into the same leaf must not lose an addition.
_accumulating = threading.RLock()


_new = object.__new__


def _references(argument: object) -> int:
    return getrefcount(argument)


# What getrefcount says of an argument that only the callee holds; it depends on the interpreter.
_UNSHARED = _references(object())


class AccumulateGrad(CallableNode):
    """Adds what arrives to the gradient of ``variable``; the leaf holds it weakly."""

    __slots__ = ("__weakref__", "variable")

    edges = ()

    variable: Tensor

    def expect_grad_dtype(self) -> None:
        """Take gradients in the type that the leaf's ``grad_dtype`` names; None takes any."""
        wanted = self.variable.grad_dtype
        if wanted is self.variable.dtype:
            self.spec = spec_of(self.variable._data)
        else:
            self.spec = (tuple(self.variable.shape), None if wanted is None else wanted.numpy)

    @property
    def watched(self) -> bool:
        """Whether the leaf has hooks."""
        meta: Any = self.variable._meta
        return bool(meta.hooks or meta.post_accumulate_hooks)

    def name(self) -> str:
        """Return the name PyTorch gives to this node."""
        return "torch::autograd::AccumulateGrad"

    def apply(self, grad: Any) -> tuple[Any, ...]:
        """Add an array to the gradient of the leaf, in place if there is one."""
        unshared = getrefcount(grad) <= _UNSHARED
        leaf = self.variable
        meta: Any = leaf._meta
        # A leaf that is no view requires grad if its edge is looked up.
        if grad is None or not (leaf._edge is meta.view is None or leaf.requires_grad):
            return ()
        _accumulating.acquire()  # ``with`` takes twice as long
        try:
            if meta.grad is not None:
                _add_in_place(meta, grad)
            else:
                meta.additions, meta.added_at = 1, 0
                if not (unshared and grad.base is None and grad.strides == leaf._data.strides):
                    grad = _own(grad, leaf._data)
                meta.grad = untracked(grad)
        finally:
            _accumulating.release()
        return ()

    def apply_traced(self, grad: Any) -> tuple[Any, ...]:
        """Add a tensor to the gradient of the leaf, out of place to keep its graph."""
        if grad is not None and self.variable.requires_grad:
            with _accumulating:
                _add_tensor(self.variable, grad)
        return ()

    def __call__(self, *grads: Any) -> Any:
        """Accumulate a tensor.

        Raises:
            TypeError: if there is not exactly one tensor.

        """
        check_arguments(self, grads)
        return self.apply_traced(grads[0])


def accumulator_of(leaf: Tensor) -> AccumulateGrad:
    """Return the accumulator that all uses of a leaf share while any of them lives."""
    meta = leaf._meta or meta_of(leaf)
    _accumulating.acquire()  # another thread may be making it
    try:
        node = meta.accumulator() if meta.accumulator is not None else None
        if node is None:
            node = _made_for(leaf, meta)
            meta.accumulator = ref(node)
        return node
    finally:
        _accumulating.release()


def _made_for(leaf: Tensor, meta: AutogradMeta) -> AccumulateGrad:
    node = _new(AccumulateGrad)  # ``__init__`` would take longer than all of this
    node.variable = leaf
    node.extra = None
    node.sequence_nr = ACCUMULATE_FIRST
    data = leaf._data
    node.spec = (data.shape, data.dtype) if data.__class__ is ndarray else data.__class__
    if meta.grad_dtype is not ...:
        node.expect_grad_dtype()
    return node


def _add_in_place(meta: AutogradMeta, grad: Any) -> None:
    sum_so_far: Any = meta.grad
    counter = counter_of(sum_so_far)
    meta.additions = meta.additions + 1 if counter.value == meta.added_at else 1
    meta.added_at = counter.value = counter.value + 1
    try:
        sum_so_far._data += grad
    except ValueError as error:
        raise _misfit(error, sum_so_far._data, grad) from None


def _own(grad: Any, like: Any) -> Any:
    # Nobody else may hold the memory of a leaf's gradient, and its strides follow the leaf.
    if grad.__class__ is not np.ndarray:
        return grad
    own = np.empty_like(like, dtype=grad.dtype)
    try:
        own[...] = grad
    except ValueError as error:
        raise _misfit(error, like, grad) from None
    return own


def _misfit(error: ValueError, there: Any, grad: Any) -> Exception:
    """Return the error for a leaf that was given data of another shape since it was used."""
    from .ops.operands import not_broadcastable

    return not_broadcastable(error, untracked(there), untracked(grad))


def _add_tensor(leaf: Tensor, grad: Tensor) -> None:
    from .ops import FUNCTIONS

    meta = meta_of(leaf)
    is_more = meta.grad is not None and _version_of(meta.grad) == meta.added_at
    meta.additions = meta.additions + 1 if is_more else 1
    if meta.grad is not None:
        meta.grad = meta.grad + grad
    elif grad.requires_grad:
        meta.grad = FUNCTIONS["copy_"](untracked(np.zeros_like(grad._data)), grad)
    else:
        meta.grad = untracked(np.copy(grad._data))
    meta.added_at = _version_of(meta.grad)


def _version_of(tensor: Tensor) -> int:
    return 0 if tensor._counter is None else tensor._counter.value


def additions_to(leaf: Tensor) -> int:
    """Return how many gradients were added up in ``leaf.grad``, one in each backward.

    It begins anew when the gradient is set, cleared or otherwise modified by anybody else.
    """
    meta = leaf._meta
    if meta is None or meta.grad is None:
        return 0
    is_modified = _version_of(meta.grad) != meta.added_at
    return 0 if is_modified and not np.any(meta.grad._data) else meta.additions
