"""The largest and smallest elements, of all or over dimensions."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ...tensor import Tensor
from .. import return_types
from ..dims import Dims, as_dims, axes
from ..pointwise.choosing import maximum, minimum
from ..record import Array, composite, formula, op
from .extrema_over_dim import max_dim, min_dim, nonempty

if TYPE_CHECKING:
    from ..indices.masking import masked_select
    from ..shapes.shape import reshape
    from .reduction import sum_all, sum_dim, unreduced


def _reduced(name: str, ufunc: np.ufunc, self: Array, dim: Dims | None, keepdim: bool) -> Array:
    along = axes(dim, self.ndim)
    if not self.size and not dim:
        raise RuntimeError(
            f"{name}(): Expected reduction dim to be specified for input.numel() == 0. Specify the "
            "reduction dim with the 'dim' argument."
        )
    for one in dim or ():
        nonempty(name, self, one)
    return ufunc.reduce(self, axis=along, keepdims=keepdim)


@formula
def shared_slope(grad: Any, self: Any, result: Any, dim: Dims | None, keepdim: bool) -> Any:
    """Return the gradient of an extreme value, shared evenly by the elements that reach it."""
    dims = tuple(dim) if dim else tuple(range(len(self.shape)))
    reached = self == unreduced(result, self.shape, dim, keepdim)
    return lasting_in(grad, self.shape, dim, keepdim) / sum_dim(reached, dims, True) * reached


@formula
def lasting_in(grad: Any, sizes: Dims, dim: Dims | None, keepdim: bool) -> Any:
    """Return a reduction's gradient with the dimensions it lost, each of size 1, as one view."""
    if keepdim:
        return grad
    if not dim:
        return reshape(grad, ())
    dims = [one % len(sizes) for one in dim]
    return reshape(grad, tuple([1 if at in dims else size for at, size in enumerate(sizes)]))


@formula
def spread_where(zeros: Any, grad: Any, mask: Any) -> Any:
    """Return the gradient of one element, shared evenly where the mask holds."""
    return filled_where(zeros, grad / mask.sum(), mask)


@formula
def reaches(self: Any, result: Any) -> Any:
    """Return where an element is the result; NaN, which equals nothing, is the result of NaN."""
    return (self == result) | ((self != self) & (result != result))


@op(
    zeros=lambda grad: grad,
    value=lambda grad, mask: sum_all(masked_select(grad, mask)),
    casts=None,
    node="MaskedFillBackward1",
)
def filled_where(
    zeros: Array | None,  # noqa: ARG001 - PyTorch's node has an edge for what it fills
    value: Array,
    mask: Array,
) -> Array:
    """Return ``value`` where the mask holds, and 0 elsewhere."""
    return np.where(mask, value, value.dtype.type(0))


@op(self=lambda grad, self, result: spread_where(None, grad, reaches(self, result)),
    node="MaxBackward1")  # fmt: skip
def max_all(self: Array) -> Array:
    """Return the largest element; equal ones share its gradient."""
    return _reduced("max", np.maximum, self, None, False)


@op(self=lambda grad, self, result: spread_where(None, grad, reaches(self, result)),
    node="MinBackward1")  # fmt: skip
def min_all(self: Array) -> Array:
    """Return the smallest element; equal ones share its gradient."""
    return _reduced("min", np.minimum, self, None, False)


@op(
    self=lambda grad, self, result, dim, keepdim: shared_slope(grad, self, result, dim, keepdim),
    node="AmaxBackward0",
)
def amax_dim(self: Array, dim: Dims, keepdim: bool) -> Array:
    """Return the largest elements over some dimensions; equal ones share the gradient."""
    return _reduced("amax", np.maximum, self, dim, keepdim)


@op(
    self=lambda grad, self, result, dim, keepdim: shared_slope(grad, self, result, dim, keepdim),
    node="AminBackward0",
)
def amin_dim(self: Array, dim: Dims, keepdim: bool) -> Array:
    """Return the smallest elements over some dimensions; equal ones share the gradient."""
    return _reduced("amin", np.minimum, self, dim, keepdim)


@op(
    self=lambda given, self, min, max, dim, keepdim: sum_of_given(
        aminmax_slope(given[0], self, min, dim, keepdim),
        aminmax_slope(given[1], self, max, dim, keepdim),
    ),
    outputs=("min", "max"),
    node="AminmaxBackward0",
)
def aminmax_dim(self: Array, dim: int | None, keepdim: bool) -> tuple[Array, Array]:
    """Return the smallest and the largest elements over one dimension or all."""
    dims = None if dim is None else (dim,)
    low = _reduced("aminmax", np.minimum, self, dims, keepdim)
    return low, _reduced("aminmax", np.maximum, self, dims, keepdim)


@formula
def aminmax_slope(grad: Any, self: Any, result: Any, dim: int | None, keepdim: bool) -> Any:
    """Return the gradient of one of the extremes; None if it has none."""
    if grad is None:
        return None
    dims = tuple(range(len(self.shape))) if dim is None else (dim,)
    return shared_slope(grad, self, result, dims, keepdim)


@formula
def sum_of_given(first: Any, second: Any) -> Any:
    """Return the sum of two gradients, of which one may be None."""
    if first is None or second is None:
        return second if first is None else first
    return first + second


@composite
def max(self: Any, dim: Any = None, keepdim: bool = False, *, other: Any = None) -> Any:
    """Return the largest element; over a dimension with the indices; or of two tensors.

    Raises:
        IndexError: if there is no such dimension, or nothing in it.
        RuntimeError: if there are no elements.

    """
    if isinstance(dim, Tensor) or other is not None:
        return maximum(self, dim if other is None else other)
    return max_all(self) if dim is None else return_types.max(*max_dim(self, dim, keepdim))


@composite
def min(self: Any, dim: Any = None, keepdim: bool = False, *, other: Any = None) -> Any:
    """Return the smallest element; over a dimension with the indices; or of two tensors.

    Raises:
        IndexError: if there is no such dimension, or nothing in it.
        RuntimeError: if there are no elements.

    """
    if isinstance(dim, Tensor) or other is not None:
        return minimum(self, dim if other is None else other)
    return min_all(self) if dim is None else return_types.min(*min_dim(self, dim, keepdim))


@composite
def amax(self: Any, dim: Any = (), keepdim: bool = False) -> Any:
    """Return the largest elements, of all or over some dimensions; equal ones share the gradient.

    Raises:
        IndexError: if there is no such dimension, or nothing in it.

    """
    return amax_dim(self, as_dims(dim), keepdim)


@composite
def amin(self: Any, dim: Any = (), keepdim: bool = False) -> Any:
    """Return the smallest elements, of all or over some dimensions; equal ones share the gradient.

    Raises:
        IndexError: if there is no such dimension, or nothing in it.

    """
    return amin_dim(self, as_dims(dim), keepdim)


@composite
def aminmax(self: Any, *, dim: int | None = None, keepdim: bool = False) -> Any:
    """Return the smallest and the largest elements, of all or over one dimension."""
    return return_types.aminmax(*aminmax_dim(self, dim, keepdim))
