"""Hooks: functions of the user that run during a backward, and the checks on what they return."""

from __future__ import annotations

import itertools
import weakref
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Self

_ids = itertools.count()


class Hooks(dict[int, Callable[..., Any]]):
    """Hooks in the order of their registration, by the id of their handle."""

    __slots__ = ("__weakref__",)

    def __repr__(self) -> str:
        return repr(OrderedDict(self))

    def add(self, hook: Callable[..., Any]) -> RemovableHandle:
        """Append ``hook`` and return the handle that removes it."""
        return added(self, hook)


def added(
    hooks: dict[int, Callable[..., Any]],
    hook: Callable[..., Any],
    groups: Sequence[dict[int, bool]] = (),
    prepend: bool = False,
) -> RemovableHandle:
    """Add ``hook`` to ``hooks`` and return the handle that removes it.

    Args:
        hooks: hooks by the ids of their handles.
        hook: the function.
        groups: dictionaries that have the ids of some hooks, now of this one too.
        prepend: put it before those that are there already.

    """
    handle = RemovableHandle(hooks, extra_dict=groups)
    others = [*hooks.items()] if prepend else []
    if prepend:
        hooks.clear()
    hooks[handle.id] = hook
    hooks.update(others)
    for group in groups:
        group[handle.id] = True
    return handle


class RemovableHandle:
    """Removes a hook: by ``remove()``, any number of times, or at the end of a ``with`` block.

    Args:
        hooks_dict: the hooks by the ids of their handles.
        extra_dict: one or several dictionaries that have the id of the hook besides.

    """

    def __init__(
        self,
        hooks_dict: Any,
        *,
        extra_dict: dict[int, bool] | Sequence[dict[int, bool]] | None = None,
    ) -> None:
        self.id = next(_ids)
        self.hooks_dict_ref: Callable[[], Any] = weakref.ref(hooks_dict)
        self._groups = [extra_dict] if isinstance(extra_dict, dict) else list(extra_dict or ())

    def remove(self) -> None:
        """Remove the hook, if it is still there."""
        for held in (self.hooks_dict_ref(), *self._groups):
            if held is not None:
                held.pop(self.id, None)

    def __getstate__(self) -> tuple[Any, ...]:
        return self.hooks_dict_ref(), self.id, self._groups

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        hooks, self.id, self._groups = state
        self.hooks_dict_ref = weakref.ref(Hooks() if hooks is None else hooks)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.remove()


def hook_name(hook: Callable[..., Any]) -> str:
    """Return the name that messages give to a hook."""
    return getattr(hook, "__name__", type(hook).__name__)


def check_replacement(hook: Callable[..., Any], old: Any, new: Any) -> None:
    """Raise unless a hook's ``new`` gradient fits the ``old`` one's place.

    Raises:
        TypeError: if it is no tensor.
        RuntimeError: if there was no gradient, or its size or type differs.

    """
    if new is None or new is old:
        return
    if old is None:
        raise RuntimeError("can't replace a None gradient with a non-None value")
    if not isinstance(new, type(old)):
        raise TypeError(f"expected Variable, but hook returned '{type(new).__name__}'")
    if new.dtype is not old.dtype:
        raise RuntimeError(
            f"hook '{hook_name(hook)}' has changed the type of value "
            f"(was {old.type()} got {new.type()})"
        )
    if new.shape != old.shape:
        raise RuntimeError(f"hook '{hook_name(hook)}' has changed the size of value")


def call_tensor_hook(hook: Callable[..., Any], grad: Any) -> Any:
    """Call a tensor's hook and return the gradient that goes on."""
    new = hook(grad)
    if new is None:
        return grad
    check_replacement(hook, grad, new)
    return new


def call_node_hook(hook: Callable[..., Any], grads: tuple[Any, ...], *others: Any) -> Any:
    """Call a node's hook on ``grads`` and return the gradients that go on."""
    new = hook(grads, *others)
    if new is None or new is grads:
        return grads
    if others and len(grads) == 1 and isinstance(new, type(grads[0])):  # of a post-hook only
        new = (new,)
    if not isinstance(new, tuple):
        raise TypeError(f"expected tuple, but hook returned '{type(new).__name__}'")
    return tuple(_replacements(hook, grads, new))


def _replacements(
    hook: Callable[..., Any], grads: tuple[Any, ...], new: tuple[Any, ...]
) -> Iterator[Any]:
    if len(new) != len(grads):
        raise RuntimeError(
            f"hook '{hook_name(hook)}' has returned an incorrect number of values "
            f"(got {len(new)}, but expected {len(grads)})"
        )
    for before, after in zip(grads, new, strict=True):
        check_replacement(hook, before, after)
        yield after


def check_post_accumulate(hook: Callable[..., Any], returned: Any, leaf: Any) -> None:
    """Raise unless a hook after accumulation returned nothing new.

    Raises:
        TypeError: if it returned something that is no tensor.
        RuntimeError: if it returned another tensor.

    """
    check_replacement(hook, leaf, returned)
    if returned is not None and returned is not leaf:
        raise RuntimeError("Tensor post accumulate grad hooks should return None.")
