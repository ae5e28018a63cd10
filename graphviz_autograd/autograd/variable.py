"""``torch.autograd.variable``: the old name of a tensor."""

from __future__ import annotations

import warnings
from typing import Any, ClassVar

from ..engine import running
from ..engine.tensor import Tensor

_VOLATILE = "volatile was removed and now has no effect. Use `with torch.no_grad():` instead."


class _VariableMeta(type):
    def __instancecheck__(cls, instance: Any) -> bool:
        return isinstance(instance, Tensor)


class Variable(metaclass=_VariableMeta):
    """``Variable(tensor)`` returns a leaf of the same memory; every tensor is an instance."""

    # Has ``queue_callback``, under the name by which it is asked for.
    _execution_engine: ClassVar[Any] = running

    def __new__(  # type: ignore[misc]  # noqa: D102
        cls, data: Tensor, requires_grad: bool = False, *, volatile: Any = None
    ) -> Tensor:
        if volatile is not None:
            warnings.warn(_VOLATILE, UserWarning, stacklevel=2)
        return data.detach().requires_grad_(requires_grad)


__all__ = ["Variable"]
