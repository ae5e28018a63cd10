"""The numbers of times that each of several things is drawn."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any, Self

from .. import engine
from . import constraints
from .categorical import OfCategorical
from .parameters import broadcast_all
from .trials import Binomial

Shape = Iterable[int]


class Multinomial(OfCategorical):
    """How often each of several things is drawn in ``total_count`` times.

    Raises:
        NotImplementedError: unless that is one whole number.

    """

    arg_constraints = {"probs": constraints.simplex, "logits": constraints.real_vector}

    def __init__(
        self,
        total_count: int = 1,
        probs: Any = None,
        logits: Any = None,
        validate_args: bool | None = None,
    ) -> None:
        if not isinstance(total_count, int):
            raise NotImplementedError("inhomogeneous total_count is not supported")
        self.total_count = total_count
        super().__init__(probs, logits, validate_args)

    def expand(self, batch_shape: Shape, _instance: Any = None) -> Self:
        """Return the distribution of another batch shape, to which its own is expanded."""
        new = super().expand(batch_shape)
        new.total_count = self.total_count
        return new

    @property
    def mean(self) -> Any:
        """The means of the numbers."""
        return self.probs * self.total_count

    @property
    def variance(self) -> Any:
        """The variances of the numbers."""
        return self.total_count * self.probs * (1 - self.probs)

    @constraints.dependent_property(is_discrete=True, event_dim=1)
    def support(self) -> Any:
        """Numbers that are so many together."""
        return constraints.multinomial(self.total_count)

    def sample(self, sample_shape: Shape = ()) -> Any:
        """Return samples, (*sample_shape, *batch_shape, n)."""
        drawn = self._categorical.sample((self.total_count, *sample_shape)).movedim(0, -1)
        counts = engine.zeros(self._extended_shape(sample_shape), dtype=drawn.dtype)
        counts.scatter_add_(-1, drawn, engine.ones_like(drawn))
        return counts.type_as(self.probs)

    def entropy(self) -> Any:
        """Return the entropy, in nats."""
        count = engine.tensor(self.total_count)
        together = count * self._categorical.entropy() - engine.lgamma(count + 1)
        each = Binomial(self.total_count, probs=self.probs)
        support = each.enumerate_support(expand=False)[1:]
        orders = engine.exp(each.log_prob(support)) * engine.lgamma(support + 1)
        return together + orders.sum([0, -1])

    def log_prob(self, value: Any) -> Any:
        """Return the logarithm of the probability of numbers."""
        self._check(value)
        logits, value = broadcast_all(self.logits, value)
        logits = logits.clone()
        all_orders = engine.lgamma(value.sum(-1) + 1)
        orders = engine.lgamma(value + 1).sum(-1)
        logits[(value == 0) & (logits == -math.inf)] = 0
        return all_orders - orders + (logits * value).sum(-1)
