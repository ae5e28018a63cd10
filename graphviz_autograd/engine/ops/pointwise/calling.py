"""A Python function called for every element, in place and past autograd."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ...tensor import array_of
from ..record import composite

if TYPE_CHECKING:
    from collections.abc import Callable


@composite
def apply_(self: Any, callable: Callable[[Any], Any]) -> Any:
    """Replace every element by what a function makes of it; slow, and not recorded.

    Raises:
        RuntimeError: if the tensor requires grad.

    """
    return _replaced(self, "apply_", (callable(one) for one in _row(self)))


@composite
def map_(self: Any, tensor: Any, callable: Callable[[Any, Any], Any]) -> Any:
    """Replace every element by what a function makes of it and of that of another tensor.

    Raises:
        RuntimeError: if the tensor requires grad.

    """
    pairs = zip(_row(self), _row(tensor.expand_as(self)), strict=True)
    return _replaced(self, "map_", (callable(*pair) for pair in pairs))


def _row(tensor: Any) -> list[Any]:
    row: list[Any] = np.ravel(tensor._data).tolist()
    return row


def _replaced(tensor: Any, method: str, elements: Any) -> Any:
    if tensor.requires_grad:
        raise RuntimeError(
            f"Can't call {method}() on Variable that requires grad. "
            f"Use var.detach().{method}() instead."
        )
    data = array_of(tensor)
    data[...] = np.array([*elements], data.dtype).reshape(data.shape)
    return tensor
