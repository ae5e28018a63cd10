"""Invertible functions with known slopes: their base, their inverses, and chains of them."""

from __future__ import annotations

import functools
import operator
from typing import Any

from .. import engine
from ..engine.size import Size
from . import constraints
from .parameters import sum_rightmost


class Transform:
    """A function with an inverse and a known slope; subclasses define the three.

    Args:
        cache_size: 1 to remember the last argument and value, so that its inverse is exact.

    Attributes:
        domain: the arguments that there are, a constraint; so is codomain, the values.
        bijective: whether each value has one argument.
        sign: 1 if it rises, -1 if it falls.

    Raises:
        ValueError: for another cache size.

    """

    domain: Any
    codomain: Any
    bijective: Any = False

    def __init__(self, cache_size: int = 0) -> None:
        if cache_size not in (0, 1):
            raise ValueError("cache_size must be 0 or 1")
        self._cache_size = cache_size
        self._cached_x_y: tuple[Any, Any] = (None, None)
        self._inv: Any = None

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "_inv": None}

    @property
    def event_dim(self) -> int:
        """How many of the last dimensions make one argument, and one value.

        Raises:
            ValueError: if these are not as many.

        """
        dims: int = self.domain.event_dim
        if dims == self.codomain.event_dim:
            return dims
        raise ValueError("Please use either .domain.event_dim or .codomain.event_dim")

    @property
    def inv(self) -> Transform:
        """The inverse."""
        if self._inv is None:
            self._inv = _InverseTransform(self)
        found: Transform = self._inv
        return found

    @property
    def sign(self) -> Any:
        """The sign of the slope."""
        raise NotImplementedError

    def with_cache(self, cache_size: int = 1) -> Any:
        """Return this function with another cache."""
        if self._cache_size == cache_size:
            return self
        if type(self).__init__ is Transform.__init__:
            return type(self)(cache_size=cache_size)
        raise NotImplementedError(f"{type(self)}.with_cache is not implemented")

    def __eq__(self, other: object) -> bool:
        return self is other

    def __call__(self, x: Any) -> Any:
        """Return the function of ``x``."""
        if self._cache_size and x is self._cached_x_y[0]:
            return self._cached_x_y[1]
        return self._remembered(x, self._call(x))[1]

    def _inv_call(self, y: Any) -> Any:
        if self._cache_size and y is self._cached_x_y[1]:
            return self._cached_x_y[0]
        return self._remembered(self._inverse(y), y)[0]

    def _remembered(self, x: Any, y: Any) -> tuple[Any, Any]:
        if self._cache_size:
            self._cached_x_y = (x, y)
        return x, y

    def _call(self, x: Any) -> Any:
        raise NotImplementedError

    def _inverse(self, y: Any) -> Any:
        raise NotImplementedError

    def log_abs_det_jacobian(self, x: Any, y: Any) -> Any:
        """Return the logarithm of the absolute slope at ``x``, where the value is ``y``."""
        raise NotImplementedError

    def forward_shape(self, shape: Any) -> Any:
        """Return the shape of the values of arguments of a shape."""
        return shape

    def inverse_shape(self, shape: Any) -> Any:
        """Return the shape of the arguments of values of a shape."""
        return shape

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"


