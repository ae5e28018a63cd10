"""Hooks of ours, by which PyTorch tells an observer what a backward does."""

from __future__ import annotations

from collections.abc import Callable, Iterator, MutableMapping
from contextlib import contextmanager
from functools import partial
from typing import Any

from graphviz_autograd.sources.base import Function, Observer, Tensor
from graphviz_autograd.sources.hooks import Hook, HookKind, Registered
from graphviz_autograd.sources.stand_in import StandIn

Hooks = MutableMapping[int, Hook]
"""Hooks by the number of their handle, in the order in which PyTorch calls them."""

Gradients = tuple[Tensor | None, ...]


def hooks_on(function: Function) -> tuple[Registered, ...]:
    """The hooks that a program registered on ``function``, pre-hooks first.

    PyTorch does not tell them, but the handle of one more hook knows the dictionary of all.
    """
    pre, post = function.register_prehook(_nothing), function.register_hook(_nothing)
    before, after = pre.hooks_dict_ref(), post.hooks_dict_ref()
    del before[pre.id], after[post.id]  # as remove() does, in half the time
    if not before and not after:
        return ()
    return (
        *(Registered(HookKind.PRE, hook) for hook in before.values()),
        *(Registered(HookKind.POST, hook) for hook in after.values()),
    )


def _nothing(*_gradients: object) -> None:
    """Do nothing."""


def watch_function(function: Function, observer: Observer) -> Iterator[Callable[[], None]]:
    """Register what tells ``observer`` of ``function`` and of its hooks; yields what undoes it."""

    def before(grad_outputs: Gradients) -> None:
        observer.node_starts(function, grad_outputs)
        if hasattr(function, "variable"):
            # Told now: what is added becomes .grad itself, which later hooks may modify.
            observer.leaf_accumulated(function, grad_outputs[0])

    def after(grad_inputs: Gradients, grad_outputs: Gradients) -> None:
        observer.node_ran(function, grad_inputs, grad_outputs)

    handle = function.register_prehook(before)
    yield handle.remove
    yield from _wrapped(
        handle.hooks_dict_ref(), before, partial(_node_hook, function, observer, "pre")
    )
    handle = function.register_hook(after)
    yield handle.remove
    hooks: Hooks = handle.hooks_dict_ref()
    if len(hooks) > 1:
        hooks.move_to_end(handle.id, last=False)  # type: ignore[attr-defined]
        yield from _wrapped(hooks, after, partial(_node_hook, function, observer, "post"))


def _wrapped(hooks: Hooks, own: Hook, wrap: Callable[[Hook], Hook]) -> Iterator[Callable[[], None]]:
    """Let one that calls it stand in for each hook but our ``own``; yields what undoes it."""
    for key, hook in [*hooks.items()]:
        if hook is not own:
            hooks[key] = stand_in = StandIn(hook, wrap(hook))
            yield partial(_restore, hooks, key, stand_in)


def _restore(hooks: Hooks, key: int, stand_in: StandIn) -> None:
    hook = stand_in.leave(hooks.get(key))
    if hook is not None:  # the hook may have removed itself
        hooks[key] = hook


def _node_hook(function: Function, observer: Observer, kind: str, hook: Hook) -> Hook:
    def told(grads: Gradients, *others: Gradients) -> Any:
        new = hook(grads, *others)
        after = grads if new is None else new
        observer.hook_called(
            function, kind, hook, grads, after if isinstance(after, tuple) else (after,)
        )
        return new

    return told


@contextmanager
def watch_hooks(tensor: Tensor, function: Function | None, observer: Observer) -> Iterator[None]:
    """Put in the place of each hook of ``tensor`` one that calls it and tells ``observer``.

    ``function`` is what made the tensor, or the accumulator of a leaf.
    """
    undo = [
        one
        for hooks, wrap in _tellers(tensor, function, observer)
        for one in _wrapped(hooks or {}, _nothing, wrap)
    ]
    try:
        yield
    finally:
        for one in undo:
            one()


def _tellers(
    tensor: Tensor, function: Function | None, observer: Observer
) -> Iterator[tuple[Any, Callable[[Hook], Hook]]]:
    yield tensor._backward_hooks, partial(_tensor_hook, function, observer)
    if tensor.is_leaf:
        after = getattr(tensor, "_post_accumulate_grad_hooks", None)
        yield after, partial(_accumulate_hook, function, observer)


def _tensor_hook(function: Function | None, observer: Observer, hook: Hook) -> Hook:
    def told(grad: Tensor) -> Any:
        observer.hook_starts(function, HookKind.TENSOR, hook)
        new = hook(grad)
        observer.hook_called(function, HookKind.TENSOR, hook, grad, grad if new is None else new)
        return new

    return told


def _accumulate_hook(function: Function | None, observer: Observer, hook: Hook) -> Hook:
    def told(leaf: Tensor) -> Any:
        before = None if leaf.grad is None else leaf.grad.detach().clone()
        observer.hook_starts(function, HookKind.POST_ACCUMULATE, hook)
        returned = hook(leaf)
        observer.hook_called(function, HookKind.POST_ACCUMULATE, hook, before, leaf.grad)
        return returned

    return told
