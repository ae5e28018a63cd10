"""Numbers of successes, or of failures before them, in trials of a probability."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .. import engine
from ..engine.ops import FUNCTIONS
from . import constraints
from .gamma import Gamma
from .parameters import (
    broadcast_all,
    cross_entropy,
)
from .trials_of_two import TrialsOfTwo

Shape = Iterable[int]
_FORMS = {"probs": constraints.unit_interval, "logits": constraints.real}
_logsigmoid = FUNCTIONS["logsigmoid"]


class Binomial(TrialsOfTwo):
    """How many of ``total_count`` trials succeed."""

    arg_constraints = {"total_count": constraints.nonnegative_integer, **_FORMS}
    has_enumerate_support = True
    total_count: Any

    def __init__(
        self,
        total_count: Any = 1,
        probs: Any = None,
        logits: Any = None,
        validate_args: bool | None = None,
    ) -> None:
        self._set_form(probs, logits, validate_args, total_count=total_count)

    @constraints.dependent_property(is_discrete=True, event_dim=0)
    def support(self) -> Any:
        """The numbers of trials."""
        return constraints.integer_interval(0, self.total_count)

    @property
    def mean(self) -> Any:
        """The mean."""
        return self.total_count * self.probs

    @property
    def mode(self) -> Any:
        """The most likely number."""
        return ((self.total_count + 1) * self.probs).floor().clamp(max=self.total_count)

    @property
    def variance(self) -> Any:
        """The variance."""
        return self.total_count * self.probs * (1 - self.probs)

    def sample(self, sample_shape: Shape = ()) -> Any:
        """Return samples, (*sample_shape, *batch_shape)."""
        shape = self._extended_shape(sample_shape)
        with engine.no_grad():
            return engine.binomial(self.total_count.expand(shape), self.probs.expand(shape))

    def log_prob(self, value: Any) -> Any:
        """Return the logarithm of the probability of a value."""
        self._check(value)
        count, logits = self.total_count, self.logits
        all_orders, orders = engine.lgamma(count + 1), engine.lgamma(value + 1)
        other_orders = engine.lgamma(count - value + 1)
        # The positive part, whose slope at 0 is a half.
        above = (logits.clamp(min=0) + logits - logits.clamp(max=0)) / 2
        whole = count * above + count * engine.log1p(engine.exp(-engine.abs(logits))) - all_orders
        return value * logits - orders - other_orders - whole

    def entropy(self) -> Any:
        """Return the entropy, in nats.

        Raises:
            NotImplementedError: if the numbers of trials differ.

        """
        self._one_count("entropy")
        log_prob = self.log_prob(self.enumerate_support(False))
        return -(engine.exp(log_prob) * log_prob).sum(0)

    def enumerate_support(self, expand: bool = True) -> Any:
        """Return all numbers, in a first dimension.

        Raises:
            NotImplementedError: if the numbers of trials differ.

        """
        count = self._one_count("enumerate_support")
        values = engine.arange(1 + count, dtype=self._param.dtype)
        values = values.view((-1, *(1 for _ in self._batch_shape)))
        return values.expand((-1, *self._batch_shape)) if expand else values

    def _one_count(self, asked: str) -> int:
        count = int(self.total_count.max())
        if not self.total_count.min() == count:
            raise NotImplementedError(f"Inhomogeneous total count not supported by `{asked}`.")
        return count


class Geometric(TrialsOfTwo):
    """How many trials fail before the first success."""

    arg_constraints = _FORMS
    support = constraints.nonnegative_integer

    def __init__(
        self, probs: Any = None, logits: Any = None, validate_args: bool | None = None
    ) -> None:
        self._set_form(probs, logits, validate_args)
        if self._validate_args and probs is not None and not (self.probs > 0).all():
            value = self.probs
            raise ValueError(
                f"Expected parameter probs ({type(value).__name__} of shape {tuple(value.shape)}) "
                f"of distribution {self!r} to be positive but found invalid values:\n"
                f"{value.data[~(value > 0)]}"
            )

    @property
    def mean(self) -> Any:
        """The mean."""
        return 1.0 / self.probs - 1.0

    @property
    def mode(self) -> Any:
        """Zero."""
        return engine.zeros_like(self.probs)

    @property
    def variance(self) -> Any:
        """The variance."""
        return (1.0 / self.probs - 1.0) / self.probs

    def sample(self, sample_shape: Shape = ()) -> Any:
        """Return samples, (*sample_shape, *batch_shape)."""
        shape, kind = self._extended_shape(sample_shape), self.probs.dtype
        with engine.no_grad():
            u = engine.empty(shape, dtype=kind).uniform_(engine.finfo(kind).tiny, 1)
            return (u.log() / (-self.probs).log1p()).floor()

    def log_prob(self, value: Any) -> Any:
        """Return the logarithm of the probability of a value."""
        self._check(value)
        value, probs = broadcast_all(value, self.probs)
        probs = probs.clone()
        probs[(probs == 1) & (value == 0)] = 0
        return value * (-probs).log1p() + self.probs.log()

    def entropy(self) -> Any:
        """Return the entropy, in nats."""
        return cross_entropy(self.logits, self.probs, reduction="none") / self.probs


class NegativeBinomial(TrialsOfTwo):
    """How many trials succeed before ``total_count`` of them failed."""

    arg_constraints = {
        "total_count": constraints.greater_than_eq(0),
        "probs": constraints.half_open_interval(0.0, 1.0),
        "logits": constraints.real,
    }
    support = constraints.nonnegative_integer
    total_count: Any

    def __init__(
        self,
        total_count: Any,
        probs: Any = None,
        logits: Any = None,
        validate_args: bool | None = None,
    ) -> None:
        self._set_form(probs, logits, validate_args, total_count=total_count)

    @property
    def mean(self) -> Any:
        """The mean."""
        return self.total_count * engine.exp(self.logits)

    @property
    def mode(self) -> Any:
        """The most likely number."""
        return ((self.total_count - 1) * self.logits.exp()).floor().clamp(min=0.0)

    @property
    def variance(self) -> Any:
        """The variance."""
        return self.mean / engine.sigmoid(-self.logits)

    def sample(self, sample_shape: Shape = ()) -> Any:
        """Return samples, (*sample_shape, *batch_shape)."""
        rate = engine.exp(-self.logits)
        with engine.no_grad():
            events = Gamma(self.total_count, rate, validate_args=False)
            return engine.poisson(events.sample(sample_shape))

    def log_prob(self, value: Any) -> Any:
        """Return the logarithm of the probability of a value."""
        self._check(value)
        count, logits = self.total_count, self.logits
        found = count * _logsigmoid(-logits) + value * _logsigmoid(logits)
        whole = -engine.lgamma(count + value) + engine.lgamma(1.0 + value) + engine.lgamma(count)
        return found - whole.masked_fill(count + value == 0.0, 0.0)
