"""Attention of several heads (A. Vaswani et al., "Attention is all you need", 2017)."""

from __future__ import annotations

import warnings
from math import sqrt
from typing import Any

from ...creation import zeros
from ...creation_like import zeros_like
from ..activations.dropout import dropout
from ..activations.softmax import softmax
from ..demands import require
from ..images.padding import pad
from ..matrices.linear import linear
from ..matrices.matmul import bmm
from ..matrices.products import baddbmm
from ..record import composite
from ..shapes.joining import cat
from ..shapes.splitting import chunk, split
from ..shapes.squeezing import squeeze_dim, unsqueeze
from ..shapes.transposing import permute_dims, transpose
from .attention import scaled_dot_product_attention

Triple = tuple[Any, Any, Any]


# ---- queries, keys and values ----------------------------------------------------------------


def _together(input: Any, weight: Any, bias: Any, count: int) -> list[Any]:
    """Return ``count`` projections of one tensor, computed as one."""
    whole = linear(input, weight, bias)
    parts = whole.unflatten(-1, (count, whole.shape[-1] // count))
    parts = squeeze_dim(transpose(unsqueeze(parts, 0), 0, -2), -2).contiguous()
    return [parts[nr] for nr in range(count)]


def _projected(query: Any, key: Any, value: Any, weight: Any, bias: Any) -> Triple:
    size = query.shape[-1]
    if key is not value:
        weights = chunk(weight, 3)
        biases = (None,) * 3 if bias is None else chunk(bias, 3)
        each = zip((query, key, value), weights, biases, strict=True)
        q, k, v = (linear(*one) for one in each)
    elif query is key:
        q, k, v = _together(query, weight, bias, 3)
    else:
        first, rest = split(weight, [size, 2 * size])
        b_first, b_rest = (None, None) if bias is None else split(bias, [size, 2 * size])
        q = linear(query, first, b_first)
        k, v = _together(key, rest, b_rest, 2)
    return q, k, v


def _projected_apart(inputs: Triple, weights: Triple, bias: Any) -> Triple:
    biases = (None,) * 3 if bias is None else chunk(bias, 3)
    q, k, v = (linear(*one) for one in zip(inputs, weights, biases, strict=True))
    return q, k, v


# ---- masks -----------------------------------------------------------------------------------


def _as_numbers(mask: Any, like: Any) -> Any:
    """Return a mask to add to the scores: minus infinity where a bool mask is True."""
    if mask is None or mask.is_floating_point():
        return mask
    return zeros_like(mask, dtype=like.dtype).masked_fill_(mask, float("-inf"))


def _check_mask(mask: Any, rows: int, tgt: int, src: int) -> Any:
    """Return a mask with a dimension for the rows of the batch and the heads."""
    want = (tgt, src) if mask.ndim == 2 else (rows, tgt, src)
    require(mask.ndim in (2, 3), f"attn_mask's dimension {mask.ndim} is not supported")
    require(
        tuple(mask.shape) == want,
        f"The shape of the {mask.ndim}D attn_mask is {mask.shape}, but should be {want}.",
    )
    return unsqueeze(mask, 0) if mask.ndim == 2 else mask


def _masks(
    like: Any, padding: Any, mask: Any, need_weights: bool, is_causal: bool
) -> tuple[Any, Any, bool]:
    """Return what to add for padded keys and for pairs, and whether attention is just causal."""
    require(
        not is_causal or mask is not None,
        "Need attn_mask if specifying the is_causal hint. You may use the Transformer module "
        "method `generate_square_subsequent_mask` to create this mask.",
    )
    if padding is not None and mask is not None and padding.dtype != mask.dtype:
        warnings.warn(
            "Support for mismatched key_padding_mask and attn_mask is deprecated. Use same type "
            "for both instead.",
            stacklevel=3,
        )
    padding = _as_numbers(padding, like)
    if is_causal and padding is None and not need_weights:
        return padding, None, True
    return padding, _as_numbers(mask, like), is_causal and padding is None


# ---- attention -------------------------------------------------------------------------------


class _Heads:
    """Queries, keys and values, and what is added to the scores.

    Attributes:
        q, k, v: (t, n, e) and (s, n, e), after ``split`` (n * heads, t, d) and so on.
        mask: added to the scores of each pair, or None.
        padding: added to the scores of each key, (n, s), or None.

    """

    def __init__(self, projected: Triple, count: int, mask: Any, padding: Any) -> None:
        self.q, self.k, self.v = projected
        self.count, self.mask, self.padding = count, mask, padding
        self.length, self.rows, self.size = self.q.shape
        if mask is not None:
            self.mask = _check_mask(mask, self.rows * count, self.length, self.k.shape[0])

    def append(self, k: Any, v: Any, dim: int) -> None:
        """Add a key and a value that every query sees."""
        self.k, self.v = cat([self.k, k], dim), cat([self.v, v], dim)
        if self.mask is not None:
            self.mask = pad(self.mask, (0, 1))
        if self.padding is not None:
            self.padding = pad(self.padding, (0, 1))

    def split(self) -> None:
        """Give each head its part."""
        shape = (self.rows * self.count, self.size // self.count)
        self.q, self.k, self.v = (
            transpose(one.view(one.shape[0], *shape), 0, 1) for one in (self.q, self.k, self.v)
        )

    def merge_masks(self) -> None:
        """Make the padding a part of the mask."""
        if self.padding is None:
            return
        rows, src = self.padding.shape
        whole = self.padding.view(rows, 1, 1, src).expand(-1, self.count, -1, -1)
        whole = whole.reshape(rows * self.count, 1, src)
        self.mask = whole if self.mask is None else self.mask + whole

    def weighted(self, p: float) -> tuple[Any, Any]:
        """Return the attended values (t * n, e) and the weights (n, heads, t, s)."""
        scaled, turned = self.q * sqrt(1 / self.q.shape[-1]), transpose(self.k, -2, -1)
        scores = bmm(scaled, turned) if self.mask is None else baddbmm(self.mask, scaled, turned)
        weights = softmax(scores, -1)
        weights = dropout(weights, p) if p else weights
        attended = transpose(bmm(weights, self.v), 0, 1)
        sizes = (self.rows, self.count, self.length, self.k.shape[1])
        return attended.reshape(self.length * self.rows, self.size), weights.view(sizes)

    def fused(self, p: float, is_causal: bool) -> Any:
        """Return the attended values (t * n, e), computed without keeping the weights."""
        mask = self.mask
        if mask is not None:
            whole = mask.shape[0] == 1
            mask = unsqueeze(mask, 0) if whole else self._by_heads(mask)
        q, k, v = (self._by_heads(one) for one in (self.q, self.k, self.v))
        attended = permute_dims(
            scaled_dot_product_attention(q, k, v, mask, p, is_causal), (2, 0, 1, 3)
        )
        return attended.contiguous().view(self.length * self.rows, self.size)

    def _by_heads(self, one: Any) -> Any:
        return one.view(self.rows, self.count, one.shape[-2], one.shape[-1])


@composite
def multi_head_attention_forward(
    query: Any,
    key: Any,
    value: Any,
    embed_dim_to_check: int,
    num_heads: int,
    in_proj_weight: Any,
    in_proj_bias: Any,
    bias_k: Any,
    bias_v: Any,
    add_zero_attn: bool,
    dropout_p: float,
    out_proj_weight: Any,
    out_proj_bias: Any,
    training: bool = True,
    key_padding_mask: Any = None,
    need_weights: bool = True,
    attn_mask: Any = None,
    use_separate_proj_weight: bool = False,
    q_proj_weight: Any = None,
    k_proj_weight: Any = None,
    v_proj_weight: Any = None,
    static_k: Any = None,
    static_v: Any = None,
    average_attn_weights: bool = True,
    is_causal: bool = False,
) -> tuple[Any, Any]:
    """Return attention of (t, n, e) to (s, n, e), and the weights (n, t, s) if they are needed.

    The arguments are those of ``nn.MultiheadAttention``; the dimension n may be missing.

    Raises:
        RuntimeError: if the masks do not fit, or ``is_causal`` without a mask.
        NotImplementedError: for ``static_k`` and ``static_v``.

    """
    if static_k is not None or static_v is not None:
        raise NotImplementedError("static_k and static_v are not supported")
    alone, inputs = query.ndim == 2, (query, key, value)
    if alone:
        query, key, value = inputs = tuple(unsqueeze(one, 1) for one in inputs)
        key_padding_mask = None if key_padding_mask is None else unsqueeze(key_padding_mask, 0)
    _check_sizes(query.shape[-1], embed_dim_to_check, num_heads)
    how = (need_weights, is_causal)
    padding, mask, is_causal = _masks(query, key_padding_mask, attn_mask, *how)
    apart = (q_proj_weight, k_proj_weight, v_proj_weight) if use_separate_proj_weight else None
    projected = (
        _projected_apart(inputs, apart, in_proj_bias)
        if apart is not None
        else _projected(query, key, value, in_proj_weight, in_proj_bias)
    )
    heads = _Heads(projected, num_heads, mask, padding)
    if bias_k is not None:
        k, v = (one.repeat(1, heads.rows, 1) for one in (bias_k, bias_v))
        heads.append(k, v, 0)
    heads.split()
    if add_zero_attn:
        none = zeros(heads.k.shape[0], 1, heads.k.shape[2], dtype=heads.k.dtype)
        heads.append(none, none, 1)
    heads.merge_masks()
    weights, p = None, dropout_p if training else 0.0
    if need_weights:
        attended, weights = heads.weighted(p)
        weights = weights.mean(1) if average_attn_weights else weights
        weights = squeeze_dim(weights, 0) if alone else weights
    else:
        attended = heads.fused(p, is_causal)
    output = linear(attended, out_proj_weight, out_proj_bias)
    output = output.view(heads.length, heads.rows, output.shape[-1])
    return squeeze_dim(output, 1) if alone else output, weights


def _check_sizes(size: int, want: int, heads: int) -> None:
    if size != want:
        raise AssertionError(f"was expecting embedding dimension of {want}, but got {size}")
    if size % heads:
        raise AssertionError(f"embed_dim {size} not divisible by num_heads {heads}")
