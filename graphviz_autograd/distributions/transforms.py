"""``torch.distributions.transforms``: invertible functions, here those of single numbers."""

from __future__ import annotations

import math
from typing import Any

from .. import engine
from ..engine.ops import FUNCTIONS
from . import constraints
from .parameters import broadcast_all
from .reshaping_transforms import (
    CatTransform,
    IndependentTransform,
    ReshapeTransform,
    StackTransform,
)
from .transform import (
    ComposeTransform,
    SameByKind,
    Transform,
    _InverseTransform,  # noqa: F401 - PyTorch has it here, too
    broadcast_with,
    identity_transform,
)
from .vector_transforms import (
    CorrCholeskyTransform,
    LowerCholeskyTransform,
    PositiveDefiniteTransform,
    SoftmaxTransform,
    StickBreakingTransform,
    clipped_sigmoid,
)

__all__ = [
    "AbsTransform",
    "AffineTransform",
    "CatTransform",
    "ComposeTransform",
    "CorrCholeskyTransform",
    "CumulativeDistributionTransform",
    "ExpTransform",
    "IndependentTransform",
    "LowerCholeskyTransform",
    "PositiveDefiniteTransform",
    "PowerTransform",
    "ReshapeTransform",
    "SigmoidTransform",
    "SoftmaxTransform",
    "SoftplusTransform",
    "StackTransform",
    "StickBreakingTransform",
    "TanhTransform",
    "Transform",
    "identity_transform",
]

_softplus = FUNCTIONS["softplus"]


class _Rising(SameByKind):
    """A function of single numbers that rises and has no parameters."""

    domain = constraints.real
    bijective = True
    sign: Any = 1


class ExpTransform(_Rising):
    """The exponential."""

    codomain = constraints.positive

    def _call(self, x: Any) -> Any:
        return x.exp()

    def _inverse(self, y: Any) -> Any:
        return y.log()

    def log_abs_det_jacobian(self, x: Any, y: Any) -> Any:  # noqa: ARG002
        """Return ``x``."""
        return x


class SigmoidTransform(_Rising):
    """The logistic sigmoid, kept away from 0 and 1."""

    codomain = constraints.unit_interval

    def _call(self, x: Any) -> Any:
        return clipped_sigmoid(x)

    def _inverse(self, y: Any) -> Any:
        info = engine.finfo(y.dtype)
        y = y.clamp(min=info.tiny, max=1.0 - info.eps)
        return y.log() - (-y).log1p()

    def log_abs_det_jacobian(self, x: Any, y: Any) -> Any:  # noqa: ARG002
        """Return the logarithm of the slope at ``x``."""
        return -_softplus(-x) - _softplus(x)


class SoftplusTransform(_Rising):
    """``log(1 + exp(x))``."""

    codomain = constraints.positive

    def _call(self, x: Any) -> Any:
        return _softplus(x)

    def _inverse(self, y: Any) -> Any:
        return (-y).expm1().neg().log() + y

    def log_abs_det_jacobian(self, x: Any, y: Any) -> Any:  # noqa: ARG002
        """Return the logarithm of the slope at ``x``."""
        return -_softplus(-x)


class TanhTransform(_Rising):
    """The hyperbolic tangent."""

    codomain = constraints.interval(-1.0, 1.0)

    def _call(self, x: Any) -> Any:
        return x.tanh()

    def _inverse(self, y: Any) -> Any:
        return engine.atanh(y)

    def log_abs_det_jacobian(self, x: Any, y: Any) -> Any:  # noqa: ARG002
        """Return the logarithm of the slope at ``x``."""
        return 2.0 * (math.log(2.0) - x - _softplus(-2.0 * x))


class AbsTransform(SameByKind):
    """The absolute value; its inverse is the positive number."""

    domain = constraints.real
    codomain = constraints.positive

    def _call(self, x: Any) -> Any:
        return x.abs()

    def _inverse(self, y: Any) -> Any:
        return y


