"""Tensors made of sizes: filled, in even steps, or at random."""

from __future__ import annotations

from collections.abc import Sequence
from operator import index
from typing import TYPE_CHECKING, Any

import numpy as np

from . import dtypes
from .device import on_cpu
from .elements import as_element
from .from_data import finished
from .random import drawing, generator
from .tensor import Tensor
from .warning import warn

if TYPE_CHECKING:
    from .dtypes import dtype as DType  # noqa: N812


def _listed(sizes: tuple[Any, ...]) -> tuple[int, ...]:
    return tuple(sizes[0]) if len(sizes) == 1 and isinstance(sizes[0], Sequence) else sizes


def _sizes(sizes: tuple[Any, ...]) -> tuple[int, ...]:
    found = _listed(sizes)
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
    """Return a tensor of zeros.

    Raises:
        RuntimeError: if a size is negative.

    """
    sizes = _listed(size)
    if any(one < 0 for one in sizes):
        raise RuntimeError("zeros: Dimension size must be non-negative.")
    return finished(np.zeros(sizes, _numpy(dtype)), requires_grad)


@on_cpu
def ones(*size: Any, dtype: DType | None = None, requires_grad: bool = False) -> Tensor:
    """Return a tensor of ones."""
    return finished(np.ones(_sizes(size), _numpy(dtype)), requires_grad)


@on_cpu
def empty(*size: Any, dtype: DType | None = None, requires_grad: bool = False) -> Tensor:
    """Return a tensor of a shape; its elements are zeros, so that programs are repeatable."""
    return finished(np.zeros(_sizes(size), _numpy(dtype)), requires_grad)


@on_cpu
def empty_strided(
    size: Sequence[int],
    stride: Sequence[int],
    *,
    dtype: DType | None = None,
    requires_grad: bool = False,
) -> Tensor:
    """Return a tensor of a shape (see ``empty``) with these steps between its elements."""
    sizes = _sizes((size,))
    last = sum((n - 1) * step for n, step in zip(sizes, stride, strict=True)) if all(sizes) else -1
    memory = np.zeros(last + 1, _numpy(dtype))
    steps = [step * memory.itemsize for step in stride]
    return finished(np.lib.stride_tricks.as_strided(memory, sizes, steps), requires_grad)


@on_cpu
def full(
    size: Sequence[int], fill_value: Any, *, dtype: DType | None = None, requires_grad: bool = False
) -> Tensor:
    """Return a tensor filled with one value, of that value's type."""
    value = fill_value.item() if isinstance(fill_value, Tensor) else fill_value
    kind = _type_of(value) if dtype is None else dtype
    return finished(
        np.full(_sizes(tuple(size)), as_element(value, kind.numpy), kind.numpy), requires_grad
    )


def _type_of(value: Any) -> DType:
    """Return the type of tensors filled with a number."""
    if isinstance(value, bool | int | np.integer):
        return dtypes.bool if isinstance(value, bool) else dtypes.int64
    return dtypes.get_default_dtype()


@on_cpu
def eye(
    n: int, m: int | None = None, *, dtype: DType | None = None, requires_grad: bool = False
) -> Tensor:
    """Return a matrix with ones on its diagonal.

    Raises:
        RuntimeError: if a size is negative.

    """
    for name, size in (("n", n), ("m", m)):
        if size is not None and size < 0:
            raise RuntimeError(f"{name} must be greater or equal to 0, got {size}")
    return finished(np.eye(n, m, dtype=_numpy(dtype)), requires_grad)


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
    start, end, step = (
        one.item() if isinstance(one, Tensor) else one for one in (start, end, step)
    )
    start, end = (0, start) if end is None else (start, end)
    if not step:
        raise RuntimeError("step must be nonzero")
    if (end - start) * step < 0:
        raise RuntimeError("upper bound and lower bound inconsistent with step sign")
    whole = all(isinstance(one, int) for one in (start, end, step))
    kind = dtypes.int64.numpy if dtype is None and whole else _numpy(dtype)
    return finished(np.arange(start, end, step).astype(kind), requires_grad)


@on_cpu
def inclusive_range(
    start: Any, end: Any, step: Any = 1, *, dtype: DType | None = None, requires_grad: bool = False
) -> Tensor:
    """Return the numbers from ``start`` to ``end``, both included: ``torch.range``.

    Raises:
        RuntimeError: if the steps do not lead from ``start`` to ``end``.

    """
    warn(_OLD_RANGE)
    if not step:
        raise RuntimeError("step must be nonzero")
    if (end - start) * step < 0:
        raise RuntimeError("upper bound and lower bound inconsistent with step sign")
    numbers = start + step * np.arange(int((end - start) / step) + 1)
    return finished(numbers.astype(_numpy(dtype)), requires_grad)


_OLD_RANGE = (
    "torch.range is deprecated and will be removed in a future release because its behavior is "
    "inconsistent with Python's range builtin. Instead, use torch.arange, which produces values in "
    "[start, end)."
)


@on_cpu
def linspace(
    start: float,
    end: float,
    steps: int,
    *,
    dtype: DType | None = None,
    requires_grad: bool = False,
) -> Tensor:
    """Return ``steps`` numbers at equal distances from ``start`` to ``end``.

    Raises:
        RuntimeError: if there are to be fewer than none.

    """
    if steps < 0:
        raise RuntimeError("number of steps must be non-negative")
    return finished(np.linspace(start, end, steps).astype(_numpy(dtype)), requires_grad)


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
    return finished(powers.astype(_numpy(dtype)), requires_grad)


@on_cpu
def scalar_tensor(s: Any, *, dtype: DType | None = None, requires_grad: bool = False) -> Tensor:
    """Return a 0-d tensor, of the default type if none is given."""
    return finished(np.asarray(s, _numpy(dtype)), requires_grad)


@on_cpu
@drawing
def rand(*size: Any, dtype: DType | None = None, requires_grad: bool = False) -> Tensor:
    """Return uniform random numbers from [0, 1)."""
    values = generator().random(_sizes(size))
    return finished(np.asarray(values).astype(_numpy(dtype)), requires_grad)


@on_cpu
@drawing
def randn(*size: Any, dtype: DType | None = None, requires_grad: bool = False) -> Tensor:
    """Return normal random numbers of mean 0 and variance 1."""
    values = generator().standard_normal(_sizes(size))
    return finished(np.asarray(values).astype(_numpy(dtype)), requires_grad)


@on_cpu
@drawing
def randint(
    low: int = 0,
    high: Any = None,
    size: Any = None,
    *,
    dtype: DType | None = None,
    requires_grad: bool = False,
) -> Tensor:
    """Return random integers from ``low`` up to, not including, ``high``; from 0 if alone."""
    if size is None:
        high, size = None, high
    low, high = (0, low) if high is None else (low, high)
    kind = dtypes.int64 if dtype is None else dtype
    values = np.asarray(generator().integers(low, high, tuple(size))).astype(kind.numpy)
    return finished(values, requires_grad)


@on_cpu
@drawing
def randperm(n: int) -> Tensor:
    """Return the integers below ``n`` in random order."""
    return finished(generator().permutation(index(n)))


def detach(input: Tensor) -> Tensor:
    """Return the same elements outside the graph (see ``Tensor.detach``)."""
    return input.detach()


def detach_(input: Tensor) -> Tensor:
    """Take a tensor out of the graph that made it (see ``Tensor.detach_``)."""
    return input.detach_()


def is_tensor(value: Any) -> bool:
    """Return whether ``value`` is a tensor."""
    return isinstance(value, Tensor)
