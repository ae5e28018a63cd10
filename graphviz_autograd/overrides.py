"""``torch.overrides``: types and modes that take over the functions of tensors."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from .engine.ops.overridable import install
from .engine.overriding import (
    NOT_WRAPPED,
    local,
    names,
    taken_over,
    types_among,
)
from .engine.tensor import Tensor

__all__ = [
    "BaseTorchFunctionMode",
    "TorchFunctionMode",
    "get_default_nowrap_functions",
    "handle_torch_function",
    "has_torch_function",
    "has_torch_function_unary",
    "has_torch_function_variadic",
    "is_tensor_like",
    "is_tensor_method_or_property",
    "resolve_name",
]


class TorchFunctionMode:
    """A ``with`` block in which ``__torch_function__`` of the mode takes over every function.

    While it runs, the mode itself takes nothing over.
    """

    def __torch_function__(
        self, func: Callable[..., Any], types: Any, args: Any = (), kwargs: Any = None
    ) -> Any:
        """Return what a call is to return; to be defined by the subclass.

        Raises:
            NotImplementedError: if it is not.

        """
        raise NotImplementedError

    def __enter__(self) -> TorchFunctionMode:
        install()
        local.modes = (*local.modes, self)
        return self

    def __exit__(self, *_: object) -> None:
        local.modes = local.modes[:-1]


class BaseTorchFunctionMode(TorchFunctionMode):
    """A mode that takes everything over and changes nothing."""

    def __torch_function__(
        self, func: Callable[..., Any], types: Any, args: Any = (), kwargs: Any = None
    ) -> Any:
        """Call the function."""
        return func(*args, **(kwargs or {}))


def has_torch_function(relevant_args: Iterable[Any]) -> bool:
    """Return whether one of the arguments, or a mode, takes a function over."""
    return bool(local.modes or types_among(relevant_args, {}))


def has_torch_function_unary(one: Any) -> bool:
    """Return whether an argument, or a mode, takes a function over."""
    return has_torch_function((one,))


def has_torch_function_variadic(*args: Any) -> bool:
    """Return whether one of the arguments, or a mode, takes a function over."""
    return has_torch_function(args)


def handle_torch_function(
    public_api: Callable[..., Any], relevant_args: Iterable[Any], *args: Any, **kwargs: Any
) -> Any:
    """Return what the types of the relevant arguments make of a call of a function of one's own.

    Raises:
        TypeError: if none of them will.

    """
    return taken_over(public_api, args, kwargs, types_among(relevant_args, {}))


def is_tensor_like(inp: Any) -> bool:
    """Return whether functions take that for a tensor."""
    return isinstance(inp, Tensor) or hasattr(inp, "__torch_function__")


def resolve_name(f: Callable[..., Any]) -> str | None:
    """Return the name of a function, such as ``"torch.Tensor.add"``; None if it has none."""
    install()
    return names.get(f)


def is_tensor_method_or_property(func: Callable[..., Any]) -> bool:
    """Return whether a function is a method or a property of ``Tensor``."""
    return (resolve_name(func) or "").startswith("torch.Tensor.")


def get_default_nowrap_functions() -> set[Callable[..., Any]]:
    """Return the functions whose results stay as they are, whatever the subclass."""
    return NOT_WRAPPED
