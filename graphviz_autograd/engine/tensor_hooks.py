"""Hooks of tensors: they live on the node that computes the tensor, or on the leaf."""

from __future__ import annotations

import weakref
from typing import TYPE_CHECKING, Any

from .hooks import Hooks, RemovableHandle
from .tensor import Tensor, meta_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from .tensor_autograd import Differentiable


def register_hook(
    tensor: Differentiable, hook: Callable[[Tensor], Tensor | None]
) -> RemovableHandle:
    """Call ``hook(grad)`` whenever the gradient of ``tensor`` is computed.

    Raises:
        RuntimeError: if the tensor does not require grad.

    """
    if not tensor.requires_grad:
        raise RuntimeError("cannot register a hook on a tensor that doesn't require gradient")
    return _hooks_of(tensor).add(hook)


def _hooks_of(tensor: Differentiable) -> Hooks:
    node = tensor.grad_fn
    if node is not None:
        return node.ensure_extra().tensor_hooks.setdefault(tensor.output_nr, Hooks())
    meta = meta_of(tensor)
    if meta.hooks is None:
        meta.hooks = Hooks()
    return meta.hooks


def register_post_accumulate_grad_hook(
    tensor: Differentiable, hook: Callable[[Tensor], Any]
) -> RemovableHandle:
    """Call ``hook(leaf)`` after a gradient was accumulated.

    Raises:
        RuntimeError: if the tensor does not require grad or is not a leaf.

    """
    if not tensor.requires_grad:
        raise RuntimeError("cannot register a hook on a tensor that doesn't require gradient")
    if not tensor.is_leaf:
        raise RuntimeError("post accumulate grad hooks cannot be registered on non-leaf tensors")
    meta = meta_of(tensor)
    if meta.post_accumulate_hooks is None:
        meta.post_accumulate_hooks = Hooks()
    return meta.post_accumulate_hooks.add(hook)


def retain_grad(tensor: Differentiable) -> None:
    """Keep the gradient of a non-leaf in its ``grad``.

    Raises:
        RuntimeError: if the tensor does not require grad.

    """
    if not tensor.requires_grad:
        raise RuntimeError("can't retain_grad on Tensor that has requires_grad=False")
    node = tensor.grad_fn
    if node is not None:
        node.ensure_extra().retained.setdefault(tensor.output_nr, weakref.ref(tensor))
        meta_of(tensor).retains_grad = True
