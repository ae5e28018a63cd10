"""Changing the shape of a tensor in place: the same memory, read otherwise from now on."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ...grad_mode import local
from ...node import NO_EDGE, inplace_variant
from ...tensor import Tensor, counter_of, meta_of
from ...views import bump, check_inplace
from ..dims import wrapped
from ..record import Array, composite, op
from .strided import start_in_storage, strided

if TYPE_CHECKING:
    from .shape import reshape
    from .squeezing import squeeze_dim, unsqueezed_if
    from .strided import as_strided_backward
    from .transposing import t, transpose

Dims = tuple[int, ...]


def _become(self: Any, form: Tensor) -> Any:
    """Make ``self`` the view ``form`` of itself, and its grad_fn that of the view."""
    view = meta_of(form).view
    edge: Any = NO_EDGE if view is None else view.edge
    self._data = form._data
    bump(self)
    if edge is NO_EDGE:
        return self
    node: Any = edge[0]
    node.__class__ = inplace_variant(node.__class__)
    view = meta_of(self).view
    if view is None:
        self._edge = edge
    else:
        view.edge, view.version = edge, counter_of(self).value
    return self


def _checked(self: Any) -> Any:
    check_inplace(self, local.mode)
    return self


@op(self=lambda grad, dim: squeeze_dim(grad, dim), view=True, node="UnsqueezeBackward1")
def unsqueezed(self: Array, dim: int) -> Array:
    """Return the tensor with a new dimension of size 1 at ``dim``."""
    return np.expand_dims(self, wrapped(dim, self.ndim + 1))


@composite
def unsqueeze_(self: Any, dim: int) -> Any:
    """Give the tensor a new dimension of size 1 at ``dim``."""
    return _become(self, unsqueezed(_checked(self), dim))


@op(self=lambda grad, self_sizes: reshape(grad, self_sizes), view=True, node="SqueezeBackward3")
def squeezed_all(self: Array) -> Array:
    """Return the tensor without its dimensions of size 1."""
    return self.squeeze()


@op(self=lambda grad, self_sizes, dim: unsqueezed_if(grad, self_sizes, dim), view=True,
    node="SqueezeBackward4")  # fmt: skip
def squeezed_dim(self: Array, dim: int) -> Array:
    """Return the tensor without dimension ``dim`` if that has size 1."""
    return _squeezed(self, (dim,))


@op(self=lambda grad, self_sizes, dim: reshape(grad, self_sizes), view=True,
    node="SqueezeBackward5")  # fmt: skip
def squeezed_dims(self: Array, dim: Dims) -> Array:
    """Return the tensor without those of some dimensions that have size 1."""
    return _squeezed(self, dim)


def _squeezed(self: Array, dims: Dims) -> Array:
    found = {wrapped(one, self.ndim) for one in dims} if self.ndim else ()
    return np.squeeze(self, tuple(one for one in found if self.shape[one] == 1))


@composite
def squeeze_(self: Any, dim: int | Dims | None = None) -> Any:
    """Take from the tensor its dimensions of size 1, or those of some of them."""
    _checked(self)
    if dim is None:
        return _become(self, squeezed_all(self))
    named = squeezed_dim(self, dim) if isinstance(dim, int) else squeezed_dims(self, tuple(dim))
    return _become(self, named)


@op(self=lambda grad: t(grad), view=True, node="TBackward1")
def transposed(self: Array) -> Array:
    """Return the transpose of a matrix; a vector or a number stays as it is."""
    if self.ndim > 2:
        raise RuntimeError(f"t_() expects a tensor with <= 2 dimensions, but self is {self.ndim}D")
    return self.T


@composite
def t_(self: Any) -> Any:
    """Transpose the matrix.

    Raises:
        RuntimeError: if there are more than two dimensions.

    """
    return _become(self, transposed(_checked(self)))


@op(self=lambda grad, dim0, dim1: transpose(grad, dim0, dim1), view=True,
    node="TransposeBackward1")  # fmt: skip
def swapped(self: Array, dim0: int, dim1: int) -> Array:
    """Return the tensor with two dimensions swapped."""
    first, second = wrapped(dim0, self.ndim), wrapped(dim1, self.ndim)
    return self.swapaxes(first, second) if self.ndim else self[...]


@composite
def transpose_(self: Any, dim0: int, dim1: int) -> Any:
    """Swap two dimensions."""
    return _become(self, swapped(_checked(self), dim0, dim1))


@composite
def swapaxes_(self: Any, axis0: int, axis1: int) -> Any:
    """Swap two dimensions."""
    return transpose_(self, axis0, axis1)


@composite
def swapdims_(self: Any, dim0: int, dim1: int) -> Any:
    """Swap two dimensions."""
    return transpose_(self, dim0, dim1)


@op(
    self=lambda grad, size, stride, storage_offset, start, self_sizes, self_strides: (
        as_strided_backward(grad, size, stride, start, self_sizes, self_strides)
    ),
    node="AsStridedBackward1",
    view=True,
    shown={"self_sizes": {}, "self_strides": {}, "start": {}},
)
def restrided(
    self: Array,
    size: Dims,
    stride: Dims,
    storage_offset: int | None,  # noqa: ARG001
    start: int,
) -> Array:
    """Return a view of the memory ``start`` elements from the first one of ``self``."""
    return strided(self, size, stride, start)


@composite
def as_strided_(self: Any, size: Dims, stride: Dims, storage_offset: int | None = None) -> Any:
    """Give the tensor other sizes and strides, in elements of its storage.

    Raises:
        RuntimeError: if the storage is too small.

    """
    start = start_in_storage(_checked(self), tuple(size), tuple(stride), storage_offset)
    return _become(self, restrided(self, tuple(size), tuple(stride), storage_offset, start))