class PowerTransform(Transform):
    """``x`` to a power, of positive numbers."""

    domain = codomain = constraints.positive
    bijective = True

    def __init__(self, exponent: Any, cache_size: int = 0) -> None:
        super().__init__(cache_size)
        (self.exponent,) = broadcast_all(exponent)

    def with_cache(self, cache_size: int = 1) -> PowerTransform:
        """Return this function with another cache."""
        same = self._cache_size == cache_size
        return self if same else PowerTransform(self.exponent, cache_size)

    @property
    def sign(self) -> Any:
        """The sign of the exponent."""
        return self.exponent.sign()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PowerTransform) and _equal(self.exponent, other.exponent)

    def _call(self, x: Any) -> Any:
        return x.pow(self.exponent)

    def _inverse(self, y: Any) -> Any:
        return y.pow(1 / self.exponent)

    def log_abs_det_jacobian(self, x: Any, y: Any) -> Any:
        """Return the logarithm of the absolute slope at ``x``, where the value is ``y``."""
        return (self.exponent * y / x).abs().log()

    def forward_shape(self, shape: Any) -> Any:
        """Return the shape broadcast with that of the exponent."""
        return broadcast_with(shape, self.exponent)

    inverse_shape = forward_shape


class AffineTransform(Transform):
    """``loc + scale * x``."""

    bijective = True

    def __init__(self, loc: Any, scale: Any, event_dim: int = 0, cache_size: int = 0) -> None:
        super().__init__(cache_size)
        self.loc, self.scale, self._event_dim = loc, scale, event_dim

    @property
    def event_dim(self) -> int:
        """How many of the last dimensions make one value."""
        return self._event_dim

    @property
    def domain(self) -> Any:
        """All numbers, in as many dimensions."""
        dims = self._event_dim
        return constraints.independent(constraints.real, dims) if dims else constraints.real

    codomain = domain

    def with_cache(self, cache_size: int = 1) -> AffineTransform:
        """Return this function with another cache."""
        if self._cache_size == cache_size:
            return self
        return AffineTransform(self.loc, self.scale, self._event_dim, cache_size)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, AffineTransform):
            return False
        return _equal(self.loc, other.loc) and _equal(self.scale, other.scale)

    @property
    def sign(self) -> Any:
        """The sign of the slope."""
        if isinstance(self.scale, (int, float)):
            return (self.scale > 0) - (self.scale < 0)
        return self.scale.sign()

    def _call(self, x: Any) -> Any:
        return self.loc + self.scale * x

    def _inverse(self, y: Any) -> Any:
        return (y - self.loc) / self.scale

    def log_abs_det_jacobian(self, x: Any, y: Any) -> Any:  # noqa: ARG002
        """Return the logarithm of the absolute scale, in the shape of ``x``."""
        if isinstance(self.scale, (int, float)):
            found = engine.full_like(x, math.log(abs(self.scale)))
        else:
            found = engine.abs(self.scale).log()
        shape = x.shape
        if self._event_dim:
            found = found.view((*found.size()[: -self._event_dim], -1)).sum(-1)
            shape = shape[: -self._event_dim]
        return found.expand(shape)

    def forward_shape(self, shape: Any) -> Any:
        """Return the shape broadcast with those of the parameters."""
        return broadcast_with(shape, self.loc, self.scale)

    inverse_shape = forward_shape


def _equal(one: Any, other: Any) -> bool:
    same = one == other
    return same if isinstance(same, bool) else bool(same.all())


class CumulativeDistributionTransform(Transform):
    """The probability of all up to ``x``."""

    codomain = constraints.unit_interval
    bijective = True
    sign: Any = 1

    def __init__(self, distribution: Any, cache_size: int = 0) -> None:
        super().__init__(cache_size)
        self.distribution = distribution

    domain = property(lambda self: self.distribution.support)

    def with_cache(self, cache_size: int = 1) -> CumulativeDistributionTransform:
        """Return this function with another cache."""
        same = self._cache_size == cache_size
        return self if same else CumulativeDistributionTransform(self.distribution, cache_size)

    def _call(self, x: Any) -> Any:
        return self.distribution.cdf(x)

    def _inverse(self, y: Any) -> Any:
        return self.distribution.icdf(y)

    def log_abs_det_jacobian(self, x: Any, y: Any) -> Any:  # noqa: ARG002
        """Return the logarithm of the density at ``x``."""
        return self.distribution.log_prob(x)
