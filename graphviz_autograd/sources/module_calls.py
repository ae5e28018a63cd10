"""Calls of modules as scopes: each ``forward`` of a model and of the modules in it."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any

from graphviz_autograd.sources.scopes import Scope, enter, leave

Module = Any
"""An ``nn.Module`` of our engine or of PyTorch."""


def is_module(value: object) -> bool:
    """Whether ``value`` is an ``nn.Module``, of whichever framework."""
    # Only the type is asked: an object that invents attributes would answer anything.
    kind = type(value)
    return hasattr(kind, "named_modules") and hasattr(kind, "register_forward_pre_hook")


@contextmanager
def module_scopes(model: Module) -> Iterator[None]:
    """Let every call of ``model``, and of the modules in it, be a scope while the context lasts.

    A scope is called ``layers.0: Linear``: the path from the module around it, and the class. Hooks
    of ours are on the modules meanwhile, and none afterwards.
    """
    calls = _Calls()
    with ExitStack() as undo:
        undo.callback(calls.leave_all)
        for path, module in _watchable(model):
            name = _Name(path, _kind(module))
            for handle in calls.hooks(module, name):
                undo.callback(handle.remove)
        yield


def compiled_modules(model: Module) -> list[str]:
    """The paths of the modules of ``model`` that are compiled, but for those inside such."""
    compiled: list[str] = []
    for path, module in model.named_modules():
        if not _is_inside(path, compiled) and _is_compiled(module):
            compiled.append(path)
    return compiled


def _watchable(model: Module) -> Iterator[tuple[str, Module]]:
    """The modules, but those that are compiled or inside one: PyTorch compiles their hooks too."""
    compiled = compiled_modules(model)
    for path, module in model.named_modules():
        if not _is_inside(path, compiled) and not _is_compiled_in_place(module):
            yield path, module


def _is_inside(path: str, outer: Iterable[str]) -> bool:
    return any(path.startswith(f"{one}." if one else "") and path != one for one in outer)


def _is_compiled(module: Module) -> bool:
    """Whether it was given to ``torch.compile``, or its ``forward`` was."""
    return (
        _is_wrapper(module)
        or _is_compiled_in_place(module)
        or (
            hasattr(module.forward, "_torchdynamo_orig_callable")
            and not getattr(module.forward, "_torchdynamo_disable", False)
        )
    )


def _is_wrapper(module: Module) -> bool:
    return type(module).__name__ == "OptimizedModule"


def _is_compiled_in_place(module: Module) -> bool:
    return getattr(module, "_compiled_call_impl", None) is not None


def _kind(module: Module) -> str:
    if _is_wrapper(module):
        return f"{type(module._orig_mod).__name__}, compiled"
    return type(module).__name__


def _compiling() -> Callable[[], bool]:
    """What says whether PyTorch's compiler follows the call; it knows that function."""
    return getattr(sys.modules.get("torch.compiler"), "is_compiling", lambda: False)


@dataclass(frozen=True)
class _Name:
    path: str
    kind: str

    def within(self, outer: str) -> str:
        """As it is told inside the module of the path ``outer``."""
        path = self.path.removeprefix(f"{outer}.") if outer else self.path
        return f"{path}: {self.kind}" if path else self.kind


@dataclass
class _Calls(threading.local):
    """The calls of modules that one thread is in, the innermost last: their paths and scopes."""

    entered: list[tuple[str, Scope]] = field(default_factory=list)

    def hooks(self, module: Module, name: _Name) -> Iterator[Any]:
        """Register what begins and ends a scope; yields the handles."""
        is_compiling = _compiling()

        def before(_module: Module, _arguments: object) -> None:
            if is_compiling():
                return
            outer = self.entered[-1][0] if self.entered else ""
            self.entered.append((name.path, enter(name.within(outer))))

        def after(_module: Module, _arguments: object, _output: object) -> None:
            if (
                not is_compiling() and self.entered
            ):  # nothing if the watching began inside this call
                leave(self.entered.pop()[1])

        yield module.register_forward_pre_hook(before, prepend=True)
        yield module.register_forward_hook(after, always_call=True)

    def leave_all(self) -> None:
        """End the scopes of calls that the watching ended before."""
        while self.entered:
            leave(self.entered.pop()[1])
