"""Products of several matrices, in the order with the fewest multiplications."""

from __future__ import annotations

import warnings
from typing import Any

from ..record import composite
from ..shapes.shape import view
from ..shapes.squeezing import unsqueeze
from .matmul import mm


@composite
def linalg_multi_dot(tensors: Any) -> Any:
    """Return the product of several matrices, in the order with the fewest multiplications.

    The first and the last may be vectors (T. Cormen et al., Introduction to Algorithms, 15.2).

    Raises:
        RuntimeError: if there are fewer than two.

    """
    if len(tensors) < 2:
        raise RuntimeError(f"multi_dot(): expected at least 2 tensors but got {len(tensors)}")
    chain = list(tensors)
    rows = () if chain[0].ndim == 1 else (chain[0].shape[0],)
    columns = () if chain[-1].ndim == 1 else (chain[-1].shape[1],)
    chain[0] = chain[0] if rows else unsqueeze(chain[0], 0)
    chain[-1] = chain[-1] if columns else unsqueeze(chain[-1], -1)
    splits = _best_splits([chain[0].shape[0], *(one.shape[1] for one in chain)])
    return view(_chained(chain, splits, 0, len(chain) - 1), rows + columns)


def _best_splits(sizes: list[int]) -> dict[tuple[int, int], int]:
    count = len(sizes) - 1
    costs: dict[tuple[int, int], float] = {(i, i): 0 for i in range(count)}
    splits = {}
    for length in range(1, count):
        for i in range(count - length):
            j = i + length
            options = {
                k: costs[i, k] + costs[k + 1, j] + sizes[i] * sizes[k + 1] * sizes[j + 1]
                for k in reversed(range(i, j))
            }
            splits[i, j] = min(options, key=options.__getitem__)
            costs[i, j] = options[splits[i, j]]
    return splits


def _chained(chain: list[Any], splits: dict[tuple[int, int], int], i: int, j: int) -> Any:
    if i == j:
        return chain[i]
    k = splits[i, j]
    return mm(_chained(chain, splits, i, k), _chained(chain, splits, k + 1, j))


@composite
def chain_matmul(*matrices: Any) -> Any:
    """Return the product of several matrices (see ``linalg.multi_dot``)."""
    warnings.warn(
        "torch.chain_matmul is deprecated and will be removed in a future PyTorch release. Use "
        "torch.linalg.multi_dot instead, which accepts a list of two or more tensors rather than "
        "multiple parameters.",
        stacklevel=2,
    )
    for one in matrices:
        if one.ndim != 2:
            raise RuntimeError(f"Tensor dimension is {one.ndim}, expected 2 instead.")
    return linalg_multi_dot(matrices) if len(matrices) > 1 else matrices[0]
