"""Attention of several heads."""

from __future__ import annotations

from typing import Any

from ...engine.creation import empty
from .. import functional as F  # noqa: N812  (what everybody calls it)
from .. import init
from ..parameter import Parameter
from .factory import makes_parameters
from .linear import Linear
from .module import Module


class NonDynamicallyQuantizableLinear(Linear):
    """A ``Linear``, under the name that PyTorch prints."""


class MultiheadAttention(Module):
    """Attention of ``num_heads`` heads (Vaswani et al. 2017).

    Attributes:
        in_proj_weight: (3 * embed_dim, embed_dim) of queries, keys and values, Glorot's uniform;
            None if keys or values have another size, which then q_proj_weight, k_proj_weight and
            v_proj_weight project.
        in_proj_bias: (3 * embed_dim,), zeros; None without ``bias``.
        out_proj: the layer after attention.
        bias_k: (1, 1, embed_dim), a key for all, as bias_v is a value; None unless asked for.

    """

    @makes_parameters
    def __init__(
        self,
        embed_dim: int,
        num_heads: int,
        dropout: float = 0.0,
        bias: bool = True,
        add_bias_kv: bool = False,
        add_zero_attn: bool = False,
        kdim: int | None = None,
        vdim: int | None = None,
        batch_first: bool = False,
    ) -> None:
        super().__init__()
        if embed_dim <= 0 or num_heads <= 0:
            raise ValueError(
                f"embed_dim and num_heads must be greater than 0, got embed_dim={embed_dim} and "
                f"num_heads={num_heads} instead"
            )
        if embed_dim % num_heads:
            raise AssertionError("embed_dim must be divisible by num_heads")
        self.embed_dim = embed_dim
        self.kdim = embed_dim if kdim is None else kdim
        self.vdim = embed_dim if vdim is None else vdim
        self.num_heads = num_heads
        self.dropout = dropout
        self.batch_first = batch_first
        self.head_dim = embed_dim // num_heads
        self.add_zero_attn = add_zero_attn
        self._add_projections(bias)
        self.out_proj = NonDynamicallyQuantizableLinear(embed_dim, embed_dim, bias)
        for name in ("bias_k", "bias_v"):
            extra = Parameter(empty(1, 1, embed_dim)) if add_bias_kv else None
            self.register_parameter(name, extra)
        self.reset_parameters()

    def _add_projections(self, bias: bool) -> None:
        size = self.embed_dim
        sizes = {"q": size, "k": self.kdim, "v": self.vdim}
        same = set(sizes.values()) == {size}
        for name, inputs in sizes.items():
            apart = None if same else Parameter(empty(size, inputs))
            self.register_parameter(f"{name}_proj_weight", apart)
        whole = Parameter(empty(3 * size, size)) if same else None
        self.register_parameter("in_proj_weight", whole)
        self.register_parameter("in_proj_bias", Parameter(empty(3 * size)) if bias else None)

    def reset_parameters(self) -> None:
        """Draw new parameters of this module, as it starts with them."""
        for name in ("in_proj_weight", "q_proj_weight", "k_proj_weight", "v_proj_weight"):
            if getattr(self, name) is not None:
                init.xavier_uniform_(getattr(self, name))
        if self.in_proj_bias is not None:
            init.zeros_(self.in_proj_bias)
            init.zeros_(self.out_proj.bias)
        for extra in (self.bias_k, self.bias_v):
            if extra is not None:
                init.xavier_normal_(extra)

    def forward(
        self,
        query: Any,
        key: Any,
        value: Any,
        key_padding_mask: Any = None,
        need_weights: bool = True,
        attn_mask: Any = None,
        average_attn_weights: bool = True,
        is_causal: bool = False,
    ) -> tuple[Any, Any]:
        """Return what ``query``, (t, n, embed_dim), finds in ``key`` and ``value``, (s, n, ...).

        With ``batch_first`` n comes first; it may be missing.

        Args:
            query: what is looked for.
            key: where it is looked for.
            value: what is found there.
            key_padding_mask: (n, s), True or minus infinity for keys that are no keys.
            need_weights: return the weights too, and keep them for the backward.
            attn_mask: (t, s) or (n * num_heads, t, s), the same for pairs.
            average_attn_weights: return the mean of the heads' weights.
            is_causal: a hint that ``attn_mask`` is the causal one.

        Returns:
            The output, of the shape of ``query``, and the weights, (n, t, s), or None.

        """
        turned = self.batch_first and query.dim() == 3
        if turned:
            query, key, value = _turned(query, key, value)
        output, weights = F.multi_head_attention_forward(
            query, key, value, self.embed_dim, self.num_heads, self.in_proj_weight,
            self.in_proj_bias, self.bias_k, self.bias_v, self.add_zero_attn, self.dropout,
            self.out_proj.weight, self.out_proj.bias, self.training, key_padding_mask, need_weights,
            attn_mask, self.in_proj_weight is None, self.q_proj_weight, self.k_proj_weight,
            self.v_proj_weight, average_attn_weights=average_attn_weights, is_causal=is_causal,
        )  # fmt: skip
        return (output.transpose(1, 0) if turned else output), weights


def _turned(query: Any, key: Any, value: Any) -> tuple[Any, Any, Any]:
    """Return the tensors with n second; what was one tensor stays one."""
    turned = {id(one): one.transpose(1, 0) for one in (query, key, value)}
    return turned[id(query)], turned[id(key)], turned[id(value)]
