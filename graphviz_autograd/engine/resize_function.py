"""The function behind ``x.resize(sizes)``, of earlier days, which some programs still use."""

from __future__ import annotations

from math import prod
from typing import Any

from .function import Function


class Resize(Function):
    """``x.resize(sizes)``: the same elements in another shape, which is no view for autograd."""

    @staticmethod
    def forward(ctx: Any, tensor: Any, sizes: tuple[int, ...]) -> Any:
        """Return a tensor of that shape.

        Raises:
            RuntimeError: if it has another number of elements.

        """
        if prod(sizes) != tensor.numel():
            raise RuntimeError(_other_count(tensor, sizes))
        ctx.input_sizes = tensor.shape
        result = tensor.new_empty(sizes)
        return result.copy_(tensor.contiguous().view(sizes))

    @staticmethod
    def backward(ctx: Any, grad_output: Any) -> Any:
        """Return the gradient in the shape of the tensor."""
        return grad_output.contiguous().view(ctx.input_sizes), None


def _other_count(tensor: Any, sizes: tuple[int, ...]) -> str:
    wanted, have = ("x".join(map(str, one)) for one in (sizes, tensor.shape))
    return (
        f"requested resize to {wanted} ({prod(sizes)} elements in total), but the given tensor has "
        f"a size of {have} ({tensor.numel()} elements). autograd's resize can only change the "
        "shape of a given tensor, while preserving the number of elements. "
    )
