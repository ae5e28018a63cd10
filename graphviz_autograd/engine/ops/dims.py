"""Dimensions as a caller gives them: counted from the end if negative, one, several, or none."""

from __future__ import annotations

from typing import Any

Dims = tuple[int, ...]


def wrapped(dim: int, ndim: int) -> int:
    """Return ``dim`` counted from the front; a 0-d tensor is taken to have one dimension.

    Raises:
        IndexError: if the tensor does not have that dimension.

    """
    size = max(ndim, 1)
    if not -size <= dim < size:
        raise IndexError(
            f"Dimension out of range (expected to be in range of [{-size}, {size - 1}], but got "
            f"{dim})"
        )
    return dim % size


def wrapped_all(dims: Dims, ndim: int) -> Dims:
    """Return ``dims`` counted from the front; no dimensions mean all.

    Raises:
        IndexError: if the tensor does not have one of them.
        RuntimeError: if one is given twice.

    """
    found = tuple(wrapped(one, ndim) for one in dims)
    for one in found:
        if found.count(one) > 1:
            raise RuntimeError(f"dim {one} appears multiple times in the list of dims")
    return found or tuple(range(ndim))


def axes(dims: Dims | None, ndim: int) -> Dims:
    """Return the axes of an array of ``ndim`` dimensions that a reduction over ``dims`` combines.

    Raises:
        IndexError: if the array does not have one of them.
        RuntimeError: if one is given twice.

    """
    found = wrapped_all(dims or (), ndim)
    return found if ndim else ()


def as_dims(dim: Any) -> Dims:
    """Return one dimension or several as a tuple, an empty one for None."""
    if dim is None:
        return ()
    return tuple(dim) if isinstance(dim, (tuple, list)) else (dim,)


def sizes_from(sizes: tuple[Any, ...]) -> Dims:
    """Return sizes given as one tuple or as several numbers."""
    if len(sizes) == 1 and isinstance(sizes[0], (tuple, list)):
        return tuple(sizes[0])
    return sizes
