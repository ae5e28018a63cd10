"""NAdam: Adam with Nesterov's momentum."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..engine.creation import ones
from .moments import MomentOptimizer, averaged
from .optimizer import Group, check_not_negative

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..engine.tensor import Tensor


class NAdam(MomentOptimizer):
    """NAdam (Dozat 2016).

    Args:
        params: parameters, named parameters, or groups of them.
        lr: the learning rate.
        betas: how slowly the averages of the gradient and of its square forget.
        eps: added to the root of the average square.
        weight_decay: how much of the parameter is added to its gradient.
        momentum_decay: how fast the momentum reaches its full size.
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
        lr: float = 2e-3,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
        weight_decay: float = 0,
        momentum_decay: float = 4e-3,
        decoupled_weight_decay: bool = False,
        *,
        foreach: bool | None = None,
        maximize: bool = False,
        capturable: bool = False,
        differentiable: bool = False,
    ) -> None:
        check_not_negative(momentum_decay=momentum_decay)
        defaults = {
            "lr": lr, "betas": betas, "eps": eps, "weight_decay": weight_decay,
            "momentum_decay": momentum_decay, "decoupled_weight_decay": decoupled_weight_decay,
            "maximize": maximize, "foreach": foreach, "capturable": capturable,
            "differentiable": differentiable,
        }  # fmt: skip
        super().__init__(params, defaults)

    def _move(self, parameter: Tensor, grad: Tensor, group: Group, state: dict[str, Any]) -> None:
        mean, square = averaged(grad, group, state)
        step, lr = state["step"].item(), group["lr"]
        product = state.setdefault("mu_product", ones(()))
        product *= _momentum(step, group)
        if not group["differentiable"]:
            product = product.item()
        scale = (square / (1 - group["betas"][1] ** step)).sqrt() + group["eps"]
        following = _momentum(step + 1, group)
        share = lr * (1 - _momentum(step, group)) / (1 - product)
        parameter.addcdiv_(grad * -share, scale)
        following_share = lr * following / (1 - product * following)
        parameter.addcdiv_(mean * -following_share, scale)


def _momentum(step: float, group: Group) -> float:
    share: float = 1 - 0.5 * 0.96 ** (step * group["momentum_decay"])
    return float(group["betas"][0]) * share
