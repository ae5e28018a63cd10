"""Averaged gradient descent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..engine.creation import full, ones, zeros
from ..engine.creation_like import zeros_like
from .optimizer import Group, Optimizer, check_not_negative, descended

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..engine.tensor import Tensor


class ASGD(Optimizer):
    """Averaged stochastic gradient descent (Polyak and Juditsky 1992).

    Args:
        params: parameters, named parameters, or groups of them.
        lr: the learning rate at first.
        lambd: how fast the learning rate and the parameter decay.
        alpha: the power by which the learning rate decays.
        t0: the step from which on parameters are averaged, in the state under ``"ax"``.
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
        lr: float = 1e-2,
        lambd: float = 1e-4,
        alpha: float = 0.75,
        t0: float = 1e6,
        weight_decay: float = 0,
        foreach: bool | None = None,
        maximize: bool = False,
        differentiable: bool = False,
        capturable: bool = False,
    ) -> None:
        check_not_negative(lr=lr, weight_decay=weight_decay)
        defaults = {
            "lr": lr, "lambd": lambd, "alpha": alpha, "t0": t0, "weight_decay": weight_decay,
            "foreach": foreach, "maximize": maximize, "differentiable": differentiable,
            "capturable": capturable,
        }  # fmt: skip
        super().__init__(params, defaults)

    def _update(self, parameter: Tensor, grad: Tensor, group: Group) -> None:
        state, lr, lambd = self.state[parameter], group["lr"], group["lambd"]
        if not state:
            state["step"], state["eta"], state["mu"] = zeros(()), full((), lr), ones(())
            state["ax"] = zeros_like(parameter)
        state["step"] += 1
        eta, mu, step = state["eta"].item(), state["mu"].item(), state["step"].item()
        grad = descended(parameter, grad, group, group["weight_decay"])
        parameter.mul_(1 - lambd * eta).add_(grad, alpha=-eta)
        if mu == 1:
            state["ax"].copy_(parameter)
        else:
            state["ax"].add_((parameter - state["ax"]).mul_(mu))
        state["eta"].fill_(lr / (1 + lambd * lr * step) ** group["alpha"])
        state["mu"].fill_(1 / max(1, step - group["t0"]))
