"""The normal distribution and its relatives with a location and a scale."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

from .. import engine
from . import constraints
from .exponential_family import ExponentialFamily
from .located import Located
from .parameters import Elementwise

Shape = Iterable[int]


class _LocationScale(Located, Elementwise):
    """A distribution of a location and a scale."""

    arg_constraints = {"loc": constraints.real, "scale": constraints.positive}
    support = constraints.real
    has_rsample = True
    scale: Any

    def __init__(self, loc: Any, scale: Any, validate_args: bool | None = None) -> None:
        self._set(validate_args, loc=loc, scale=scale)


class Normal(_LocationScale, ExponentialFamily):
    """The normal distribution of a mean ``loc`` and a standard deviation ``scale``."""

    _mean_carrier_measure = 0

    @property
    def stddev(self) -> Any:
        """The scale."""
        return self.scale

    @property
    def variance(self) -> Any:
        """The square of the scale."""
        return self.stddev.pow(2)

    def sample(self, sample_shape: Shape = ()) -> Any:
        """Return samples, (*sample_shape, *batch_shape), without a graph."""
        shape = self._extended_shape(sample_shape)
        with engine.no_grad():
            return engine.normal(self.loc.expand(shape), self.scale.expand(shape))

    def rsample(self, sample_shape: Shape = ()) -> Any:
        """Return samples ``loc + noise * scale``."""
        shape = self._extended_shape(sample_shape)
        return self.loc + engine.randn(shape, dtype=self.loc.dtype) * self.scale

    def log_prob(self, value: Any) -> Any:
        """Return the logarithm of the density at a value."""
        self._check(value)
        variance = self.scale**2
        spread = self.scale.log()
        return -((value - self.loc) ** 2) / (2 * variance) - spread - math.log(math.sqrt(math.tau))

    def cdf(self, value: Any) -> Any:
        """Return the probability of all up to a value."""
        self._check(value)
        return 0.5 * (1 + engine.erf((value - self.loc) * self.scale.reciprocal() / math.sqrt(2)))

    def icdf(self, value: Any) -> Any:
        """Return the value up to which a probability lies."""
        return self.loc + self.scale * engine.erfinv(2 * value - 1) * math.sqrt(2)

    def entropy(self) -> Any:
        """Return the entropy, in nats."""
        return 0.5 + 0.5 * math.log(2 * math.pi) + engine.log(self.scale)

    @property
    def _natural_params(self) -> tuple[Any, ...]:
        square = self.scale.pow(2)
        return self.loc / square, -0.5 * square.reciprocal()

    def _log_normalizer(self, *natural_params: Any) -> Any:
        x, y = natural_params
        return -0.25 * x.pow(2) / y + 0.5 * engine.log(-math.pi / y)


class Laplace(_LocationScale):
    """The Laplace distribution: exponential on both sides of ``loc``."""

    @property
    def variance(self) -> Any:
        """Twice the square of the scale."""
        return 2 * self.scale.pow(2)

    @property
    def stddev(self) -> Any:
        """The root of the variance."""
        return 2**0.5 * self.scale

    def rsample(self, sample_shape: Shape = ()) -> Any:
        """Return samples, as functions of ``loc`` and ``scale``."""
        shape = self._extended_shape(sample_shape)
        eps = engine.finfo(self.loc.dtype).eps
        u = engine.empty(shape, dtype=self.loc.dtype).uniform_(eps - 1, 1)
        return self.loc - self.scale * u.sign() * engine.log1p(-u.abs())

    def log_prob(self, value: Any) -> Any:
        """Return the logarithm of the density at a value."""
        self._check(value)
        return -engine.log(2 * self.scale) - engine.abs(value - self.loc) / self.scale

    def cdf(self, value: Any) -> Any:
        """Return the probability of all up to a value."""
        self._check(value)
        away = value - self.loc
        return 0.5 - 0.5 * away.sign() * engine.expm1(-(value - self.loc).abs() / self.scale)

    def icdf(self, value: Any) -> Any:
        """Return the value up to which a probability lies."""
        term = value - 0.5
        return self.loc - self.scale * term.sign() * engine.log1p(-2 * term.abs())

    def entropy(self) -> Any:
        """Return the entropy, in nats."""
        return 1 + engine.log(2 * self.scale)


class Cauchy(_LocationScale):
    """The Cauchy distribution around ``loc``: that of the ratio of two normal numbers."""

    @property
    def mean(self) -> Any:
        """Not a number: there is none."""
        return engine.full(self._extended_shape(), math.nan, dtype=self.loc.dtype)

    @property
    def variance(self) -> Any:
        """Infinity: there is none."""
        return engine.full(self._extended_shape(), math.inf, dtype=self.loc.dtype)

    def rsample(self, sample_shape: Shape = ()) -> Any:
        """Return samples ``loc + noise * scale``."""
        shape = self._extended_shape(sample_shape)
        return self.loc + engine.empty(shape, dtype=self.loc.dtype).cauchy_() * self.scale

    def log_prob(self, value: Any) -> Any:
        """Return the logarithm of the density at a value."""
        self._check(value)
        away = ((value - self.loc) / self.scale) ** 2
        return -math.log(math.pi) - self.scale.log() - away.log1p()

    def cdf(self, value: Any) -> Any:
        """Return the probability of all up to a value."""
        self._check(value)
        return engine.atan((value - self.loc) / self.scale) / math.pi + 0.5

    def icdf(self, value: Any) -> Any:
        """Return the value up to which a probability lies."""
        return engine.tan(math.pi * (value - 0.5)) * self.scale + self.loc

    def entropy(self) -> Any:
        """Return the entropy, in nats."""
        return math.log(4 * math.pi) + self.scale.log()
