"""Distributions on an interval: uniform, exponential."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .. import engine
from . import constraints
from .exponential_family import ExponentialFamily
from .parameters import Elementwise

Shape = Iterable[int]


class Uniform(Elementwise):
    """The uniform distribution from ``low`` to below ``high``."""

    has_rsample = True
    low: Any
    high: Any

    def __init__(self, low: Any, high: Any, validate_args: bool | None = None) -> None:
        self._set(validate_args, low=low, high=high)

    @property
    def arg_constraints(self) -> Any:
        """That ``low`` is below ``high``."""
        return {
            "low": constraints.less_than(self.high),
            "high": constraints.greater_than(self.low),
        }

    @property
    def support(self) -> Any:
        """The interval."""
        return constraints.interval(self.low, self.high)

    @property
    def mean(self) -> Any:
        """The middle."""
        return (self.high + self.low) / 2

    @property
    def mode(self) -> Any:
        """Not a number: there is none."""
        return float("nan") * self.high

    @property
    def stddev(self) -> Any:
        """The root of the variance."""
        return (self.high - self.low) / 12**0.5

    @property
    def variance(self) -> Any:
        """The variance."""
        return (self.high - self.low).pow(2) / 12

    def rsample(self, sample_shape: Shape = ()) -> Any:
        """Return samples, as functions of the bounds."""
        shape = self._extended_shape(sample_shape)
        rand = engine.rand(shape, dtype=self.low.dtype)
        return self.low + rand * (self.high - self.low)

    def log_prob(self, value: Any) -> Any:
        """Return the logarithm of the density at a value."""
        self._check(value)
        above = self.low.le(value).type_as(self.low)
        below = self.high.gt(value).type_as(self.low)
        return engine.log(above.mul(below)) - engine.log(self.high - self.low)

    def cdf(self, value: Any) -> Any:
        """Return the probability of all up to a value."""
        self._check(value)
        return ((value - self.low) / (self.high - self.low)).clamp(min=0, max=1)

    def icdf(self, value: Any) -> Any:
        """Return the value up to which a probability lies."""
        return value * (self.high - self.low) + self.low

    def entropy(self) -> Any:
        """Return the entropy, in nats."""
        return engine.log(self.high - self.low)


class Exponential(Elementwise, ExponentialFamily):
    """The exponential distribution of a rate."""

    arg_constraints = {"rate": constraints.positive}
    support = constraints.nonnegative
    has_rsample = True
    _mean_carrier_measure = 0
    rate: Any

    def __init__(self, rate: Any, validate_args: bool | None = None) -> None:
        self._set(validate_args, rate=rate)

    @property
    def mean(self) -> Any:
        """One over the rate."""
        return self.rate.reciprocal()

    @property
    def mode(self) -> Any:
        """Zero."""
        return engine.zeros_like(self.rate)

    @property
    def stddev(self) -> Any:
        """One over the rate."""
        return self.rate.reciprocal()

    @property
    def variance(self) -> Any:
        """The variance."""
        return self.rate.pow(-2)

    def rsample(self, sample_shape: Shape = ()) -> Any:
        """Return samples, as functions of the rate."""
        shape = self._extended_shape(sample_shape)
        return engine.empty(shape, dtype=self.rate.dtype).exponential_() / self.rate

    def log_prob(self, value: Any) -> Any:
        """Return the logarithm of the density at a value."""
        self._check(value)
        return self.rate.log() - self.rate * value

    def cdf(self, value: Any) -> Any:
        """Return the probability of all up to a value."""
        self._check(value)
        return 1 - engine.exp(-self.rate * value)

    def icdf(self, value: Any) -> Any:
        """Return the value up to which a probability lies."""
        return -engine.log1p(-value) / self.rate

    def entropy(self) -> Any:
        """Return the entropy, in nats."""
        return 1.0 - engine.log(self.rate)

    @property
    def _natural_params(self) -> tuple[Any, ...]:
        return (-self.rate,)

    def _log_normalizer(self, *natural_params: Any) -> Any:
        (x,) = natural_params
        return -engine.log(-x)
