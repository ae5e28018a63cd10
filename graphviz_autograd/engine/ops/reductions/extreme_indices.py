"""Where the largest and the smallest elements are."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..dims import wrapped
from ..record import Array, op
from .extrema_over_dim import nonempty


def _index(name: str, find: Any, self: Array, dim: int | None, keepdim: bool) -> Array:
    if self.dtype == np.bool_:
        raise RuntimeError(f"{name}(): does not support bool input")
    if dim is None and not self.size:
        raise IndexError(
            f"{name}(): Expected reduction dim to be specified for input.numel() == 0."
        )
    if dim is not None:
        wrapped(dim, self.ndim)
        nonempty(name, self, dim)
    return find(self, axis=dim if self.ndim else None, keepdims=keepdim)


@op()
def argmax(self: Array, dim: int | None = None, keepdim: bool = False) -> Array:
    """Return the index of the largest element, of all or over one dimension.

    Raises:
        IndexError: if there is no such dimension, or nothing in it.

    """
    return _index("argmax", np.argmax, self, dim, keepdim)


@op()
def argmin(self: Array, dim: int | None = None, keepdim: bool = False) -> Array:
    """Return the index of the smallest element, of all or over one dimension.

    Raises:
        IndexError: if there is no such dimension, or nothing in it.

    """
    return _index("argmin", np.argmin, self, dim, keepdim)
