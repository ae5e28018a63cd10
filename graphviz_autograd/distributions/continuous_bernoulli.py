"""The continuous Bernoulli distribution of numbers between 0 and 1."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

from .. import engine
from . import constraints
from .distribution import Lazy
from .exponential_family import ExponentialFamily
from .parameters import broadcast_all, clamp_probs, cross_entropy
from .trials_of_two import TrialsOfTwo

Shape = Iterable[int]


class ContinuousBernoulli(TrialsOfTwo, ExponentialFamily):
    """Numbers whose density is that of a Bernoulli distribution, extended to all between.

    G. Loaiza-Ganem and J. Cunningham (2019). Near a half, series take the place of formulas that
    divide by how far that is.

    Args:
        probs: the parameter; or in its place
        logits: its logit.
        lims: the bounds of what is near a half.
        validate_args: whether to check parameters and samples.

    Raises:
        ValueError: unless one of the two is given.

    """

    arg_constraints = {"probs": constraints.unit_interval, "logits": constraints.real}
    support = constraints.unit_interval
    has_rsample = True
    _mean_carrier_measure = 0

    def __init__(
        self,
        probs: Any = None,
        logits: Any = None,
        lims: tuple[float, float] = (0.499, 0.501),
        validate_args: bool | None = None,
    ) -> None:
        if probs is not None:
            (probs,) = broadcast_all(probs)
            if validate_args is not None and not constraints.unit_interval.check(probs).all():
                raise ValueError("The parameter probs has invalid values")
            probs = clamp_probs(probs)
        self._lims = lims
        self._set_form(probs, logits, validate_args)

    def expand(self, batch_shape: Shape, _instance: Any = None) -> ContinuousBernoulli:
        """Return the distribution of another batch shape, to which its own is expanded."""
        new = super().expand(batch_shape)
        new._lims = self._lims
        return new

    @Lazy
    def probs(self) -> Any:
        """The parameter."""
        return clamp_probs(engine.sigmoid(self.logits))

    def _outside_unstable_region(self) -> Any:
        low, high = self._lims
        return engine.max(engine.le(self.probs, low), engine.gt(self.probs, high))

    def _cut_probs(self) -> Any:
        """Return the parameter, and another one in its place near a half."""
        other = self._lims[0] * engine.ones_like(self.probs)
        return engine.where(self._outside_unstable_region(), self.probs, other)

    def _away_from_half(self, found: Any, near: Any) -> Any:
        return engine.where(self._outside_unstable_region(), found, near)

    def _cont_bern_log_norm(self) -> Any:
        """Return the logarithm of what the density is scaled by."""
        cut = self._cut_probs()
        below = engine.where(engine.le(cut, 0.5), cut, engine.zeros_like(cut))
        above = engine.where(engine.ge(cut, 0.5), cut, engine.ones_like(cut))
        height = engine.log(engine.abs(engine.log1p(-cut) - engine.log(cut)))
        width = engine.where(
            engine.le(cut, 0.5), engine.log1p(-2.0 * below), engine.log(2.0 * above - 1.0)
        )
        x = engine.pow(self.probs - 0.5, 2)
        near = math.log(2.0) + (4.0 / 3.0 + 104.0 / 45.0 * x) * x
        return self._away_from_half(height - width, near)

    @property
    def mean(self) -> Any:
        """The mean."""
        cut = self._cut_probs()
        found = cut / (2.0 * cut - 1.0) + 1.0 / (engine.log1p(-cut) - engine.log(cut))
        x = self.probs - 0.5
        near = 0.5 + (1.0 / 3.0 + 16.0 / 45.0 * engine.pow(x, 2)) * x
        return self._away_from_half(found, near)

    @property
    def variance(self) -> Any:
        """The variance."""
        cut = self._cut_probs()
        width = engine.pow(engine.log1p(-cut) - engine.log(cut), 2)
        found = cut * (cut - 1.0) / engine.pow(1.0 - 2.0 * cut, 2) + 1.0 / width
        x = engine.pow(self.probs - 0.5, 2)
        near = 1.0 / 12.0 - (1.0 / 15.0 - 128.0 / 945.0 * x) * x
        return self._away_from_half(found, near)

    def rsample(self, sample_shape: Shape = ()) -> Any:
        """Return samples, as functions of the parameter."""
        shape = self._extended_shape(sample_shape)
        return self.icdf(engine.rand(shape, dtype=self.probs.dtype))

    def log_prob(self, value: Any) -> Any:
        """Return the logarithm of the density at a value."""
        self._check(value)
        logits, value = broadcast_all(self.logits, value)
        return -cross_entropy(logits, value, reduction="none") + self._cont_bern_log_norm()

    def cdf(self, value: Any) -> Any:
        """Return the probability of all up to a value."""
        self._check(value)
        cut = self._cut_probs()
        powers = engine.pow(cut, value) * engine.pow(1.0 - cut, 1.0 - value)
        found = self._away_from_half((powers + cut - 1.0) / (2.0 * cut - 1.0), value)
        inside = engine.where(engine.ge(value, 1.0), engine.ones_like(value), found)
        return engine.where(engine.le(value, 0.0), engine.zeros_like(value), inside)

    def icdf(self, value: Any) -> Any:
        """Return the value up to which a probability lies."""
        cut = self._cut_probs()
        found = engine.log1p(-cut + value * (2.0 * cut - 1.0)) - engine.log1p(-cut)
        return self._away_from_half(found / (engine.log(cut) - engine.log1p(-cut)), value)

    def entropy(self) -> Any:
        """Return the entropy, in nats."""
        zero, one = engine.log1p(-self.probs), engine.log(self.probs)
        return self.mean * (zero - one) - self._cont_bern_log_norm() - zero

    @property
    def _natural_params(self) -> tuple[Any, ...]:
        return (self.logits,)

    def _log_normalizer(self, *natural_params: Any) -> Any:
        (x,) = natural_params
        low, high = (one - 0.5 for one in self._lims)
        away = engine.max(engine.le(x, low), engine.gt(x, high))
        cut = engine.where(away, x, low * engine.ones_like(x))
        found = engine.log(engine.abs(engine.expm1(cut))) - engine.log(engine.abs(cut))
        near = 0.5 * x + engine.pow(x, 2) / 24.0 - engine.pow(x, 4) / 2880.0
        return engine.where(away, found, near)
