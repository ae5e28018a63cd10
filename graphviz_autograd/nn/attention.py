"""``torch.nn.attention``: how attention is computed."""

from __future__ import annotations

from ..engine.ops.attentions.backends import SDPBackend, sdpa_kernel

__all__ = ["SDPBackend", "sdpa_kernel"]
