"""The same bytes as numbers of another type."""

from __future__ import annotations

import numpy as np

from ...dtypes import dtype
from ...tensor import Tensor, array_of, counter_of, untracked
from ..convolutions.convolution_checks import require


def viewed_as(tensor: Tensor, kind: dtype) -> Tensor:
    """Return the memory of a tensor as numbers of another type, outside autograd.

    Where these are longer or shorter, the last dimension has less or more of them.

    Raises:
        RuntimeError: if the bytes do not lie so that they can be seen as such numbers.

    """
    if kind is tensor.dtype:
        return tensor
    if kind.itemsize != tensor.itemsize:
        _check_layout(tensor, kind)
    result = untracked(np.asarray(array_of(tensor)).view(kind.numpy))
    result._counter = counter_of(tensor)
    return result


def _check_layout(tensor: Tensor, kind: dtype) -> None:
    def said(what: str, must: str, found: str) -> str:
        kinds = f"{tensor.dtype.legacy} as {kind.legacy}"
        return f"self.{what} {must} to view {kinds} (different element sizes){found}"

    require(tensor.ndim > 0, said("dim()", "cannot be 0", ""))
    require(
        tensor.stride(-1) == 1, said("stride(-1)", "must be 1", f", but got {tensor.stride(-1)}")
    )
    ratio = kind.itemsize // tensor.itemsize
    parts = {"size(-1)": tensor.shape[-1], "storage_offset()": tensor.storage_offset()}
    parts |= {f"stride({dim})": tensor.stride(dim) for dim in range(tensor.ndim - 1)}
    for name, value in parts.items() if ratio else ():
        require(
            value % ratio == 0, said(name, f"must be divisible by {ratio}", f", but got {value}")
        )
