"""Adagrad: steps scaled by the sum of all squares of the gradient."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..engine.creation_like import full_like
from ..engine.from_data import tensor
from .optimizer import Group, Optimizer, check_not_negative, descended

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..engine.tensor import Tensor


class Adagrad(Optimizer):
    """Adagrad (Duchi et al. 2011).

    Args:
        params: parameters, named parameters, or groups of them.
        lr: the learning rate.
        lr_decay: how fast the learning rate falls.
        weight_decay: how much of the parameter is added to its gradient.
        initial_accumulator_value: what the sums of squares start with.
        eps: added to the root of the sum of squares.
        foreach: ignored, as is ``fused``: how PyTorch computes.
        differentiable: let gradients flow through the steps.
        maximize: go up instead of down.

    Raises:
        ValueError: for negative options.

    """

    def __init__(
        self,
        params: Iterable[Any],
        lr: float = 1e-2,
        lr_decay: float = 0,
        weight_decay: float = 0,
        initial_accumulator_value: float = 0,
        eps: float = 1e-10,
        foreach: bool | None = None,
        *,
        maximize: bool = False,
        differentiable: bool = False,
        fused: bool | None = None,
    ) -> None:
        start = initial_accumulator_value
        check_not_negative(lr=lr, lr_decay=lr_decay, weight_decay=weight_decay)
        check_not_negative(initial_accumulator_value=start, eps=eps)
        defaults = {
            "lr": lr, "lr_decay": lr_decay, "eps": eps, "weight_decay": weight_decay,
            "initial_accumulator_value": start, "foreach": foreach, "maximize": maximize,
            "differentiable": differentiable, "fused": fused,
        }  # fmt: skip
        super().__init__(params, defaults)
        # Unlike those of other optimizers, the state is there before the first step.
        for group in self.param_groups:
            for one in group["params"]:
                self.state[one] = {"step": tensor(0.0), "sum": full_like(one.detach(), start)}

    def _update(self, parameter: Tensor, grad: Tensor, group: Group) -> None:
        state = self.state[parameter]
        state["step"] += 1
        grad = descended(parameter, grad, group, group["weight_decay"])
        rate = group["lr"] / (1 + (state["step"].item() - 1) * group["lr_decay"])
        square = state["sum"].addcmul_(grad, grad)
        parameter.addcdiv_(grad, square.sqrt() + group["eps"], value=-rate)
