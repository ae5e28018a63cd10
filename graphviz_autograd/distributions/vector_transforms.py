"""Invertible functions of vectors: onto simplices and onto matrices of several kinds."""

from __future__ import annotations

import math
from typing import Any

from .. import engine
from ..engine.ops import FUNCTIONS
from . import constraints
from .parameters import tril_matrix_to_vec, vec_to_tril_matrix
from .transform import SameByKind, require_dims

_pad = FUNCTIONS["pad"]
_softplus, _logsigmoid = FUNCTIONS["softplus"], FUNCTIONS["logsigmoid"]


def clipped_sigmoid(x: Any) -> Any:
    """Return the logistic sigmoid, kept away from 0 and 1."""
    info = engine.finfo(x.dtype)
    return engine.clamp(engine.sigmoid(x), min=info.tiny, max=1.0 - info.eps)


class SoftmaxTransform(SameByKind):
    """The softmax; its inverse is the logarithm."""

    domain = constraints.real_vector
    codomain = constraints.simplex

    def _call(self, x: Any) -> Any:
        probs = (x - x.max(-1, True)[0]).exp()
        return probs / probs.sum(-1, True)

    def _inverse(self, y: Any) -> Any:
        return y.log()

    def forward_shape(self, shape: Any) -> Any:
        """Return the shape itself."""
        require_dims(shape, 1)
        return shape

    inverse_shape = forward_shape


class StickBreakingTransform(SameByKind):
    """Shares of what is left of a stick after the shares before, and the rest."""

    domain = constraints.real_vector
    codomain = constraints.simplex
    bijective = True

    def _call(self, x: Any) -> Any:
        z = clipped_sigmoid(x - _left(x, x.shape[-1] + 1).log())
        rest = (1 - z).cumprod(-1)
        return _pad(z, [0, 1], value=1) * _pad(rest, [1, 0], value=1)

    def _inverse(self, y: Any) -> Any:
        shares = y[..., :-1]
        left = _left(shares, y.shape[-1])
        rest = 1 - shares.cumsum(-1)
        rest = engine.clamp(rest, min=engine.finfo(y.dtype).tiny)
        return shares.log() - rest.log() + left.log()

    def log_abs_det_jacobian(self, x: Any, y: Any) -> Any:
        """Return the logarithm of the determinant at ``x``, where the value is ``y``."""
        x = x - _left(x, x.shape[-1] + 1).log()
        return (-x + _logsigmoid(x) + y[..., :-1].log()).sum(-1)

    def forward_shape(self, shape: Any) -> Any:
        """Return the shape with one number more."""
        require_dims(shape, 1)
        return type(shape)((*shape[:-1], shape[-1] + 1))

    def inverse_shape(self, shape: Any) -> Any:
        """Return the shape with one number less."""
        require_dims(shape, 1)
        return type(shape)((*shape[:-1], shape[-1] - 1))


def _left(like: Any, count: int) -> Any:
    """Return how many of so many shares are left at each."""
    return count - engine.ones(like.shape[-1], dtype=like.dtype).cumsum(-1)


class LowerCholeskyTransform(SameByKind):
    """A square matrix made lower triangular, with the exponential of its diagonal."""

    domain = constraints.independent(constraints.real, 2)
    codomain = constraints.lower_cholesky

    def _call(self, x: Any) -> Any:
        return x.tril(-1) + x.diagonal(dim1=-2, dim2=-1).exp().diag_embed()

    def _inverse(self, y: Any) -> Any:
        return y.tril(-1) + y.diagonal(dim1=-2, dim2=-1).log().diag_embed()


class PositiveDefiniteTransform(SameByKind):
    """The product of such a triangular matrix with itself, transposed."""

    domain = constraints.independent(constraints.real, 2)
    codomain = constraints.positive_definite

    def _call(self, x: Any) -> Any:
        x = LowerCholeskyTransform()(x)
        return x @ x.mT

    def _inverse(self, y: Any) -> Any:
        return LowerCholeskyTransform().inv(FUNCTIONS["linalg_cholesky"](y))


class CorrCholeskyTransform(SameByKind):
    """The Cholesky factor of a correlation matrix, from as many numbers as it has below."""

    domain = constraints.real_vector
    codomain = constraints.corr_cholesky
    bijective = True

    def _call(self, x: Any) -> Any:
        x = engine.tanh(x)
        eps = engine.finfo(x.dtype).eps
        r = vec_to_tril_matrix(x.clamp(min=-1 + eps, max=1 - eps), diag=-1)
        rest = (1 - r**2).sqrt().cumprod(-1)
        r = r + engine.eye(r.shape[-1], dtype=r.dtype)
        return r * _pad(rest[..., :-1], [1, 0], value=1)

    def _inverse(self, y: Any) -> Any:
        rest = 1 - engine.cumsum(y * y, dim=-1)
        before = _pad(rest[..., :-1], [1, 0], value=1)
        vector = tril_matrix_to_vec(y, diag=-1)
        t = vector / tril_matrix_to_vec(before, diag=-1).sqrt()
        return (t.log1p() - t.neg().log1p()) / 2

    def log_abs_det_jacobian(self, x: Any, y: Any) -> Any:
        """Return the logarithm of the determinant at ``x``, where the value is ``y``."""
        rest = 1 - (y * y).cumsum(dim=-1)
        sticks = 0.5 * tril_matrix_to_vec(rest, diag=-2).log().sum(-1)
        return sticks + -2 * (x + _softplus(-2 * x) - math.log(2.0)).sum(dim=-1)

    def forward_shape(self, shape: Any) -> Any:
        """Return the shape of matrices.

        Raises:
            ValueError: if no triangle has so many numbers.

        """
        require_dims(shape, 1)
        count = shape[-1]
        size = round((0.25 + 2 * count) ** 0.5 + 0.5)
        if size * (size - 1) // 2 != count:
            raise ValueError("Input is not a flattened lower-diagonal number")
        return type(shape)((*shape[:-1], size, size))

    def inverse_shape(self, shape: Any) -> Any:
        """Return the shape of vectors.

        Raises:
            ValueError: if the matrices are not square.

        """
        require_dims(shape, 2)
        if shape[-2] != shape[-1]:
            raise ValueError("Input is not square")
        return type(shape)((*shape[:-2], shape[-1] * (shape[-1] - 1) // 2))
