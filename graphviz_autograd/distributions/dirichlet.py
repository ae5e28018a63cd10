"""The Dirichlet distribution, and the beta distribution, which is that of two."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .. import engine
from ..engine.function import Function, once_differentiable
from ..engine.ops import FUNCTIONS
from . import constraints
from .exponential_family import ExponentialFamily
from .parameters import broadcast_all

Shape = Iterable[int]


class _Dirichlet(Function):
    """Samples that move with the concentrations; called as it is in PyTorch, for the graph."""

    @staticmethod
    def forward(ctx: Any, concentration: Any) -> Any:
        """Return samples, (*, n)."""
        x = FUNCTIONS["dirichlet_samples"](concentration)
        ctx.save_for_backward(x, concentration)
        return x

    @staticmethod
    @once_differentiable
    def backward(ctx: Any, grad_output: Any) -> Any:
        """Return the gradient of the concentrations."""
        x, concentration = ctx.saved_tensors
        total = concentration.sum(-1, True).expand_as(concentration)
        slopes = engine._dirichlet_grad(x, concentration, total)
        return slopes * (grad_output - (x * grad_output).sum(-1, True))


class Dirichlet(ExponentialFamily):
    """The Dirichlet distribution of concentrations (*, n)."""

    arg_constraints = {"concentration": constraints.independent(constraints.positive, 1)}
    support = constraints.simplex
    has_rsample = True

    def __init__(self, concentration: Any, validate_args: bool | None = None) -> None:
        if concentration.dim() < 1:
            raise ValueError("`concentration` parameter must be at least one-dimensional.")
        self.concentration = concentration
        shape = concentration.shape
        super().__init__(shape[:-1], shape[-1:], validate_args=validate_args)

    def expand(self, batch_shape: Shape, _instance: Any = None) -> Dirichlet:
        """Return the distribution of another batch shape, to which its own is expanded."""
        new = self._resized(batch_shape, self._event_shape)
        new.concentration = self.concentration.expand((*new._batch_shape, *self._event_shape))
        return new

    @property
    def mean(self) -> Any:
        """The mean."""
        return self.concentration / self.concentration.sum(-1, True)

    @property
    def mode(self) -> Any:
        """The most likely vector: a corner where all concentrations are below 1."""
        above = (self.concentration - 1).clamp(min=0.0)
        mode = above / above.sum(-1, True)
        corners = (self.concentration < 1).all(dim=-1)
        largest = mode[corners].argmax(dim=-1)
        mode[corners] = FUNCTIONS["one_hot"](largest, above.shape[-1]).to(mode)
        return mode

    @property
    def variance(self) -> Any:
        """The variances of the components."""
        total = self.concentration.sum(-1, True)
        return self.concentration * (total - self.concentration) / (total.pow(2) * (total + 1))

    def rsample(self, sample_shape: Shape = ()) -> Any:
        """Return samples, (*sample_shape, *batch_shape, n), as functions of the parameters."""
        return _Dirichlet.apply(self.concentration.expand(self._extended_shape(sample_shape)))

    def log_prob(self, value: Any) -> Any:
        """Return the logarithm of the density at a value."""
        self._check(value)
        return (
            engine.xlogy(self.concentration - 1.0, value).sum(-1)
            + engine.lgamma(self.concentration.sum(-1))
            - engine.lgamma(self.concentration).sum(-1)
        )

    def entropy(self) -> Any:
        """Return the entropy, in nats."""
        size, total = self.concentration.size(-1), self.concentration.sum(-1)
        return (
            engine.lgamma(self.concentration).sum(-1)
            - engine.lgamma(total)
            - (size - total) * engine.digamma(total)
            - ((self.concentration - 1.0) * engine.digamma(self.concentration)).sum(-1)
        )

    @property
    def _natural_params(self) -> tuple[Any, ...]:
        return (self.concentration,)

    def _log_normalizer(self, *natural_params: Any) -> Any:
        (x,) = natural_params
        return x.lgamma().sum(-1) - engine.lgamma(x.sum(-1))


class Beta(ExponentialFamily):
    """The beta distribution: the first component of a Dirichlet distribution of two."""

    arg_constraints = {
        "concentration1": constraints.positive,
        "concentration0": constraints.positive,
    }
    support = constraints.unit_interval
    has_rsample = True

    def __init__(
        self, concentration1: Any, concentration0: Any, validate_args: bool | None = None
    ) -> None:
        both = engine.stack(broadcast_all(concentration1, concentration0), -1)
        self._dirichlet = Dirichlet(both, validate_args=validate_args)
        super().__init__(self._dirichlet._batch_shape, validate_args=validate_args)

    def expand(self, batch_shape: Shape, _instance: Any = None) -> Beta:
        """Return the distribution of another batch shape, to which its own is expanded."""
        new = self._resized(batch_shape)
        new._dirichlet = self._dirichlet.expand(batch_shape)
        return new

    @property
    def concentration1(self) -> Any:
        """The weight of 1."""
        return self._dirichlet.concentration[..., 0]

    @property
    def concentration0(self) -> Any:
        """The weight of 0."""
        return self._dirichlet.concentration[..., 1]

    @property
    def mean(self) -> Any:
        """The mean."""
        return self.concentration1 / (self.concentration1 + self.concentration0)

    @property
    def mode(self) -> Any:
        """The most likely value."""
        return self._dirichlet.mode[..., 0]

    @property
    def variance(self) -> Any:
        """The variance."""
        total = self.concentration1 + self.concentration0
        return self.concentration1 * self.concentration0 / (total.pow(2) * (total + 1))

    def rsample(self, sample_shape: Shape = ()) -> Any:
        """Return samples, (*sample_shape, *batch_shape), as functions of the parameters."""
        return self._dirichlet.rsample(sample_shape).select(-1, 0)

    def log_prob(self, value: Any) -> Any:
        """Return the logarithm of the density at a value."""
        self._check(value)
        return self._dirichlet.log_prob(engine.stack([value, 1.0 - value], -1))

    def entropy(self) -> Any:
        """Return the entropy, in nats."""
        return self._dirichlet.entropy()

    @property
    def _natural_params(self) -> tuple[Any, ...]:
        return self.concentration1, self.concentration0

    def _log_normalizer(self, *natural_params: Any) -> Any:
        x, y = natural_params
        return engine.lgamma(x) + engine.lgamma(y) - engine.lgamma(x + y)
