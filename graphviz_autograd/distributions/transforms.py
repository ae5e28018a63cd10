"""``torch.distributions.transforms``: invertible functions of single numbers."""

from __future__ import annotations

import math
from typing import Any

from .. import engine
from ..engine.ops import FUNCTIONS
from . import constraints

__all__ = [
    "AffineTransform",
    "ComposeTransform",
    "ExpTransform",
    "SigmoidTransform",
    "SoftplusTransform",
    "TanhTransform",
    "Transform",
]

_softplus = FUNCTIONS["softplus"]


class Transform:
    """A function with an inverse and a known slope; subclasses define the three.

    Args:
        cache_size: 1 to remember the last argument and value, so that its inverse is exact.

    """

    domain: Any = constraints.real
    codomain: Any = constraints.real
    bijective = True
    sign: Any = 1

    def __init__(self, cache_size: int = 0) -> None:
        if cache_size not in (0, 1):
            raise ValueError("cache_size must be 0 or 1")
        self._cache_size = cache_size
        self._cached: tuple[Any, Any] = (None, None)

    def __call__(self, x: Any) -> Any:
        """Return the function of ``x``."""
        if self._cache_size and x is self._cached[0]:
            return self._cached[1]
        return self._remembered(x, self._call(x))[1]

    def inv(self, y: Any) -> Any:
        """Return the inverse of ``y``."""
        if self._cache_size and y is self._cached[1]:
            return self._cached[0]
        return self._remembered(self._inverse(y), y)[0]

    def _remembered(self, x: Any, y: Any) -> tuple[Any, Any]:
        if self._cache_size:
            self._cached = (x, y)
        return x, y

    def _call(self, x: Any) -> Any:
        raise NotImplementedError

    def _inverse(self, y: Any) -> Any:
        raise NotImplementedError

    def log_abs_det_jacobian(self, x: Any, y: Any) -> Any:
        """Return the logarithm of the absolute slope at ``x``, where the value is ``y``."""
        raise NotImplementedError

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"


class ExpTransform(Transform):
    """The exponential."""

    codomain = constraints.positive

    def _call(self, x: Any) -> Any:
        return x.exp()

    def _inverse(self, y: Any) -> Any:
        return y.log()

    def log_abs_det_jacobian(self, x: Any, y: Any) -> Any:  # noqa: ARG002
        """Return ``x``."""
        return x


class SigmoidTransform(Transform):
    """The logistic sigmoid."""

    codomain = constraints.unit_interval

    def _call(self, x: Any) -> Any:
        info = engine.finfo(x.dtype)
        return engine.clamp(engine.sigmoid(x), min=info.tiny, max=1.0 - info.eps)

    def _inverse(self, y: Any) -> Any:
        info = engine.finfo(y.dtype)
        y = y.clamp(min=info.tiny, max=1.0 - info.eps)
        return y.log() - (-y).log1p()

    def log_abs_det_jacobian(self, x: Any, y: Any) -> Any:  # noqa: ARG002
        """Return the logarithm of the slope at ``x``."""
        return -_softplus(-x) - _softplus(x)


class SoftplusTransform(Transform):
    """``log(1 + exp(x))``."""

    codomain = constraints.positive

    def _call(self, x: Any) -> Any:
        return _softplus(x)

    def _inverse(self, y: Any) -> Any:
        return (-y).expm1().neg().log() + y

    def log_abs_det_jacobian(self, x: Any, y: Any) -> Any:  # noqa: ARG002
        """Return the logarithm of the slope at ``x``."""
        return -_softplus(-x)


class TanhTransform(Transform):
    """The hyperbolic tangent."""

    codomain = constraints.interval(-1.0, 1.0)

    def _call(self, x: Any) -> Any:
        return x.tanh()

    def _inverse(self, y: Any) -> Any:
        return engine.atanh(y)

    def log_abs_det_jacobian(self, x: Any, y: Any) -> Any:  # noqa: ARG002
        """Return the logarithm of the slope at ``x``."""
        return 2.0 * (math.log(2.0) - x - _softplus(-2.0 * x))


class AffineTransform(Transform):
    """``loc + scale * x``."""

    def __init__(self, loc: Any, scale: Any, event_dim: int = 0, cache_size: int = 0) -> None:
        super().__init__(cache_size)
        self.loc, self.scale, self.event_dim = loc, scale, event_dim
        if event_dim:
            self.domain = self.codomain = constraints.independent(constraints.real, event_dim)

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
        if self.event_dim:
            found = found.view((*found.size()[: -self.event_dim], -1)).sum(-1)
            shape = shape[: -self.event_dim]
        return found.expand(shape)


class ComposeTransform(Transform):
    """Several functions, one after the other."""

    def __init__(self, parts: list[Transform], cache_size: int = 0) -> None:
        super().__init__(cache_size)
        self.parts = parts
        if parts:
            self.domain, self.codomain = parts[0].domain, parts[-1].codomain

    def _call(self, x: Any) -> Any:
        for part in self.parts:
            x = part(x)
        return x

    def _inverse(self, y: Any) -> Any:
        for part in reversed(self.parts):
            y = part.inv(y)
        return y

    def log_abs_det_jacobian(self, x: Any, y: Any) -> Any:
        """Return the sum of the logarithms of the slopes."""
        total: Any = engine.zeros_like(x)
        for part in self.parts:
            y = part(x)
            total = total + part.log_abs_det_jacobian(x, y)
            x = y
        return total
