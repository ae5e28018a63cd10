"""Distinct elements. PyTorch makes nodes for them, which raise if a gradient comes."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING, Any

import numpy as np

from ..record import Array, composite, op

if TYPE_CHECKING:
    from ..pointwise.binary import unimplemented

Found = tuple[Array, Array, Array]
_OUTPUTS = ("values", "inverse", "counts")


@op(
    self=lambda grad: unimplemented(grad, "_unique2"),
    outputs=_OUTPUTS,
    differentiable=1,
    node="Unique2Backward0",
)
def distinct_elements(self: Array) -> Found:
    """Return the distinct elements in order, where each element is among them, and counts."""
    values, inverse, counts = np.unique(self, return_inverse=True, return_counts=True)
    return values, inverse.reshape(self.shape), counts


@op(
    self=lambda grad: unimplemented(grad, "unique_dim"),
    outputs=_OUTPUTS,
    differentiable=1,
    node="UniqueDimBackward0",
)
def distinct_slices(self: Array, dim: int) -> Found:
    """Return the distinct slices along ``dim`` in order, where each is among them, and counts."""
    values, inverse, counts = np.unique(self, return_inverse=True, return_counts=True, axis=dim)
    return values, inverse.reshape(-1), counts


@op(
    self=lambda grad: unimplemented(grad, "unique_consecutive"),
    outputs=_OUTPUTS,
    differentiable=1,
    node="UniqueConsecutiveBackward0",
)
def distinct_runs(self: Array, dim: int | None) -> Found:
    """Return elements or slices that differ from the one before, where each is, and counts."""
    slices = np.moveaxis(self, dim, 0) if dim is not None else np.reshape(self, -1)
    first = np.ones(len(slices), bool)
    rows = slices.reshape(len(slices), prod(slices.shape[1:]))
    first[1:] = (rows[1:] != rows[:-1]).any(1)
    starts = np.flatnonzero(first)
    inverse = np.cumsum(first) - 1
    counts = np.diff(np.append(starts, len(slices)))
    if dim is None:
        return slices[starts], inverse.reshape(self.shape), counts
    return np.moveaxis(slices[starts], 0, dim), inverse, counts


def _asked(found: Any, return_inverse: bool, return_counts: bool) -> Any:
    """Return what was asked for: one tensor, or several as a tuple."""
    values, inverse, counts = found
    given = (values, *([inverse] if return_inverse else []), *([counts] if return_counts else []))
    return given if len(given) > 1 else values


@composite
def unique(
    self: Any,
    sorted: bool = True,  # noqa: ARG001
    return_inverse: bool = False,
    return_counts: bool = False,
    dim: int | None = None,
) -> Any:
    """Return the distinct elements, or slices along ``dim``, always sorted.

    With ``return_inverse`` follow the indices of the elements among them, with ``return_counts``
    how often each occurs.
    """
    found = distinct_elements(self) if dim is None else distinct_slices(self, dim)
    return _asked(found, return_inverse, return_counts)


@composite
def unique_consecutive(
    self: Any,
    return_inverse: bool = False,
    return_counts: bool = False,
    dim: int | None = None,
) -> Any:
    """Return the elements without those that repeat the one before (see ``unique``)."""
    return _asked(distinct_runs(self, dim), return_inverse, return_counts)
