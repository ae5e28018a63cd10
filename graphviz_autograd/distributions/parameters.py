"""Parameters of distributions: broadcast together, and probabilities in their two forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import engine
from ..engine.ops import FUNCTIONS
from ..engine.size import Size
from ..engine.tensor import Tensor
from .distribution import Distribution

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Self


def broadcast_all(*values: Any) -> list[Any]:
    """Return tensors, or numbers made tensors of the type of the others, in one shape.

    Raises:
        ValueError: for anything else.

    """
    if not all(isinstance(one, (Tensor, int, float)) for one in values):
        raise ValueError(
            "Input arguments must all be instances of Number, torch.Tensor or objects implementing "
            "__torch_function__."
        )
    kinds = [one.dtype for one in values if isinstance(one, Tensor)]
    kind = kinds[0] if kinds else engine.get_default_dtype()
    tensors = [v if isinstance(v, Tensor) else engine.tensor(v, dtype=kind) for v in values]
    return list(engine.broadcast_tensors(*tensors))


class Elementwise(Distribution):
    """A distribution of single numbers, as many as its parameters have when they are broadcast."""

    def _set(self, validate_args: bool | None, **parameters: Any) -> None:
        tensors = broadcast_all(*parameters.values())
        self.__dict__.update(zip(parameters, tensors, strict=True))
        super().__init__(tensors[0].size(), validate_args=validate_args)

    def expand(self, batch_shape: Iterable[int], _instance: Any = None) -> Self:
        """Return the distribution of another batch shape, to which its own is expanded."""
        new = self._resized(batch_shape)
        for name in self.arg_constraints:
            if name in self.__dict__:
                new.__dict__[name] = self.__dict__[name].expand(new._batch_shape)
        return new


def given_once(probs: Any, logits: Any) -> str:
    """Return which of the two forms of probabilities is given.

    Raises:
        ValueError: unless it is one.

    """
    if (probs is None) == (logits is None):
        raise ValueError("Either `probs` or `logits` must be specified, but not both.")
    return "logits" if probs is None else "probs"


def log_of_probabilities(probs: Any, binary: bool = False) -> Any:
    """Return the logits of probabilities, which are kept away from 0 and 1."""
    kept = clamp_probs(probs)
    return engine.log(kept) - engine.log1p(-kept) if binary else engine.log(kept)


def sum_rightmost(value: Any, dims: int) -> Any:
    """Return the sums over the last dimensions, of any number."""
    if dims == 0:
        return value
    return value.reshape(Size((*value.shape[:-dims], -1))).sum(-1)


def clamp_probs(probs: Any) -> Any:
    """Return probabilities that are kept away from 0 and 1."""
    eps = engine.finfo(probs.dtype).eps
    return probs.clamp(min=eps, max=1 - eps)


def tril_matrix_to_vec(mat: Any, diag: int = 0) -> Any:
    """Return the numbers of lower triangles, up to a diagonal, in a row.

    Raises:
        ValueError: if there is no such diagonal.

    """
    size = mat.shape[-1]
    if not -size <= diag < size:
        raise ValueError(f"diag ({diag}) provided is outside [{-size}, {size - 1}].")
    return mat[..., _lower(size, diag)]


def vec_to_tril_matrix(vec: Any, diag: int = 0) -> Any:
    """Return matrices whose lower triangles, up to a diagonal, have the numbers of rows.

    Raises:
        ValueError: if no triangle has so many numbers.

    """
    first = 1 + 2 * diag
    root = (first**2 + 8 * vec.shape[-1] + 4 * abs(diag) * (diag + 1)) ** 0.5
    size = round((root - first) / 2)
    if abs(size - (root - first) / 2) > engine.finfo(vec.dtype).eps:
        raise ValueError(
            f"The size of last dimension is {vec.shape[-1]} which cannot be expressed as the lower "
            "triangular part of a square D x D matrix."
        )
    mat = engine.zeros((*vec.shape[:-1], size, size), dtype=vec.dtype)
    mat[..., _lower(size, diag)] = vec
    return mat


def _lower(size: int, diag: int) -> Any:
    places = engine.arange(size)
    return places < places.view(-1, 1) + (diag + 1)


softmax = FUNCTIONS["softmax"]
cross_entropy = FUNCTIONS["binary_cross_entropy_with_logits"]
