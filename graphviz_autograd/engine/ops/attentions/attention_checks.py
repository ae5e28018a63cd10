"""What attention demands of its arguments, and when PyTorch has one kernel for it."""

from __future__ import annotations

from typing import Any

from ..demands import require

_NAMES = {"float64": "double", "float32": "float", "int64": "long", "int32": "int"}


def check(query: Any, key: Any, value: Any, mask: Any) -> None:
    """Raise a RuntimeError unless types and dimensions fit."""
    types = [_word(one) for one in (query, key, value)]
    require(
        len(set(types)) == 1,
        "Expected query, key, and value to have the same dtype, but got "
        f"query.dtype: {types[0]} key.dtype: {types[1]} and value.dtype: {types[2]} instead.",
    )
    dims = [one.ndim for one in (query, key, value)]
    require(
        min(dims) >= 2,
        "Expected query, key, and value to all be  at least 2 dimensional, but got "
        f"query.dim: {dims[0]} key.dim: {dims[1]} and value.dim: {dims[2]} instead.",
    )
    if mask is not None:
        require(
            mask.dtype.name in ("bool", "float32") or mask.dtype == query.dtype,
            "Expected attn_mask dtype to be bool or float or to match query dtype, but got "
            f"attn_mask.dtype: {_word(mask)} and  query.dtype: {types[0]} instead.",
        )


def _word(tensor: Any) -> str:
    name: str = tensor.dtype.name
    return _NAMES.get(name, name)


def check_no_mask(mask: Any) -> None:
    """Raise a RuntimeError if there is a mask besides the causal one."""
    require(
        mask is None,
        "_scaled_dot_product_attention: Explicit attn_mask should not be set when is_causal=True",
    )


def can_be_fused(
    query: Any, key: Any, value: Any, mask: Any, dropout_p: float, shared_heads: bool
) -> bool:
    """Return whether PyTorch computes this attention on the CPU as one node."""
    tensors = (query, key, value)
    if dropout_p or any(one.ndim != 4 or 0 in one.shape for one in tensors):
        return False
    same_width = query.shape[-1] == key.shape[-1] == value.shape[-1]
    if not same_width or len({one.shape[0] for one in tensors}) > 1:
        return False
    if key.shape[1] != value.shape[1]:
        return False
    heads_fit = query.shape[1] % key.shape[1] == 0 if shared_heads else True
    if not heads_fit or (not shared_heads and query.shape[1] != key.shape[1]):
        return False
    strides = (one.stride(-1) == 1 or one.shape[-1] == 1 for one in tensors)
    return all(strides) and (mask is None or _mask_fits(query, key, mask))


def _mask_fits(query: Any, key: Any, mask: Any) -> bool:
    if mask.requires_grad or mask.ndim not in (2, 4):
        return False
    wanted = (*query.shape[:3], key.shape[2])[-mask.ndim :]
    return all(have in (1, want) for have, want in zip(mask.shape, wanted, strict=True))
