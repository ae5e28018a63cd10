"""One of several things, as its number or as a one-hot vector."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Self

from .. import engine
from ..engine.ops import FUNCTIONS
from ..engine.size import Size
from . import constraints
from .distribution import Distribution, Lazy
from .parameters import given_once, log_of_probabilities, softmax

Shape = Iterable[int]
_FORMS = {"probs": constraints.simplex, "logits": constraints.real_vector}


class Categorical(Distribution):
    """The number of one of several things, from probabilities (*, n) or their logits.

    Args:
        probs: weights of any sum, not negative.
        logits: logarithms of weights.
        validate_args: whether to check parameters and samples.

    Raises:
        ValueError: unless one of the two is given, with a dimension at least.

    """

    arg_constraints = _FORMS
    has_enumerate_support = True

    def __init__(
        self, probs: Any = None, logits: Any = None, validate_args: bool | None = None
    ) -> None:
        name = given_once(probs, logits)
        given = logits if probs is None else probs
        if given.dim() < 1:
            raise ValueError(f"`{name}` parameter must be at least one-dimensional.")
        if probs is not None:
            self._param = probs / probs.sum(-1, keepdim=True)
        else:
            self._param = logits - logits.logsumexp(dim=-1, keepdim=True)
        self.__dict__[name] = self._param
        self._num_events = self._param.size()[-1]
        super().__init__(self._param.size()[:-1], validate_args=validate_args)

    def expand(self, batch_shape: Shape, _instance: Any = None) -> Categorical:
        """Return the distribution of another batch shape, to which its own is expanded."""
        new = self._resized(batch_shape)
        new._num_events = self._num_events
        shape = (*new._batch_shape, self._num_events)
        for name in _FORMS:
            if name in self.__dict__:
                new.__dict__[name] = new._param = self.__dict__[name].expand(shape)
        return new

    @Lazy
    def logits(self) -> Any:
        """The logarithms of the probabilities."""
        return log_of_probabilities(self.probs)

    @Lazy
    def probs(self) -> Any:
        """The probabilities."""
        return softmax(self.logits, dim=-1)

    @property
    def support(self) -> Any:
        """The numbers."""
        return constraints.integer_interval(0, self._num_events - 1)

    @property
    def param_shape(self) -> Size:
        """The shape of the parameter."""
        shape: Size = self._param.size()
        return shape

    @property
    def mean(self) -> Any:
        """Not a number: there is none."""
        return engine.full(self._batch_shape, float("nan"), dtype=self._param.dtype)

    @property
    def mode(self) -> Any:
        """The most likely number."""
        return self.probs.argmax(dim=-1)

    @property
    def variance(self) -> Any:
        """Not a number: there is none."""
        return self.mean

    def sample(self, sample_shape: Shape = ()) -> Any:
        """Return numbers, (*sample_shape, *batch_shape)."""
        count = Size(sample_shape).numel()
        drawn = engine.multinomial(self.probs.reshape(-1, self._num_events), count, True)
        return drawn.T.reshape(self._extended_shape(sample_shape))

    def log_prob(self, value: Any) -> Any:
        """Return the logarithms of the probabilities of numbers."""
        self._check(value)
        value, logits = engine.broadcast_tensors(value.long().unsqueeze(-1), self.logits)
        return logits.gather(-1, value[..., :1]).squeeze(-1)

    def entropy(self) -> Any:
        """Return the entropy, in nats."""
        least = engine.finfo(self.logits.dtype).min
        return -(engine.clamp(self.logits, min=least) * self.probs).sum(-1)

    def enumerate_support(self, expand: bool = True) -> Any:
        """Return all numbers, in a first dimension."""
        values = engine.arange(self._num_events)
        values = values.view((-1, *(1 for _ in self._batch_shape)))
        return values.expand((-1, *self._batch_shape)) if expand else values


class OfCategorical(Distribution):
    """What has vectors of the probabilities of a ``Categorical``, of which it is made."""

    def __init__(
        self, probs: Any = None, logits: Any = None, validate_args: bool | None = None
    ) -> None:
        self._categorical = Categorical(probs, logits)
        shape = self._categorical.param_shape
        super().__init__(shape[:-1], shape[-1:], validate_args=validate_args)

    def expand(self, batch_shape: Shape, _instance: Any = None) -> Self:
        """Return the distribution of another batch shape, to which its own is expanded."""
        new = self._resized(batch_shape, self._event_shape)
        new._categorical = self._categorical.expand(batch_shape)
        return new

    @property
    def probs(self) -> Any:
        """The probabilities."""
        return self._categorical.probs

    @property
    def logits(self) -> Any:
        """The logarithms of the probabilities."""
        return self._categorical.logits

    @property
    def param_shape(self) -> Size:
        """The shape of the parameter."""
        return self._categorical.param_shape


class OneHotCategorical(OfCategorical):
    """``Categorical`` whose samples are one-hot vectors."""

    arg_constraints = _FORMS
    support = constraints.one_hot
    has_enumerate_support = True

    @property
    def mean(self) -> Any:
        """The probabilities."""
        return self.probs

    @property
    def mode(self) -> Any:
        """The most likely vector."""
        return self._vectors(self.probs.argmax(dim=-1))

    @property
    def variance(self) -> Any:
        """The variances of the components."""
        return self.probs * (1 - self.probs)

    def _vectors(self, numbers: Any) -> Any:
        return FUNCTIONS["one_hot"](numbers, self._event_shape[0]).to(self.probs.dtype)

    def sample(self, sample_shape: Shape = ()) -> Any:
        """Return vectors, (*sample_shape, *batch_shape, n)."""
        return self._vectors(self._categorical.sample(sample_shape))

    def log_prob(self, value: Any) -> Any:
        """Return the logarithms of the probabilities of vectors."""
        self._check(value)
        return self._categorical.log_prob(value.max(-1)[1])

    def entropy(self) -> Any:
        """Return the entropy, in nats."""
        return self._categorical.entropy()

    def enumerate_support(self, expand: bool = True) -> Any:
        """Return all vectors, in a first dimension."""
        size = self._event_shape[0]
        values = engine.eye(size, dtype=self._categorical._param.dtype)
        values = values.view((size, *(1 for _ in self._batch_shape), size))
        return values.expand((size, *self._batch_shape, size)) if expand else values


class OneHotCategoricalStraightThrough(OneHotCategorical):
    """``OneHotCategorical`` whose samples pass gradients on to the probabilities.

    The straight-through estimator of Y. Bengio et al. (2013).
    """

    has_rsample = True

    def rsample(self, sample_shape: Shape = ()) -> Any:
        """Return samples whose gradient is that of the probabilities."""
        samples = self.sample(sample_shape)
        return samples + (self.probs - self.probs.detach())
