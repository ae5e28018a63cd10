"""Orthogonal matrices as functions of any matrices."""

from __future__ import annotations

from typing import Any

from ...engine.creation import eye, randn
from ...engine.creation_like import zeros_like
from ...engine.facts import finfo
from ...engine.grad_mode import no_grad
from ...engine.ops import FUNCTIONS
from ...engine.unsupported import UnsupportedError
from ..modules.module import Module


class Orthogonal(Module):
    """The exponential, the Cayley transform, or a product of reflections, of a triangle.

    Attributes:
        base: with ``use_trivialization`` a buffer, the orthogonal matrix that the result is
            multiplied with.

    """

    def __init__(self, shape: Any, orthogonal_map: str, use_trivialization: bool) -> None:
        super().__init__()
        self.shape = shape
        self.orthogonal_map = orthogonal_map
        if use_trivialization:
            self.register_buffer("base", None)

    def forward(self, X: Any) -> Any:  # noqa: N803 - PyTorch's name
        """Return orthogonal matrices of the shape of ``X``."""
        wide = X.size(-2) < X.size(-1)
        tall = X.mT if wide else X
        found = (
            self._reflections(tall) if self.orthogonal_map == "householder" else self._turn(tall)
        )
        if hasattr(self, "base"):
            found = self.base @ found
        return found.mT if wide else found

    def _turn(self, X: Any) -> Any:  # noqa: N803
        n, k = X.size(-2), X.size(-1)
        lower = X.tril()
        if n != k:
            nothing = lower.new_zeros(n, n - k).expand(*lower.shape[:-2], -1, -1)
            lower = FUNCTIONS["cat"]([lower, nothing], -1)
        skew = lower - lower.mT
        if self.orthogonal_map == "matrix_exp":
            found = skew.matrix_exp()
        else:
            unit = eye(n, dtype=skew.dtype)
            ends = [unit.add(skew, alpha=share) for share in (-0.5, 0.5)]
            found = FUNCTIONS["linalg_solve"](*ends)
        return found if n == k else found[..., :k]

    def _reflections(self, X: Any) -> Any:  # noqa: N803
        below = X.tril(diagonal=-1)
        tau = 2.0 / (1.0 + (below * below).sum(dim=-2))
        product = _householder_product(below, tau)
        return product * X.diagonal(dim1=-2, dim2=-1).int().unsqueeze(-2)

    @no_grad()
    def right_inverse(self, Q: Any) -> Any:  # noqa: N803
        """Take ``Q`` as the base, made orthogonal if it is not, and return what maps to the unit.

        Raises:
            ValueError: if it is of another shape.
            NotImplementedError: without a base.

        """
        if Q.shape != self.shape:
            raise ValueError(
                f"Expected a matrix or batch of matrices of shape {self.shape}. Got a tensor of "
                f"shape {Q.shape}."
            )
        if not hasattr(self, "base"):
            raise NotImplementedError(
                "It is not possible to assign to the matrix exponential or the Cayley "
                "parametrizations when use_trivialization=False."
            )
        tall = Q.mT if Q.size(-2) < Q.size(-1) else Q
        n, k = tall.size(-2), tall.size(-1)
        if n == k:
            self.base = tall.clone() if _is_orthogonal(tall) else _made_orthogonal(tall)
        else:
            more = randn(*tall.size()[:-2], n, n - k, dtype=tall.dtype)
            self.base = _made_orthogonal(FUNCTIONS["cat"]([tall, more], -1))
        minus = zeros_like(Q)
        minus.diagonal(dim1=-2, dim2=-1).fill_(-1.0)
        return minus


def _is_orthogonal(matrix: Any) -> bool:
    unit = eye(matrix.size(-1), dtype=matrix.dtype)
    room = 10.0 * matrix.size(-2) * finfo(matrix.dtype).eps
    return bool(FUNCTIONS["allclose"](matrix.mT @ matrix, unit, atol=room))


def _made_orthogonal(matrix: Any) -> Any:
    """Return the orthogonal factor of matrices whose other factor has a positive diagonal."""
    found, rest = FUNCTIONS["linalg_qr"](matrix)
    return found * rest.diagonal(dim1=-2, dim2=-1).sgn().unsqueeze(-2)


def _householder_product(reflectors: Any, tau: Any) -> Any:
    if "linalg_householder_product" not in FUNCTIONS:
        raise UnsupportedError("orthogonal_map='householder' is not supported; use 'cayley'")
    return FUNCTIONS["linalg_householder_product"](reflectors, tau)
