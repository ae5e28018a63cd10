"""Decoders, and transformers of an encoder and a decoder."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any, ClassVar

from ...engine.device import check_device
from .. import init
from .container import ModuleList
from .factory import makes_parameters
from .module import Module
from .normalization import LayerNorm
from .transformer import (
    TransformerEncoder,
    TransformerEncoderLayer,
    TransformerLayer,
    attended,
    causal_mask,
    is_causal_mask,
)

if TYPE_CHECKING:
    from collections.abc import Callable


class TransformerDecoderLayer(TransformerLayer):
    """Attention to itself and to the encoder's output, and two linear layers.

    A. Vaswani et al., "Attention is all you need" (2017).
    """

    attentions: ClassVar[tuple[str, ...]] = ("self_attn", "multihead_attn")

    def forward(
        self,
        tgt: Any,
        memory: Any,
        tgt_mask: Any = None,
        memory_mask: Any = None,
        tgt_key_padding_mask: Any = None,
        memory_key_padding_mask: Any = None,
        tgt_is_causal: bool = False,
        memory_is_causal: bool = False,
    ) -> Any:
        """Return the layer's output, of the shape of ``tgt``: (t, n, d), or n first."""
        own = (tgt_mask, tgt_key_padding_mask, tgt_is_causal)
        other = (memory_mask, memory_key_padding_mask, memory_is_causal)
        x = self._part(1, tgt, lambda x: attended(self.self_attn, x, x, *own))
        x = self._part(2, x, lambda x: attended(self.multihead_attn, x, memory, *other))
        return self._part(3, x, self._fed_forward)


class TransformerDecoder(Module):
    """Copies of a decoder layer, one after another, and a normalisation if one is given."""

    def __init__(
        self, decoder_layer: TransformerDecoderLayer, num_layers: int, norm: Module | None = None
    ) -> None:
        super().__init__()
        self.layers = ModuleList([deepcopy(decoder_layer) for _ in range(num_layers)])
        self.num_layers = num_layers
        self.norm = norm

    def forward(
        self,
        tgt: Any,
        memory: Any,
        tgt_mask: Any = None,
        memory_mask: Any = None,
        tgt_key_padding_mask: Any = None,
        memory_key_padding_mask: Any = None,
        tgt_is_causal: bool | None = None,
        memory_is_causal: bool = False,
    ) -> Any:
        """Return the output of the last layer, of the shape of ``tgt``."""
        masks = (tgt_mask, memory_mask, tgt_key_padding_mask, memory_key_padding_mask)
        causal = is_causal_mask(tgt_mask, tgt_is_causal)
        for layer in self.layers:
            tgt = layer(tgt, memory, *masks, causal, memory_is_causal)
        return tgt if self.norm is None else self.norm(tgt)


class Transformer(Module):
    """An encoder and a decoder that attends to its output (Vaswani et al. 2017).

    The matrices start as Glorot's uniform.
    """

    @makes_parameters
    def __init__(
        self,
        d_model: int = 512,
        nhead: int = 8,
        num_encoder_layers: int = 6,
        num_decoder_layers: int = 6,
        dim_feedforward: int = 2048,
        dropout: float = 0.1,
        activation: str | Callable[[Any], Any] = "relu",
        custom_encoder: Any = None,
        custom_decoder: Any = None,
        layer_norm_eps: float = 1e-5,
        batch_first: bool = False,
        norm_first: bool = False,
        bias: bool = True,
    ) -> None:
        super().__init__()
        sizes = d_model, nhead, dim_feedforward, dropout, activation
        options = (*sizes, layer_norm_eps, batch_first, norm_first, bias)

        def last() -> LayerNorm:
            return LayerNorm(d_model, eps=layer_norm_eps, bias=bias)

        self.encoder = custom_encoder or TransformerEncoder(
            TransformerEncoderLayer(*options), num_encoder_layers, last()
        )
        self.decoder = custom_decoder or TransformerDecoder(
            TransformerDecoderLayer(*options), num_decoder_layers, last()
        )
        for one in self.parameters():
            if one.ndim > 1:
                init.xavier_uniform_(one)
        self.d_model = d_model
        self.nhead = nhead
        self.batch_first = batch_first

    def forward(
        self,
        src: Any,
        tgt: Any,
        src_mask: Any = None,
        tgt_mask: Any = None,
        memory_mask: Any = None,
        src_key_padding_mask: Any = None,
        tgt_key_padding_mask: Any = None,
        memory_key_padding_mask: Any = None,
        src_is_causal: bool | None = None,
        tgt_is_causal: bool | None = None,
        memory_is_causal: bool = False,
    ) -> Any:
        """Return the decoder's output, of the shape of ``tgt``: (t, n, d), or n first.

        Raises:
            RuntimeError: if the sizes of ``src`` and ``tgt`` do not fit.

        """
        batch = 0 if self.batch_first else 1
        if src.ndim == 3 and src.shape[batch] != tgt.shape[batch]:
            raise RuntimeError("the batch number of src and tgt must be equal")
        if not src.shape[-1] == tgt.shape[-1] == self.d_model:
            raise RuntimeError("the feature number of src and tgt must be equal to d_model")
        memory = self.encoder(src, src_mask, src_key_padding_mask, src_is_causal)
        masks = (tgt_mask, memory_mask, tgt_key_padding_mask, memory_key_padding_mask)
        return self.decoder(tgt, memory, *masks, tgt_is_causal, memory_is_causal)

    @staticmethod
    def generate_square_subsequent_mask(sz: int, device: Any = None, dtype: Any = None) -> Any:
        """Return a mask (sz, sz) that lets no position look ahead.

        Raises:
            NotImplementedError: for a device that is not the CPU.

        """
        if device is not None:
            check_device(device)
        return causal_mask(sz, dtype)
