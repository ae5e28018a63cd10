"""Invertible functions applied to parts of a tensor, to whole vectors, or to its shape only."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Any

from .. import engine
from ..engine.ops import FUNCTIONS
from ..engine.size import Size
from . import constraints
from .parameters import sum_rightmost
from .transform import Transform, require_dims


class IndependentTransform(Transform):
    """Another function, whose last dimensions make one value."""

    def __init__(
        self, base_transform: Any, reinterpreted_batch_ndims: int, cache_size: int = 0
    ) -> None:
        super().__init__(cache_size)
        self.base_transform = base_transform.with_cache(cache_size)
        self.reinterpreted_batch_ndims = reinterpreted_batch_ndims

    def with_cache(self, cache_size: int = 1) -> IndependentTransform:
        """Return this function with another cache."""
        if self._cache_size == cache_size:
            return self
        dims = self.reinterpreted_batch_ndims
        return IndependentTransform(self.base_transform, dims, cache_size)

    def _widened(self, constraint: Any) -> Any:
        return constraints.independent(constraint, self.reinterpreted_batch_ndims)

    domain = property(lambda self: self._widened(self.base_transform.domain))
    codomain = property(lambda self: self._widened(self.base_transform.codomain))
    bijective = property(lambda self: self.base_transform.bijective)
    sign = property(lambda self: self.base_transform.sign)

    def _call(self, x: Any) -> Any:
        require_dims(x.shape, self.domain.event_dim)
        return self.base_transform(x)

    def _inverse(self, y: Any) -> Any:
        require_dims(y.shape, self.codomain.event_dim)
        return self.base_transform.inv(y)

    def log_abs_det_jacobian(self, x: Any, y: Any) -> Any:
        """Return the sum of the logarithms of the slopes over the last dimensions."""
        slope = self.base_transform.log_abs_det_jacobian(x, y)
        return sum_rightmost(slope, self.reinterpreted_batch_ndims)

    def forward_shape(self, shape: Any) -> Any:
        """Return the shape of the values of arguments of a shape."""
        return self.base_transform.forward_shape(shape)

    def inverse_shape(self, shape: Any) -> Any:
        """Return the shape of the arguments of values of a shape."""
        return self.base_transform.inverse_shape(shape)

    def __repr__(self) -> str:
        inside = f"{self.base_transform!r}, {self.reinterpreted_batch_ndims}"
        return f"{type(self).__name__}({inside})"


class ReshapeTransform(Transform):
    """The same numbers in another shape.

    Raises:
        ValueError: if the shapes have not as many numbers.

    """

    bijective = True

    def __init__(self, in_shape: Any, out_shape: Any, cache_size: int = 0) -> None:
        self.in_shape, self.out_shape = Size(in_shape), Size(out_shape)
        if self.in_shape.numel() != self.out_shape.numel():
            raise ValueError("in_shape, out_shape have different numbers of elements")
        super().__init__(cache_size)

    domain = property(lambda self: constraints.independent(constraints.real, len(self.in_shape)))
    codomain = property(lambda self: constraints.independent(constraints.real, len(self.out_shape)))

    def with_cache(self, cache_size: int = 1) -> ReshapeTransform:
        """Return this function with another cache."""
        if self._cache_size == cache_size:
            return self
        return ReshapeTransform(self.in_shape, self.out_shape, cache_size)

    def _call(self, x: Any) -> Any:
        return x.reshape((*x.shape[: x.dim() - len(self.in_shape)], *self.out_shape))

    def _inverse(self, y: Any) -> Any:
        return y.reshape((*y.shape[: y.dim() - len(self.out_shape)], *self.in_shape))

    def log_abs_det_jacobian(self, x: Any, y: Any) -> Any:  # noqa: ARG002
        """Return zeros."""
        return engine.zeros(x.shape[: x.dim() - len(self.in_shape)], dtype=x.dtype)

    def forward_shape(self, shape: Any) -> Any:
        """Return the shape of the values of arguments of a shape."""
        return _exchanged(shape, self.in_shape, self.out_shape)

    def inverse_shape(self, shape: Any) -> Any:
        """Return the shape of the arguments of values of a shape."""
        return _exchanged(shape, self.out_shape, self.in_shape)


def _exchanged(shape: Any, ending: Size, new: Size) -> Size:
    """Return a shape with another ending in the place of one.

    Raises:
        ValueError: if it has not that ending.

    """
    require_dims(shape, len(ending))
    cut = len(shape) - len(ending)
    if tuple(shape[cut:]) != tuple(ending):
        raise ValueError(f"Shape mismatch: expected {shape[cut:]} but got {ending}")
    return Size((*shape[:cut], *new))


class _Joined(Transform):
    """Functions side by side along a dimension."""

    def __init__(self, tseq: Sequence[Any], dim: int, cache_size: int) -> None:
        if not all(isinstance(one, Transform) for one in tseq):
            raise AssertionError("All elements of tseq must be Transform instances")
        if cache_size:
            tseq = [one.with_cache(cache_size) for one in tseq]
        super().__init__(cache_size)
        self.transforms, self.dim = list(tseq), dim

    bijective = property(lambda self: all(one.bijective for one in self.transforms))

    def _check(self, value: Any, name: str, size: int, called: str) -> None:
        if not -value.dim() <= self.dim < value.dim():
            what = "tensor" if name == "" else name
            raise AssertionError(
                f"dim {self.dim} out of range for {what} with {value.dim()} dimensions"
            )
        if value.shape[self.dim] != size:
            raise AssertionError(
                f"{name or 'x'}.size({self.dim}) = {value.shape[self.dim]} must equal {called} "
                f"{size}"
            )


class CatTransform(_Joined):
    """Functions of stretches of a dimension, each of a length."""

    def __init__(
        self,
        tseq: Sequence[Any],
        dim: int = 0,
        lengths: Sequence[int] | None = None,
        cache_size: int = 0,
    ) -> None:
        super().__init__(tseq, dim, cache_size)
        self.lengths = [1] * len(self.transforms) if lengths is None else list(lengths)
        if len(self.lengths) != len(self.transforms):
            raise AssertionError(
                f"lengths ({len(self.lengths)}) must match transforms ({len(self.transforms)})"
            )

    length = property(lambda self: sum(self.lengths))
    event_dim = property(lambda self: max(one.event_dim for one in self.transforms))
    domain = property(lambda self: self._constraint("domain"))
    codomain = property(lambda self: self._constraint("codomain"))

    def _constraint(self, name: str) -> Any:
        parts = [getattr(one, name) for one in self.transforms]
        return constraints.cat(parts, self.dim, self.lengths)

    def with_cache(self, cache_size: int = 1) -> CatTransform:
        """Return these functions with another cache."""
        if self._cache_size == cache_size:
            return self
        return CatTransform(self.transforms, self.dim, self.lengths, cache_size)

    def _parts(self, value: Any, name: str = "") -> Any:
        self._check(value, name, self.length, "length")
        starts = accumulate(self.lengths, initial=0)
        pairs = zip(starts, self.lengths, strict=False)
        return [value.narrow(self.dim, start, length) for start, length in pairs]

    def _call(self, x: Any) -> Any:
        pairs = zip(self.transforms, self._parts(x), strict=True)
        return FUNCTIONS["cat"]([one(part) for one, part in pairs], self.dim)

    def _inverse(self, y: Any) -> Any:
        pairs = zip(self.transforms, self._parts(y), strict=True)
        return FUNCTIONS["cat"]([one.inv(part) for one, part in pairs], self.dim)

    def log_abs_det_jacobian(self, x: Any, y: Any) -> Any:
        """Return the logarithms of the slopes side by side, or summed if they make one value."""
        found = []
        for one, *parts in zip(
            self.transforms, self._parts(x, "x"), self._parts(y, "y"), strict=True
        ):
            slope = one.log_abs_det_jacobian(*parts)
            found.append(sum_rightmost(slope, self.event_dim - one.event_dim))
        dim = (self.dim - x.dim() if self.dim >= 0 else self.dim) + self.event_dim
        return FUNCTIONS["cat"](found, dim) if dim < 0 else sum(found)


class StackTransform(_Joined):
    """Functions of what is at each place along a dimension."""

    def __init__(self, tseq: Sequence[Any], dim: int = 0, cache_size: int = 0) -> None:
        super().__init__(tseq, dim, cache_size)

    domain = property(lambda self: self._constraint("domain"))
    codomain = property(lambda self: self._constraint("codomain"))

    def _constraint(self, name: str) -> Any:
        return constraints.stack([getattr(one, name) for one in self.transforms], self.dim)

    def with_cache(self, cache_size: int = 1) -> StackTransform:
        """Return these functions with another cache."""
        same = self._cache_size == cache_size
        return self if same else StackTransform(self.transforms, self.dim, cache_size)

    def _parts(self, value: Any, name: str = "") -> Any:
        self._check(value, name, len(self.transforms), "len(transforms)")
        return [value.select(self.dim, at) for at in range(len(self.transforms))]

    def _call(self, x: Any) -> Any:
        pairs = zip(self.transforms, self._parts(x), strict=True)
        return engine.stack([one(part) for one, part in pairs], self.dim)

    def _inverse(self, y: Any) -> Any:
        pairs = zip(self.transforms, self._parts(y), strict=True)
        return engine.stack([one.inv(part) for one, part in pairs], self.dim)

    def log_abs_det_jacobian(self, x: Any, y: Any) -> Any:
        """Return the logarithms of the slopes at each place."""
        triples = zip(self.transforms, self._parts(x, "x"), self._parts(y, "y"), strict=True)
        return engine.stack([t.log_abs_det_jacobian(*parts) for t, *parts in triples], self.dim)
