"""Distributions of a function of uniform or exponential samples: extremes, and heavy tails."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

from .. import engine
from . import constraints
from .interval import Exponential, Uniform
from .parameters import broadcast_all
from .transformed import TransformedDistribution
from .transforms import AffineTransform, ExpTransform, PowerTransform
from .utils import euler_constant


def _uniform(like: Any, low: float, high: float, validate_args: bool | None) -> Uniform:
    return Uniform(engine.full_like(like, low), engine.full_like(like, high), validate_args)


class Gumbel(TransformedDistribution):
    """The distribution of the largest of many numbers."""

    arg_constraints = {"loc": constraints.real, "scale": constraints.positive}
    support = constraints.real

    def __init__(self, loc: Any, scale: Any, validate_args: bool | None = None) -> None:
        self.loc, self.scale = broadcast_all(loc, scale)
        info = engine.finfo(self.loc.dtype)
        base = _uniform(self.loc, info.tiny, 1 - info.eps, validate_args)
        transforms = [
            ExpTransform().inv,
            AffineTransform(loc=0, scale=-engine.ones_like(self.scale)),
            ExpTransform().inv,
            AffineTransform(loc=loc, scale=-self.scale),
        ]
        super().__init__(base, transforms, validate_args=validate_args)

    def log_prob(self, value: Any) -> Any:
        """Return the logarithm of the density at a value."""
        self._check(value)
        y = (self.loc - value) / self.scale
        return (y - y.exp()) - self.scale.log()

    @property
    def mean(self) -> Any:
        """The mean."""
        return self.loc + self.scale * euler_constant

    @property
    def mode(self) -> Any:
        """The location."""
        return self.loc

    @property
    def stddev(self) -> Any:
        """The standard deviation."""
        return (math.pi / math.sqrt(6)) * self.scale

    @property
    def variance(self) -> Any:
        """The variance."""
        return self.stddev.pow(2)

    def entropy(self) -> Any:
        """Return the entropy, in nats."""
        return self.scale.log() + (1 + euler_constant)


class Weibull(TransformedDistribution):
    """The distribution of a power of exponential numbers."""

    arg_constraints = {"scale": constraints.positive, "concentration": constraints.positive}
    support = constraints.positive

    def __init__(self, scale: Any, concentration: Any, validate_args: bool | None = None) -> None:
        self.scale, self.concentration = broadcast_all(scale, concentration)
        base = Exponential(engine.ones_like(self.scale), validate_args=validate_args)
        self.concentration_reciprocal = self.concentration.reciprocal()
        super().__init__(base, self._powers(), validate_args=validate_args)

    def _powers(self) -> list[Any]:
        return [
            PowerTransform(exponent=self.concentration_reciprocal),
            AffineTransform(loc=0, scale=self.scale),
        ]

    def expand(self, batch_shape: Iterable[int], _instance: Any = None) -> Weibull:
        """Return the distribution of another batch shape, to which its own is expanded."""
        new: Weibull = super().expand(batch_shape)
        new.concentration_reciprocal = new.concentration.reciprocal()
        new.transforms = new._powers()
        return new

    @property
    def mean(self) -> Any:
        """The mean."""
        return self.scale * engine.exp(engine.lgamma(1 + self.concentration_reciprocal))

    @property
    def mode(self) -> Any:
        """The most likely value."""
        share = (self.concentration - 1) / self.concentration
        return self.scale * share ** self.concentration.reciprocal()

    @property
    def variance(self) -> Any:
        """The variance."""
        power = self.concentration_reciprocal
        return self.scale.pow(2) * (
            engine.exp(engine.lgamma(1 + 2 * power)) - engine.exp(2 * engine.lgamma(1 + power))
        )

    def entropy(self) -> Any:
        """Return the entropy, in nats."""
        power = self.concentration_reciprocal
        return euler_constant * (1 - power) + engine.log(self.scale * power) + 1


class Kumaraswamy(TransformedDistribution):
    """A distribution on the unit interval, much like the beta distribution."""

    arg_constraints = {
        "concentration1": constraints.positive,
        "concentration0": constraints.positive,
    }
    support = constraints.unit_interval

    def __init__(
        self, concentration1: Any, concentration0: Any, validate_args: bool | None = None
    ) -> None:
        both = broadcast_all(concentration1, concentration0)
        self.concentration1, self.concentration0 = both
        base = _uniform(self.concentration0, 0, 1, validate_args)
        transforms = [
            PowerTransform(exponent=self.concentration0.reciprocal()),
            AffineTransform(loc=1.0, scale=-1.0),
            PowerTransform(exponent=self.concentration1.reciprocal()),
        ]
        super().__init__(base, transforms, validate_args=validate_args)

    def _moment(self, order: int) -> Any:
        first, b = 1 + order / self.concentration1, self.concentration0
        logarithm = engine.lgamma(first) + engine.lgamma(b) - engine.lgamma(first + b)
        return b * engine.exp(logarithm)

    @property
    def mean(self) -> Any:
        """The mean."""
        return self._moment(1)

    @property
    def mode(self) -> Any:
        """The most likely value; not a number where a parameter is below 1."""
        a, b = self.concentration1, self.concentration0
        logarithm = b.reciprocal() * (-b).log1p() - (-b * a).log1p()
        logarithm[(b < 1) | (a < 1)] = math.nan
        return logarithm.exp()

    @property
    def variance(self) -> Any:
        """The variance."""
        return self._moment(2) - engine.pow(self.mean, 2)

    def entropy(self) -> Any:
        """Return the entropy, in nats."""
        a, b = self.concentration1, self.concentration0
        harmonic = engine.digamma(b + 1) + euler_constant
        rest = (1 - b.reciprocal()) + (1 - a.reciprocal()) * harmonic
        return rest - engine.log(a) - engine.log(b)


class Pareto(TransformedDistribution):
    """A distribution of numbers from ``scale`` on, that falls as a power."""

    arg_constraints = {"alpha": constraints.positive, "scale": constraints.positive}

    def __init__(self, scale: Any, alpha: Any, validate_args: bool | None = None) -> None:
        self.scale, self.alpha = broadcast_all(scale, alpha)
        base = Exponential(self.alpha, validate_args=validate_args)
        transforms = [ExpTransform(), AffineTransform(loc=0, scale=self.scale)]
        super().__init__(base, transforms, validate_args=validate_args)

    @property
    def mean(self) -> Any:
        """The mean, infinite up to 1."""
        a = self.alpha.clamp(min=1)
        return a * self.scale / (a - 1)

    @property
    def mode(self) -> Any:
        """The scale."""
        return self.scale

    @property
    def variance(self) -> Any:
        """The variance, infinite up to 2."""
        a = self.alpha.clamp(min=2)
        return self.scale.pow(2) * a / ((a - 1).pow(2) * (a - 2))

    @constraints.dependent_property(is_discrete=False, event_dim=0)
    def support(self) -> Any:
        """The numbers from the scale on."""
        return constraints.greater_than_eq(self.scale)

    def entropy(self) -> Any:
        """Return the entropy, in nats."""
        return (self.scale / self.alpha).log() + (1 + self.alpha.reciprocal())
