"""Hooks of ours, by which PyTorch tells an observer what a backward does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial, wraps
from typing import Any

from graphviz_autograd.sources.base import Function, Observer, Tensor
from graphviz_autograd.sources.hooks import Hook, HookKind


def watch_function(function: Function, observer: Observer) -> Iterator[Any]:
    """Register what tells ``observer`` of ``function``; yields the handles that undo it."""

    def before(grad_outputs: tuple[Tensor | None, ...]) -> None:
        observer.node_starts(function, grad_outputs)
        if hasattr(function, "variable"):
            # Told now: what is added becomes .grad itself, which later hooks may modify.
            observer.leaf_accumulated(function, grad_outputs[0])

    def after(
        grad_inputs: tuple[Tensor | None, ...], grad_outputs: tuple[Tensor | None, ...]
    ) -> None:
        observer.node_ran(function, grad_inputs, grad_outputs)

    yield function.register_prehook(before)
    yield function.register_hook(after)


@contextmanager
def watch_hooks(tensor: Tensor, function: Function | None, observer: Observer) -> Iterator[None]:
    """Put in the place of each hook of ``tensor`` one that calls it and tells ``observer``.

    ``function`` is what made the tensor, or the accumulator of a leaf.
    """
    replaced = [
        (hooks, key, hook, told(hook))
        for hooks, told in _tellers(tensor, function, observer)
        for key, hook in (hooks or {}).items()
    ]
    for hooks, key, _, told in replaced:
        hooks[key] = told
    try:
        yield
    finally:
        for hooks, key, hook, told in replaced:
            if hooks.get(key) is told:  # the hook may have removed itself
                hooks[key] = hook


def _tellers(
    tensor: Tensor, function: Function | None, observer: Observer
) -> Iterator[tuple[Any, Callable[[Hook], Hook]]]:
    yield tensor._backward_hooks, partial(_tensor_hook, function, observer)
    if tensor.is_leaf:
        yield tensor._post_accumulate_grad_hooks, partial(_accumulate_hook, function, observer)


def _tensor_hook(function: Function | None, observer: Observer, hook: Hook) -> Hook:
    @wraps(hook)
    def told(grad: Tensor) -> Any:
        observer.hook_starts(function, HookKind.TENSOR, hook)
        new = hook(grad)
        observer.hook_called(function, HookKind.TENSOR, hook, grad, grad if new is None else new)
        return new

    return told


def _accumulate_hook(function: Function | None, observer: Observer, hook: Hook) -> Hook:
    @wraps(hook)
    def told(leaf: Tensor) -> Any:
        before = None if leaf.grad is None else leaf.grad.detach().clone()
        observer.hook_starts(function, HookKind.POST_ACCUMULATE, hook)
        returned = hook(leaf)
        observer.hook_called(function, HookKind.POST_ACCUMULATE, hook, before, leaf.grad)
        return returned

    return told
