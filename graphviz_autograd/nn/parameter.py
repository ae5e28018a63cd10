"""``torch.nn.Parameter``: a tensor that a module knows as its own to learn."""

from __future__ import annotations

from typing import Any

from ..engine.creation import empty
from ..engine.printing import tensor_repr
from ..engine.tensor import Tensor, restored


class Parameter(Tensor):
    """A leaf of the memory of ``data``; as an attribute of a module, one of its parameters.

    Args:
        data: the tensor; by default an empty one.
        requires_grad: whether it learns.

    """

    def __new__(cls, data: Tensor | None = None, requires_grad: bool = True) -> Any:  # noqa: D102
        source = empty(0) if data is None else data.detach()
        parameter = object.__new__(cls)
        parameter._data, parameter._counter = source._data, source._counter
        parameter._edge, parameter._meta = source._edge, None
        return parameter.requires_grad_(requires_grad)

    def __repr__(self, *, tensor_contents: str | None = None) -> str:  # type: ignore[override]
        return f"Parameter containing:\n{tensor_repr(self, tensor_contents)}"

    def __deepcopy__(self, memo: dict[int, Any]) -> Tensor:
        """Return a parameter of a copy of the data; the gradient stays behind."""
        if id(self) not in memo:
            memo[id(self)] = type(self)(self.detach().clone(), self.requires_grad)
        copy: Tensor = memo[id(self)]
        return copy

    def __reduce_ex__(self, protocol: Any) -> tuple[Any, ...]:
        _, (data, requires_grad) = super().__reduce_ex__(protocol)
        return _restored, (data, requires_grad)


def _restored(data: Any, requires_grad: bool) -> Parameter:
    parameter: Parameter = Parameter(restored(data, requires_grad=False), requires_grad)
    return parameter
