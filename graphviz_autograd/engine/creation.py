"""Making tensors."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from . import dtypes
from .cuts import marked, marked_by_array
from .device import on_cpu
from .grad_mode import local
from .layout import laid_out
from .random import drawing, generator
from .tensor import Tensor, meta_of, untracked, untracked_in

if TYPE_CHECKING:
    from .dtypes import dtype as DType  # noqa: N812


def _finished(array: np.ndarray[Any, Any], requires_grad: bool = False) -> Tensor:
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
    made = _finished(array, requires_grad)
    made = (
        marked(made, "torch.tensor", data)
        if isinstance(data, Tensor)
        else marked_by_array(made, data)
    )
    return made if name is None else _named(made, name)


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
    except ValueError as error:
        _check_lengths(data, 0)
        raise TypeError(str(error)) from error


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


def _sizes(sizes: tuple[Any, ...]) -> tuple[int, ...]:
    found = tuple(sizes[0]) if len(sizes) == 1 and isinstance(sizes[0], Sequence) else sizes
    for one in found:
        if one < 0:
            raise RuntimeError(
                f"Trying to create tensor with negative dimension {one}: {list(found)}"
            )
    return found


def _numpy(kind: DType | None) -> np.dtype[Any]:
    return dtypes.default_numpy() if kind is None else kind.numpy


@on_cpu
def zeros(*size: Any, dtype: DType | None = None, requires_grad: bool = False) -> Tensor:
    """Return a tensor of zeros."""
    return _finished(np.zeros(_sizes(size), _numpy(dtype)), requires_grad)


@on_cpu
def ones(*size: Any, dtype: DType | None = None, requires_grad: bool = False) -> Tensor:
    """Return a tensor of ones."""
    return _finished(np.ones(_sizes(size), _numpy(dtype)), requires_grad)


@on_cpu
def empty(*size: Any, dtype: DType | None = None, requires_grad: bool = False) -> Tensor:
    """Return a tensor of a shape; its elements are zeros, so that programs are repeatable."""
    return zeros(*size, dtype=dtype, requires_grad=requires_grad)


@on_cpu
def full(
    size: Sequence[int], fill_value: Any, *, dtype: DType | None = None, requires_grad: bool = False
) -> Tensor:
    """Return a tensor filled with one value, of that value's type."""
    kind = tensor(fill_value).dtype if dtype is None else dtype
    return _finished(np.full(tuple(size), fill_value, kind.numpy), requires_grad)


@on_cpu
def eye(
    n: int, m: int | None = None, *, dtype: DType | None = None, requires_grad: bool = False
) -> Tensor:
    """Return a matrix with ones on its diagonal."""
    return _finished(np.eye(n, m, dtype=_numpy(dtype)), requires_grad)


@on_cpu
def arange(
    start: Any,
    end: Any = None,
    step: Any = 1,
    *,
    dtype: DType | None = None,
    requires_grad: bool = False,
) -> Tensor:
    """Return the numbers from ``start`` up to, not including, ``end``; from 0 if there is one.

    Raises:
        RuntimeError: if the steps do not lead from ``start`` to ``end``.

    """
    start, end = (0, start) if end is None else (start, end)
    if not step:
        raise RuntimeError("step must be nonzero")
    if (end - start) * step < 0:
        raise RuntimeError("upper bound and lower bound inconsistent with step sign")
    whole = all(isinstance(one, int) for one in (start, end, step))
    kind = dtypes.int64.numpy if dtype is None and whole else _numpy(dtype)
    return _finished(np.arange(start, end, step).astype(kind), requires_grad)


@on_cpu
def linspace(
    start: float,
    end: float,
    steps: int,
    *,
    dtype: DType | None = None,
    requires_grad: bool = False,
) -> Tensor:
    """Return ``steps`` numbers at equal distances from ``start`` to ``end``."""
    return _finished(np.linspace(start, end, steps).astype(_numpy(dtype)), requires_grad)


@on_cpu
def logspace(
    start: float,
    end: float,
    steps: int,
    base: float = 10.0,
    *,
    dtype: DType | None = None,
    requires_grad: bool = False,
) -> Tensor:
    """Return ``steps`` powers of ``base``, their exponents at equal distances."""
    powers = np.logspace(start, end, steps, base=base)
    return _finished(powers.astype(_numpy(dtype)), requires_grad)


