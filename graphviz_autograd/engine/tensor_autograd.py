"""A tensor's place in the graph: its grad_fn, its gradient, its hooks."""

from __future__ import annotations

import warnings
from functools import cache
from typing import TYPE_CHECKING, Any

from . import errors
from .grad_mode import local
from .hooks import Hooks
from .node import NO_EDGE, Edge, Node
from .tensor_base import DETACHED, InferenceCounter, meta_of, read_only
from .tensor_values import Values

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Self

    from .hooks import RemovableHandle
    from .tensor import Tensor


class Differentiable(Values):
    """What autograd adds to an array."""

    __slots__ = ()

    def __float__(self) -> float:
        self._warn_of_leaving_the_graph()
        return super().__float__()

    def __complex__(self) -> complex:
        self._warn_of_leaving_the_graph()
        return super().__complex__()

    def _warn_of_leaving_the_graph(self) -> None:
        if self.requires_grad and local.mode.grad:
            warnings.warn(errors.SCALAR_OF_TRACKED, UserWarning, stacklevel=3)

    @property
    def requires_grad(self) -> bool:
        """Whether autograd computes gradients for this tensor."""
        if self._edge is not None:
            return self._edge is not NO_EDGE
        view = self._meta.view if self._meta is not None else None
        return view is None or view.edge is not NO_EDGE or view.base.requires_grad

    @requires_grad.setter
    def requires_grad(self, value: bool) -> None:
        if not isinstance(value, bool):
            raise RuntimeError("requires_grad must be a bool")
        self.requires_grad_(value)

    @requires_grad.deleter
    def requires_grad(self) -> None:
        raise RuntimeError("requires_grad must be a bool")

    def requires_grad_(self, requires_grad: bool = True) -> Self:
        """Make a leaf require grad, or not any more, and return it.

        Raises:
            RuntimeError: if its elements are not floating point, or it is not a leaf.

        """
        if requires_grad == self.requires_grad:
            return self
        if requires_grad:
            self._check_may_require_grad()
        if not self.is_leaf:
            raise RuntimeError(errors.REQUIRES_GRAD_OF_NON_LEAF)
        meta = meta_of(self)
        self._edge = None if requires_grad else NO_EDGE
        if meta.view is not None:
            meta.view.edge, self._edge = self._edge, None
        return self

    def _check_may_require_grad(self) -> None:
        if not self.dtype.is_floating_point:
            raise RuntimeError("only Tensors of floating point dtype can require gradients")
        if self.is_inference() and not local.mode.inference:
            raise RuntimeError(errors.INFERENCE_REQUIRES_GRAD)

    @read_only
    def grad_fn(self) -> Node | None:
        """The node that computed this tensor, or None for a leaf."""
        edge = self._edge
        if edge is None:
            view = meta_of(self).view
            edge = NO_EDGE if view is None or view.edge is None else _view_source(self)
        node: Node | None = edge[0]
        return node

    @read_only
    def output_nr(self) -> int:
        """Which output of ``grad_fn`` this tensor is."""
        return 0 if self.grad_fn is None else _edge_of(self)[1]

    @read_only
    def is_leaf(self) -> bool:
        """Whether the tensor was made by the user, not by a recorded operation."""
        return self.grad_fn is None

    @property
    def _was_never_recorded(self) -> bool:
        """Whether it is a leaf, or a view that was one before its base was modified in place."""
        if self._edge is not None:
            return self._edge[0] is None
        view = self._meta.view if self._meta is not None else None
        return view is None or view.edge is None or view.edge[0] is None

    @property
    def grad(self) -> Tensor | None:
        """The accumulated gradient, or None; reading it warns where it is never filled."""
        grad = self._meta.grad if self._meta is not None else None
        if grad is None and not self._was_never_recorded and not self.retains_grad:
            warnings.warn(errors.GRAD_OF_NON_LEAF, stacklevel=2)
        return grad

    @grad.setter
    def grad(self, value: Tensor | None) -> None:
        if value is not None:
            errors.check_assigned_grad(self, value)
            meta = meta_of(self)
            meta.grad, meta.additions, meta.added_at = value, 0, -1
        elif self._meta is not None:
            self._meta.grad = None

    @grad.deleter
    def grad(self) -> None:
        meta_of(self).grad = None

    @property
    def grad_dtype(self) -> Any:
        """The element type of a leaf's gradient; None allows any."""
        if not self.is_leaf:
            raise RuntimeError("grad_dtype can only be accessed on leaf tensors.")
        chosen = ... if self._meta is None else self._meta.grad_dtype
        return self.dtype if chosen is ... else chosen

    @grad_dtype.setter
    def grad_dtype(self, value: Any) -> None:
        if not self.is_leaf:
            raise RuntimeError("grad_dtype can only be set on leaf tensors.")
        meta = meta_of(self)
        if meta.grad is not None and value not in (None, meta.grad.dtype):
            raise RuntimeError(errors.grad_dtype_of_existing(value, meta.grad.dtype))
        meta.grad_dtype = value
        node = meta.accumulator() if meta.accumulator is not None else None
        if node is not None:
            node.expect_grad_dtype()

    @read_only
    def name(self) -> str | None:
        """What ``tensor()`` was told to call it in drawings; None for nothing."""
        return None if self._meta is None else self._meta.name

    @read_only
    def retains_grad(self) -> bool:
        """Whether ``retain_grad()`` was called while the tensor was no leaf."""
        return self._meta is not None and self._meta.retains_grad

    @read_only
    def _version(self) -> int:
        if self.is_inference():
            raise RuntimeError(errors.INFERENCE_VERSION)
        return 0 if self._counter is None else self._counter.value % DETACHED

    # PyTorch's own names of the same, which old programs read.
    @property
    def _grad_fn(self) -> Node | None:
        return self.grad_fn

    @_grad_fn.deleter
    def _grad_fn(self) -> None:
        raise RuntimeError("Deletion of _grad_fn not allowed. Detach tensor instead!")

    @property
    def _grad(self) -> Tensor | None:
        return None if self._meta is None else self._meta.grad

    @property
    def _backward_hooks(self) -> Any:
        return None if self._meta is None else self._meta.hooks

    @_backward_hooks.setter
    def _backward_hooks(self, hooks: Mapping[int, Callable[..., Any]] | None) -> None:
        meta_of(self).hooks = None if hooks is None else Hooks(hooks)

    @_backward_hooks.deleter
    def _backward_hooks(self) -> None:
        raise RuntimeError("Deletion of _backwards_hooks not allowed!")

    @property
    def _post_accumulate_grad_hooks(self) -> Any:
        return None if self._meta is None else self._meta.post_accumulate_hooks

    @property
    def volatile(self) -> bool:
        """Always False: what once was volatile is now made under ``no_grad``."""
        warnings.warn(errors.VOLATILE, UserWarning, stacklevel=2)
        return False

    @volatile.setter
    def volatile(self, _: Any) -> None:
        warnings.warn(errors.SET_VOLATILE, UserWarning, stacklevel=2)

    def is_inference(self) -> bool:
        """Return whether the tensor was made in inference mode."""
        return self._counter.__class__ is InferenceCounter

    def backward(
        self,
        gradient: Tensor | None = None,
        retain_graph: bool | None = None,
        create_graph: bool = False,
        inputs: Any = None,
    ) -> None:
        """Add the gradient of this tensor to ``grad`` of every leaf it was computed from.

        ``gradient`` has this tensor's shape; a scalar needs none. See ``autograd.backward``.
        """
        _backward()(self, gradient, retain_graph, create_graph, inputs=inputs)

    def retain_grad(self) -> None:
        """Keep the gradient of a non-leaf in ``grad``; on a leaf this changes nothing.

        Raises:
            RuntimeError: if the tensor does not require grad.

        """
        from .tensor_hooks import retain_grad

        retain_grad(self)

    def register_hook(self, hook: Callable[[Tensor], Tensor | None]) -> RemovableHandle:
        """Call ``hook(grad)`` whenever this tensor's gradient is computed; it may replace it."""
        from .tensor_hooks import register_hook

        return register_hook(self, hook)

    def register_post_accumulate_grad_hook(self, hook: Callable[[Tensor], None]) -> RemovableHandle:
        """Call ``hook(leaf)`` after a gradient was accumulated into this leaf."""
        from .tensor_hooks import register_post_accumulate_grad_hook

        return register_post_accumulate_grad_hook(self, hook)


@cache  # an import in a function costs 3 us at every call
def _backward() -> Callable[..., None]:
    from .backward import backward

    return backward


def _edge_of(tensor: Any) -> Edge:
    from .edges import edge_of

    return edge_of(tensor)


def _view_source(tensor: Any) -> Edge:
    from .edges import view_source

    return view_source(tensor) or NO_EDGE
