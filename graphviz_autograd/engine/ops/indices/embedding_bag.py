"""Embeddings summed, averaged or maximised over bags of indices, without keeping each."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Any

import numpy as np

from ...tensor import Tensor, untracked
from ..demands import require
from ..record import Array, composite, formula, op
from .embedding import renormalize
from .positions import add_indexed, add_rows

if TYPE_CHECKING:
    from ..pointwise.binary import no_derivative
    from ..reductions.reduction import sum_dim
    from .masking import masked_fill_by
    from .selecting import index_select

_MODES = {"sum": 0, "mean": 1, "max": 2}
_MAX = 2


# ---- kernels ---------------------------------------------------------------------------------


def _bags(offsets: Array, count: int, include_last_offset: bool) -> tuple[Array, int]:
    """Return the bag of each index, and how many bags there are.

    The last bag goes on to the last index, whatever the last offset says: so it is in PyTorch.
    """
    starts = offsets[:-1] if include_last_offset else offsets
    sizes = np.diff(starts, append=count)
    return np.repeat(np.arange(len(starts)), sizes), len(starts)


def _summed(rows: Array, bags: Array, sizes: Array) -> Array:
    """Return the sum of each bag."""
    if rows.size and (sizes == sizes[0]).all():  # as they are if given as a matrix
        return np.add.reduce(rows.reshape(len(sizes), sizes[0], -1), axis=1)
    result: Array = np.zeros((len(sizes), rows.shape[1]), rows.dtype)
    add_rows(result, bags, rows)
    return result


def _largest(rows: Array, indices: Array, bags: Array, count: int) -> tuple[Array, Array]:
    """Return the maxima of each bag, and the indices that they come from."""
    result: Array = np.zeros((count, rows.shape[1]), rows.dtype)
    maxima: Array = np.zeros(result.shape, np.int64)
    for bag in np.unique(bags):
        members = np.flatnonzero(bags == bag)
        result[bag] = rows[members].max(axis=0)
        maxima[bag] = indices[members][rows[members].argmax(axis=0)]
    return result, maxima


# ---- operations ------------------------------------------------------------------------------


@op(
    weight=lambda grad, indices, offsets, result1, result2, result3, weight_sizes,
    scale_grad_by_freq, mode, sparse, per_sample_weights, padding_idx: (
        embedding_bag_backward(grad, indices, per_sample_weights, result1, result2, result3,
                               weight_sizes[0], scale_grad_by_freq, mode, padding_idx)
    ),
    per_sample_weights=lambda grad, weight, indices, offsets, result1, mode, padding_idx: (
        sample_weights_slope(grad, weight, indices, result1, padding_idx)
    ),
    outputs=("result", "result1", "result2", "result3"),
    differentiable=1,
    casts=None,
    shown={"weight_sizes": {"weight_sym_argsize_0": itemgetter(0)}},
    node="EmbeddingBagBackward0",
)  # fmt: skip
def embedding_bag_rows(
    weight: Array,
    indices: Array,
    offsets: Array,
    per_sample_weights: Array | None,
    scale_grad_by_freq: bool,  # noqa: ARG001
    mode: int,
    sparse: bool,  # noqa: ARG001
    include_last_offset: bool,
    padding_idx: int,
) -> tuple[Array, Array, Array, Array]:
    """Return the bags (n, d), the bag of each index, the bags' sizes, and where maxima are."""
    bags, count = _bags(offsets, indices.size, include_last_offset)
    kept = indices != padding_idx
    rows = np.take(weight, indices[kept], axis=0)
    sizes = np.bincount(bags[kept], minlength=count)
    if mode == _MAX:
        result, maxima = _largest(rows, indices[kept], bags[kept], count)
        return result, bags, sizes, maxima
    if per_sample_weights is not None:
        rows = rows * per_sample_weights[kept][:, None]
    result = _summed(rows, bags[kept], sizes)
    if mode == _MODES["sum"]:
        return result, bags, np.zeros_like(sizes), np.zeros_like(sizes)
    return result / np.maximum(sizes, 1).astype(weight.dtype)[:, None], bags, sizes, sizes


@op(
    grad_output=lambda grad: no_derivative(grad, "_embedding_bag_dense_backward"),
    casts=None,
    node="EmbeddingBagBackwardBackward0",
)
def embedding_bag_backward(
    grad_output: Array,
    indices: Array,
    per_sample_weights: Array | None,
    bags: Array,
    sizes: Array,
    maxima: Array,
    num_weights: int,
    scale_grad_by_freq: bool,
    mode: int,
    padding_idx: int,
) -> Array:
    """Return the gradient of the weight: that of each bag, at the rows that are in it."""
    result: Array = np.zeros((num_weights, grad_output.shape[1]), grad_output.dtype)
    if mode == _MAX:
        full = np.flatnonzero(sizes)
        add_indexed(result, (maxima[full], np.arange(result.shape[1])), grad_output[full])
        return result
    kept = indices != padding_idx
    share = _shares(indices, per_sample_weights, bags, sizes, mode, grad_output.dtype)
    if scale_grad_by_freq:
        share = share / _frequencies(indices).astype(share.dtype)
    slopes = np.take(grad_output, bags[kept], axis=0)
    slopes *= share[kept, None]
    add_rows(result, indices[kept], slopes)
    return result


