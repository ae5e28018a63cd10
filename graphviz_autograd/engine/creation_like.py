"""Tensors made like others: of their shape, type and layout."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .creation import full, ones, rand, randint, randn, zeros
from .device import on_cpu
from .layout import laid_out
from .random import drawing

if TYPE_CHECKING:
    from .dtypes import dtype as DType  # noqa: N812
    from .tensor import Tensor


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
    input: Tensor, low: int = 0, high: Any = None, *, dtype: DType | None = None
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
