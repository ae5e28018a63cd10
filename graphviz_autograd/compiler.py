"""``torch.compile`` and ``torch.compiler``: programs run as they are written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["compile", "disable", "is_compiling", "reset"]


def compile(model: Any = None, **options: Any) -> Any:  # noqa: ARG001
    """Return the model or function itself, as PyTorch does where it must not compile.

    As a decorator with options it returns what returns the function itself.
    """
    return (lambda function: function) if model is None else model


def disable(fn: Any = None, recursive: bool = True, *, reason: str | None = None) -> Any:  # noqa: ARG001
    """Return the function itself: it is not compiled."""
    identity: Callable[[Any], Any] = lambda function: function  # noqa: E731
    return identity if fn is None else fn


def is_compiling() -> bool:
    """Return False."""
    return False


def reset() -> None:
    """Do nothing: nothing was compiled."""
