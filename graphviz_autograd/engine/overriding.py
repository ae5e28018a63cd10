"""``__torch_function__``: types of a program's own that take over the functions they are given to.

Functions look at their arguments for such types only once there are any (``ops.overridable``): a
program that has none pays nothing.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from .tensor import Tensor

Function = Callable[..., Any]


class _Local(threading.local):
    # Whether subclasses of Tensor take over, and the modes that do, the innermost last.
    subclasses = True
    modes: tuple[Any, ...] = ()


local = _Local()

# Of each function that can be taken over, where PyTorch has it: "torch.add".
names: dict[Any, str] = {}
# Reading these is told to a type too, but what they return stays as it is.
NOT_WRAPPED: set[Any] = set()


@contextmanager
def without_subclasses() -> Iterator[None]:
    """Let functions of tensors run as they are while the context lasts."""
    before, local.subclasses = local.subclasses, False
    try:
        yield
    finally:
        local.subclasses = before


@contextmanager
def without_modes(modes: tuple[Any, ...] = ()) -> Iterator[None]:
    """Let ``modes`` be the only ones while the context lasts."""
    before, local.modes = local.modes, modes
    try:
        yield
    finally:
        local.modes = before


@contextmanager
def undisturbed() -> Iterator[None]:
    """Let neither types nor modes take functions over while the context lasts."""
    with without_subclasses(), without_modes():
        yield


def disabled(
    func: Function,
    types: Any,  # noqa: ARG001
    args: Any = (),
    kwargs: Mapping[str, Any] | None = None,
) -> Any:
    """Run a function as it is: the ``__torch_function__`` of types that take nothing over."""
    with without_subclasses():
        return func(*args, **(kwargs or {}))


def default(
    cls: type, func: Function, types: Iterable[type], args: Any, kwargs: Mapping[str, Any] | None
) -> Any:
    """Run a function and return tensors of ``cls``: what Tensor's ``__torch_function__`` does."""
    if not all(issubclass(cls, one) for one in types):
        return NotImplemented
    result = disabled(func, types, args, kwargs)
    return result if func in NOT_WRAPPED else _converted(result, cls)


def _converted(result: Any, cls: type) -> Any:
    if isinstance(result, Tensor) and not isinstance(result, cls):
        return result.as_subclass(cls)
    if isinstance(result, tuple | list):
        parts = [_converted(one, cls) for one in result]
        return type(result)(*parts) if hasattr(result, "_fields") else type(result)(parts)
    return result


def types_among(args: Iterable[Any], kwargs: Mapping[str, Any]) -> tuple[type, ...]:
    """Return the types of the arguments that take over, a subclass before what it derives from."""
    found: list[type] = []
    for one in (*args, *kwargs.values()):
        for part in one if isinstance(one, tuple | list) else (one,):
            kind = part.__class__
            if kind not in found and takes_over(kind):
                bases = (at for at, other in enumerate(found) if issubclass(kind, other))
                found.insert(next(bases, len(found)), kind)
    return tuple(found)


def takes_over(kind: type) -> bool:
    """Return whether values of that type may take over the functions they are given to."""
    if kind is Tensor:
        return False
    own = getattr(kind, "__torch_function__", None)
    if own is None or own is disabled:
        return False
    return local.subclasses or not issubclass(kind, Tensor)


def taken_over(
    public: Function, args: tuple[Any, ...], kwargs: dict[str, Any], types: tuple[type, ...]
) -> Any:
    """Return what the innermost mode, or the first of some types that will, makes of a call.

    Raises:
        TypeError: if none of them will.

    """
    if local.modes:
        *outer, mode = local.modes
        with without_modes(tuple(outer)):
            result = mode.__torch_function__(public, types, args, kwargs or None)
        if result is not NotImplemented:
            return result
    for kind in types:
        result = kind.__torch_function__(public, types, args, kwargs or None)  # type: ignore[attr-defined]
        if result is not NotImplemented:
            return result
    listed = [f"mode object {mode!r}" for mode in reversed(local.modes)]
    listed += [f"tensor subclass {kind}" for kind in types]
    lines = "".join(f"  - {one}\n" for one in listed)
    raise TypeError(
        f"Multiple dispatch failed for '{name_of(public)}'; all __torch_function__ handlers "
        f"returned NotImplemented:\n\n{lines}\nFor more "
        "information, try re-running with TORCH_LOGS=not_implemented"
    )


def name_of(public: Function) -> str:
    """Return where PyTorch has a function."""
    return names.get(public) or f"torch.{getattr(public, '__name__', public)}"
