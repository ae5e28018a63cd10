"""Embeddings: rows of a matrix looked up by index, and one-hot vectors."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Any

import numpy as np

from ...grad_mode import no_grad
from ...tensor import Tensor, untracked
from ..demands import require
from ..record import Array, composite, formula, op
from .positions import add_rows

if TYPE_CHECKING:
    from ..shapes.shape import reshape
    from .masking import masked_fill_by
    from .selecting import index_select


@op(
    weight=lambda grad, indices, weight_sizes, padding_idx, scale_grad_by_freq, sparse: (
        embedding_dense_backward(grad, indices, weight_sizes[0], padding_idx, scale_grad_by_freq)
    ),
    casts=None,
    shown={"weight_sizes": {"weight_sym_argsize_0": itemgetter(0)}},
    node="EmbeddingBackward0",
)
def embedding_rows(
    weight: Array,
    indices: Array,
    padding_idx: int,  # noqa: ARG001
    scale_grad_by_freq: bool,  # noqa: ARG001
    sparse: bool,  # noqa: ARG001
) -> Array:
    """Return the rows of ``weight`` at ``indices``."""
    return np.take(weight, indices, axis=0)


@op(
    grad_output=lambda grad, indices, grad_output_sizes, padding_idx, scale_grad_by_freq: (
        picked_rows(grad, indices, grad_output_sizes, padding_idx, scale_grad_by_freq)
    ),
    casts=None,
)
def embedding_dense_backward(
    grad_output: Array,
    indices: Array,
    num_weights: int,
    padding_idx: int,
    scale_grad_by_freq: bool,
) -> Array:
    """Return the sum of the gradients of each row; the padding's row gets none."""
    flat = np.reshape(indices, -1)
    rows = np.reshape(grad_output, (flat.size, grad_output.shape[-1]))
    if padding_idx >= 0 or scale_grad_by_freq:
        rows = rows * _shares(flat, padding_idx, scale_grad_by_freq, grad_output.dtype)
    result = np.zeros((num_weights, rows.shape[1]), rows.dtype)
    add_rows(result, flat, rows)
    return result


@formula
def picked_rows(
    grad: Any, indices: Any, sizes: tuple[int, ...], padding_idx: int, by_freq: bool
) -> Any:
    """Return the gradient of the gradient of rows: those of ``grad``, without the padding's."""
    rows = index_select(grad, 0, reshape(indices, (-1,)))
    if by_freq:
        rows = rows * row_shares(grad, indices, padding_idx, by_freq)
    elif padding_idx >= 0:
        rows = masked_fill_by(rows, reshape(indices == padding_idx, (-1, 1)), 0)
    return reshape(rows, sizes)


def _shares(flat: Array, padding_idx: int, by_freq: bool, dtype: Any) -> Any:
    """Return the factor of each looked-up row's gradient."""
    share = (flat != padding_idx).astype(dtype)
    if by_freq:
        share /= np.bincount(flat)[flat] if flat.size else 1
    return share[:, None]


@op(casts=None)
def row_shares(rows: Array, indices: Array, padding_idx: int, by_freq: bool) -> Array:
    """Return the factor of each looked-up row's gradient, as a column."""
    return _shares(np.reshape(indices, -1), padding_idx, by_freq, rows.dtype)


@composite
def embedding(
    input: Any,
    weight: Any,
    padding_idx: int | None = None,
    max_norm: float | None = None,
    norm_type: float = 2.0,
    scale_grad_by_freq: bool = False,
    sparse: bool = False,
) -> Any:
    """Return the rows of (n, d) at integers of any shape (*) as (*, d).

    The row ``padding_idx`` gets no gradient. With ``max_norm`` the rows that are looked up are
    first, in place, scaled down to that norm.

    Raises:
        RuntimeError: if the indices are no integers or the weight is no matrix.
        IndexError: if there is no such row.
        NotImplementedError: for sparse gradients.

    """
    if sparse:
        raise NotImplementedError("embedding: sparse gradients are not supported")
    _check(input, weight)
    place = _padding_row(padding_idx, weight.shape[0])
    if max_norm is not None:
        renormalize(weight, input, max_norm, norm_type)
    return embedding_rows(weight, input, place, scale_grad_by_freq, sparse)


def _padding_row(padding_idx: int | None, rows: int) -> int:
    if padding_idx is None:
        return -1
    if not -rows <= padding_idx < rows:
        raise AssertionError("Padding_idx must be within num_embeddings")
    return padding_idx % rows


def _check(indices: Any, weight: Any) -> None:
    if not isinstance(indices, Tensor):
        raise TypeError(
            "embedding(): argument 'indices' (position 2) must be Tensor, not "
            f"{type(indices).__name__}"
        )
    require(weight.ndim == 2, "'weight' must be 2-D")
    require(
        indices.dtype.name in ("int64", "int32"),
        "Expected tensor for argument #1 'indices' to have one of the following scalar types: "
        f"Long, Int; but got {indices.type()} instead (while checking arguments for embedding)",
    )
    found = np.asarray(indices._data)
    if found.size and not (found.min() >= 0 and found.max() < weight.shape[0]):
        raise IndexError("index out of range in self")


def renormalize(weight: Any, indices: Any, max_norm: float, norm_type: float) -> None:
    """Scale the rows of ``weight`` that are looked up down to ``max_norm``, in place."""
    rows = np.unique(indices._data)
    norms = np.linalg.norm(weight._data[rows], norm_type, axis=1)
    scale = np.where(norms > max_norm, max_norm / (norms + 1e-7), 1)
    with no_grad():
        weight[untracked(rows)] = untracked(
            (weight._data[rows] * scale[:, None]).astype(weight._data.dtype)
        )


@composite
def one_hot(tensor: Any, num_classes: int = -1) -> Any:
    """Return integers (*) as vectors (*, num_classes) with a single 1.

    Raises:
        RuntimeError: if they are no integers, negative, or too large.

    """
    require(
        tensor.dtype.name == "int64",
        "one_hot is only applicable to index tensor of type LongTensor.",
    )
    found = np.asarray(tensor._data)
    require(
        found.size > 0 or num_classes > 0,
        "Can not infer total number of classes from empty tensor.",
    )
    require(found.min(initial=0) >= 0, "Class values must be non-negative.")
    count = int(found.max(initial=0)) + 1 if num_classes == -1 else num_classes
    require(found.max(initial=-1) < count, "Class values must be smaller than num_classes.")
    return untracked((found[..., None] == np.arange(count)).astype(np.int64, order="C"))
