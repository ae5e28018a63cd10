"""Adamax: Adam with the largest gradient in the place of the average square."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .moments import MomentOptimizer
from .optimizer import Group

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..engine.tensor import Tensor


class Adamax(MomentOptimizer):
    """Adamax (Kingma and Ba 2015, section 7).

    Args:
        params: parameters, named parameters, or groups of them.
        lr: the learning rate.
        betas: how slowly the average and the maximum forget.
        eps: added to the gradient's absolute value.
        weight_decay: how much of the parameter is added to its gradient.
        foreach: ignored, as is ``capturable``: how PyTorch computes.
        differentiable: let gradients flow through the steps.
        maximize: go up instead of down.

    Raises:
        ValueError: for options out of range.

    """

    second = "exp_inf"

    def __init__(
        self,
        params: Iterable[Any],
        lr: float = 2e-3,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
        weight_decay: float = 0,
        foreach: bool | None = None,
        *,
        maximize: bool = False,
        differentiable: bool = False,
        capturable: bool = False,
    ) -> None:
        defaults = {
            "lr": lr, "betas": betas, "eps": eps, "weight_decay": weight_decay, "foreach": foreach,
            "maximize": maximize, "differentiable": differentiable, "capturable": capturable,
        }  # fmt: skip
        super().__init__(params, defaults)

    def _move(self, parameter: Tensor, grad: Tensor, group: Group, state: dict[str, Any]) -> None:
        beta1, beta2 = group["betas"]
        state["exp_avg"].lerp_(grad, 1 - beta1)
        largest = (state["exp_inf"] * beta2).maximum(grad.abs() + group["eps"])
        state["exp_inf"] = largest
        rate = group["lr"] / (1 - beta1 ** state["step"].item())
        parameter.addcdiv_(state["exp_avg"], largest, value=-rate)
