"""The hooks of an optimizer: before and after its steps, and on saving and loading its state."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

from ..engine.hooks import Hooks, RemovableHandle, added

if TYPE_CHECKING:
    from collections.abc import Callable

_HOOKS = (
    *("_optimizer_step_pre_hooks", "_optimizer_step_post_hooks"),
    *("_optimizer_state_dict_pre_hooks", "_optimizer_state_dict_post_hooks"),
    *("_optimizer_load_state_dict_pre_hooks", "_optimizer_load_state_dict_post_hooks"),
)
_global_pre_hooks, _global_post_hooks = Hooks(), Hooks()


def register_optimizer_step_pre_hook(hook: Callable[..., Any]) -> RemovableHandle:
    """Call ``hook(optimizer, args, kwargs)`` before every step of every optimizer."""
    return added(_global_pre_hooks, hook)


def register_optimizer_step_post_hook(hook: Callable[..., Any]) -> RemovableHandle:
    """Call ``hook(optimizer, args, kwargs)`` after every step of every optimizer."""
    return added(_global_post_hooks, hook)


class HookedOptimizer:
    """Hooks under PyTorch's names, and what registers and calls them.

    Attributes:
        counted_steps: how many steps were made since a schedule of the learning rate asked for it.

    """

    counted_steps: int | None = None
    _is_stepping = False
    _optimizer_step_pre_hooks: Hooks
    _optimizer_step_post_hooks: Hooks
    _optimizer_state_dict_pre_hooks: Hooks
    _optimizer_state_dict_post_hooks: Hooks
    _optimizer_load_state_dict_pre_hooks: Hooks
    _optimizer_load_state_dict_post_hooks: Hooks

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Let the steps of a subclass call the hooks."""
        super().__init_subclass__(**kwargs)
        if "step" in cls.__dict__:
            cls.step = _with_hooks(cls.step)  # type: ignore[attr-defined]

    def _add_hooks(self) -> None:
        """Give the optimizer the empty hooks that it lacks."""
        for name in _HOOKS:
            self.__dict__.setdefault(name, Hooks())

    def count_steps(self) -> None:
        """Count the steps that are made from now on, or go on counting them."""
        self.counted_steps = self.counted_steps or 0

    def register_step_pre_hook(self, hook: Callable[..., Any]) -> RemovableHandle:
        """Call ``hook(optimizer, args, kwargs)`` before each step; it may return other ones."""
        return added(self._optimizer_step_pre_hooks, hook)

    def register_step_post_hook(self, hook: Callable[..., Any]) -> RemovableHandle:
        """Call ``hook(optimizer, args, kwargs)`` after each step."""
        return added(self._optimizer_step_post_hooks, hook)

    def register_state_dict_pre_hook(
        self, hook: Callable[..., Any], prepend: bool = False
    ) -> RemovableHandle:
        """Call ``hook(optimizer)`` before ``state_dict``."""
        return added(self._optimizer_state_dict_pre_hooks, hook, (), prepend)

    def register_state_dict_post_hook(
        self, hook: Callable[..., Any], prepend: bool = False
    ) -> RemovableHandle:
        """Call ``hook(optimizer, state_dict)`` after ``state_dict``; it may return another."""
        return added(self._optimizer_state_dict_post_hooks, hook, (), prepend)

    def register_load_state_dict_pre_hook(
        self, hook: Callable[..., Any], prepend: bool = False
    ) -> RemovableHandle:
        """Call ``hook(optimizer, state_dict)`` before a state is loaded; it may return another."""
        return added(self._optimizer_load_state_dict_pre_hooks, hook, (), prepend)

    def register_load_state_dict_post_hook(
        self, hook: Callable[..., Any], prepend: bool = False
    ) -> RemovableHandle:
        """Call ``hook(optimizer)`` after a state was loaded."""
        return added(self._optimizer_load_state_dict_post_hooks, hook, (), prepend)


def _with_hooks(step: Callable[..., Any]) -> Callable[..., Any]:
    """Return a method ``step`` that counts its calls and calls the hooks before and after it."""

    @functools.wraps(step)
    def hooked(self: Any, *args: Any, **kwargs: Any) -> Any:
        if self._is_stepping:  # a step that is part of another
            return step(self, *args, **kwargs)
        given = (self, *args)
        for hook in (*_global_pre_hooks.values(), *self._optimizer_step_pre_hooks.values()):
            new = hook(self, given, kwargs)
            if new is not None:
                given, kwargs = _checked(step, new)
        self._is_stepping = True
        try:
            result = step(*given, **kwargs)
        finally:
            del self._is_stepping
        if self.counted_steps is not None:
            self.counted_steps += 1
        for hook in (*self._optimizer_step_post_hooks.values(), *_global_post_hooks.values()):
            hook(self, given, kwargs)
        return result

    return hooked


def _checked(step: Any, new: Any) -> tuple[Any, ...]:
    if isinstance(new, tuple) and len(new) == 2:
        return new
    raise RuntimeError(
        f"{step} must return None or a tuple of (new_args, new_kwargs), but got {new}."
    )
