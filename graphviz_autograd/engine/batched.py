"""Gradients of a batch of ``grad_outputs``, one backward after another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .size import Size

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_NOT_BATCHED = (
    "If `is_grads_batched=True`, we interpret the first dimension of each grad_output as the batch "
    "dimension. The sizes of the remaining dimensions are expected to match the shape of "
    "corresponding output, but a mismatch was detected: grad_output[{0}] has a shape of {1} and "
    "output[{0}] has a shape of {2}. If you only want some tensors in `grad_output` to be "
    "considered batched, consider using vmap."
)


def batched(
    differentiate: Callable[[list[Any], bool], Sequence[Any]],
    roots: Sequence[Any],
    grads: Sequence[Any],
) -> tuple[Any, ...]:
    """Return what ``differentiate`` returns for each gradient of the batch, stacked.

    Args:
        differentiate: takes one gradient for each root, and whether they are the last.
        roots: the outputs.
        grads: for each output a batch of gradients, along the first dimension.

    Raises:
        RuntimeError: if the gradients do not fit the outputs.
        ValueError: if the batches are not of the same size.

    """
    from .ops import FUNCTIONS

    count = _size(roots, grads)
    found = [
        differentiate([one[number] for one in grads], number == count - 1)
        for number in range(count)
    ]
    stacked = (
        None if one[0] is None else FUNCTIONS["stack"](one) for one in zip(*found, strict=True)
    )
    return tuple(stacked)


def _size(roots: Sequence[Any], grads: Sequence[Any]) -> int:
    """Return the size of the batch."""
    for index, (root, grad) in enumerate(zip(roots, grads, strict=True)):
        if grad is None:
            raise RuntimeError("grad can be implicitly created only for scalar outputs")
        shape = _shape(root)
        if tuple(grad.shape[1:]) != shape or not grad.ndim:
            found = Size(grad.shape[2:])  # as PyTorch says, of the first row of the first gradient
            raise RuntimeError(_NOT_BATCHED.format(index, found, Size(shape)))
    sizes = [grad.shape[0] for grad in grads]
    if len(set(sizes)) > 1:
        raise ValueError(
            "vmap: Expected all tensors to have the same size in the mapped dimension, got sizes "
            f"{sizes} for the mapped dimension"
        )
    if not sizes[0]:
        raise NotImplementedError("is_grads_batched: a batch without gradients is not supported")
    return int(sizes[0])


def _shape(root: Any) -> tuple[int, ...]:
    shape = root.shape if hasattr(root, "shape") else root.node.spec[0]
    return tuple(shape)
