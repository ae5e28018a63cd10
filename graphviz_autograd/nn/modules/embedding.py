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
        self.padding_idx = checked_padding(num_embeddings, padding_idx)
        self.max_norm = max_norm
        self.norm_type = norm_type
        self.scale_grad_by_freq = scale_grad_by_freq
        self.weight = Parameter(empty(num_embeddings, embedding_dim))
        self.reset_parameters()

    def reset_parameters(self) -> None:
        """Draw new vectors."""
        draw_vectors(self.weight, self.padding_idx)

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


class EmbeddingBag(Module):
    """Sums, means or maxima of the vectors of bags of indices.

    Attributes:
        weight: (num_embeddings, embedding_dim), standard normal; zeros at ``padding_idx``.

    """

    def __init__(
        self,
        num_embeddings: int,
        embedding_dim: int,
        max_norm: float | None = None,
        norm_type: float = 2.0,
        scale_grad_by_freq: bool = False,
        mode: str = "mean",
        sparse: bool = False,
        include_last_offset: bool = False,
        padding_idx: int | None = None,
    ) -> None:
        super().__init__()
        self.num_embeddings = num_embeddings
        self.embedding_dim = embedding_dim
        self.max_norm = max_norm
        self.norm_type = norm_type
        self.scale_grad_by_freq = scale_grad_by_freq
        self.mode = mode
        self.sparse = sparse
        self.include_last_offset = include_last_offset
        self.padding_idx = checked_padding(num_embeddings, padding_idx)
        self.weight = Parameter(empty(num_embeddings, embedding_dim))
        self.reset_parameters()

    def reset_parameters(self) -> None:
        """Draw new vectors."""
        draw_vectors(self.weight, self.padding_idx)

    def forward(self, input: Any, offsets: Any = None, per_sample_weights: Any = None) -> Any:
        """Return (bags, embedding_dim) of indices in rows, or in one row with where bags start."""
        norm = (self.max_norm, self.norm_type, self.scale_grad_by_freq)
        how = (self.mode, self.sparse, per_sample_weights, self.include_last_offset)
        return F.embedding_bag(input, self.weight, offsets, *norm, *how, self.padding_idx)

    def extra_repr(self) -> str:
        """Return the sizes, and the options that are not usual."""
        shown = [f"max_norm={self.max_norm}"] * (self.max_norm is not None)
        shown += [f"norm_type={self.norm_type}"] * (self.norm_type != 2)
        shown += [f"scale_grad_by_freq={self.scale_grad_by_freq}"] * self.scale_grad_by_freq
        shown += [f"mode={self.mode!r}"]
        shown += [f"padding_idx={self.padding_idx}"] * (self.padding_idx is not None)
        return ", ".join([f"{self.num_embeddings}, {self.embedding_dim}", *shown])


def checked_padding(count: int, padding_idx: int | None) -> int | None:
    """Return the index, from the start, of the vector that stays zero.

    Raises:
        AssertionError: if it is out of range.

    """
    if padding_idx is None:
        return None
    if not -count <= padding_idx < count:
        raise AssertionError("Padding_idx must be within num_embeddings")
    return padding_idx % count


def draw_vectors(weight: Any, padding_idx: int | None) -> None:
    """Fill vectors with standard normal numbers, and that of the padding with zeros."""
    init.normal_(weight)
    if padding_idx is not None:
        with no_grad():
            weight[padding_idx].fill_(0)
