"""Mixtures: one of several distributions of a family, drawn by a categorical one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .. import engine
from ..engine.size import Size
from . import constraints
from .categorical import Categorical
from .distribution import Distribution

Shape = Iterable[int]


class MixtureSameFamily(Distribution):
    """A mixture of the distributions along the last batch dimension of one.

    Args:
        mixture_distribution: how often each of them is drawn.
        component_distribution: the distributions.
        validate_args: whether to check samples.

    Raises:
        ValueError: if one is of another kind, or their shapes do not fit.

    """

    def __init__(
        self,
        mixture_distribution: Categorical,
        component_distribution: Distribution,
        validate_args: bool | None = None,
    ) -> None:
        self._mixture_distribution = mixture_distribution
        self._component_distribution = component_distribution
        self._num_component = _checked_count(mixture_distribution, component_distribution)
        event = component_distribution.event_shape
        self._event_ndims = len(event)
        batch = component_distribution.batch_shape[:-1]
        super().__init__(batch, event, validate_args=validate_args)

    def expand(self, batch_shape: Shape, _instance: Any = None) -> MixtureSameFamily:
        """Return the distribution of another batch shape, to which its own is expanded."""
        new = self._resized(batch_shape, self._event_shape)
        count = new._num_component = self._num_component
        new._component_distribution = self._component_distribution.expand((*batch_shape, count))
        new._mixture_distribution = self._mixture_distribution.expand(batch_shape)
        new._event_ndims = self._event_ndims
        return new

    @constraints.dependent_property
    def support(self) -> Any:
        """The values of all components."""
        return constraints.MixtureSameFamilyConstraint(self._component_distribution.support)

    @property
    def mixture_distribution(self) -> Categorical:
        """How often each component is drawn."""
        return self._mixture_distribution

    @property
    def component_distribution(self) -> Any:
        """The components."""
        return self._component_distribution

    def _averaged(self, *values: Any) -> list[Any]:
        """Return the means over the components of values of each, for several."""
        probs = self._pad_mixture_dimensions(self.mixture_distribution.probs)
        return [engine.sum(probs * one, dim=-1 - self._event_ndims) for one in values]

    @property
    def mean(self) -> Any:
        """The mean."""
        return self._averaged(self.component_distribution.mean)[0]

    @property
    def variance(self) -> Any:
        """The variance: the mean of those of the components, and that of their means."""
        away = self.component_distribution.mean - self._pad(self.mean)
        inside, between = self._averaged(self.component_distribution.variance, away.pow(2.0))
        return inside + between

    def cdf(self, value: Any) -> Any:
        """Return the probability of all up to a value."""
        each = self.component_distribution.cdf(self._pad(value))
        return engine.sum(each * self.mixture_distribution.probs, dim=-1)

    def log_prob(self, value: Any) -> Any:
        """Return the logarithm of the density or probability of a value."""
        self._check(value)
        each = self.component_distribution.log_prob(self._pad(value))
        shares = engine.log_softmax(self.mixture_distribution.logits, dim=-1)
        return engine.logsumexp(each + shares, dim=-1)

    def sample(self, sample_shape: Shape = ()) -> Any:
        """Return samples, (*sample_shape, *batch_shape, *event_shape)."""
        shape = Size(sample_shape)
        dim, ones = len(shape) + len(self.batch_shape), [1] * self._event_ndims
        with engine.no_grad():
            drawn = self.mixture_distribution.sample(shape)
            each = self.component_distribution.sample(shape)
            places = drawn.reshape((*drawn.shape, 1, *ones))
            places = places.repeat([*(1 for _ in drawn.shape), 1, *self.event_shape])
            return engine.gather(each, dim, places).squeeze(dim)

    def _pad(self, x: Any) -> Any:
        return x.unsqueeze(-1 - self._event_ndims)

    def _pad_mixture_dimensions(self, x: Any) -> Any:
        """Return a number for each component in the shape that goes with the components."""
        own = len(self.mixture_distribution.batch_shape)
        more = 0 if own == 1 else len(self.batch_shape) - own
        ones = [1] * more, [1] * self._event_ndims
        return x.reshape((*x.shape[:-1], *ones[0], *x.shape[-1:], *ones[1]))

    def __repr__(self) -> str:
        parts = self.mixture_distribution, self.component_distribution
        return "MixtureSameFamily(\n  {},\n  {})".format(*parts)


def _checked_count(mixture: Any, component: Any) -> int:
    if not isinstance(mixture, Categorical):
        raise ValueError(
            " The Mixture distribution needs to be an  instance of torch.distributions.Categorical"
        )
    if not isinstance(component, Distribution):
        raise ValueError(
            "The Component distribution needs to be an instance of torch.distributions.Distribution"
        )
    outer, inner = mixture.batch_shape, component.batch_shape[:-1]
    for one, other in zip(reversed(outer), reversed(inner), strict=False):
        if 1 not in (one, other) and one != other:
            raise ValueError(
                f"`mixture_distribution.batch_shape` ({outer}) is not compatible with "
                f"`component_distribution.batch_shape`({inner})"
            )
    count, found = mixture.logits.shape[-1], component.batch_shape[-1]
    if count != found:
        raise ValueError(
            f"`mixture_distribution component` ({count}) does not equal "
            f"`component_distribution.batch_shape[-1]` ({found})"
        )
    return int(count)
