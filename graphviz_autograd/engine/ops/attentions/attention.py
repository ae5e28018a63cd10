"""Scaled dot-product attention (Vaswani et al. 2017).

PyTorch computes it as one node where it has a fused kernel, and as matrix products and a softmax
where not; here the same cases are one node.
"""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from ..activations.dropout import dropout
from ..matrices.matmul import matmul
from ..pointwise.arithmetic import mul_scalar
from ..record import Array, composite, formula, op
from ..shapes.transposing import transpose
from . import attention_checks as checks
from .backends import is_fused

if TYPE_CHECKING:
    from ..activations.softmax import softmax_backward_data
    from ..pointwise.elementwise import exp
    from ..reductions.reduction import sum_dim
    from ..shapes.shape import reshape
    from ..shapes.squeezing import unsqueeze


# ---- one node --------------------------------------------------------------------------------


@op(
    # dropout_p is named only to be saved, as in PyTorch.
    inputs=lambda grads, query, key, value, dropout_p, is_causal, attn_mask, scale, output,
    logsumexp, needs: (
        attention_slopes(grads, query, key, value, attn_mask, is_causal, scale, output, logsumexp,
                         needs)
    ),
    outputs=("output", "logsumexp"),
    constants=("attn_mask",),
    casts=None,
    node="ScaledDotProductFlashAttentionForCpuBackward0",
)  # fmt: skip
def fused_attention(
    query: Array,
    key: Array,
    value: Array,
    dropout_p: float,  # noqa: ARG001
    is_causal: bool,
    attn_mask: Array | None,
    scale: float | None,
) -> tuple[Array, Array]:
    """Return the attention of (n, h, l, e) and the logarithms of the softmax's denominators."""
    heads = key.shape[1]
    scores = _scores(query, key, scale) + _bias(query, key, attn_mask, is_causal)
    largest = np.max(scores, axis=-1, keepdims=True, initial=-np.inf)
    # Where everything is masked, the weights are 0 and the logarithm counts as infinite.
    largest[np.isneginf(largest)] = 0
    scores -= largest
    powers = np.exp(scores, out=scores)
    total = powers.sum(axis=-1, keepdims=True)
    logsumexp = np.where(total == 0, np.inf, np.log(total) + largest)
    powers /= np.where(total == 0, 1, total)
    output = _by_head(powers, heads) @ value
    output = output.reshape(*query.shape[:-1], value.shape[-1])
    return _laid_out_like(query, output), logsumexp[..., 0]


def _laid_out_like(query: Array, output: Array) -> Array:
    """Return the output in memory as the query is, as PyTorch allocates it."""
    if query.flags.c_contiguous or query.shape != output.shape:
        return output
    laid: Array = np.empty_like(query)
    laid[...] = output
    return laid


def _by_head(array: Array, heads: int) -> Array:
    """Return the rows of all heads that share one of ``heads`` keys together."""
    return array.reshape(array.shape[0], heads, -1, array.shape[-1])


def _scores(query: Array, key: Array, scale: float | None) -> Array:
    factor = 1 / math.sqrt(query.shape[-1]) if scale is None else scale
    product = _by_head(query * query.dtype.type(factor), key.shape[1]) @ key.swapaxes(-1, -2)
    return product.reshape(*query.shape[:-1], -1)


def _bias(query: Array, key: Array, attn_mask: Array | None, is_causal: bool) -> Array:
    sizes = (query.shape[-2], key.shape[-2])
    bias = np.zeros(sizes, query.dtype)
    if attn_mask is not None:
        hidden = np.where(attn_mask, bias, -np.inf) if attn_mask.dtype == np.bool_ else attn_mask
        bias = hidden.astype(query.dtype)
    return np.where(np.tri(*sizes, dtype=bool), bias, -np.inf) if is_causal else bias


@op(casts=None)
def attention_bias(query: Array, key: Array, attn_mask: Array | None, is_causal: bool) -> Array:
    """Return what is added to the scores: 0, the mask, or minus infinity."""
    return _bias(query, key, attn_mask, is_causal)


