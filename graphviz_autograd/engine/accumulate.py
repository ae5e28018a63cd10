"""AccumulateGrad: the node at the end of the graph that fills a leaf's ``grad``."""

from __future__ import annotations

import threading
import weakref
from sys import getrefcount
from typing import Any

import numpy as np

from .metadata import spec_of
from .node import ACCUMULATE_FIRST, CallableNode, check_arguments
from .tensor import Tensor, counter_of, meta_of, untracked

# One lock for all leaves: threads that accumulate into the same leaf must not lose an addition.
_accumulating = threading.RLock()


def _references(argument: object) -> int:
    return getrefcount(argument)


# What getrefcount says of an argument that only the callee holds; it depends on the interpreter.
_UNSHARED = _references(object())


class AccumulateGrad(CallableNode):
    """Adds what arrives to the gradient of ``variable``; the leaf holds it weakly."""

    __slots__ = ("__weakref__", "variable")

    # The same for all of them.
    edges = saved = values = ()
    versions = None

    def __init__(self, variable: Tensor) -> None:
        data = variable._data
        self.variable = variable
        self.extra = None
        self.sequence_nr = ACCUMULATE_FIRST
        self.spec = (data.shape, data.dtype) if data.__class__ is np.ndarray else data.__class__
        if variable._meta is not None and variable._meta.grad_dtype is not ...:
            self.expect_grad_dtype()

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
        if grad is not None and self.variable.requires_grad:
            with _accumulating:
                _add_array(self.variable, grad, unshared)
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
    with _accumulating:  # another thread may be making it
        node = meta.accumulator() if meta.accumulator is not None else None
        if node is None:
            node = AccumulateGrad(leaf)
            meta.accumulator = weakref.ref(node)
        return node


def _add_array(leaf: Tensor, grad: Any, unshared: bool) -> None:
    meta: Any = leaf._meta
    if meta.grad is not None:
        counter = counter_of(meta.grad)
        meta.additions = meta.additions + 1 if counter.value == meta.added_at else 1
        meta.added_at = counter.value = counter.value + 1
        try:
            meta.grad._data += grad
        except ValueError as error:
            raise _misfit(error, meta.grad._data, grad) from None
        return
    meta.additions, meta.added_at = 1, 0
    if grad.__class__ is not np.ndarray or (
        unshared and grad.base is None and grad.strides == leaf._data.strides
    ):
        meta.grad = untracked(grad)
    else:
        meta.grad = untracked(_own(grad, leaf._data))


def _own(grad: Any, like: Any) -> Any:
    # Nobody else may hold the memory of a leaf's gradient, and its strides follow the leaf.
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
