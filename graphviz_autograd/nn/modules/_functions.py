"""Custom functions behind modules, under the names that their nodes have in PyTorch."""

from __future__ import annotations

from typing import Any

from ...engine.creation import arange
from ...engine.function import Function, once_differentiable


class CrossMapLRN2d(Function):
    """Normalization by the squares of neighbouring channels, as Lua's Torch had it.

    The first channel counts as a neighbour of all, and those that a gradient is spread over lie
    one further to the front than those that were summed: so it is in PyTorch.
    """

    @staticmethod
    def forward(
        ctx: Any, input: Any, size: int, alpha: float = 1e-4, beta: float = 0.75, k: float = 1
    ) -> Any:
        """Return (n, c, h, w) normalized.

        Raises:
            ValueError: for any other number of dimensions.

        """
        if input.dim() != 4:
            raise ValueError(f"CrossMapLRN2d: Expected input to be 4D, got {input.dim()}D instead.")
        away = _distances(input.shape[1])
        near = (away.abs() <= (size - 1) // 2) | arange(input.shape[1]).eq(0)
        scale = _summed(input.pow(2), near) * (alpha / size) + k
        output = scale.pow(-beta) * input
        ctx.size, ctx.alpha, ctx.beta, ctx.scale = size, alpha, beta, scale
        ctx.save_for_backward(input, output)
        return output

    @staticmethod
    @once_differentiable
    def backward(ctx: Any, grad_output: Any) -> tuple[Any, ...]:
        """Return the gradient of the input."""
        input, output = ctx.saved_tensors
        first = -int(ctx.size - (ctx.size - 1) / 2)
        away = _distances(input.shape[1])
        near = (away >= first) & (away < first + ctx.size)
        ratios = _summed(grad_output * output / ctx.scale, near)
        slope = 2 * ctx.alpha * ctx.beta / ctx.size
        grad = ctx.scale.pow(-ctx.beta) * grad_output - slope * input * ratios
        return grad, None, None, None, None


def _distances(channels: int) -> Any:
    """Return how far after each channel (in rows) each other one is."""
    places = arange(channels)
    return places - places.unsqueeze(1)


def _summed(values: Any, near: Any) -> Any:
    """Return (n, c, h, w) summed over the channels that are near to each."""
    rows = values.flatten(2)
    return near.to(values.dtype).matmul(rows).view_as(values)
