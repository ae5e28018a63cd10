"""Tensors made of data: numbers, nested sequences, arrays."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

import numpy as np

from . import dtypes
from .cuts import marked, marked_by_array
from .device import on_cpu
from .elements import as_element
from .grad_mode import local
from .tensor import Tensor, meta_of, untracked, untracked_in

if TYPE_CHECKING:
    from .dtypes import dtype as DType  # noqa: N812


def finished(array: np.ndarray[Any, Any], requires_grad: bool = False) -> Tensor:
    """Return a new tensor of ``array``, in the thread's mode.

    Raises:
        RuntimeError: if integers are to require grad.

    """
    kind = dtypes.of(array.dtype)
    if requires_grad and not kind.is_floating_point:
        raise RuntimeError("Only Tensors of floating point and complex dtype can require gradients")
    # A 0-d tensor starts as a NumPy scalar, which is faster to compute with.
    tensor = untracked_in(local.mode, array if array.ndim else array[()])
    return tensor.requires_grad_() if requires_grad else tensor


@on_cpu
def tensor(
    data: Any,
    *,
    dtype: DType | None = None,
    requires_grad: bool = False,
    name: str | None = None,
) -> Tensor:
    """Return a leaf that holds a copy of numbers, nested sequences or an array.

    In drawings it is called ``name`` where no variable is it; PyTorch has no such argument.

    Raises:
        RuntimeError: if integers are to require grad.
        ValueError: if nested sequences differ in length.
        TypeError: for text, or a name that is none.
        NotImplementedError: for complex numbers.

    """
    if isinstance(data, Tensor):
        warnings.warn(_COPY_CONSTRUCTED, UserWarning, stacklevel=3)
    plain = _plain(data)
    _check_data(plain)
    array = _as_array(plain, dtype)
    python = not isinstance(plain, np.ndarray | np.generic)
    if dtype is None and array.dtype == np.float64 and python and not _holds_doubles(data):
        array = array.astype(dtypes.default_numpy())
    made = finished(array, requires_grad)
    made = (
        marked(made, "torch.tensor", data)
        if isinstance(data, Tensor)
        else marked_by_array(made, data)
    )
    return made if name is None else _named(made, name)


@on_cpu
def asarray(
    obj: Any,
    *,
    dtype: DType | None = None,
    copy: bool | None = None,
    requires_grad: bool | None = None,
) -> Tensor:
    """Return data as a tensor, without copying where that can be.

    Args:
        obj: numbers, nested sequences, an array or a tensor.
        dtype: the element type; by default that of the data.
        copy: whether to copy; by default only if it must be.
        requires_grad: whether the tensor requires grad; by default what a given tensor does.

    Raises:
        ValueError: if it must be copied and ``copy`` is False.

    """
    given = isinstance(obj, Tensor)
    if requires_grad is None and given and obj.requires_grad:
        warnings.warn(_AS_GIVEN, UserWarning, stacklevel=3)
    made = as_tensor(obj, dtype=dtype)
    if copy is False and not isinstance(obj, Tensor | np.ndarray):
        raise ValueError("can't alias arbitrary sequence into a tensor.")
    if copy is False and given and made is not obj:
        names = obj.dtype.legacy, made.dtype.legacy
        raise ValueError("can't alias tensor with dtype '{}' into dtype '{}'.".format(*names))
    if copy and (made is obj or isinstance(obj, np.ndarray)):
        made = made.clone()
    if requires_grad is None or requires_grad == made.requires_grad:
        return made
    return made.requires_grad_(requires_grad) if made.is_leaf else made.detach()


_AS_GIVEN = (
    "torch.asarray: unspecified requires_grad now defaults to obj.requires_grad instead of False. "
    "Pass requires_grad=False explicitly to get the old behavior and silence this warning."
)


def _named(made: Tensor, name: str) -> Tensor:
    if not isinstance(name, str):
        kind = type(name).__name__
        raise TypeError(f"tensor(): argument 'name' must be str, not {kind}")
    meta_of(made).name = name
    return made


_COPY_CONSTRUCTED = (
    "To copy construct from a tensor, it is recommended to use sourceTensor.detach().clone() or "
    "sourceTensor.detach().clone().requires_grad_(True), rather than torch.tensor(sourceTensor)."
)


def _holds_doubles(data: Any) -> bool:
    if isinstance(data, (list, tuple)):
        return any(map(_holds_doubles, data))
    return isinstance(data, Tensor) and data.dtype is dtypes.float64


def _plain(data: Any) -> Any:
    if isinstance(data, (list, tuple)):
        return [_plain(one) for one in data]
    return data._data if isinstance(data, Tensor) else data


def _check_data(data: Any) -> None:
    if data is None:
        raise RuntimeError("Could not infer dtype of NoneType")
    if isinstance(data, str):
        raise TypeError("new(): invalid data type 'str'")


def _as_array(data: Any, dtype: DType | None) -> np.ndarray[Any, Any]:
    try:
        return np.array(data, dtype=None if dtype is None else dtype.numpy)
    except (OverflowError, ValueError) as error:
        _check_lengths([data], -1)
        if dtype is None or dtype.is_floating_point:
            raise TypeError(str(error)) from error
        return _converted(data, dtype)


def _converted(data: Any, dtype: DType) -> np.ndarray[Any, Any]:
    """Return numbers as integers, some of which are negative for a type without a sign."""
    numbers = np.array(data)
    try:
        elements = [as_element(one, dtype.numpy) for one in numbers.ravel()]
    except RuntimeError:
        message = f"value cannot be converted to type {dtype.name} without overflow"
        raise RuntimeError(message) from None
    return np.array(elements, dtype.numpy).reshape(numbers.shape)


def _check_lengths(rows: Any, dim: int) -> None:
    """Raise unless the sequences nested in ``rows`` are equally long."""
    if isinstance(rows[0], list) and not all(isinstance(row, list) for row in rows):
        raise TypeError("not a sequence")
    lengths = [len(row) if isinstance(row, list) else 0 for row in rows]
    for length in lengths:
        if length != lengths[0]:
            raise ValueError(
                f"expected sequence of length {lengths[0]} at dim {dim + 1} (got {length})"
            )
    for row in rows:
        if isinstance(row, list):
            _check_lengths(row, dim + 1)


@on_cpu
def as_tensor(data: Any, dtype: DType | None = None) -> Tensor:
    """Return a tensor of ``data``: itself if it is one of that type, shared if it can be."""
    if isinstance(data, Tensor):
        return data if dtype in (None, data.dtype) else data.to(dtype)
    if isinstance(data, np.ndarray) and dtype in (None, dtypes.of(data.dtype)):
        return from_numpy(data)
    return tensor(data, dtype=dtype)


def from_numpy(array: np.ndarray[Any, Any]) -> Tensor:
    """Return a tensor that shares the memory of ``array``.

    Raises:
        TypeError: if it is no array.

    """
    if not isinstance(array, np.ndarray):
        raise TypeError(f"expected np.ndarray (got {type(array).__name__})")
    dtypes.of(array.dtype)
    return marked_by_array(untracked(array), array)
