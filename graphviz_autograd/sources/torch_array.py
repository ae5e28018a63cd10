"""The numbers of PyTorch's tensors, or why they cannot be read."""

from __future__ import annotations

import sys

import numpy as np
import numpy.typing as npt

from graphviz_autograd.sources.base import NoNumbersError, Tensor


def array_of(tensor: Tensor) -> npt.NDArray[np.generic]:
    """The numbers of ``tensor``; types that NumPy lacks, such as bfloat16, as float32.

    Raises:
        NoNumbersError: of a meta or fake tensor, inside ``vmap`` or ``grad``, without memory, and
            where PyTorch refuses.

    """
    try:
        plain = tensor.detach()
        if 0 in tensor.shape or not _has_memory(plain):  # of lazy parameters the shape raises
            return _converted(tensor)
        array: npt.NDArray[np.generic] = plain.numpy()
    except (NotImplementedError, RuntimeError, TypeError, ValueError):
        return _converted(tensor)
    if array.dtype.kind == "c":
        raise NoNumbersError("complex")
    return array


def _converted(tensor: Tensor) -> npt.NDArray[np.generic]:
    """The numbers of a tensor that is not as NumPy has them: elsewhere, sparse, of another type."""
    if reason := _why_not(tensor):
        raise NoNumbersError(reason)
    try:
        plain = tensor.detach()
        plain = plain.to_dense() if plain.layout is not sys.modules["torch"].strided else plain
        plain = plain.dequantize() if plain.is_quantized else plain
        if not _has_memory(plain):
            raise NoNumbersError("its memory was given back")
        return _as_array(plain.resolve_neg().cpu())
    except (NotImplementedError, RuntimeError, TypeError) as error:
        reason = str(error).partition("\n")[0].partition(". ")[0]
        raise NoNumbersError(reason) from None


def _has_memory(plain: Tensor) -> bool:
    """Whether its storage, which FSDP resizes to nothing, is as long as its elements need.

    PyTorch does not look: to read one that is too short ends the process.
    """
    if not plain.numel():
        return True
    last = plain.numel() - 1
    if not plain.is_contiguous():
        last = sum((n - 1) * step for n, step in zip(plain.shape, plain.stride(), strict=True))
    needed = (plain.storage_offset() + last + 1) * plain.element_size()
    return bool(plain.untyped_storage().nbytes() >= needed)


def _as_array(plain: Tensor) -> npt.NDArray[np.generic]:
    try:
        return np.asarray(plain.numpy())
    except TypeError:
        return np.asarray(plain.float().numpy())


def _why_not(tensor: Tensor) -> str:
    if type(tensor).__name__.startswith("Uninitialized"):
        return "not initialized yet"
    if tensor.is_meta:
        return "a meta tensor has none"
    if tensor.is_nested:
        return "a nested tensor has rows of many sizes"
    if tensor.is_complex():
        return "complex"
    if type(tensor).__name__ == "FakeTensor":
        return "a fake tensor has none"
    wrapped = getattr(sys.modules.get("torch._C._functorch"), "is_functorch_wrapped_tensor", None)
    return "inside vmap, grad or the like" if wrapped is not None and wrapped(tensor) else ""
