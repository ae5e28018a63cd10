"""RAdam: Adam that waits until it knows how large squares of gradients are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .moments import MomentOptimizer, averaged
from .optimizer import Group

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..engine.tensor import Tensor


class RAdam(MomentOptimizer):
    """RAdam (Liu et al. 2020); the names of numbers are theirs.

    Args:
        params: parameters, named parameters, or groups of them.
        lr: the learning rate.
        betas: how slowly the averages of the gradient and of its square forget.
        eps: added to the root of the average square.
        weight_decay: how much of the parameter is added to its gradient.
        decoupled_weight_decay: decay the parameter itself, as ``AdamW`` does.
        foreach: ignored, as is ``capturable``: how PyTorch computes.
        differentiable: let gradients flow through the steps.
        maximize: go up instead of down.

    Raises:
        ValueError: for options out of range.

    """

    def __init__(
        self,
        params: Iterable[Any],
        lr: float = 1e-3,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
        weight_decay: float = 0,
        decoupled_weight_decay: bool = False,
        *,
        foreach: bool | None = None,
        maximize: bool = False,
        capturable: bool = False,
        differentiable: bool = False,
    ) -> None:
        defaults = {
            "lr": lr, "betas": betas, "eps": eps, "weight_decay": weight_decay,
            "maximize": maximize, "foreach": foreach, "capturable": capturable,
            "decoupled_weight_decay": decoupled_weight_decay, "differentiable": differentiable,
        }  # fmt: skip
        super().__init__(params, defaults)

    def _move(self, parameter: Tensor, grad: Tensor, group: Group, state: dict[str, Any]) -> None:
        mean, square = averaged(grad, group, state)
        step, (beta1, beta2) = state["step"].item(), group["betas"]
        known = 1 - beta2**step
        update = mean / (1 - beta1**step) * group["lr"]
        rho_inf = 2 / (1 - beta2) - 1
        rho = rho_inf - 2 * step * beta2**step / known
        if rho > 5:
            tractable = (rho - 4) * (rho - 2) * rho_inf / ((rho_inf - 4) * (rho_inf - 2) * rho)
            scale = known**0.5 / (square.sqrt() + group["eps"])
            update = update * scale * tractable**0.5
        parameter.add_(update, alpha=-1)
