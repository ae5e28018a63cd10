"""``torch.autograd.variable``: the old name of a tensor."""

from __future__ import annotations

from typing import Any, ClassVar

from ..engine import running
from ..engine.tensor import Tensor


class _VariableMeta(type):
    def __instancecheck__(cls, instance: Any) -> bool:
        return isinstance(instance, Tensor)


class Variable(metaclass=_VariableMeta):
    """``Variable(tensor)`` returns a leaf of the same memory; every tensor is an instance."""

    # Has ``queue_callback``, under the name by which it is asked for.
    _execution_engine: ClassVar[Any] = running

    def __new__(cls, data: Tensor, requires_grad: bool = False) -> Tensor:  # type: ignore[misc]  # noqa: D102
        return data.detach().requires_grad_(requires_grad)


__all__ = ["Variable"]
