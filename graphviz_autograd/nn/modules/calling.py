"""Calling a module: its ``forward``, and the hooks before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...engine.hooks import Hooks, RemovableHandle
from .backward_hooks import BackwardHook

if TYPE_CHECKING:
    from collections.abc import Callable


class ForwardHooks:
    """The hooks of one module.

    Attributes:
        before: called with the arguments, which they may replace.
        after: called with the arguments and the output, which they may replace.
        with_kwargs: the ids of the hooks that are given keyword arguments too.
        always: the ids of the hooks that are called even if ``forward`` raised.
        full_before: called in a backward with the gradients of the outputs (see ``BackwardHook``).
        full: called in a backward with the gradients of the inputs and of the outputs.

    """

    def __init__(self) -> None:
        self.before = Hooks()
        self.after = Hooks()
        self.with_kwargs: set[int] = set()
        self.always: set[int] = set()
        self.full_before = Hooks()
        self.full = Hooks()

    def __bool__(self) -> bool:
        return bool(self.before or self.after or self.full_before or self.full)

    def add(
        self, hooks: Hooks, hook: Callable[..., Any], prepend: bool, with_kwargs: bool = False
    ) -> RemovableHandle:
        """Add ``hook`` to some of these hooks, at the end or at the beginning."""
        handle = hooks.add(hook)
        if with_kwargs:
            handle.join(self.with_kwargs)
        if prepend:
            others = [(key, one) for key, one in hooks.items() if key != handle.id]
            hooks.clear()
            hooks.update([(handle.id, hook), *others])
        return handle

    def call(self, module: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Call a module's ``forward`` with its hooks.

        Raises:
            RuntimeError: if a hook that may replace keyword arguments returns something else.

        """
        called: set[int] = set()
        try:
            args, kwargs = self._before(module, args, kwargs)
            backward = self._backward(module)
            args = backward.on_inputs(args) if backward else args
            output = module.forward(*args, **kwargs)
            for key, hook in list(self.after.items()):
                called.add(key)
                new = self._called(key, hook, module, args, kwargs, output)
                output = output if new is None else new
            output = backward.on_outputs(output) if backward else output
        except Exception:
            for key, hook in self.after.items():
                if key in self.always and key not in called:
                    self._called(key, hook, module, args, kwargs, None)
            raise
        return output

    def _backward(self, module: Any) -> BackwardHook | None:
        if not (self.full_before or self.full):
            return None
        return BackwardHook(module, self.full_before.values(), self.full.values())

    def _called(self, key: int, hook: Any, module: Any, args: Any, kwargs: Any, output: Any) -> Any:
        given = (module, args, kwargs) if key in self.with_kwargs else (module, args)
        return hook(*given, output)

    def _before(
        self, module: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> tuple[tuple[Any, ...], dict[str, Any]]:
        for key, hook in list(self.before.items()):
            if key not in self.with_kwargs:
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
