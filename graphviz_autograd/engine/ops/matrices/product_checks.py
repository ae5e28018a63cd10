"""What products of matrices demand of the shapes and types of their operands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..demands import require
from ..dims import wrapped

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..record import Array


def check_mm(mat1: Array, mat2: Array) -> None:
    """Raise unless two matrices can be multiplied."""
    for name, one in (("self", mat1), ("mat2", mat2)):
        require(one.ndim == 2, f"{name} must be a matrix")
    _check_sizes(mat1, mat2)


def check_addmm(mat1: Array, mat2: Array) -> None:
    """Raise unless two matrices can be multiplied, to which something is added."""
    for name, one in (("mat1", mat1), ("mat2", mat2)):
        require(one.ndim == 2, f"{name} must be a matrix, got {one.ndim}-D tensor")
    _check_sizes(mat1, mat2)


def _check_sizes(mat1: Array, mat2: Array) -> None:
    (n, k), (m, p) = mat1.shape, mat2.shape
    require(k == m, f"mat1 and mat2 shapes cannot be multiplied ({n}x{k} and {m}x{p})")


def check_mv(mat: Array, vec: Array) -> None:
    """Raise unless a matrix can be multiplied by a vector."""
    _check_ranks(1, mat, vec)
    _check_vector(mat, vec, mat.shape[0])


def check_addmv(self: Array, mat: Array, vec: Array) -> None:
    """Raise unless a matrix can be multiplied by a vector, and the result added."""
    _check_ranks(self.ndim, mat, vec)
    rows = self.shape[0] if self.ndim else 1
    require(vec.shape[0] == mat.shape[1] and rows in (1, mat.shape[0]), _of(mat, vec, rows))


def _check_ranks(ndim: int, mat: Array, vec: Array) -> None:
    require(
        mat.ndim == 2 and vec.ndim == 1 and ndim <= 1,
        f"vector + matrix @ vector expected, got {ndim}, {mat.ndim}, {vec.ndim}",
    )


def _check_vector(mat: Array, vec: Array, rows: int) -> None:
    require(vec.shape[0] == mat.shape[1], _of(mat, vec, rows))


def _of(mat: Array, vec: Array, rows: int) -> str:
    n, k = mat.shape
    return f"size mismatch, got input ({rows}), mat ({n}x{k}), vec ({vec.shape[0]})"


def check_addr(vec1: Array, vec2: Array) -> None:
    """Raise unless both are vectors."""
    for name, one in (("vec1", vec1), ("vec2", vec2)):
        require(one.ndim == 1, f"addr: Expected 1-D argument {name}, but got {one.ndim}-D")


def check_bmm(batch1: Array, batch2: Array) -> None:
    """Raise unless two batches of matrices can be multiplied."""
    _check_batches(batch1, batch2)
    wanted, found = [batch1.shape[0], batch1.shape[2]], [*batch2.shape[:2]]
    require(
        wanted == found,
        f"Expected size for first two dimensions of batch2 tensor to be: {wanted} but got: "
        f"{found}.",
    )


def check_baddbmm(batch1: Array, batch2: Array) -> None:
    """Raise unless two batches of matrices can be multiplied, to which something is added."""
    wrapped(2, batch2.ndim)  # PyTorch asks for its size first
    check_bmm(batch1, batch2)


def check_addbmm(batch1: Array, batch2: Array) -> None:
    """Raise unless two batches of matrices can be multiplied and added up."""
    wrapped(2, batch2.ndim)
    _check_batches(batch1, batch2)
    (b1, n, k), (b2, m, p) = batch1.shape, batch2.shape
    require(b1 == b2, f"batch1 and batch2 must have same number of batches, got {b1} and {b2}")
    require(k == m, f"Incompatible matrix sizes for bmm ({n}x{k} and {m}x{p})")


def _check_batches(batch1: Array, batch2: Array) -> None:
    for name, one in (("batch1", batch1), ("batch2", batch2)):
        require(one.ndim == 3, f"{name} must be a 3D tensor")


def check_dot(self: Array, other: Array) -> None:
    """Raise unless both are vectors of one length."""
    require(
        self.ndim == other.ndim == 1,
        f"1D tensors expected, but got {self.ndim}D and {other.ndim}D tensors",
    )
    n, m = self.size, other.size
    require(
        n == m,
        f"inconsistent tensor size, expected tensor [{n}] and src [{m}] to have the same number of "
        f"elements, but got {n} and {m} elements respectively",
    )


# Of products whose shapes are looked at before their types.
SHAPES_FIRST: dict[str, Callable[..., None]] = {
    "addmv": check_addmv,
    "bmm": check_bmm,
    "mm": check_mm,
    "mv": check_mv,
}