class SameByKind(Transform):
    """A function without parameters: all of its kind are equal."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, type(self))


class _InverseTransform(Transform):
    """The inverse of another function."""

    def __init__(self, transform: Transform) -> None:
        super().__init__(transform._cache_size)
        self._inv = transform

    domain = property(lambda self: self._inv.codomain)
    codomain = property(lambda self: self._inv.domain)
    bijective = property(lambda self: self._inv.bijective)
    sign = property(lambda self: self._inv.sign)

    def with_cache(self, cache_size: int = 1) -> Transform:
        """Return this function with another cache."""
        found: Transform = self._inv.with_cache(cache_size).inv
        return found

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _InverseTransform) and bool(self._inv == other._inv)

    def __call__(self, x: Any) -> Any:
        """Return the function of ``x``."""
        return self._inv._inv_call(x)

    def _inv_call(self, y: Any) -> Any:
        return self._inv(y)

    def log_abs_det_jacobian(self, x: Any, y: Any) -> Any:
        """Return the logarithm of the absolute slope at ``x``, where the value is ``y``."""
        return -self._inv.log_abs_det_jacobian(y, x)

    def forward_shape(self, shape: Any) -> Any:
        """Return the shape of the values of arguments of a shape."""
        return self._inv.inverse_shape(shape)

    def inverse_shape(self, shape: Any) -> Any:
        """Return the shape of the arguments of values of a shape."""
        return self._inv.forward_shape(shape)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._inv!r})"


class ComposeTransform(Transform):
    """Several functions, one after the other."""

    def __init__(self, parts: list[Any], cache_size: int = 0) -> None:
        if cache_size:
            parts = [part.with_cache(cache_size) for part in parts]
        super().__init__(cache_size)
        self.parts = parts

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ComposeTransform) and self.parts == other.parts

    @property
    def domain(self) -> Any:
        """The arguments of the first function, as many dimensions as all need."""
        if not self.parts:
            return constraints.real
        dims = self.parts[-1].codomain.event_dim
        for part in reversed(self.parts):
            dims += part.domain.event_dim - part.codomain.event_dim
            dims = max(dims, part.domain.event_dim)
        return _of_dims(self.parts[0].domain, dims)

    @property
    def codomain(self) -> Any:
        """The values of the last function, as many dimensions as all need."""
        if not self.parts:
            return constraints.real
        dims = self.parts[0].domain.event_dim
        for part in self.parts:
            dims += part.codomain.event_dim - part.domain.event_dim
            dims = max(dims, part.codomain.event_dim)
        return _of_dims(self.parts[-1].codomain, dims)

    bijective = property(lambda self: all(part.bijective for part in self.parts))

    @property
    def sign(self) -> Any:
        """The product of the signs."""
        return functools.reduce(operator.mul, (part.sign for part in self.parts), 1)

    @property
    def inv(self) -> Transform:
        """The inverses, from last to first."""
        if self._inv is None:
            self._inv = ComposeTransform([part.inv for part in reversed(self.parts)])
            self._inv._inv = self
        found: Transform = self._inv
        return found

    def with_cache(self, cache_size: int = 1) -> ComposeTransform:
        """Return these functions with another cache."""
        same = self._cache_size == cache_size
        return self if same else ComposeTransform(self.parts, cache_size)

    def __call__(self, x: Any) -> Any:
        """Return the functions of ``x``."""
        for part in self.parts:
            x = part(x)
        return x

    def log_abs_det_jacobian(self, x: Any, y: Any) -> Any:
        """Return the sum of the logarithms of the slopes."""
        if not self.parts:
            return engine.zeros_like(x)
        between = [x]
        for part in self.parts[:-1]:
            between.append(part(between[-1]))
        terms, dims = [], self.domain.event_dim
        for part, start, end in zip(self.parts, between, [*between[1:], y], strict=True):
            slope = part.log_abs_det_jacobian(start, end)
            terms.append(sum_rightmost(slope, dims - part.domain.event_dim))
            dims += part.codomain.event_dim - part.domain.event_dim
        return functools.reduce(operator.add, terms)

    def forward_shape(self, shape: Any) -> Any:
        """Return the shape of the values of arguments of a shape."""
        for part in self.parts:
            shape = part.forward_shape(shape)
        return shape

    def inverse_shape(self, shape: Any) -> Any:
        """Return the shape of the arguments of values of a shape."""
        for part in reversed(self.parts):
            shape = part.inverse_shape(shape)
        return shape

    def __repr__(self) -> str:
        parts = ",\n    ".join(repr(part) for part in self.parts)
        return f"{type(self).__name__}(\n    {parts}\n)"


identity_transform = ComposeTransform([])


def _of_dims(constraint: Any, dims: int) -> Any:
    more = dims - constraint.event_dim
    return constraints.independent(constraint, more) if more > 0 else constraint


def broadcast_with(shape: Any, *parameters: Any) -> Size:
    """Return a shape broadcast with those of parameters, tensors or numbers."""
    return Size(engine.broadcast_shapes(shape, *(getattr(one, "shape", ()) for one in parameters)))


def require_dims(shape: Any, count: int) -> None:
    """Raise unless a shape has as many dimensions at least.

    Raises:
        ValueError: if it has not.

    """
    if len(shape) < count:
        raise ValueError("Too few dimensions on input")
