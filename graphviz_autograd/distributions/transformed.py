"""Distributions of functions of samples."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .. import engine
from ..engine.size import Size
from . import constraints
from .distribution import Distribution
from .independent import Independent
from .parameters import sum_rightmost
from .transform import ComposeTransform, Transform

Shape = Iterable[int]


class TransformedDistribution(Distribution):
    """The distribution of samples of another one after invertible functions.

    Args:
        base_distribution: the other one.
        transforms: one function, or a list of them in their order.
        validate_args: whether to check samples.

    Raises:
        ValueError: for anything that is no ``Transform``.

    """

    def __init__(
        self,
        base_distribution: Distribution,
        transforms: Transform | list[Transform],
        validate_args: bool | None = None,
    ) -> None:
        self.transforms = _listed(transforms)
        whole = ComposeTransform(self.transforms)
        dims = len(base_distribution.event_shape)
        self.base_dist = _fitting(base_distribution, whole)
        shape = whole.forward_shape(
            Size((*self.base_dist.batch_shape, *self.base_dist.event_shape))
        )
        more = whole.codomain.event_dim - whole.domain.event_dim
        cut = len(shape) - max(whole.codomain.event_dim, dims + more)
        super().__init__(shape[:cut], shape[cut:], validate_args=validate_args)

    def expand(self, batch_shape: Shape, _instance: Any = None) -> Any:
        """Return the distribution of another batch shape, to which its own is expanded."""
        new = self._resized(batch_shape, self._event_shape)
        new.transforms = self.transforms
        shape: Any = Size((*batch_shape, *self._event_shape))
        for one in reversed(self.transforms):
            shape = one.inverse_shape(shape)
        cut = len(shape) - len(self.base_dist.event_shape)
        new.base_dist = self.base_dist.expand(shape[:cut])
        for name in self.arg_constraints:
            if name in self.__dict__:
                new.__dict__[name] = self.__dict__[name].expand(new._batch_shape)
        return new

    @property
    def has_rsample(self) -> Any:  # type: ignore[override]
        """Whether the other distribution has it."""
        return self.base_dist.has_rsample

    @property
    def support(self) -> Any:
        """The values of the last function."""
        if not self.transforms:
            return self.base_dist.support
        support = self.transforms[-1].codomain
        more = len(self._event_shape) - support.event_dim
        return constraints.independent(support, more) if more > 0 else support

    def sample(self, sample_shape: Shape = ()) -> Any:
        """Return samples, without a graph."""
        with engine.no_grad():
            return self._transformed(self.base_dist.sample(sample_shape))

    def rsample(self, sample_shape: Shape = ()) -> Any:
        """Return samples that are functions of the parameters."""
        return self._transformed(self.base_dist.rsample(sample_shape))

    def _transformed(self, x: Any) -> Any:
        for one in self.transforms:
            x = one(x)
        return x

    def log_prob(self, value: Any) -> Any:
        """Return the logarithm of the density at a value, by the change of variables."""
        self._check(value)
        dims = len(self._event_shape)
        total: Any = 0.0
        for one in reversed(self.transforms):
            x = one.inv(value)
            dims += one.domain.event_dim - one.codomain.event_dim
            slope = one.log_abs_det_jacobian(x, value)
            total = total - sum_rightmost(slope, dims - one.domain.event_dim)
            value = x
        rest = dims - len(self.base_dist.event_shape)
        return total + sum_rightmost(self.base_dist.log_prob(value), rest)

    def cdf(self, value: Any) -> Any:
        """Return the probability of all up to a value."""
        for one in reversed(self.transforms):
            value = one.inv(value)
        self._check_base(value)
        return self._monotone(self.base_dist.cdf(value))

    def icdf(self, value: Any) -> Any:
        """Return the value up to which a probability lies."""
        return self._transformed(self.base_dist.icdf(self._monotone(value)))

    def _check_base(self, value: Any) -> None:
        if self._validate_args:
            self.base_dist._validate_sample(value)

    def _monotone(self, value: Any) -> Any:
        """Return a probability, of what lies above if the functions fall."""
        sign: Any = 1
        for one in self.transforms:
            sign = sign * one.sign
        return value if isinstance(sign, int) and sign == 1 else sign * (value - 0.5) + 0.5


def _fitting(base: Any, transform: ComposeTransform) -> Any:
    """Return a distribution as wide as the parameters and the arguments of a function are.

    Raises:
        ValueError: if it has too few dimensions.

    """
    shape = Size((*base.batch_shape, *base.event_shape))
    needed, dims = transform.domain.event_dim, len(base.event_shape)
    if len(shape) < needed:
        raise ValueError(
            f"base_distribution needs to have shape with size at least {needed}, but got {shape}."
        )
    wide = transform.inverse_shape(transform.forward_shape(shape))
    if tuple(shape) != tuple(wide):
        base = base.expand(wide[: len(wide) - dims])
    return Independent(base, needed - dims) if needed > dims else base


def _listed(transforms: Any) -> list[Transform]:
    if isinstance(transforms, Transform):
        return [transforms]
    if not isinstance(transforms, list):
        raise ValueError(f"transforms must be a Transform or list, but was {transforms}")
    if not all(isinstance(one, Transform) for one in transforms):
        raise ValueError("transforms must be a Transform or a list of Transforms")
    return transforms
