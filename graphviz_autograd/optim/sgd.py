"""Stochastic gradient descent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..engine.tensor import Tensor
from .optimizer import Group, Optimizer, check_not_negative, descended

if TYPE_CHECKING:
    from collections.abc import Iterable


class SGD(Optimizer):
    """Stochastic gradient descent, with momentum (Sutskever et al. 2013) if asked.

    Args:
        params: parameters, named parameters, or groups of them.
        lr: the learning rate.
        momentum: how much of the previous step goes into the next.
        dampening: how much of the gradient the momentum leaves out.
        weight_decay: how much of the parameter is added to its gradient.
        nesterov: look ahead by the momentum.
        maximize: go up instead of down.
        foreach: ignored, as is ``fused``: how PyTorch computes.
        differentiable: let gradients flow through the steps.

    Raises:
        ValueError: for negative options, or ``nesterov`` without momentum.

    """

    def __init__(
        self,
        params: Iterable[Any],
        lr: float = 1e-3,
        momentum: float = 0,
        dampening: float = 0,
        weight_decay: float = 0,
        nesterov: bool = False,
        *,
        maximize: bool = False,
        foreach: bool | None = None,
        differentiable: bool = False,
        fused: bool | None = None,
    ) -> None:
        check_not_negative(lr=lr, momentum=momentum, weight_decay=weight_decay)
        if nesterov and (momentum <= 0 or dampening != 0):
            raise ValueError("Nesterov momentum requires a momentum and zero dampening")
        defaults = {
            "lr": lr, "momentum": momentum, "dampening": dampening, "weight_decay": weight_decay,
            "nesterov": nesterov, "maximize": maximize, "foreach": foreach,
            "differentiable": differentiable, "fused": fused,
        }  # fmt: skip
        super().__init__(params, defaults)

    def _update(self, parameter: Tensor, grad: Tensor, group: Group) -> None:
        grad = descended(parameter, grad, group, group["weight_decay"])
        if group["momentum"]:
            grad = self._with_momentum(parameter, grad, group)
        if isinstance(group["lr"], Tensor):
            parameter.addcmul_(grad, group["lr"], value=-1)
        else:
            parameter.add_(grad, alpha=-group["lr"])

    def _with_momentum(self, parameter: Tensor, grad: Tensor, group: Group) -> Tensor:
        state, momentum = self.state[parameter], group["momentum"]
        buffer = state.get("momentum_buffer")
        if buffer is None:
            buffer = state["momentum_buffer"] = grad.detach().clone()
        else:
            buffer.mul_(momentum).add_(grad, alpha=1 - group["dampening"])
        step: Tensor = grad.add(buffer, alpha=momentum) if group["nesterov"] else buffer
        return step
