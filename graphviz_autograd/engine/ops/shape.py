"""Shapes: views of the same memory, copies, and joining."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from .record import Array, Arrays, composite, composite_of, formula, op

if TYPE_CHECKING:
    from .arithmetic import zeros_of_like
    from .indexing import select, slice_dim
    from .reduction import sum_all, sum_to_size

Dims = tuple[int, ...]


def sizes_from(sizes: tuple[Any, ...]) -> Dims:
    """Return sizes given as one tuple or as several numbers."""
    if len(sizes) == 1 and isinstance(sizes[0], (tuple, list)):
        return tuple(sizes[0])
    return sizes


def _strided(self: Array, size: Dims, stride: Dims, offset: int) -> Array:
    memory = np.lib.stride_tricks.as_strided(self, (self.size,), (self.itemsize,))
    flat = memory[offset:]
    steps = [step * self.itemsize for step in stride]
    return np.lib.stride_tricks.as_strided(flat, size, steps)


@op(self=lambda grad, self_sizes: reshape(grad, self_sizes), view=True, node="ViewBackward0")
def view_sizes(self: Array, size: Dims) -> Array:
    """Return the same memory in another shape."""
    try:
        return np.reshape(self, size, copy=False)
    except ValueError as error:
        raise RuntimeError(_why_no_view(self, size)) from error


def _why_no_view(self: Array, size: Dims) -> str:
    known = [one for one in size if one != -1]
    count = int(np.prod(known))
    if (len(known) == len(size) and count != self.size) or (count and self.size % count):
        return f"shape '{list(size)}' is invalid for input of size {self.size}"
    return (
        "view size is not compatible with input tensor's size and stride (at least one dimension "
        "spans across two contiguous subspaces). Use .reshape(...) instead."
    )


@op(self=lambda grad, self_sizes: reshape(grad, self_sizes), node="UnsafeViewBackward0", casts=None)
def unsafe_view(self: Array, size: Dims) -> Array:
    """Return a new tensor's memory in another shape; nobody else sees it."""
    return np.reshape(self, size)


@composite
def view(self: Any, *shape: Any) -> Any:
    """Return the same memory in another shape.

    Raises:
        RuntimeError: if the memory cannot be seen so.

    """
    return view_sizes(self, sizes_from(shape))


@composite_of(np.reshape)
def reshape(self: Any, *shape: Any) -> Any:
    """Return the elements in another shape: a view if possible, else a copy."""
    size = sizes_from(shape)
    try:
        return view_sizes(self, size)
    except RuntimeError:
        if not _fits(self, size):
            raise
        return unsafe_view(clone_contiguous(self), size)


def _fits(self: Any, size: Dims) -> bool:
    return "invalid" not in _why_no_view(np.asarray(self._data), size)


@op(self=lambda grad: t(grad), view=True)
def t(self: Array) -> Array:
    """Return the transpose of a matrix; a vector or a number stays as it is.

    Raises:
        RuntimeError: if there are more than two dimensions.

    """
    if self.ndim > 2:
        raise RuntimeError(f"t() expects a tensor with <= 2 dimensions, but self is {self.ndim}D")
    return self.T


@op(self=lambda grad, dim0, dim1: transpose(grad, dim0, dim1), view=True)
def transpose(self: Array, dim0: int, dim1: int) -> Array:
    """Return the tensor with two dimensions swapped."""
    return self.swapaxes(dim0, dim1) if self.ndim else self.view()


@op(
    self=lambda grad, dims: permute_dims(grad, inverse_of(dims)), view=True, node="PermuteBackward0"
)
def permute_dims(self: Array, dims: Dims) -> Array:
    """Return the tensor with its dimensions in another order."""
    return self.transpose(dims)


@formula
def inverse_of(dims: Dims) -> Dims:
    """Return the order of dimensions that undoes ``dims``."""
    rank = len(dims)
    return tuple(sorted(range(rank), key=lambda one: dims[one] % rank))


@composite
def permute(self: Any, *dims: Any) -> Any:
    """Return the tensor with its dimensions in another order."""
    return permute_dims(self, sizes_from(dims))