@formula
def attention_slopes(
    grads: Any, query: Any, key: Any, value: Any, mask: Any, is_causal: bool, scale: float | None,
    output: Any, logsumexp: Any, needs: tuple[bool, ...],
) -> tuple[Any, ...]:  # fmt: skip
    """Return the gradients of query, key and value (Dao et al., FlashAttention, 2022, appendix B).

    The weights are computed again from the logarithms of the denominators.
    """
    grad, logsumexp_grad = grads
    batch, heads, rows, width = query.shape
    factor = 1 / width**0.5 if scale is None else scale
    shared, columns = (batch, key.shape[1], -1), key.shape[-2]
    flat_query = reshape(query, (*shared, width))
    scores = mul_scalar(flat_query @ transpose(key, -2, -1), factor)
    scores = reshape(scores, (batch, heads, rows, columns)) + attention_bias(
        query, key, mask, is_causal
    )
    weights = exp(scores - unsqueeze(logsumexp, -1))
    flat_grad = reshape(grad, (*shared, value.shape[-1]))
    level = sum_dim(grad * output, (-1,)) - logsumexp_grad
    tilt = reshape(flat_grad @ transpose(value, -2, -1), tuple(weights.shape))
    slopes = mul_scalar(weights * (tilt - unsqueeze(level, -1)), factor)
    slopes, weights = [reshape(one, (*shared, columns)) for one in (slopes, weights)]
    return (
        reshape(slopes @ key, tuple(query.shape)) if needs[0] else None,
        transpose(slopes, -2, -1) @ flat_query if needs[1] else None,
        transpose(weights, -2, -1) @ flat_grad if needs[2] else None,
    )


# ---- several nodes ---------------------------------------------------------------------------


@op(self=lambda grad, dim, result: softmax_backward_data(grad, result, dim), layout="rows")
def safe_softmax(self: Array, dim: int) -> Array:
    """Return the softmax over ``dim``; 0 where everything is minus infinity."""
    largest = np.max(self, axis=dim, keepdims=True, initial=-np.inf)
    powers = np.exp(self - np.where(np.isneginf(largest), 0, largest))
    total = powers.sum(axis=dim, keepdims=True)
    return powers / np.where(total == 0, 1, total)


def _composed(
    query: Any, key: Any, value: Any, mask: Any, dropout_p: float, is_causal: bool,
    scale: float | None,
) -> Any:  # fmt: skip
    """Return attention as PyTorch writes it out; both factors get half of the scale."""
    factor = 1 / math.sqrt(query.shape[-1]) if scale is None else scale
    half = math.copysign(math.sqrt(abs(factor)), factor)
    scaled = mul_scalar(query, half)
    scores = matmul(scaled, mul_scalar(transpose(key, -2, -1), abs(half)))
    if is_causal:
        checks.check_no_mask(mask)
        scores = scores + attention_bias(query, key, None, True)
    elif mask is not None:
        shown = mask.dtype.name == "bool"
        scores = scores + (attention_bias(query, key, mask, False) if shown else mask)
    weights = safe_softmax(scores, -1)
    if dropout_p:
        weights = dropout(weights, dropout_p, True)
    return matmul(weights, value)


@composite
def scaled_dot_product_attention(
    query: Any,
    key: Any,
    value: Any,
    attn_mask: Any = None,
    dropout_p: float = 0.0,
    is_causal: bool = False,
    scale: float | None = None,
    enable_gqa: bool = False,
) -> Any:
    """Return ``softmax(query @ key.mT * scale + attn_mask) @ value`` for (*, l, e) and (*, s, e).

    ``scale`` is 1 / sqrt(e) if it is not given. A mask of bools says what takes part. With
    ``enable_gqa`` several heads of the query share one of key and value.

    Raises:
        RuntimeError: if the types or shapes do not fit.

    """
    checks.check(query, key, value, attn_mask)
    if is_fused(checks.can_be_fused(query, key, value, attn_mask, dropout_p, enable_gqa)):
        return fused_attention(query, key, value, dropout_p, is_causal, attn_mask, scale)[0]
    if enable_gqa:
        times = query.shape[-3] // key.shape[-3]
        key, value = (one.repeat_interleave(times, -3) for one in (key, value))
    return _composed(query, key, value, attn_mask, dropout_p, is_causal, scale)
