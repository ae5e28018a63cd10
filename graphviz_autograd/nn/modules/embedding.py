"""Embedding: a learned vector for each of a number of things."""

from __future__ import annotations

from typing import Any

from ...engine.creation import empty
from ...engine.grad_mode import no_grad
from .. import functional as F  # noqa: N812  (what everybody calls it)
from .. import init
from ..parameter import Parameter
from .factory import makes_parameters
from .module import Module


class Embedding(Module):
    """Vectors of ``embedding_dim`` numbers, looked up by an index below ``num_embeddings``.

    Attributes:
        weight: (num_embeddings, embedding_dim), standard normal; zeros at ``padding_idx``.

    Raises:
        AssertionError: if ``padding_idx`` is out of range.

    """

    @makes_parameters
    def __init__(
        self,
        num_embeddings: int,
        embedding_dim: int,
        padding_idx: int | None = None,
        max_norm: float | None = None,
        norm_type: float = 2.0,
        scale_grad_by_freq: bool = False,
        sparse: bool = False,
        _weight: Any = None,
        _freeze: bool = False,
    ) -> None:
        super().__init__()
        self.num_embeddings = num_embeddings
        self.embedding_dim = embedding_dim
        self.padding_idx = checked_padding(num_embeddings, padding_idx)
        self.max_norm = max_norm
        self.norm_type = norm_type
        self.scale_grad_by_freq = scale_grad_by_freq
        self.sparse = sparse
        if _weight is None:
            vectors = empty(num_embeddings, embedding_dim)
            self.weight = Parameter(vectors, requires_grad=not _freeze)
            self.reset_parameters()
        else:
            self.weight = Parameter(_checked(_weight, self), requires_grad=not _freeze)

    def reset_parameters(self) -> None:
        """Draw new vectors."""
        draw_vectors(self.weight, self.padding_idx)

    def forward(self, input: Any) -> Any:
        """Return the vectors of indices of any shape, (..., embedding_dim)."""
        options = self.padding_idx, self.max_norm, self.norm_type, self.scale_grad_by_freq
        return F.embedding(input, self.weight, *options, self.sparse)

    @classmethod
    def from_pretrained(cls, embeddings: Any, freeze: bool = True, **options: Any) -> Embedding:
        """Return an embedding of given vectors, which learn only if not frozen.

        Raises:
            AssertionError: unless they are (num_embeddings, embedding_dim).

        """
        if embeddings.dim() != 2:
            raise AssertionError("Embeddings parameter is expected to be 2-dimensional")
        rows, columns = embeddings.shape
        return cls(rows, columns, _weight=embeddings, _freeze=freeze, **options)

    def extra_repr(self) -> str:
        """Return the sizes, and the options that are not usual."""
        unusual = {
            "padding_idx": None,
            "max_norm": None,
            "norm_type": 2,
            "scale_grad_by_freq": False,
            "sparse": False,
        }
        given = {name: getattr(self, name) for name in unusual}
        shown = (f"{name}={value}" for name, value in given.items() if value != unusual[name])
        return ", ".join([f"{self.num_embeddings}, {self.embedding_dim}", *shown])


class EmbeddingBag(Module):
    """Sums, means or maxima of the vectors of bags of indices.

    Attributes:
        weight: (num_embeddings, embedding_dim), standard normal; zeros at ``padding_idx``.

    """

    @makes_parameters
    def __init__(
        self,
        num_embeddings: int,
        embedding_dim: int,
        max_norm: float | None = None,
        norm_type: float = 2.0,
        scale_grad_by_freq: bool = False,
        mode: str = "mean",
        sparse: bool = False,
        _weight: Any = None,
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
        if _weight is None:
            self.weight = Parameter(empty(num_embeddings, embedding_dim))
            self.reset_parameters()
        else:
            self.weight = Parameter(_checked(_weight, self))

    @classmethod
    def from_pretrained(cls, embeddings: Any, freeze: bool = True, **options: Any) -> EmbeddingBag:
        """Return sums of given vectors, which learn only if not frozen.

        Raises:
            AssertionError: unless they are (num_embeddings, embedding_dim).

        """
        if embeddings.dim() != 2:
            raise AssertionError("Embeddings parameter is expected to be 2-dimensional")
        rows, columns = embeddings.shape
        made = cls(rows, columns, _weight=embeddings, **options)
        made.weight.requires_grad_(not freeze)
        return made

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


def _checked(weight: Any, embedding: Embedding | EmbeddingBag) -> Any:
    if tuple(weight.shape) != (embedding.num_embeddings, embedding.embedding_dim):
        raise AssertionError("Shape of weight does not match num_embeddings and embedding_dim")
    return weight


def draw_vectors(weight: Any, padding_idx: int | None) -> None:
    """Fill vectors with standard normal numbers, and that of the padding with zeros."""
    init.normal_(weight)
    if padding_idx is not None:
        with no_grad():
            weight[padding_idx].fill_(0)