@on_cpu
def scalar_tensor(s: Any, *, dtype: DType | None = None, requires_grad: bool = False) -> Tensor:
    """Return a 0-d tensor, of the default type if none is given."""
    return _finished(np.asarray(s, _numpy(dtype)), requires_grad)


@on_cpu
@drawing
def rand(*size: Any, dtype: DType | None = None, requires_grad: bool = False) -> Tensor:
    """Return uniform random numbers from [0, 1)."""
    values = generator().random(_sizes(size))
    return _finished(np.asarray(values).astype(_numpy(dtype)), requires_grad)


@on_cpu
@drawing
def randn(*size: Any, dtype: DType | None = None, requires_grad: bool = False) -> Tensor:
    """Return normal random numbers of mean 0 and variance 1."""
    values = generator().standard_normal(_sizes(size))
    return _finished(np.asarray(values).astype(_numpy(dtype)), requires_grad)


@on_cpu
@drawing
def randint(low: int, high: Any, size: Any = None, *, dtype: DType | None = None) -> Tensor:
    """Return random integers from ``low`` up to, not including, ``high``; from 0 if alone."""
    low, high, size = (0, low, high) if size is None else (low, high, size)
    kind = dtypes.int64 if dtype is None else dtype
    return _finished(np.asarray(generator().integers(low, high, tuple(size))).astype(kind.numpy))


@on_cpu
@drawing
def randperm(n: int) -> Tensor:
    """Return the integers below ``n`` in random order."""
    return _finished(generator().permutation(n))


def _like(make: Any, other: Tensor, dtype: DType | None, requires_grad: bool) -> Tensor:
    kind = other.dtype if dtype is None else dtype
    result: Tensor = make(other.shape, dtype=kind, requires_grad=requires_grad)
    return _laid_out_as(other, result)


def _laid_out_as(other: Tensor, result: Tensor) -> Tensor:
    if other.ndim > 1:
        result._data = laid_out(result._data, other._data)
    return result


@on_cpu
def zeros_like(input: Tensor, *, dtype: DType | None = None, requires_grad: bool = False) -> Tensor:
    """Return zeros in the shape and type of ``input``."""
    return _like(zeros, input, dtype, requires_grad)


@on_cpu
def ones_like(input: Tensor, *, dtype: DType | None = None, requires_grad: bool = False) -> Tensor:
    """Return ones in the shape and type of ``input``."""
    return _like(ones, input, dtype, requires_grad)


@on_cpu
def empty_like(input: Tensor, *, dtype: DType | None = None, requires_grad: bool = False) -> Tensor:
    """Return zeros in the shape and type of ``input`` (see ``empty``)."""
    return _like(zeros, input, dtype, requires_grad)


@on_cpu
@drawing
def rand_like(input: Tensor, *, dtype: DType | None = None, requires_grad: bool = False) -> Tensor:
    """Return uniform random numbers in the shape and type of ``input``."""
    return _like(rand, input, dtype, requires_grad)


@on_cpu
@drawing
def randn_like(input: Tensor, *, dtype: DType | None = None, requires_grad: bool = False) -> Tensor:
    """Return normal random numbers in the shape and type of ``input``."""
    return _like(randn, input, dtype, requires_grad)


@on_cpu
@drawing
def randint_like(
    input: Tensor, low: int, high: Any = None, *, dtype: DType | None = None
) -> Tensor:
    """Return random integers (see ``randint``) in the shape and type of ``input``."""
    low, high = (0, low) if high is None else (low, high)
    kind = input.dtype if dtype is None else dtype
    return _laid_out_as(input, randint(low, high, input.shape, dtype=kind))


@on_cpu
def full_like(input: Tensor, fill_value: Any, *, dtype: DType | None = None) -> Tensor:
    """Return one value in the shape and type of ``input``."""
    kind = input.dtype if dtype is None else dtype
    return _laid_out_as(input, full(input.shape, fill_value, dtype=kind))


def detach(input: Tensor) -> Tensor:
    """Return the same elements outside the graph (see ``Tensor.detach``)."""
    return input.detach()


def is_tensor(value: Any) -> bool:
    """Return whether ``value`` is a tensor."""
    return isinstance(value, Tensor)
