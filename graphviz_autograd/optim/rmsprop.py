"""RMSprop: steps scaled by a running average of the gradient's square."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..engine.creation_like import zeros_like
from ..engine.from_data import tensor
from .optimizer import Group, Optimizer, check_not_negative, descended

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..engine.tensor import Tensor


class RMSprop(Optimizer):
    """RMSprop (Tieleman and Hinton 2012).

    Args:
        params: parameters, named parameters, or groups of them.
        lr: the learning rate.
        alpha: how slowly the average square forgets.
        eps: added to the root of the average square.
        weight_decay: how much of the parameter is added to its gradient.
        momentum: how much of the previous step goes into the next.
        centered: divide by the variance instead of the average square (Graves 2013).
        capturable: ignored, as is ``foreach``: how PyTorch computes.
        differentiable: let gradients flow through the steps.
        maximize: go up instead of down.

    Raises:
        ValueError: for negative options.

    """

    def __init__(
        self,
        params: Iterable[Any],
        lr: float = 1e-2,
        alpha: float = 0.99,
        eps: float = 1e-8,
        weight_decay: float = 0,
        momentum: float = 0,
        centered: bool = False,
        capturable: bool = False,
        foreach: bool | None = None,
        maximize: bool = False,
        differentiable: bool = False,
    ) -> None:
        check_not_negative(
            lr=lr, eps=eps, momentum=momentum, weight_decay=weight_decay, alpha=alpha
        )
        defaults = {
            "lr": lr, "momentum": momentum, "alpha": alpha, "eps": eps, "centered": centered,
            "weight_decay": weight_decay, "capturable": capturable, "foreach": foreach,
            "maximize": maximize, "differentiable": differentiable,
        }  # fmt: skip
        super().__init__(params, defaults)

    def _update(self, parameter: Tensor, grad: Tensor, group: Group) -> None:
        state, alpha = self._remembered(parameter, group), group["alpha"]
        state["step"] += 1
        grad = descended(parameter, grad, group, group["weight_decay"])
        square = state["square_avg"].mul_(alpha).addcmul_(grad, grad, value=1 - alpha)
        if group["centered"]:
            mean = state["grad_avg"].lerp_(grad, 1 - alpha)
            square = square.addcmul(mean, mean, value=-1)
        scale = square.sqrt() + group["eps"]
        if group["momentum"]:
            step = state["momentum_buffer"].mul_(group["momentum"]).addcdiv_(grad, scale)
            parameter.add_(step, alpha=-group["lr"])
        else:
            parameter.addcdiv_(grad, scale, value=-group["lr"])

    def _remembered(self, parameter: Tensor, group: Group) -> dict[str, Any]:
        state = self.state[parameter]
        if not state:
            state["step"] = tensor(0.0)
            state["square_avg"] = zeros_like(parameter)
            if group["momentum"]:
                state["momentum_buffer"] = zeros_like(parameter)
            if group["centered"]:
                state["grad_avg"] = zeros_like(parameter)
        return state
