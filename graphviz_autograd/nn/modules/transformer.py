"""Layers of transformers."""

from __future__ import annotations

import warnings
from copy import deepcopy
from typing import TYPE_CHECKING, Any, ClassVar

from ...engine.creation import full
from .. import functional as F  # noqa: N812  (what everybody calls it)
from .attention import MultiheadAttention
from .container import ModuleList
from .dropout import Dropout
from .factory import makes_parameters
from .linear import Linear
from .module import Module
from .normalization import LayerNorm

if TYPE_CHECKING:
    from collections.abc import Callable

_ACTIVATIONS: dict[str, Any] = {"relu": F.relu, "gelu": F.gelu}


class TransformerLayer(Module):
    """What layers of encoders and decoders share: attention, and two linear layers after it."""

    attentions: ClassVar[tuple[str, ...]] = ("self_attn",)

    @makes_parameters
    def __init__(
        self,
        d_model: int,
        nhead: int,
        dim_feedforward: int = 2048,
        dropout: float = 0.1,
        activation: str | Callable[[Any], Any] = "relu",
        layer_norm_eps: float = 1e-5,
        batch_first: bool = False,
        norm_first: bool = False,
        bias: bool = True,
    ) -> None:
        super().__init__()
        for name in self.attentions:
            attention = MultiheadAttention(d_model, nhead, dropout, bias, batch_first=batch_first)
            setattr(self, name, attention)
        self.linear1 = Linear(d_model, dim_feedforward, bias)
        self.dropout = Dropout(dropout)
        self.linear2 = Linear(dim_feedforward, d_model, bias)
        self.norm_first = norm_first
        parts = range(1, len(self.attentions) + 2)
        for part in parts:
            setattr(self, f"norm{part}", LayerNorm(d_model, eps=layer_norm_eps, bias=bias))
        for part in parts:
            setattr(self, f"dropout{part}", Dropout(dropout))
        self.activation = _activation(activation)

    def _part(self, number: int, x: Any, function: Callable[[Any], Any]) -> Any:
        """Return the residual ``x`` plus a function of it, normalised before or after."""
        norm, dropout = getattr(self, f"norm{number}"), getattr(self, f"dropout{number}")
        if self.norm_first:
            return x + dropout(function(norm(x)))
        return norm(x + dropout(function(x)))

    def _fed_forward(self, x: Any) -> Any:
        return self.linear2(self.dropout(self.activation(self.linear1(x))))


def attended(attention: Any, x: Any, memory: Any, mask: Any, padding: Any, causal: bool) -> Any:
    """Return attention from ``x`` to ``memory``, without its weights."""
    options = {"attn_mask": mask, "key_padding_mask": padding, "is_causal": causal}
    return attention(x, memory, memory, need_weights=False, **options)[0]


class TransformerEncoderLayer(TransformerLayer):
    """Self-attention and two linear layers, each with a residual and normalised.

    A. Vaswani et al., "Attention is all you need" (2017).
    """

    def forward(
        self,
        src: Any,
        src_mask: Any = None,
        src_key_padding_mask: Any = None,
        is_causal: bool = False,
    ) -> Any:
        """Return the layer's output, of the shape of ``src``: (t, n, d), or n first."""
        masks = (src_mask, src_key_padding_mask, is_causal)
        src = self._part(1, src, lambda x: attended(self.self_attn, x, x, *masks))
        return self._part(2, src, self._fed_forward)


def _activation(given: str | Callable[[Any], Any]) -> Callable[[Any], Any]:
    if callable(given):
        return given
    if given not in _ACTIVATIONS:
        raise RuntimeError(f"activation should be relu/gelu, not {given}")
    known: Callable[[Any], Any] = _ACTIVATIONS[given]
    return known


def causal_mask(size: int, dtype: Any = None) -> Any:
    """Return (size, size) with zeros where a position may look, and minus infinity ahead of it."""
    return full((size, size), float("-inf"), dtype=dtype).triu(1)


def is_causal_mask(mask: Any, told: bool | None) -> bool:
    """Return whether a mask lets no position look ahead; what is told is believed."""
    if told is not None or mask is None:
        return bool(told)
    wanted = causal_mask(mask.shape[-2], mask.dtype)
    return mask.shape == wanted.shape and bool((mask == wanted).all())


def _why_not_nested(layer: Any) -> str:
    """Return why PyTorch has no faster way for inference with such layers; nothing if it has."""
    if not isinstance(layer, TransformerEncoderLayer):
        return " was not TransformerEncoderLayer"
    attention = layer.self_attn
    reasons = {
        ".norm_first was True": layer.norm_first,
        ".self_attn.batch_first was not True(use batch_first for better inference performance)": (
            not attention.batch_first
        ),
        ".self_attn was passed bias=False": attention.in_proj_bias is None,
        ".activation_relu_or_gelu was not True": layer.activation not in _ACTIVATIONS.values(),
        ".norm1.eps was not equal to encoder_layer.norm2.eps": layer.norm1.eps != layer.norm2.eps,
        ".self_attn.num_heads is odd": attention.num_heads % 2 == 1,
    }
    return next((reason for reason, holds in reasons.items() if holds), "")


class TransformerEncoder(Module):
    """Copies of an encoder layer, one after another, and a normalisation if one is given.

    Attributes:
        enable_nested_tensor, use_nested_tensor, mask_check: what PyTorch decides how to compute by.

    """

    def __init__(
        self,
        encoder_layer: TransformerEncoderLayer,
        num_layers: int,
        norm: Module | None = None,
        enable_nested_tensor: bool = True,
        mask_check: bool = True,
    ) -> None:
        super().__init__()
        self.layers = ModuleList([deepcopy(encoder_layer) for _ in range(num_layers)])
        self.num_layers = num_layers
        self.norm = norm
        why_not = _why_not_nested(encoder_layer) if enable_nested_tensor else ""
        self.enable_nested_tensor = enable_nested_tensor
        self.use_nested_tensor = enable_nested_tensor and not why_not
        self.mask_check = mask_check
        if why_not:
            warnings.warn(
                "enable_nested_tensor is True, but self.use_nested_tensor is False because "
                f"encoder_layer{why_not}",
                stacklevel=2,
            )

    def forward(
        self,
        src: Any,
        mask: Any = None,
        src_key_padding_mask: Any = None,
        is_causal: bool | None = None,
    ) -> Any:
        """Return the output of the last layer, of the shape of ``src``."""
        causal = is_causal_mask(mask, is_causal)
        for layer in self.layers:
            src = layer(src, mask, src_key_padding_mask, causal)
        return src if self.norm is None else self.norm(src)
