"""Embedding: a learned vector for each of a number of things."""

from __future__ import annotations

from typing import Any

from ...engine.creation import empty
from ...engine.grad_mode import no_grad
from .. import functional as F  # noqa: N812  (what everybody calls it)
from .. import init
from ..parameter import Parameter
from .module import Module


class Embedding(Module):
    """Vectors of ``embedding_dim`` numbers, looked up by an index below ``num_embeddings``.

    Attributes:
        weight: (num_embeddings, embedding_dim), standard normal; zeros at ``padding_idx``.

    Raises:
        AssertionError: if ``padding_idx`` is out of range.

    """

    def __init__(
        self,
        num_embeddings: int,
        embedding_dim: int,
        padding_idx: int | None = None,
        max_norm: float | None = None,
        norm_type: float = 2.0,
        scale_grad_by_freq: bool = False,
    ) -> None:
        super().__init__()
        self.num_embeddings = num_embeddings
        self.embedding_dim = embedding_dim
        self.padding_idx = self._checked(padding_idx)
        self.max_norm = max_norm
        self.norm_type = norm_type
        self.scale_grad_by_freq = scale_grad_by_freq
        self.weight = Parameter(empty(num_embeddings, embedding_dim))
        self.reset_parameters()

    def _checked(self, padding_idx: int | None) -> int | None:
        if padding_idx is None:
            return None
        count = self.num_embeddings
        if not -count <= padding_idx < count:
            raise AssertionError("Padding_idx must be within num_embeddings")
        return padding_idx % count

    def reset_parameters(self) -> None:
        """Draw new vectors."""
        init.normal_(self.weight)
        if self.padding_idx is not None:
            with no_grad():
                self.weight[self.padding_idx].fill_(0)

    def forward(self, input: Any) -> Any:
        """Return the vectors of indices of any shape, (..., embedding_dim)."""
        options = self.padding_idx, self.max_norm, self.norm_type, self.scale_grad_by_freq
        return F.embedding(input, self.weight, *options)

    @classmethod
    def from_pretrained(cls, embeddings: Any, freeze: bool = True, **options: Any) -> Embedding:
        """Return an embedding of given vectors, which learn only if not frozen."""
        made = cls(*embeddings.shape, **options)
        made.weight = Parameter(embeddings, requires_grad=not freeze)
        return made

    def extra_repr(self) -> str:
        """Return the sizes, and the options that are not usual."""
        unusual = {
            "padding_idx": None,
            "max_norm": None,
            "norm_type": 2,
            "scale_grad_by_freq": False,
        }
        given = {name: getattr(self, name) for name in unusual}
        shown = (f"{name}={value}" for name, value in given.items() if value != unusual[name])
        return ", ".join([f"{self.num_embeddings}, {self.embedding_dim}", *shown])
