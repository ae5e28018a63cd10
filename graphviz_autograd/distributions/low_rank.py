"""The normal distribution of vectors whose covariance is of low rank, and a diagonal."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

from .. import engine
from ..engine.ops import FUNCTIONS
from ..engine.size import Size
from . import constraints
from .distribution import Distribution, Lazy
from .located import Located
from .multivariate_normal import squared_distance

Shape = Iterable[int]
_cholesky = FUNCTIONS["linalg_cholesky"]
_solve = FUNCTIONS["linalg_solve_triangular"]


class LowRankMultivariateNormal(Located, Distribution):
    """The normal distribution of covariance ``cov_factor @ cov_factor.T`` and a diagonal.

    Args:
        loc: the mean, (*, n).
        cov_factor: (*, n, rank).
        cov_diag: the diagonal, (*, n).
        validate_args: whether to check parameters and samples.

    Raises:
        ValueError: if the shapes do not fit.

    """

    arg_constraints = {
        "loc": constraints.real_vector,
        "cov_factor": constraints.independent(constraints.real, 2),
        "cov_diag": constraints.independent(constraints.positive, 1),
    }
    support = constraints.real_vector
    has_rsample = True

    def __init__(
        self, loc: Any, cov_factor: Any, cov_diag: Any, validate_args: bool | None = None
    ) -> None:
        event = _checked_size(loc, cov_factor, cov_diag)
        try:
            columns = loc.unsqueeze(-1), cov_factor, cov_diag.unsqueeze(-1)
            loc_, self.cov_factor, diagonal = engine.broadcast_tensors(*columns)
        except RuntimeError as error:
            raise ValueError(
                f"Incompatible batch shapes: loc {loc.shape}, cov_factor {cov_factor.shape}, "
                f"cov_diag {cov_diag.shape}"
            ) from error
        self.loc, self.cov_diag = loc_[..., 0], diagonal[..., 0]
        self._unbroadcasted_cov_factor = cov_factor
        self._unbroadcasted_cov_diag = cov_diag
        self._capacitance_tril = _capacitance(cov_factor, cov_diag)
        super().__init__(self.loc.shape[:-1], event, validate_args=validate_args)

    def expand(self, batch_shape: Shape, _instance: Any = None) -> LowRankMultivariateNormal:
        """Return the distribution of another batch shape, to which its own is expanded."""
        new = self._resized(batch_shape, self._event_shape)
        shape = Size((*batch_shape, *self._event_shape))
        new.loc, new.cov_diag = self.loc.expand(shape), self.cov_diag.expand(shape)
        new.cov_factor = self.cov_factor.expand((*shape, *self.cov_factor.shape[-1:]))
        for name in ("_unbroadcasted_cov_factor", "_unbroadcasted_cov_diag", "_capacitance_tril"):
            setattr(new, name, getattr(self, name))
        return new

    def _whole(self, matrix: Any) -> Any:
        size = self._event_shape
        return matrix.expand(Size((*self._batch_shape, *size, *size)))

    @Lazy
    def variance(self) -> Any:
        """The variances of the components."""
        squares = self._unbroadcasted_cov_factor.pow(2).sum(-1) + self._unbroadcasted_cov_diag
        return squares.expand(Size((*self._batch_shape, *self._event_shape)))

    @Lazy
    def scale_tril(self) -> Any:
        """The Cholesky factor of the covariance."""
        root = self._unbroadcasted_cov_diag.sqrt().unsqueeze(-1)
        factor = self._unbroadcasted_cov_factor / root
        return self._whole(root * _cholesky(_plus_identity(engine.matmul(factor, factor.mT))))

    @Lazy
    def covariance_matrix(self) -> Any:
        """The covariance."""
        factor = self._unbroadcasted_cov_factor
        diagonal = engine.diag_embed(self._unbroadcasted_cov_diag)
        return self._whole(engine.matmul(factor, factor.mT) + diagonal)

    @Lazy
    def precision_matrix(self) -> Any:
        """The inverse of the covariance, by Woodbury's identity."""
        part = _solve(self._capacitance_tril, _scaled(self), upper=False)
        inverse = engine.diag_embed(self._unbroadcasted_cov_diag.reciprocal())
        return self._whole(inverse - part.mT @ part)

    def rsample(self, sample_shape: Shape = ()) -> Any:
        """Return samples, as functions of the parameters."""
        shape = self._extended_shape(sample_shape)
        kind, rank = self.loc.dtype, self.cov_factor.shape[-1:]
        few = engine.empty((*shape[:-1], *rank), dtype=kind).normal_()
        each = engine.empty(shape, dtype=kind).normal_()
        along = engine.matmul(self._unbroadcasted_cov_factor, few.unsqueeze(-1)).squeeze(-1)
        return self.loc + along + self._unbroadcasted_cov_diag.sqrt() * each

    def log_prob(self, value: Any) -> Any:
        """Return the logarithm of the density at a value."""
        self._check(value)
        squares = low_rank_distance(self, value - self.loc)
        known = self._event_shape[0] * math.log(2 * math.pi)
        return -0.5 * (known + log_determinant(self) + squares)

    def entropy(self) -> Any:
        """Return the entropy, in nats."""
        known = self._event_shape[0] * (1.0 + math.log(2 * math.pi))
        found = 0.5 * (known + log_determinant(self))
        return found.expand(self._batch_shape) if self._batch_shape else found


def _checked_size(loc: Any, cov_factor: Any, cov_diag: Any) -> Any:
    if loc.dim() < 1:
        raise ValueError("loc must be at least one-dimensional.")
    event = loc.shape[-1:]
    if cov_factor.dim() < 2:
        raise ValueError(
            "cov_factor must be at least two-dimensional, with optional leading batch dimensions"
        )
    if cov_factor.shape[-2:-1] != event:
        raise ValueError(f"cov_factor must be a batch of matrices with shape {event[0]} x m")
    if cov_diag.shape[-1:] != event:
        raise ValueError(f"cov_diag must be a batch of vectors with shape {event}")
    return event


def _plus_identity(matrix: Any) -> Any:
    size = matrix.shape[-1]
    whole = matrix.contiguous()
    whole.view(-1, size * size)[:, :: size + 1] += 1
    return whole


def _scaled(one: Any) -> Any:
    """Return the factor over the diagonal, transposed."""
    return one._unbroadcasted_cov_factor.mT / one._unbroadcasted_cov_diag.unsqueeze(-2)


def _capacitance(factor: Any, diagonal: Any) -> Any:
    scaled = factor.mT / diagonal.unsqueeze(-2)
    return _cholesky(_plus_identity(engine.matmul(scaled, factor)))


def log_determinant(one: Any) -> Any:
    """Return the logarithm of the determinant of the covariance."""
    inner = 2 * one._capacitance_tril.diagonal(dim1=-2, dim2=-1).log().sum(-1)
    return inner + one._unbroadcasted_cov_diag.log().sum(-1)


def low_rank_distance(one: Any, away: Any) -> Any:
    """Return the squared Mahalanobis distances (*) of vectors (*, n)."""
    along = engine.matmul(_scaled(one), away.unsqueeze(-1)).squeeze(-1)
    whole = (away.pow(2) / one._unbroadcasted_cov_diag).sum(-1)
    return whole - squared_distance(one._capacitance_tril, along)
