"""Adadelta: steps in the units of the parameter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..engine.creation import zeros
from ..engine.creation_like import zeros_like
from .optimizer import Group, Optimizer, check_not_negative, descended

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..engine.tensor import Tensor


class Adadelta(Optimizer):
    """Adadelta (Zeiler 2012).

    Args:
        params: parameters, named parameters, or groups of them.
        lr: the learning rate.
        rho: how slowly the averages of squares forget.
        eps: added to both averages under their roots.
        weight_decay: how much of the parameter is added to its gradient.
        foreach: ignored, as is ``capturable``: how PyTorch computes.
        differentiable: let gradients flow through the steps.
        maximize: go up instead of down.

    Raises:
        ValueError: for options out of range.

    """

    def __init__(
        self,
        params: Iterable[Any],
        lr: float = 1.0,
        rho: float = 0.9,
        eps: float = 1e-6,
        weight_decay: float = 0,
        foreach: bool | None = None,
        *,
        capturable: bool = False,
        maximize: bool = False,
        differentiable: bool = False,
    ) -> None:
        check_not_negative(lr=lr)
        if not 0 <= rho <= 1:
            raise ValueError(f"Invalid rho value: {rho}")
        check_not_negative(eps=eps, weight_decay=weight_decay)
        defaults = {
            "lr": lr, "rho": rho, "eps": eps, "weight_decay": weight_decay, "maximize": maximize,
            "capturable": capturable, "foreach": foreach, "differentiable": differentiable,
        }  # fmt: skip
        super().__init__(params, defaults)

    def _update(self, parameter: Tensor, grad: Tensor, group: Group) -> None:
        state, rho, eps = self.state[parameter], group["rho"], group["eps"]
        if not state:
            state["step"] = zeros(())
            state["square_avg"] = zeros_like(parameter)
            state["acc_delta"] = zeros_like(parameter)
        state["step"] += 1
        grad = descended(parameter, grad, group, group["weight_decay"])
        square = state["square_avg"].mul_(rho).addcmul_(grad, grad, value=1 - rho)
        delta = (state["acc_delta"] + eps).sqrt() / (square + eps).sqrt() * grad
        state["acc_delta"].mul_(rho).addcmul_(delta, delta, value=1 - rho)
        parameter.add_(delta, alpha=-group["lr"])
