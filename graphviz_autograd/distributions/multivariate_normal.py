"""The normal distribution of vectors."""

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

Shape = Iterable[int]
_MATRICES = ("covariance_matrix", "precision_matrix", "scale_tril")


class MultivariateNormal(Located, Distribution):
    """The normal distribution of vectors of a mean (*, n) and a covariance (*, n, n).

    Args:
        loc: the mean.
        covariance_matrix: the covariance; or in its place
        precision_matrix: its inverse, or
        scale_tril: its Cholesky factor.
        validate_args: whether to check parameters and samples.

    Raises:
        ValueError: unless one of the three is given, and of enough dimensions.

    """

    arg_constraints = {
        "loc": constraints.real_vector,
        "covariance_matrix": constraints.positive_definite,
        "precision_matrix": constraints.positive_definite,
        "scale_tril": constraints.lower_cholesky,
    }
    support = constraints.real_vector
    has_rsample = True

    def __init__(
        self,
        loc: Any,
        covariance_matrix: Any = None,
        precision_matrix: Any = None,
        scale_tril: Any = None,
        validate_args: bool | None = None,
    ) -> None:
        matrices = zip(_MATRICES, (covariance_matrix, precision_matrix, scale_tril), strict=True)
        given = [(name, one) for name, one in matrices if one is not None]
        _check_sizes(loc, given)
        ((name, matrix),) = given
        batch = engine.broadcast_shapes(matrix.shape[:-2], loc.shape[:-1])
        self.__dict__[name] = matrix.expand((*batch, -1, -1))
        self.loc = loc.expand((*batch, -1))
        super().__init__(batch, self.loc.shape[-1:], validate_args=validate_args)
        self._unbroadcasted_scale_tril = _factor(name, matrix)

    def expand(self, batch_shape: Shape, _instance: Any = None) -> MultivariateNormal:
        """Return the distribution of another batch shape, to which its own is expanded."""
        new = self._resized(batch_shape, self._event_shape)
        new.loc = self.loc.expand((*new._batch_shape, -1))
        new._unbroadcasted_scale_tril = self._unbroadcasted_scale_tril
        for name in _MATRICES:
            if name in self.__dict__:
                new.__dict__[name] = new._whole(self.__dict__[name])
        return new

    def _whole(self, matrix: Any) -> Any:
        size = self._event_shape
        return matrix.expand(Size((*self._batch_shape, *size, *size)))

    @Lazy
    def scale_tril(self) -> Any:
        """The Cholesky factor of the covariance."""
        return self._whole(self._unbroadcasted_scale_tril)

    @Lazy
    def covariance_matrix(self) -> Any:
        """The covariance."""
        factor = self._unbroadcasted_scale_tril
        return self._whole(engine.matmul(factor, factor.mT))

    @Lazy
    def precision_matrix(self) -> Any:
        """The inverse of the covariance."""
        return self._whole(engine.cholesky_inverse(self._unbroadcasted_scale_tril))

    @property
    def variance(self) -> Any:
        """The variances of the components."""
        squares = self._unbroadcasted_scale_tril.pow(2).sum(-1)
        return squares.expand(Size((*self._batch_shape, *self._event_shape)))

    def rsample(self, sample_shape: Shape = ()) -> Any:
        """Return samples, as functions of the mean and the Cholesky factor."""
        shape = self._extended_shape(sample_shape)
        noise = engine.randn(shape, dtype=self.loc.dtype).unsqueeze(-1)
        return self.loc + engine.matmul(self._unbroadcasted_scale_tril, noise).squeeze(-1)

    def log_prob(self, value: Any) -> Any:
        """Return the logarithm of the density at a value."""
        self._check(value)
        squares = squared_distance(self._unbroadcasted_scale_tril, value - self.loc)
        known = self._event_shape[0] * math.log(2 * math.pi)
        return -0.5 * (known + squares) - half_log_determinant(self)

    def entropy(self) -> Any:
        """Return the entropy, in nats."""
        known = 0.5 * self._event_shape[0] * (1.0 + math.log(2 * math.pi))
        found = known + half_log_determinant(self)
        return found.expand(self._batch_shape) if self._batch_shape else found


def _check_sizes(loc: Any, given: list[tuple[str, Any]]) -> None:
    if loc.dim() < 1:
        raise ValueError("loc must be at least one-dimensional.")
    if len(given) != 1:
        raise ValueError(
            "Exactly one of covariance_matrix or precision_matrix or scale_tril may be specified."
        )
    ((name, matrix),) = given
    if matrix.dim() < 2:
        label = f"{name} matrix" if name == "scale_tril" else name
        raise ValueError(
            f"{label} must be at least two-dimensional, with optional leading batch dimensions"
        )


def _factor(name: str, matrix: Any) -> Any:
    """Return the Cholesky factor of the covariance that a matrix says."""
    if name == "scale_tril":
        return matrix
    cholesky = FUNCTIONS["linalg_cholesky"]
    if name == "covariance_matrix":
        return cholesky(matrix)
    turned = engine.flip(cholesky(engine.flip(matrix, (-2, -1))), (-2, -1))
    unit = engine.eye(matrix.shape[-1], dtype=matrix.dtype)
    return FUNCTIONS["linalg_solve_triangular"](engine.transpose(turned, -2, -1), unit, upper=False)


def half_log_determinant(one: MultivariateNormal) -> Any:
    """Return half the logarithm of the determinant of the covariance."""
    return one._unbroadcasted_scale_tril.diagonal(dim1=-2, dim2=-1).log().sum(-1)


def squared_distance(factor: Any, away: Any) -> Any:
    """Return the squared Mahalanobis distances (*) of vectors (*, n), for factors (*, n, n).

    A dimension of several vectors to one factor is taken apart, so that no factor is repeated.
    """
    size, ours = away.size(-1), factor.dim() - 2
    outer = away.dim() - 1 - ours
    parts = zip(factor.shape[:-2], away.shape[outer:-1], strict=True)
    split = [number for few, many in parts for number in (many // few, few)]
    places = range(outer, outer + 2 * ours)
    order = [*range(outer), *places[::2], *places[1::2], outer + 2 * ours]
    apart = away.reshape((*away.shape[:outer], *split, size)).permute(order)
    flat = factor.reshape(-1, size, size)
    columns = apart.reshape(-1, flat.size(0), size).permute(1, 2, 0)
    solved = FUNCTIONS["linalg_solve_triangular"](flat, columns, upper=False)
    squares = solved.pow(2).sum(-2).t().reshape(apart.shape[:-1])
    back = [at for one in range(ours) for at in (outer + one, outer + ours + one)]
    return squares.permute([*range(outer), *back]).reshape(away.shape[:-1])
