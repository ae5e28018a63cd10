"""Calls of modules as scopes: each ``forward`` of a model and of the modules in it."""

from __future__ import annotations

import sys
import threading
import weakref
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from types import FrameType
from typing import Any, NamedTuple

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
    watching = _Watching(is_on=True)
    with ExitStack() as undo:
        undo.callback(watching.end)
        for path, module in _watchable(model):
            name = _Name(path, _kind(module))
            for handle in watching.hooks(module, name):
                undo.callback(handle.remove)
        yield


@contextmanager
def all_module_scopes(framework: str) -> Iterator[None]:
    """Let every call of any module of a framework, a name to import, be a scope meanwhile."""
    hooks: Any = sys.modules[f"{framework}.nn.modules.module"]
    watching = _Watching(is_on=True)
    begin, finish = partial(_begin, watching, None), partial(_finish, watching)
    with ExitStack() as undo:
        undo.callback(watching.end)
        for handle in (
            hooks.register_module_forward_pre_hook(begin),
            hooks.register_module_forward_hook(finish, always_call=True),
        ):
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


@dataclass(frozen=True)
class _Name:
    path: str
    kind: str

    def within(self, outer: str) -> str:
        """As it is told inside the module of the path ``outer``."""
        path = self.path.removeprefix(f"{outer}.") if outer else self.path
        return f"{path}: {self.kind}" if path else self.kind


class _Call(NamedTuple):
    """A call of a module that has not come to its end, or was ended by more than an error."""

    path: str
    scope: Scope
    frame: FrameType
    """Of ``Module.__call__`` itself, in which what calls our hook may be a helper."""
    watching: _Watching
    module: Module


class _Calls(threading.local):
    """The calls of modules that one thread is in, the innermost last."""

    def __init__(self) -> None:
        self.entered: list[_Call] = []

    def leave_ended(self, frame: FrameType | None) -> None:
        """Leave calls that nobody told the end of: they do not lead to ``frame`` any more.

        So it is with those that KeyboardInterrupt ended, or that nobody watches any more.
        """
        while self.entered and not (
            self.entered[-1].watching.is_on
            and (frame is None or _runs(self.entered[-1].frame, frame))
        ):
            leave(self.entered.pop().scope)


_calls = _Calls()


class _Watching:
    """What the hooks on the modules of a model do; nothing any more when it is not ``is_on``."""

    def __init__(self, is_on: bool = False) -> None:
        self.is_on = is_on

    def __reduce__(self) -> tuple[Any, ...]:
        """Nobody watches the copy of a model that is made or saved meanwhile."""
        return _Watching, ()

    def hooks(self, module: Module, name: _Name) -> Iterator[Any]:
        """Register what begins and ends a scope; yields the handles."""
        yield module.register_forward_pre_hook(partial(_begin, self, name), prepend=True)
        yield module.register_forward_hook(partial(_finish, self), always_call=True)

    def begin(self, name: _Name | None, module: Module, frame: FrameType) -> None:
        """Enter the scope of a call of ``module`` that runs in ``frame``.

        Without a ``name`` it has the one that the module around it has for it.
        """
        _calls.leave_ended(frame)
        entered = _calls.entered
        if entered and entered[-1].frame is frame:
            return  # another watching has entered it
        outer = entered[-1] if entered else None
        name = _name_in(outer, module) if name is None else name
        scope = enter(name.within(outer.path if outer else ""))
        entered.append(_Call(name.path, scope, frame, self, module))

    def finish(self, module: Module) -> None:
        """Leave the scope of the innermost call, if it is that of ``module``.

        It is not if the watching began inside the call, or something stopped it at its beginning.
        """
        entered = _calls.entered
        if entered and entered[-1].watching is self and entered[-1].module is module:
            leave(entered.pop().scope)

    def end(self) -> None:
        """Leave the scopes of calls that have not ended, and do nothing any more."""
        self.is_on = False
        _calls.leave_ended(None)


def _begin(watching: _Watching, name: _Name | None, module: Module, _arguments: object) -> None:
    if watching.is_on and not _is_compiling():
        watching.begin(name, module, sys._getframe(2))


def _finish(watching: _Watching, module: Module, _arguments: object, _output: object) -> None:
    if watching.is_on and not _is_compiling():
        watching.finish(module)


_paths: weakref.WeakKeyDictionary[Module, dict[int, str]] = weakref.WeakKeyDictionary()
"""The paths of the modules in a module, by their ``id``."""


def _name_in(outer: _Call | None, module: Module) -> _Name:
    """What a module is called that was called inside another one, or by the program itself."""
    if outer is None:
        return _Name("", _kind(module))
    if outer.module not in _paths or id(module) not in _paths[outer.module]:
        _paths[outer.module] = {id(one): path for path, one in outer.module.named_modules()}
    path = _paths[outer.module].get(id(module), "")
    return _Name(".".join(filter(None, (outer.path, path))), _kind(module))


def _is_compiling() -> bool:
    """Whether PyTorch's compiler follows the call, instead of running it."""
    ask = getattr(sys.modules.get("torch.compiler"), "is_compiling", None)
    return ask is not None and ask()


def _runs(frame: FrameType, innermost: FrameType) -> bool:
    """Whether ``frame`` is one of those that led to the ``innermost``."""
    within: FrameType | None = innermost
    while within is not None and within is not frame:
        within = within.f_back
    return within is frame
