"""Distributions of whole numbers: of a coin, and of events at a rate."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .. import engine
from . import constraints
from .exponential_family import ExponentialFamily
from .parameters import (
    Elementwise,
    broadcast_all,
    cross_entropy,
)
from .trials_of_two import TrialsOfTwo

Shape = Iterable[int]


class Bernoulli(TrialsOfTwo, ExponentialFamily):
    """1 with a probability ``probs``, whose logit is ``logits``, and 0 otherwise."""

    arg_constraints = {"probs": constraints.unit_interval, "logits": constraints.real}
    support = constraints.boolean
    has_enumerate_support = True
    _mean_carrier_measure = 0

    def __init__(
        self, probs: Any = None, logits: Any = None, validate_args: bool | None = None
    ) -> None:
        self._set_form(probs, logits, validate_args)

    @property
    def mean(self) -> Any:
        """The probabilities of 1."""
        return self.probs

    @property
    def mode(self) -> Any:
        """What is more likely; not a number where both are equal."""
        mode = (self.probs >= 0.5).to(self.probs.dtype)
        mode[self.probs == 0.5] = float("nan")
        return mode

    @property
    def variance(self) -> Any:
        """The variance."""
        return self.probs * (1 - self.probs)

    def sample(self, sample_shape: Shape = ()) -> Any:
        """Return samples, (*sample_shape, *batch_shape)."""
        with engine.no_grad():
            return engine.bernoulli(self.probs.expand(self._extended_shape(sample_shape)))

    def log_prob(self, value: Any) -> Any:
        """Return the logarithm of the probability of a value."""
        self._check(value)
        logits, value = broadcast_all(self.logits, value)
        return -cross_entropy(logits, value, reduction="none")

    def entropy(self) -> Any:
        """Return the entropy, in nats."""
        return cross_entropy(self.logits, self.probs, reduction="none")

    def enumerate_support(self, expand: bool = True) -> Any:
        """Return 0 and 1, in a first dimension."""
        kind = next(iter({"probs", "logits"} & self.__dict__.keys()))
        values = engine.arange(2, dtype=self.__dict__[kind].dtype)
        values = values.view((-1, *(1 for _ in self._batch_shape)))
        return values.expand((-1, *self._batch_shape)) if expand else values

    @property
    def _natural_params(self) -> tuple[Any, ...]:
        return (engine.logit(self.probs),)

    def _log_normalizer(self, *natural_params: Any) -> Any:
        (x,) = natural_params
        return engine.log1p(engine.exp(x))


class Poisson(Elementwise, ExponentialFamily):
    """The number of events at a rate."""

    arg_constraints = {"rate": constraints.nonnegative}
    support = constraints.nonnegative_integer
    rate: Any

    def __init__(self, rate: Any, validate_args: bool | None = None) -> None:
        self._set(validate_args, rate=rate)

    @property
    def mean(self) -> Any:
        """The rate."""
        return self.rate

    @property
    def mode(self) -> Any:
        """The largest whole number up to the rate."""
        return self.rate.floor()

    @property
    def variance(self) -> Any:
        """The rate."""
        return self.rate

    def sample(self, sample_shape: Shape = ()) -> Any:
        """Return samples, (*sample_shape, *batch_shape)."""
        with engine.no_grad():
            return engine.poisson(self.rate.expand(self._extended_shape(sample_shape)))

    def log_prob(self, value: Any) -> Any:
        """Return the logarithm of the probability of a value."""
        self._check(value)
        rate, value = broadcast_all(self.rate, value)
        return value.xlogy(rate) - rate - (value + 1).lgamma()

    @property
    def _natural_params(self) -> tuple[Any, ...]:
        return (engine.log(self.rate),)

    def _log_normalizer(self, *natural_params: Any) -> Any:
        (x,) = natural_params
        return engine.exp(x)