@op(self=lambda grad, dim: squeeze_dim(grad, dim), view=True)
def unsqueeze(self: Array, dim: int) -> Array:
    """Return the tensor with a new dimension of size 1 at ``dim``."""
    return np.expand_dims(self, dim)


@op(self=lambda grad, self_sizes: reshape(grad, self_sizes), view=True, node="SqueezeBackward0")
def squeeze_all(self: Array) -> Array:
    """Return the tensor without its dimensions of size 1."""
    return self.reshape([size for size in self.shape if size != 1])


@op(
    self=lambda grad, self_sizes, dim: unsqueezed_if(grad, self_sizes, dim),
    view=True,
    node="SqueezeBackward1",
)
def squeeze_dim(self: Array, dim: int) -> Array:
    """Return the tensor without dimension ``dim`` if that has size 1."""
    return np.squeeze(self, dim) if self.ndim and self.shape[dim] == 1 else self.view()


@op(
    self=lambda grad, self_sizes, dim: unsqueezed_if(grad, self_sizes, dim),
    node="SqueezeBackward4",
)
def squeeze_only(self: Array, dim: int) -> Array:
    """Return a result that nobody else sees without dimension ``dim``, as ``squeeze_`` does."""
    return np.squeeze(self, dim)


@formula
def unsqueezed_if(grad: Any, sizes: Dims, dim: int) -> Any:
    """Return a gradient with the dimension that a squeeze removed, if it did."""
    return unsqueeze(grad, dim) if sizes and sizes[dim] == 1 else grad


@composite
def squeeze(self: Any, dim: int | None = None) -> Any:
    """Return the tensor without its dimensions of size 1, or without one of them."""
    return squeeze_all(self) if dim is None else squeeze_dim(self, dim)


@op(self=lambda grad, self_sizes: sum_to_size(grad, self_sizes), view=True, node="ExpandBackward0")
def expand_sizes(self: Array, size: Dims) -> Array:
    """Return the tensor repeated, without copying, to ``size``; -1 keeps a size."""
    lead = len(size) - self.ndim
    wanted = [self.shape[i - lead] if one == -1 else one for i, one in enumerate(size)]
    try:
        repeated = np.broadcast_to(self, wanted)
    except ValueError as error:
        raise RuntimeError(_why_no_expand(self, list(size))) from error
    repeated.flags.writeable = self.flags.writeable if hasattr(self, "flags") else False
    return repeated


def _why_no_expand(self: Array, size: list[int]) -> str:
    pairs = zip(range(1, self.ndim + 1), reversed(self.shape), reversed(size), strict=False)
    for back, have, want in pairs:
        if have not in (1, want):
            return (
                f"The expanded size of the tensor ({want}) must match the existing size ({have}) "
                f"at non-singleton dimension {len(size) - back}.  Target sizes: {size}.  Tensor "
                f"sizes: {list(self.shape)}"
            )
    return (
        f"expand(torch.Tensor{{{list(self.shape)}}}, size={size}): the number of sizes provided "
        f"({len(size)}) must be greater or equal to the number of dimensions in the tensor "
        f"({self.ndim})"
    )


@composite_of(np.broadcast_to)
def expand(self: Any, *sizes: Any) -> Any:
    """Return the tensor repeated, without copying, along dimensions of size 1."""
    return expand_sizes(self, sizes_from(sizes))


@op(
    self=lambda grad, size, stride, storage_offset, self_sizes: as_strided_scatter(
        grad, size, stride, storage_offset, self_sizes
    ),
    view=True,
)
def as_strided(self: Array, size: Dims, stride: Dims, storage_offset: int = 0) -> Array:
    """Return a view of the memory with the given sizes and strides, in elements."""
    return _strided(self, size, stride, storage_offset)


