"""Several independent distributions as one of vectors."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..engine.size import Size
from . import constraints
from .distribution import Distribution
from .parameters import sum_rightmost

Shape = Iterable[int]


class Independent(Distribution):
    """Another distribution whose last batch dimensions are part of its samples.

    Raises:
        ValueError: if it has too few batch dimensions.

    """

    def __init__(
        self,
        base_distribution: Distribution,
        reinterpreted_batch_ndims: int,
        validate_args: bool | None = None,
    ) -> None:
        batch, event = base_distribution.batch_shape, base_distribution.event_shape
        if reinterpreted_batch_ndims > len(batch):
            raise ValueError(
                "Expected reinterpreted_batch_ndims <= len(base_distribution.batch_shape), actual "
                f"{reinterpreted_batch_ndims} vs {len(batch)}"
            )
        self.base_dist = base_distribution
        self.reinterpreted_batch_ndims = reinterpreted_batch_ndims
        cut = len(batch) - reinterpreted_batch_ndims
        super().__init__(batch[:cut], Size((*batch[cut:], *event)), validate_args=validate_args)

    def expand(self, batch_shape: Shape, _instance: Any = None) -> Independent:
        """Return the distribution of another batch shape, to which its own is expanded."""
        new = self._resized(batch_shape, self._event_shape)
        new.reinterpreted_batch_ndims = dims = self.reinterpreted_batch_ndims
        new.base_dist = self.base_dist.expand(Size((*batch_shape, *self._event_shape[:dims])))
        return new

    @property
    def has_rsample(self) -> bool:  # type: ignore[override]
        """Whether the other distribution has it."""
        return self.base_dist.has_rsample

    @property
    def support(self) -> Any:
        """That of the other distribution, of whole samples."""
        dims = self.reinterpreted_batch_ndims
        base = self.base_dist.support
        return constraints.independent(base, dims) if dims else base

    @property
    def mean(self) -> Any:
        """The mean."""
        return self.base_dist.mean

    @property
    def mode(self) -> Any:
        """The most likely value."""
        return self.base_dist.mode

    @property
    def variance(self) -> Any:
        """The variances."""
        return self.base_dist.variance

    def sample(self, sample_shape: Shape = ()) -> Any:
        """Return samples, (*sample_shape, *batch_shape, *event_shape), without a graph."""
        return self.base_dist.sample(sample_shape)

    def rsample(self, sample_shape: Shape = ()) -> Any:
        """Return samples that are functions of the parameters."""
        return self.base_dist.rsample(sample_shape)

    def log_prob(self, value: Any) -> Any:
        """Return the logarithm of the density or probability of a value."""
        return sum_rightmost(self.base_dist.log_prob(value), self.reinterpreted_batch_ndims)

    def entropy(self) -> Any:
        """Return the entropy, in nats."""
        return sum_rightmost(self.base_dist.entropy(), self.reinterpreted_batch_ndims)

    def enumerate_support(self, expand: bool = True) -> Any:
        """Return all values of the other distribution, if nothing is reinterpreted."""
        if self.reinterpreted_batch_ndims > 0:
            raise NotImplementedError("Enumeration over cartesian product is not implemented")
        return self.base_dist.enumerate_support(expand=expand)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.base_dist}, {self.reinterpreted_batch_ndims})"