def _frequencies(indices: Array) -> Array:
    """Return by how much PyTorch scales the gradient at each index.

    The n-th of the different ones by how often there is the n-th of all, both in order: its own
    frequency only where no smaller one is there twice.
    """
    _, ranks, counts = np.unique(indices, return_inverse=True, return_counts=True)
    of_sorted = np.repeat(counts, counts)
    frequencies: Array = of_sorted[ranks]
    return frequencies


def _shares(
    indices: Array, weights: Array | None, bags: Array, sizes: Array, mode: int, kind: Any
) -> Array:
    """Return what each index's row is multiplied with in its bag."""
    share = np.ones(indices.shape, kind) if weights is None else weights
    return share if mode == _MODES["sum"] else share / np.maximum(sizes, 1).astype(kind)[bags]


@formula
def sample_weights_slope(grad: Any, weight: Any, indices: Any, bags: Any, padding_idx: int) -> Any:
    """Return the gradient of the weights of the indices in a sum."""
    products = index_select(grad, 0, bags) * index_select(weight, 0, indices)
    return masked_fill_by(sum_dim(products, (1,)), indices == padding_idx, 0)


# ---- function --------------------------------------------------------------------------------


@composite
def embedding_bag(
    input: Any,
    weight: Any,
    offsets: Any = None,
    max_norm: float | None = None,
    norm_type: float = 2,
    scale_grad_by_freq: bool = False,
    mode: str = "mean",
    sparse: bool = False,
    per_sample_weights: Any = None,
    include_last_offset: bool = False,
    padding_idx: int | None = None,
) -> Any:
    """Return the sums, means or maxima (n, d) of the rows of (v, d) at bags of indices.

    The indices are (n, length), or (total,) with the n ``offsets`` at which the bags begin.

    Raises:
        ValueError: if the shapes or the mode do not fit.
        RuntimeError: if there is no such row, or the offsets do not fit.
        NotImplementedError: for sparse gradients, and sample weights but in a sum.

    """
    if sparse:
        raise NotImplementedError("embedding_bag: sparse gradients are not supported")
    _check_samples(input, per_sample_weights, mode)
    offsets = _offsets(input, offsets)
    include_last_offset = include_last_offset and input.ndim == 1
    flat, samples = input, per_sample_weights
    if input.ndim == 2:
        flat = input.reshape(-1)
        samples = None if samples is None else samples.reshape(-1)
    _check_places(flat, offsets, weight)
    if max_norm is not None:
        renormalize(weight, flat, max_norm, norm_type)
    padding = -1 if padding_idx is None else padding_idx % weight.shape[0]
    return embedding_bag_rows(
        weight, flat, offsets, samples, scale_grad_by_freq, _MODES[mode], sparse,
        include_last_offset, padding,
    )[0]  # fmt: skip


def _check_samples(input: Any, samples: Any, mode: str) -> None:
    if samples is not None and samples.shape != input.shape:
        raise ValueError(
            f"embedding_bag: If per_sample_weights ({samples.shape}) is not None, then it must "
            f"have the same shape as the input ({input.shape})"
        )
    if mode not in _MODES:
        raise ValueError("mode has to be one of sum, mean or max")
    if samples is not None and mode != "sum":
        raise NotImplementedError(
            "embedding_bag: per_sample_weights was not None. per_sample_weights is only supported "
            f"for mode='sum' (got mode='{mode}'). Please open a feature request on GitHub."
        )


def _offsets(input: Any, offsets: Any) -> Any:
    if input.ndim == 2:
        if offsets is not None:
            raise ValueError(
                "if input is 2D, then offsets has to be None, as input is treated is a mini-batch "
                "of fixed length sequences. However, found offsets of type <class 'torch.Tensor'>"
            )
        rows, length = input.shape
        return untracked(np.arange(rows, dtype=np.int64) * length)
    if input.ndim != 1:
        raise ValueError(
            f"input has to be 1D or 2D Tensor, but got Tensor of dimension {input.ndim}"
        )
    if not isinstance(offsets, Tensor):
        raise ValueError(f"offsets has to be a 1D Tensor but got {offsets}")
    return offsets


def _check_places(indices: Any, offsets: Any, weight: Any) -> None:
    found, starts = np.asarray(indices._data), np.asarray(offsets._data)
    require(
        not starts.size or starts[0] == 0,
        "offsets[0] has to be 0, i.e., the first sequence in the mini-batch has to start from "
        f"position 0. However, got {starts[0] if starts.size else 0}\n"
        "[ torch.LongTensor{} ]",
    )
    require(
        not starts.size or starts[-1] <= found.size,
        f"offsets[-1] can not be greater than input's length {found.size} but got offsets[-1] of "
        f"{starts[-1] if starts.size else 0}",
    )
    for one in found[(found < 0) | (found >= weight.shape[0])][:1]:
        raise RuntimeError(
            f"embedding_bag: Expected idx >= 0 && idx < num_embeddings but found idx to be {one}"
        )
