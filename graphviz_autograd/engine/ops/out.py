"""``out=``: the result of an operation stored in a tensor that is there already."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from ..facts import can_cast
from ..grad_mode import local, no_grad
from ..tensor import Tensor
from ..views import bump


def stored(out: Any, name: str, call: Callable[[], Any], given: Sequence[Any]) -> Any:
    """Return ``out``, a tensor or several, with what ``call`` returns in it; nothing is recorded.

    Args:
        out: the tensor, or a tuple of as many as there are results.
        name: the name of the operation.
        call: computes the result.
        given: the arguments of the operation.

    Raises:
        RuntimeError: if an argument requires grad, or the result does not fit the type of ``out``.

    """
    outs = [out] if isinstance(out, Tensor) else [*out]
    if local.mode.grad and any(one.requires_grad for one in _tensors([*given, *outs])):
        raise RuntimeError(
            f"{name}(): functions with out=... arguments don't support automatic differentiation, "
            "but one of the arguments requires grad."
        )
    with no_grad():
        result = call()
        for one, value in zip(outs, _tensors([result]), strict=True):
            _store(one, value)
    return out


def _tensors(values: Sequence[Any]) -> Iterator[Tensor]:
    for one in values:
        if isinstance(one, Tensor):
            yield one
        elif isinstance(one, list | tuple):
            yield from _tensors(one)


def _store(out: Tensor, value: Tensor) -> None:
    if not can_cast(value.dtype, out.dtype):
        kinds = (value.dtype.legacy, out.dtype.legacy)
        raise RuntimeError(
            "result type {} can't be cast to the desired output type {}".format(*kinds)
        )
    if out.shape == value.shape:
        out.copy_(value)
        return
    if out.numel():
        warnings.warn(_resized(out, value), UserWarning, stacklevel=4)
    out._data = np.array(value._data, out.dtype.numpy)
    bump(out)


def _resized(out: Tensor, value: Tensor) -> str:
    return (
        f"An output with one or more elements was resized since it had shape {[*out.shape]}, which "
        f"does not match the required output shape {[*value.shape]}. This behavior is deprecated, "
        "and in a future PyTorch release outputs will not be resized unless they have zero "
        "elements. You can explicitly reuse an out tensor t by resizing it, inplace, to zero "
        "elements with t.resize_(0)."
    )
