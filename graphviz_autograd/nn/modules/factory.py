"""What every module with parameters takes besides: the device and the element type of these."""

from __future__ import annotations

import functools
import inspect
from typing import TYPE_CHECKING, Any, TypeVar

from ...engine.device import check_device
from ...engine.dtypes import get_default_dtype, set_default_dtype

if TYPE_CHECKING:
    from collections.abc import Callable

Init = TypeVar("Init", bound="Callable[..., None]")


def factory_kwargs(kwargs: Any) -> dict[str, Any]:
    """Return the arguments that a module hands on to functions that make tensors.

    Args:
        kwargs: what it was given, or None: ``device``, ``dtype``, ``memory_format``, or these
            already under ``"factory_kwargs"``.

    Raises:
        TypeError: for any other, or one given twice.

    """
    if kwargs is None:
        return {}
    known = ("device", "dtype", "memory_format")
    if unknown := {*kwargs} - {*known, "factory_kwargs"}:
        raise TypeError(f"unexpected kwargs {unknown}")
    found = dict(kwargs.get("factory_kwargs", {}))
    for name in known:
        if name in kwargs:
            if name in found:
                raise TypeError(f"{name} specified twice, in **kwargs and in factory_kwargs")
            found[name] = kwargs[name]
    return found


def makes_parameters(init: Init) -> Init:
    """Let the ``__init__`` of a module take ``device`` and ``dtype``, after those by position.

    What it makes without a type of its own is of ``dtype``; for a device that is not the CPU a
    NotImplementedError is raised.
    """
    own = inspect.signature(init)
    words = [inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None)
             for name in ("device", "dtype")]  # fmt: skip
    named = inspect.Parameter.KEYWORD_ONLY
    positions = sum(one.kind is not named for one in own.parameters.values())

    @functools.wraps(init)
    def made(self: Any, *args: Any, device: Any = None, dtype: Any = None, **options: Any) -> None:
        given, more = args[: positions - 1], args[positions - 1 :]
        device, dtype = (*more, *(device, dtype)[len(more) :])
        if device is not None:
            check_device(device)
        before = get_default_dtype()
        set_default_dtype(before if dtype is None else dtype)
        try:
            init(self, *given, **options)
        finally:
            set_default_dtype(before)

    made.__signature__ = own.replace(parameters=_with(own, words))  # type: ignore[attr-defined]
    return made  # type: ignore[return-value]


def _with(own: inspect.Signature, words: list[inspect.Parameter]) -> list[inspect.Parameter]:
    listed = [*own.parameters.values()]
    if listed[-1].kind is inspect.Parameter.VAR_KEYWORD:
        return [*listed[:-1], *words, listed[-1]]
    return [*listed, *words]
