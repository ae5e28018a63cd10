"""Writing by an index into an expanded tensor: PyTorch still does it, with a warning."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from ...grad_mode import local
from ...overlap import repeats
from ...tensor import Tensor
from ...views import bump, check_inplace
from ...warning import warn

if TYPE_CHECKING:
    from collections.abc import Callable

    Function = Callable[..., Any]


def over_itself(same_as: str) -> Callable[[Function], Function]:
    """Return a decorator that lets a function write into elements that share their memory.

    It warns that this is deprecated, also where it is spelled ``same_as``. What is recorded stays
    an error.
    """

    def define(function: Function) -> Function:
        message = (
            f"Use of {function.__name__} on expanded tensors is deprecated. Please clone() the "
            "tensor before performing this operation. This also applies to advanced indexing e.g. "
            f"{same_as}"
        )

        @wraps(function)
        def write(self: Any, *args: Any, **kwargs: Any) -> Any:
            if not repeats(self._data) or _is_recorded(self, args, kwargs):
                return function(self, *args, **kwargs)
            check_inplace(self, local.mode)
            warn(message)
            new, old = function(self.clone(), *args, **kwargs)._data, self._data
            changed = new != old
            old[changed] = new[changed]
            bump(self)
            return self

        return write

    return define


def _is_recorded(*arguments: Any) -> bool:
    self, args, kwargs = arguments
    tensors = (one for one in (self, *args, *kwargs.values()) if isinstance(one, Tensor))
    return local.mode.grad and any(one.requires_grad for one in tensors)
