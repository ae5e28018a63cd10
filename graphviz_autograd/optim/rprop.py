"""Rprop: steps that know the signs of gradients only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..engine.creation import zeros
from ..engine.creation_like import full_like, zeros_like
from .optimizer import Group, Optimizer, check_not_negative, descended

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..engine.tensor import Tensor


class Rprop(Optimizer):
    """Resilient backpropagation (Riedmiller and Braun 1993).

    Args:
        params: parameters, named parameters, or groups of them.
        lr: the size of the first step.
        etas: by what a step is multiplied when the sign changes, and when it stays.
        step_sizes: the smallest and the largest step.
        foreach: ignored, as is ``capturable``: how PyTorch computes.
        differentiable: let gradients flow through the steps.
        maximize: go up instead of down.

    Raises:
        ValueError: for options out of range.

    """

    def __init__(
        self,
        params: Iterable[Any],
        lr: float = 1e-2,
        etas: tuple[float, float] = (0.5, 1.2),
        step_sizes: tuple[float, float] = (1e-6, 50),
        *,
        capturable: bool = False,
        foreach: bool | None = None,
        maximize: bool = False,
        differentiable: bool = False,
    ) -> None:
        check_not_negative(lr=lr)
        if not 0 < etas[0] < 1 < etas[1]:
            raise ValueError(f"Invalid eta values: {etas[0]}, {etas[1]}")
        defaults = {
            "lr": lr, "etas": etas, "step_sizes": step_sizes, "foreach": foreach,
            "maximize": maximize, "differentiable": differentiable, "capturable": capturable,
        }  # fmt: skip
        super().__init__(params, defaults)

    def _update(self, parameter: Tensor, grad: Tensor, group: Group) -> None:
        state, (shrink, grow) = self.state[parameter], group["etas"]
        if not state:
            state["step"], state["prev"] = zeros(()), zeros_like(parameter)
            state["step_size"] = full_like(grad, group["lr"])
        state["step"] += 1
        grad = descended(parameter, grad, group, 0)
        turn = (grad * state["prev"]).sign()
        factor = turn.clone().fill_(1)
        factor[turn > 0], factor[turn < 0] = grow, shrink
        size = state["step_size"] = (state["step_size"] * factor).clamp(*group["step_sizes"])
        grad = grad.clone()
        grad[turn < 0] = 0
        parameter.addcmul_(grad.sign(), size, value=-1)
        state["prev"] = grad
