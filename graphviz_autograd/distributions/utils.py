"""``torch.distributions.utils``: what distributions of a program's own are made with."""

from __future__ import annotations

from typing import Any

from .. import engine
from .distribution import Lazy as lazy_property  # noqa: N813 - PyTorch's name
from .parameters import (
    broadcast_all,
    clamp_probs,
    log_of_probabilities,
    softmax,
    sum_rightmost,
    tril_matrix_to_vec,
    vec_to_tril_matrix,
)

__all__ = [
    "broadcast_all",
    "clamp_probs",
    "euler_constant",
    "lazy_property",
    "logits_to_probs",
    "probs_to_logits",
    "tril_matrix_to_vec",
    "vec_to_tril_matrix",
]

euler_constant = 0.57721566490153286060
_sum_rightmost = sum_rightmost


def logits_to_probs(logits: Any, is_binary: bool = False) -> Any:
    """Return the probabilities of logits, of several things or of two."""
    return engine.sigmoid(logits) if is_binary else softmax(logits, dim=-1)


def probs_to_logits(probs: Any, is_binary: bool = False) -> Any:
    """Return the logits of probabilities, of several things or of two."""
    return log_of_probabilities(probs, binary=is_binary)


def _standard_normal(shape: Any, dtype: Any, device: Any = None) -> Any:
    return engine.empty(shape, dtype=dtype, device=device).normal_()
