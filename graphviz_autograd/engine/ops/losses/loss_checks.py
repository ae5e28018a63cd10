"""What the losses demand of their arguments, in PyTorch's words."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np

from ...tensor_base import TensorBase
from ..calls.kinds import type_name
from ..demands import require

_CLASSES = (np.dtype(np.int64), np.dtype(np.uint8))
_UNSIGNED = {1: np.uint8, 8: np.uint64}


def check_tensors(function: str, *tensors: Any) -> None:
    """Raise a TypeError unless the input and the target are tensors."""
    for position, (name, one) in enumerate(zip(("input", "target"), tensors, strict=True), 1):
        if not isinstance(one, TensorBase):
            raise TypeError(
                f"{function}(): argument '{name}' (position {position}) must be Tensor, not "
                f"{type_name(one)}"
            )


def check_targets(input: Any, target: Any, weight: Any) -> None:
    """Raise unless ``target`` can hold classes of ``input``, one for each sample.

    Raises:
        ValueError: for another number of samples.
        RuntimeError: for other shapes or types.

    """
    sizes, samples = input._data.shape, target._data.shape
    rank = len(sizes)
    if not rank:
        raise RuntimeError("input tensor should be 1D or 2D")
    if rank == 1 and samples not in ((), (1,)):
        raise ValueError(
            f"For 1D input, 1D target must have size 1, but got target size: {samples[0]}"
        )
    if rank > 1 and samples and sizes[0] != samples[0]:
        raise ValueError(
            f"Expected input batch_size ({sizes[0]}) to match target batch_size ({samples[0]})."
        )
    if rank > 2:
        _check_image(input, target)
    elif len(samples) > 1:
        raise RuntimeError("0D or 1D target tensor expected, multi-target not supported")
    if target._data.dtype not in _CLASSES:
        raise RuntimeError(
            f"expected target dtype to be Long or Byte, but got {target.dtype.legacy}"
        )
    if weight is not None:
        _check_weight(input, weight, sizes[1 if rank > 1 else 0])


def _check_image(input: Any, target: Any) -> None:
    wanted = [input.shape[0], *input.shape[2:]]
    if list(target.shape) == wanted:
        return
    if input.ndim == 4:
        require(
            target.ndim == 3,
            "only batches of spatial targets supported (3D tensors) but got targets of dimension: "
            f"{target.ndim}",
        )
        raise RuntimeError(
            f"size mismatch (got input: {list(input.shape)} , target: {list(target.shape)}"
        )
    raise RuntimeError(f"Expected target size {wanted}, got {list(target.shape)}")


def _check_weight(input: Any, weight: Any, classes: int) -> None:
    require(
        tuple(weight.shape) == (classes,),
        f"weight tensor should be defined either for all {classes} classes or no "
        f"classes but got weight tensor of shape: {list(weight.shape)}",
    )
    require(
        weight.dtype == input.dtype,
        f"expected scalar type {input.dtype.legacy} but found {weight.dtype.legacy}",
    )


def check_classes(target: Any, classes: int, ignore_index: int) -> bool:
    """Return whether an array holds nothing but classes, so that none of them is ignored.

    Raises:
        IndexError: for a class that does not exist.

    """
    found = np.asarray(target)
    # Read without sign, a negative class is too large as well: one pass finds both.
    unsigned = found.view(_UNSIGNED[found.itemsize])
    if found.size and np.maximum.reduce(unsigned, None) < classes:
        return not (0 <= ignore_index < classes and (found == ignore_index).any())
    wrong = found[((found < 0) | (found >= classes)) & (found != ignore_index)]
    if wrong.size:
        raise IndexError(f"Target {wrong.flat[0]} is out of bounds.")
    return False


def check_probabilities(input: Any, target: Any, weight: Any, ignore_index: int) -> None:
    """Raise a RuntimeError unless ``target`` can hold the probabilities of classes."""
    require(
        target.dtype.is_floating_point,
        "Expected floating point type for target with class probabilities, got "
        f"{target.dtype.legacy}",
    )
    require(ignore_index < 0, "ignore_index is not supported for floating point target")
    classes = input.shape[1 if input.ndim > 1 else 0]
    require(
        weight is None or tuple(weight.shape) == (classes,),
        f"cross_entropy: weight tensor should be defined either for all {classes} classes or no "
        f"classes but got weight tensor of shape: {None if weight is None else list(weight.shape)}",
    )


def check_label_smoothing(share: float) -> None:
    """Raise a RuntimeError unless ``share`` is between 0 and 1."""
    if not 0 <= share <= 1:
        raise RuntimeError(f"label_smoothing must be between 0.0 and 1.0. Got: {share:g}")


def warn_of_sizes(input: Any, target: Any) -> None:
    """Warn if input and target have to be broadcast to each other."""
    if target.size() != input.size():  # of something else, PyTorch asks for the same attribute
        warnings.warn(
            f"Using a target size ({target.shape!r}) that is different to the input size "
            f"({input.shape!r}). This will likely lead to incorrect results due to broadcasting. "
            "Please ensure they have the same size.",
            stacklevel=4,
        )
