"""A tensor's elements as Python numbers, lists, arrays and text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from . import dtypes, errors
from .grad_mode import local
from .node import PYTHON_NUMBERS
from .tensor_base import array_of
from .tensor_facts import Facts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .tensor import Tensor


class Values(Facts):
    """How Python reads the elements of a tensor."""

    __slots__ = ()

    if TYPE_CHECKING:
        requires_grad: Any

    def is_nonzero(self) -> bool:
        """Return whether the only element is not 0.

        Raises:
            RuntimeError: if there is not exactly one element.

        """
        return bool(self)

    def __delitem__(self, _: Any) -> None:
        raise TypeError("Tensor does not support deleting items")

    def item(self) -> Any:
        """Return the only element as a Python number.

        Raises:
            RuntimeError: if there is not exactly one element.

        """
        data = self._data
        if data.__class__ in PYTHON_NUMBERS:
            return data
        if data.size != 1:
            raise RuntimeError(f"a Tensor with {data.size} elements cannot be converted to Scalar")
        return data.item()

    def tolist(self) -> Any:
        """Return the elements as nested lists of Python numbers."""
        return np.asarray(self._data).tolist()

    def numpy(self, *, force: bool = False) -> np.ndarray[Any, Any]:
        """Return an array that shares this tensor's memory.

        Raises:
            RuntimeError: if the tensor requires grad and that is recorded, unless ``force``.

        """
        if self.requires_grad and local.mode.enabled and not force:
            raise RuntimeError(errors.NUMPY_REQUIRES_GRAD)
        from .cuts import remember_array

        array = array_of(self)
        remember_array(array, self)
        return array

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> np.ndarray[Any, Any]:
        array = self.numpy()
        return array if dtype is None and not copy else array.astype(dtype, copy=bool(copy))

    def __len__(self) -> int:
        if not self.ndim:
            raise TypeError("len() of a 0-d tensor")
        return len(self._data)

    def __iter__(self) -> Iterator[Tensor]:
        if not self.ndim:
            raise TypeError("iteration over a 0-d tensor")
        return iter(self.unbind(0))

    def __contains__(self, element: Any) -> bool:
        if not isinstance(element, (Values, bool, int, float)):
            raise RuntimeError(
                "Tensor.__contains__ only supports Tensor or scalar, but you passed in a "
                f"{type(element)}."
            )
        return bool(np.any(np.asarray(self.eq(element)._data)))

    def __bool__(self) -> bool:
        if self.numel() != 1:
            few = "no values is" if not self.numel() else "more than one value is"
            raise RuntimeError(f"Boolean value of Tensor with {few} ambiguous")
        return bool(self.item())

    def __float__(self) -> float:
        return float(self._scalar())

    def __int__(self) -> int:
        return int(self._scalar())

    def __complex__(self) -> complex:
        return complex(self._scalar())

    def _scalar(self) -> Any:
        if self.numel() != 1:
            raise ValueError("only one element tensors can be converted to Python scalars")
        return self.item()

    def __index__(self) -> int:
        if self.dtype.is_floating_point or self.numel() != 1:
            raise TypeError("only integer tensors of a single element can be converted to an index")
        return int(self.item())

    def __hash__(self) -> int:
        return id(self)

    def __repr__(self, *, tensor_contents: str | None = None) -> str:
        from .printing import tensor_repr

        return tensor_repr(self, tensor_contents)

    def _repr_html_(self) -> str:
        from .printing_html import tensor_html

        return tensor_html(self)  # type: ignore[arg-type]

    def __format__(self, spec: str) -> str:
        return object.__format__(self, spec) if self.ndim else format(self.item(), spec)

    def type(self, dtype: Any = None) -> Any:
        """Return the old name of the type, ``"torch.FloatTensor"``, or the tensor converted."""
        if dtype is None:
            return f"torch.{self.dtype.legacy}Tensor"
        if isinstance(dtype, str):
            return self.to(dtypes.named(dtype))
        if isinstance(dtype, type) and issubclass(dtype, Values):  # the oldest default type
            return self.to(dtypes.get_default_dtype())
        return self.to(getattr(dtype, "dtype", dtype))
