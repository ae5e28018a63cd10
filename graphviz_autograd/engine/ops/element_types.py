"""What operations refuse because of the element types of their tensors, in PyTorch's words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from .. import dtypes
from ..promotion import promote

_C_NAMES = {"Long": "long int", "Half": "c10::Half", "Byte": "unsigned char", "Char": "signed char"}


def c_name(tensor: Any) -> str:
    """Return the name in C of the element type of a tensor or an array."""
    name = _legacy(tensor)
    return _C_NAMES.get(name, name.lower())


def _legacy(tensor: Any) -> str:
    return dtypes.of(getattr(tensor.dtype, "numpy", tensor.dtype)).legacy


def refuse_type(kernel: str, array: Any) -> None:
    """Raise PyTorch's NotImplementedError of a kernel that does not know the type of an array."""
    raise NotImplementedError(f"\"{kernel}\" not implemented for '{_legacy(array)}'")


def refuse_bools(kernel: str, array: Any) -> None:
    """Raise PyTorch's NotImplementedError if a kernel that knows no bools is given some."""
    if array.dtype == np.bool_:
        refuse_type(kernel, array)


_INVERT = "If you are trying to invert a mask, use the `~` or `logical_not()` operator instead."


def promote_signed(*operands: Any) -> tuple[Any, ...]:
    """Return the operands cast to their common type; they may not be bools.

    Raises:
        RuntimeError: if one of them is.

    """
    bools = [np.asarray(one).dtype == np.bool_ for one in operands]
    if all(bools):
        refuse_two_bools()
    if any(bools):
        refuse_bool()
    return promote(*operands)


def refuse_bool() -> None:
    """Raise PyTorch's RuntimeError for a difference of bools and something else."""
    raise RuntimeError(
        f"Subtraction, the `-` operator, with a bool tensor is not supported. {_INVERT}"
    )


def refuse_two_bools() -> None:
    """Raise PyTorch's RuntimeError for the difference of two tensors of bools."""
    raise RuntimeError(
        "Subtraction, the `-` operator, with two bool tensors is not supported. Use the `^` or "
        "`logical_xor()` operator instead."
    )


def refuse_negation() -> None:
    """Raise PyTorch's RuntimeError for the negative of a tensor of bools."""
    raise RuntimeError(f"Negation, the `-` operator, on a bool tensor is not supported. {_INVERT}")


def refuse_mixture(function: str, *arrays: Any) -> None:
    """Raise a RuntimeError if the operands of a product are of different types."""
    from .matrices.product_checks import SHAPES_FIRST

    if function in SHAPES_FIRST:
        SHAPES_FIRST[function](*arrays)
    kinds = [array.dtype for array in arrays]
    if kinds.count(kinds[0]) != len(kinds):
        raise RuntimeError(_MIXTURES[function](*arrays))


def _by_scalar_type(first: Any, second: Any) -> str:
    return f"expected scalar type {_legacy(first)} but found {_legacy(second)}"


def _of_vectors(first: Any, second: Any) -> str:
    names = f"{_legacy(first)} and {_legacy(second)}"
    return f"dot : expected both vectors to have same dtype, but found {names}"


def _of_matrices(first: Any, second: Any) -> str:
    names = f"{c_name(first)} != {c_name(second)}"
    return f"expected m1 and m2 to have the same dtype, but got: {names}"


def _added(self: Any, first: Any, second: Any) -> str:
    word, other = ("mat1", first) if self.dtype == second.dtype else ("self", self)
    names = f"{_legacy(other)} and {_legacy(second)}"
    return f"{word} and mat2 must have the same dtype, but got {names}"


def _added_vector(self: Any, mat: Any, vec: Any) -> str:
    names = f"{_legacy(self)}, {_legacy(mat)}, and {_legacy(vec)}"
    return f"addmv input tensors must have the same dtype, but got {names}"


def _added_batch(self: Any, first: Any, second: Any) -> str:
    if self.dtype == first.dtype:
        return _by_scalar_type(self, second)
    names = f"input {c_name(self)}, batch1: {c_name(first)}, batch2: {c_name(second)}"
    return f"Input dtypes must be the same, got: {names}"


def _of_three(input1: Any, weight: Any, input2: Any) -> str:
    names = f"input1: {c_name(input1)}, input2: {c_name(input2)}, weight: {c_name(weight)}"
    return f"All tensors must have the same dtype, got {names}"


_MIXTURES: dict[str, Callable[..., str]] = {
    "addbmm": _added,
    "addmm": _added,
    "addmv": _added_vector,
    "baddbmm": _added_batch,
    "bmm": _by_scalar_type,
    "cdist_forward": _by_scalar_type,
    "dot": _of_vectors,
    "euclidean_dist": _by_scalar_type,
    "linalg_cross_dim": _by_scalar_type,
    "mm": _of_matrices,
    "mv": lambda mat, vec: _added_vector(vec, mat, vec),
    "trilinear": _of_three,
    "vdot": _of_vectors,
}
