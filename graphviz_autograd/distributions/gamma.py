"""The gamma distribution, and the Dirichlet and beta distributions, which are made of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .. import engine
from ..engine.random import generator
from . import constraints
from .distribution import Distribution
from .parameters import Elementwise, broadcast_all

Shape = Iterable[int]


class _Sampled(Distribution):
    """A distribution whose samples pass no gradients on."""

    def rsample(self, sample_shape: Shape = ()) -> Any:  # noqa: ARG002
        """Refuse: gradients of such samples are not there.

        Raises:
            NotImplementedError: always.

        """
        name = type(self).__name__
        raise NotImplementedError(f"{name}.rsample() is not supported; sample() has no gradients")


class Gamma(Elementwise, _Sampled):
    """The gamma distribution of a shape, ``concentration``, and a rate."""

    arg_constraints = {"concentration": constraints.positive, "rate": constraints.positive}  # noqa: RUF012
    support = constraints.nonnegative
    concentration: Any
    rate: Any

    def __init__(self, concentration: Any, rate: Any, validate_args: bool | None = None) -> None:
        self._set(validate_args, concentration=concentration, rate=rate)

    @property
    def mean(self) -> Any:
        """The mean."""
        return self.concentration / self.rate

    @property
    def mode(self) -> Any:
        """The most likely value."""
        return ((self.concentration - 1) / self.rate).clamp(min=0)

    @property
    def variance(self) -> Any:
        """The variance."""
        return self.concentration / self.rate.pow(2)

    def sample(self, sample_shape: Shape = ()) -> Any:
        """Return samples, (*sample_shape, *batch_shape)."""
        shape, kind = self._extended_shape(sample_shape), self.rate.dtype
        scale = 1 / self.rate.detach().numpy()
        drawn = generator().gamma(self.concentration.detach().numpy(), scale, shape)
        return engine.tensor(drawn, dtype=kind).clamp_(min=engine.finfo(kind).tiny)

    def log_prob(self, value: Any) -> Any:
        """Return the logarithm of the density at a value."""
        value = engine.as_tensor(value, dtype=self.rate.dtype)
        self._check(value)
        return (
            engine.xlogy(self.concentration, self.rate)
            + engine.xlogy(self.concentration - 1, value)
            - self.rate * value
            - engine.lgamma(self.concentration)
        )

    def entropy(self) -> Any:
        """Return the entropy, in nats."""
        return (
            self.concentration
            - engine.log(self.rate)
            + engine.lgamma(self.concentration)
            + (1.0 - self.concentration) * engine.digamma(self.concentration)
        )


class Dirichlet(_Sampled):
    """The Dirichlet distribution of concentrations (*, n)."""

    arg_constraints = {"concentration": constraints.independent(constraints.positive, 1)}  # noqa: RUF012
    support = constraints.simplex

    def __init__(self, concentration: Any, validate_args: bool | None = None) -> None:
        if concentration.dim() < 1:
            raise ValueError("`concentration` parameter must be at least one-dimensional.")
        self.concentration = concentration
        shape = concentration.shape
        super().__init__(shape[:-1], shape[-1:], validate_args=validate_args)

    def expand(self, batch_shape: Shape, _instance: Any = None) -> Dirichlet:
        """Return the distribution of another batch shape, to which its own is expanded."""
        new = self._resized(batch_shape, self._event_shape)
        new.concentration = self.concentration.expand((*new._batch_shape, *self._event_shape))
        return new

    @property
    def mean(self) -> Any:
        """The mean."""
        return self.concentration / self.concentration.sum(-1, True)

    @property
    def variance(self) -> Any:
        """The variances of the components."""
        total = self.concentration.sum(-1, True)
        return self.concentration * (total - self.concentration) / (total.pow(2) * (total + 1))

    def sample(self, sample_shape: Shape = ()) -> Any:
        """Return samples, (*sample_shape, *batch_shape, n)."""
        shape = self._extended_shape(sample_shape)
        drawn = generator().gamma(self.concentration.detach().numpy(), size=shape)
        return engine.tensor(drawn / drawn.sum(-1, keepdims=True), dtype=self.concentration.dtype)

    def log_prob(self, value: Any) -> Any:
        """Return the logarithm of the density at a value."""
        self._check(value)
        return (
            engine.xlogy(self.concentration - 1.0, value).sum(-1)
            + engine.lgamma(self.concentration.sum(-1))
            - engine.lgamma(self.concentration).sum(-1)
        )

    def entropy(self) -> Any:
        """Return the entropy, in nats."""
        size, total = self.concentration.size(-1), self.concentration.sum(-1)
        return (
            engine.lgamma(self.concentration).sum(-1)
            - engine.lgamma(total)
            - (size - total) * engine.digamma(total)
            - ((self.concentration - 1.0) * engine.digamma(self.concentration)).sum(-1)
        )


class Beta(_Sampled):
    """The beta distribution: the first component of a Dirichlet distribution of two."""

    arg_constraints = {  # noqa: RUF012
        "concentration1": constraints.positive,
        "concentration0": constraints.positive,
    }
    support = constraints.unit_interval

    def __init__(
        self, concentration1: Any, concentration0: Any, validate_args: bool | None = None
    ) -> None:
        both = engine.stack(broadcast_all(concentration1, concentration0), -1)
        self._dirichlet = Dirichlet(both, validate_args=validate_args)
        super().__init__(self._dirichlet._batch_shape, validate_args=validate_args)

    def expand(self, batch_shape: Shape, _instance: Any = None) -> Beta:
        """Return the distribution of another batch shape, to which its own is expanded."""
        new = self._resized(batch_shape)
        new._dirichlet = self._dirichlet.expand(batch_shape)
        return new

    @property
    def concentration1(self) -> Any:
        """The weight of 1."""
        return self._dirichlet.concentration[..., 0]

    @property
    def concentration0(self) -> Any:
        """The weight of 0."""
        return self._dirichlet.concentration[..., 1]

    @property
    def mean(self) -> Any:
        """The mean."""
        return self.concentration1 / (self.concentration1 + self.concentration0)

    @property
    def variance(self) -> Any:
        """The variance."""
        total = self.concentration1 + self.concentration0
        return self.concentration1 * self.concentration0 / (total.pow(2) * (total + 1))

    def sample(self, sample_shape: Shape = ()) -> Any:
        """Return samples, (*sample_shape, *batch_shape)."""
        return self._dirichlet.sample(sample_shape).select(-1, 0)

    def log_prob(self, value: Any) -> Any:
        """Return the logarithm of the density at a value."""
        self._check(value)
        return self._dirichlet.log_prob(engine.stack([value, 1.0 - value], -1))

    def entropy(self) -> Any:
        """Return the entropy, in nats."""
        return self._dirichlet.entropy()
