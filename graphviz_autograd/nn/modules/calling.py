"""Calling a module: its ``forward``, and the hooks before and after."""

from __future__ import annotations

import warnings
from functools import partial
from typing import TYPE_CHECKING, Any

from .backward_hooks import BackwardHook
from .old_backward_hooks import watch_node

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .global_hooks import GlobalHooks
    from .hooking import Hooked


def call_with_hooks(
    module: Hooked, everywhere: GlobalHooks, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> Any:
    """Call a module's ``forward`` with its hooks and those on all modules.

    Raises:
        RuntimeError: if a hook that may replace keyword arguments returns something else.

    """
    called: set[int] = set()
    try:
        args, kwargs = _before(module, everywhere, args, kwargs)
        backward = _backward(module, everywhere)
        args = backward.on_inputs(args) if backward else args
        output = module.forward(*args, **kwargs)
        for key, call in _after(module, everywhere, args, kwargs):
            called.add(key)
            new = call(output)
            output = output if new is None else new
        output = backward.on_outputs(output) if backward else output
        old = _backward_hooks(module, everywhere, full=False)
        if old:
            watch_node(module, old, args, output)
    except Exception:
        _call_always(module, everywhere, args, kwargs, called)
        raise
    return output


def _before(
    module: Hooked, everywhere: GlobalHooks, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> tuple[tuple[Any, ...], dict[str, Any]]:
    for key, hook in (*everywhere.before.items(), *module._forward_pre_hooks.items()):
        if key not in module._forward_pre_hooks_with_kwargs:
            new = hook(module, args)
            if new is not None:
                args = new if isinstance(new, tuple) else (new,)
            continue
        new = hook(module, args, kwargs)
        if new is None:
            continue
        if not (isinstance(new, tuple) and len(new) == 2):
            raise RuntimeError(
                "forward pre-hook must return None or a tuple of (new_args, new_kwargs), but "
                f"got {new}."
            )
        args, kwargs = new
    return args, kwargs


def _after(
    module: Hooked, everywhere: GlobalHooks, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> Iterator[tuple[int, Callable[[Any], Any]]]:
    """Yield the id of each hook after ``forward``, and the hook as a function of the output."""
    for key, hook in (*everywhere.after.items(), *module._forward_hooks.items()):
        both = key in module._forward_hooks_with_kwargs or key in everywhere.with_kwargs
        given = (module, args, kwargs) if both else (module, args)
        yield key, partial(hook, *given)


def _backward(module: Hooked, everywhere: GlobalHooks) -> BackwardHook | None:
    before = [*everywhere.full_before.values(), *module._backward_pre_hooks.values()]
    after = _backward_hooks(module, everywhere, full=True)
    return BackwardHook(module, before, after) if before or after else None


def _backward_hooks(
    module: Hooked, everywhere: GlobalHooks, full: bool
) -> list[Callable[..., Any]]:
    own = module._backward_hooks.values() if module._is_full_backward_hook is full else ()
    return [*everywhere.backward_of_kind(full), *own]


def _call_always(
    module: Hooked,
    everywhere: GlobalHooks,
    args: tuple[Any, ...],
    kwargs: dict[str, Any],
    called: set[int],
) -> None:
    """Call the hooks that are called even if ``forward`` raised, and were not called yet."""
    for key, call in _after(module, everywhere, args, kwargs):
        own = key in module._forward_hooks_always_called
        if key in called or not (own or key in everywhere.always):
            continue
        try:
            call(None)
        except Exception as error:
            kind = "" if own else "global "
            warnings.warn(
                f"{kind}module forward hook with ``always_call=True`` raised an exception "
                f"that was silenced as another error was raised in forward: {error}",
                stacklevel=3,
            )