@op(self=lambda grad, size, stride, storage_offset: as_strided(grad, size, stride, storage_offset))
def as_strided_scatter(
    self: Array, size: Dims, stride: Dims, storage_offset: int, base_sizes: Dims
) -> Array:
    """Return zeros of ``base_sizes`` with ``self`` added at the places of a strided view."""
    base = np.zeros(base_sizes, self.dtype)
    places = np.arange(base.size).reshape(base_sizes)
    np.add.at(base.reshape(-1), _strided(places, size, stride, storage_offset), self)
    return base


@op(self=lambda grad: grad)
def clone(self: Array) -> Array:
    """Return a copy."""
    return np.array(self) if isinstance(self, np.ndarray) else self


@op(self=lambda grad: grad, node="CloneBackward0")
def clone_contiguous(self: Array) -> Array:
    """Return a copy whose elements lie in the order of their indices."""
    return np.array(self, order="C")


@op(self=lambda grad: grad, node="ToCopyBackward0")
def to_copy(self: Array, kind: Any) -> Array:
    """Return the elements converted to another type."""
    return self.astype(kind)


@op(tensors=lambda grad, tensors_sizes, dim: cat_parts(grad, tensors_sizes, dim),
    node="CatBackward0")  # fmt: skip
def cat(tensors: Arrays, dim: int = 0) -> Array:
    """Return the tensors joined along ``dim``."""
    return np.concatenate(tensors, dim)


@formula
def cat_parts(grad: Any, sizes: tuple[Dims, ...], dim: int) -> list[Any]:
    """Return the part of the gradient that belongs to each of the joined tensors."""
    parts, start = [], 0
    for one in sizes:
        parts.append(slice_dim(grad, dim, start, start + one[dim], 1))
        start += one[dim]
    return parts


@op(tensors=lambda grad, tensors_sizes, dim: [
    select(grad, dim, index) for index in range(len(tensors_sizes))])  # fmt: skip
def stack(tensors: Arrays, dim: int = 0) -> Array:
    """Return the tensors joined along a new dimension."""
    return np.stack(tensors, dim)


@op(self=lambda grads, dim: stack(grads, dim), outputs=("outputs*",), view=True,
    node="UnbindBackward0")  # fmt: skip
def unbind(self: Array, dim: int = 0) -> tuple[Array, ...]:
    """Return the slices along ``dim`` as a tuple of views."""
    return tuple(np.moveaxis(self, dim, 0)[index, ...] for index in range(self.shape[dim]))


@op(self=lambda grad: zeros_of_like(grad), casts=None, inplace=True)
def zero(self: Array) -> Array:
    """Return zeros of the same shape."""
    return np.zeros_like(self)


@op(
    self=lambda grad: zeros_of_like(grad),
    src=lambda grad: grad,
    node="CopyBackwards",
    casts=None,
    inplace=True,
)
def copy(self: Array, src: Array, non_blocking: bool = False) -> Array:  # noqa: ARG001
    """Return ``src`` in the shape and type of ``self``."""
    return np.broadcast_to(src, self.shape).astype(self.dtype)


@op(self=lambda grad: zeros_of_like(grad), node="FillBackward2", casts=None, inplace=True)
def fill_scalar(self: Array, value: float) -> Array:
    """Return a number in the shape and type of ``self``."""
    return np.full_like(self, value)


@op(
    self=lambda grad: zeros_of_like(grad),
    value=lambda grad: sum_all(grad),
    node="FillBackward3",
    casts=None,
    inplace=True,
)
def fill_tensor(self: Array, value: Array) -> Array:
    """Return a 0-d tensor's value in the shape and type of ``self``."""
    return np.full_like(self, value)


@composite
def flatten(self: Any, start_dim: int = 0, end_dim: int = -1) -> Any:
    """Return the tensor with some neighbouring dimensions made one."""
    rank = max(self.ndim, 1)
    first, last = start_dim % rank, end_dim % rank
    if first == last:
        return self if self.ndim else self.reshape(1)
    return reshape(self, (*self.shape[:first], -1, *self.shape[last + 1 :]))


@composite
def contiguous(self: Any) -> Any:
    """Return the tensor itself if it is contiguous, else a copy that is."""
    return self if self.is_contiguous() else clone_contiguous(self)
