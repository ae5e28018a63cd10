"""The generalized Pareto distribution: how far extremes go beyond a bound."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

from .. import engine
from . import constraints
from .parameters import Elementwise

Shape = Iterable[int]


class GeneralizedPareto(Elementwise):
    """Numbers from ``loc`` on, whose tail is a power if ``concentration`` is positive."""

    arg_constraints = {
        "loc": constraints.real,
        "scale": constraints.positive,
        "concentration": constraints.real,
    }
    has_rsample = True
    loc: Any
    scale: Any
    concentration: Any

    def __init__(
        self, loc: Any, scale: Any, concentration: Any, validate_args: bool | None = None
    ) -> None:
        self._set(validate_args, loc=loc, scale=scale, concentration=concentration)

    def rsample(self, sample_shape: Shape = ()) -> Any:
        """Return samples, as functions of the parameters."""
        shape = self._extended_shape(sample_shape)
        return self.icdf(engine.rand(shape, dtype=self.loc.dtype))

    def _parts(self, value: Any) -> tuple[Any, Any, Any]:
        """Return how far a value is, where the tail is exponential, and the power elsewhere."""
        away = (value - self.loc) / self.scale
        exponential = engine.isclose(self.concentration, engine.zeros_like(self.concentration))
        ones = engine.ones_like(self.concentration)
        return away, exponential, engine.where(exponential, ones, self.concentration)

    def log_prob(self, value: Any) -> Any:
        """Return the logarithm of the density at a value."""
        self._check(value)
        away, exponential, power = self._parts(value)
        y = 1 / power + engine.ones_like(away)
        fall = engine.where(y == 0, y, y * engine.log1p(power * away))
        return -self.scale.log() - engine.where(exponential, away, fall)

    def log_survival_function(self, value: Any) -> Any:
        """Return the logarithm of the probability of all above a value."""
        self._check(value)
        away, exponential, power = self._parts(value)
        return engine.where(exponential, -away, -engine.log1p(power * away) / power)

    def log_cdf(self, value: Any) -> Any:
        """Return the logarithm of the probability of all up to a value."""
        return engine.log1p(-engine.exp(self.log_survival_function(value)))

    def cdf(self, value: Any) -> Any:
        """Return the probability of all up to a value."""
        return engine.exp(self.log_cdf(value))

    def icdf(self, value: Any) -> Any:
        """Return the value up to which a probability lies."""
        _, exponential, power = self._parts(value)
        left = engine.log1p(-value)
        far = self.loc + self.scale / power * engine.expm1(-power * left)
        return engine.where(exponential, self.loc - self.scale * left, far)

    def _where_finite(self, below: float, safe: float, function: Any) -> Any:
        valid = self.concentration < below
        found = function(engine.where(valid, self.concentration, safe))
        return engine.where(valid, found, math.nan)

    @property
    def mean(self) -> Any:
        """The mean; not a number from 1 on."""
        return self._where_finite(1, 0.5, lambda c: self.loc + self.scale / (1 - c))

    @property
    def variance(self) -> Any:
        """The variance; not a number from a half on."""
        return self._where_finite(0.5, 0.25, lambda c: self.scale**2 / ((1 - c) ** 2 * (1 - 2 * c)))

    @property
    def mode(self) -> Any:
        """The location."""
        return self.loc

    def entropy(self) -> Any:
        """Return the entropy, in nats."""
        found = engine.log(self.scale) + self.concentration + 1
        return engine.broadcast_to(found, self._batch_shape)

    @constraints.dependent_property(is_discrete=False, event_dim=0)
    def support(self) -> Any:
        """From the location on, to an end if the concentration is negative."""
        end = self.loc - self.scale / self.concentration
        upper = engine.where(self.concentration < 0, end, math.inf)
        return constraints.interval(self.loc, upper)
