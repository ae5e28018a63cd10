"""Bernoulli and one-hot samples made continuous, so that gradients flow through them.

C. Maddison et al. and E. Jang et al. (2016): at temperature 0 they are the discrete ones.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Self

from .. import engine
from . import constraints
from .categorical import OfCategorical
from .parameters import broadcast_all, clamp_probs
from .transformed import TransformedDistribution
from .transforms import ExpTransform, SigmoidTransform
from .trials_of_two import TrialsOfTwo

Shape = Iterable[int]
_OF_TWO = {"probs": constraints.unit_interval, "logits": constraints.real}
_OF_SEVERAL = {"probs": constraints.simplex, "logits": constraints.real_vector}


class LogitRelaxedBernoulli(TrialsOfTwo):
    """The logit of a ``RelaxedBernoulli`` sample."""

    arg_constraints = _OF_TWO
    support = constraints.real

    def __init__(
        self,
        temperature: Any,
        probs: Any = None,
        logits: Any = None,
        validate_args: bool | None = None,
    ) -> None:
        self.temperature = temperature
        self._set_form(probs, logits, validate_args)

    def expand(self, batch_shape: Shape, _instance: Any = None) -> LogitRelaxedBernoulli:
        """Return the distribution of another batch shape, to which its own is expanded."""
        new = super().expand(batch_shape)
        new.temperature = self.temperature
        return new

    def rsample(self, sample_shape: Shape = ()) -> Any:
        """Return samples, as functions of the parameters."""
        shape = self._extended_shape(sample_shape)
        probs = clamp_probs(self.probs.expand(shape))
        drawn = clamp_probs(engine.rand(shape, dtype=probs.dtype))
        logits = drawn.log() - (-drawn).log1p() + probs.log() - (-probs).log1p()
        return logits / self.temperature

    def log_prob(self, value: Any) -> Any:
        """Return the logarithm of the density at a value."""
        self._check(value)
        logits, value = broadcast_all(self.logits, value)
        away = logits - value.mul(self.temperature)
        return self.temperature.log() + away - 2 * away.exp().log1p()


class _Relaxed(TransformedDistribution):
    """A function of another distribution with a temperature."""

    @property
    def temperature(self) -> Any:
        """How far the samples are from discrete ones."""
        return self.base_dist.temperature

    @property
    def logits(self) -> Any:
        """The logits of the probabilities."""
        return self.base_dist.logits

    @property
    def probs(self) -> Any:
        """The probabilities."""
        return self.base_dist.probs


class RelaxedBernoulli(_Relaxed):
    """A number between 0 and 1 that is near one of them at a low temperature."""

    arg_constraints = _OF_TWO
    support = constraints.unit_interval
    has_rsample = True

    def __init__(
        self,
        temperature: Any,
        probs: Any = None,
        logits: Any = None,
        validate_args: bool | None = None,
    ) -> None:
        base = LogitRelaxedBernoulli(temperature, probs, logits)
        super().__init__(base, SigmoidTransform(), validate_args=validate_args)


class ExpRelaxedCategorical(OfCategorical):
    """The logarithm of a ``RelaxedOneHotCategorical`` sample."""

    arg_constraints = _OF_SEVERAL
    support = constraints.real_vector  # of logarithms of shares, in fact
    has_rsample = True

    def __init__(
        self,
        temperature: Any,
        probs: Any = None,
        logits: Any = None,
        validate_args: bool | None = None,
    ) -> None:
        self.temperature = temperature
        super().__init__(probs, logits, validate_args)

    def expand(self, batch_shape: Shape, _instance: Any = None) -> Self:
        """Return the distribution of another batch shape, to which its own is expanded."""
        new = super().expand(batch_shape)
        new.temperature = self.temperature
        return new

    def rsample(self, sample_shape: Shape = ()) -> Any:
        """Return samples, as functions of the parameters."""
        shape = self._extended_shape(sample_shape)
        drawn = clamp_probs(engine.rand(shape, dtype=self.logits.dtype))
        gumbels = -((-(drawn.log())).log())
        scores = (self.logits + gumbels) / self.temperature
        return scores - scores.logsumexp(dim=-1, keepdim=True)

    def log_prob(self, value: Any) -> Any:
        """Return the logarithm of the density at a value."""
        size = self._categorical._num_events
        self._check(value)
        logits, value = broadcast_all(self.logits, value)
        orders = engine.full_like(self.temperature, float(size)).lgamma()
        scale = orders - self.temperature.log().mul(-(size - 1))
        score = logits - value.mul(self.temperature)
        return (score - score.logsumexp(dim=-1, keepdim=True)).sum(-1) + scale


class RelaxedOneHotCategorical(_Relaxed):
    """A vector of shares that is near a one-hot one at a low temperature."""

    arg_constraints = _OF_SEVERAL
    support = constraints.simplex
    has_rsample = True

    def __init__(
        self,
        temperature: Any,
        probs: Any = None,
        logits: Any = None,
        validate_args: bool | None = None,
    ) -> None:
        base = ExpRelaxedCategorical(temperature, probs, logits, validate_args=validate_args)
        super().__init__(base, ExpTransform(), validate_args=validate_args)
