"""Systems of linear equations with too many or too few equations, and of tensors."""

# Rules find every operation by name; the imports only tell the type checker.
# Matrices have the capital letters that PyTorch and the literature give them.
# ruff: noqa: N803, N806

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING, Any

import numpy as np

from ... import dtypes
from .. import return_types
from ..demands import require
from ..record import Array, composite, formula, op
from ..shapes.shape import flatten, reshape
from ..shapes.transposing import permute
from .linalg import linalg_inv, linalg_solve

if TYPE_CHECKING:
    from ..pointwise.arithmetic import mul_scalar
    from ..shapes.squeezing import squeeze_dim, unsqueeze
    from .linalg import matrix_transposed
    from .matmul import matmul
    from .matrix_function import pinv_of_matrices, pinv_slope

_DRIVERS = ("gels", "gelsy", "gelsd", "gelss")


@op(
    inputs=lambda given, self, b, solution, needs: lstsq_slopes(given, self, b, solution, needs),
    outputs=("solution", "residuals", "rank", "singular_values"),
    differentiable=2,
    node="LinalgLstsqBackward0",
    casts=None,
)
def lstsq_of_matrices(
    self: Array, b: Array, rcond: float | None, driver: Any
) -> tuple[Array, Array, Array, Array]:
    """Return the solutions of least squares and of least norm, and what the driver tells of them.

    As LAPACK's drivers do: the squared residuals, unless it is gelsy, the ranks, unless it is
    gels, and singular values if they are computed anyway.
    """
    nothing = np.zeros(0, self.dtype)
    cut = rcond if rcond is not None else max(self.shape[-2:]) * float(np.finfo(self.dtype).eps)
    vectors = _are_vectors(self, b)
    sides = b[..., None] if vectors else b
    solution = np.linalg.pinv(self, cut) @ sides
    values = np.linalg.svd(self, compute_uv=False)
    ranks = np.asarray((values > cut * values[..., :1]).sum(-1))
    rows, columns = self.shape[-2:]
    residuals = nothing
    if rows > columns and driver != "gelsy" and (ranks == columns).all():
        residuals = ((self @ solution - sides) ** 2).sum(-2)
    known = np.zeros(0, np.int64) if driver == "gels" else ranks.astype(np.int64)[()]
    solution = _in_place_of_sides(solution, rows)
    return (
        solution[..., 0] if vectors else solution,
        residuals,
        known,
        values if driver in ("gelsd", "gelss") else nothing,
    )


def _in_place_of_sides(solution: Array, rows: int) -> Array:
    """Return the solution as LAPACK leaves it: by columns, where those of the sides were."""
    columns, sides = solution.shape[-2:]
    whole = np.empty((*solution.shape[:-2], sides, max(rows, columns)), solution.dtype)
    part = whole.swapaxes(-2, -1)[..., :columns, :]
    part[...] = solution
    return part


def _are_vectors(A: Any, b: Any) -> bool:
    return len(A.shape) - 1 == len(b.shape) and tuple(A.shape[:-1]) == tuple(b.shape)


@formula
def lstsq_slopes(
    given: Any, self: Any, b: Any, solution: Any, needs: tuple[bool, ...]
) -> tuple[Any, Any]:
    """Return the gradients of solutions, by the pseudoinverse, and of residuals."""
    slope, of_residuals = given
    vectors = _are_vectors(self, b)
    if vectors:
        b, solution = unsqueeze(b, -1), unsqueeze(solution, -1)
        slope = None if slope is None else unsqueeze(slope, -1)
    ours = theirs = None
    if slope is not None:
        inverse = pinv_of_matrices(self, None, None, False)
        if needs[0]:
            ours = pinv_slope(matmul(slope, matrix_transposed(b)), self, inverse)
        if needs[1]:
            theirs = matmul(matrix_transposed(inverse), slope)
    if of_residuals is not None:
        left, scale = matmul(self, solution) - b, unsqueeze(of_residuals, -2)
        if needs[0]:
            more = mul_scalar(matmul(scale * left, matrix_transposed(solution)), 2)
            ours = more if ours is None else ours + more
        if needs[1]:
            more = mul_scalar(scale, -2) * left
            theirs = more if theirs is None else theirs + more
    return ours, squeeze_dim(theirs, -1) if vectors and theirs is not None else theirs


@composite
def linalg_lstsq(A: Any, B: Any, rcond: float | None = None, *, driver: str | None = None) -> Any:
    """Return X with the smallest ``A @ X - B``, its residuals, and rank and singular values of A.

    Raises:
        RuntimeError: if the shapes do not fit, or there is no such driver.

    """
    name = "torch.linalg.lstsq:"
    require(A.ndim >= 2, f"{name} input must have at least 2 dimensions.")
    require(B.ndim >= 1, f"{name} other must have at least 1 dimension.")
    vectors = A.ndim - 1 == B.ndim and A.shape[:-1] == B.shape
    rows = B.shape[-1] if vectors or B.ndim == 1 else B.shape[-2]
    require(A.shape[-2] == rows, f"{name} input.size(-2) should match other.size(-2)")
    if A.dtype is not B.dtype:
        first, second = (dtypes.of(one.dtype.numpy).legacy for one in (A, B))
        raise RuntimeError(
            f"{name} Expected input and other to have the same dtype, but got input's dtype "
            f"{first} and other's dtype {second}"
        )
    require(
        driver is None or driver in _DRIVERS,
        f"{name} parameter `driver` should be one of ({', '.join(_DRIVERS)})",
    )
    return return_types.linalg_lstsq(*lstsq_of_matrices(A, B, rcond, driver or "gelsy"))


# ---- tensors as matrices -----------------------------------------------------------------------


@composite
def linalg_tensorinv(A: Any, ind: int = 2) -> Any:
    """Return the inverse of the map from the last dimensions to the first ``ind``.

    Raises:
        RuntimeError: if it is not one between spaces of the same size.

    """
    require(ind > 0, f"Expected a strictly positive integer for 'ind', but got {ind}")
    first, last = tuple(A.shape[:ind]), tuple(A.shape[ind:])
    require(
        prod(last) == prod(first),
        "Expected self to satisfy the requirement prod(self.shape[ind:]) == "
        f"prod(self.shape[:ind]), but got {prod(last)} != {prod(first)}",
    )
    return reshape(linalg_inv(reshape(A, (prod(first), prod(last)))), (*last, *first))


@composite
def linalg_tensorsolve(A: Any, B: Any, dims: Any = None) -> Any:
    """Return X with ``tensordot(A, X, X.ndim) == B``; ``dims`` of A are moved to its end before.

    Raises:
        RuntimeError: if the sizes do not fit.

    """
    if dims is not None:
        moved = [dim % A.ndim for dim in dims]
        A = permute(A, *(dim for dim in range(A.ndim) if dim not in moved), *moved)
    first, last = tuple(A.shape[: B.ndim]), tuple(A.shape[B.ndim :])
    require(
        prod(last) == prod(first),
        "Expected self to satisfy the requirement prod(self.shape[other.ndim:]) == "
        f"prod(self.shape[:other.ndim]), but got {prod(last)} != {prod(first)}",
    )
    return reshape(linalg_solve(reshape(A, (-1, prod(last))), flatten(B)), last)
