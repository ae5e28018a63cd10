"""Running averages of gradients and of their squares, which the kin of Adam remember."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..engine.creation import zeros
from ..engine.creation_like import zeros_like
from .optimizer import Group, Optimizer, check_not_negative, descended

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..engine.tensor import Tensor


class MomentOptimizer(Optimizer):
    """Base of optimizers with two running averages and a decay of the weights.

    Raises:
        ValueError: for options out of range.

    """

    second = "exp_avg_sq"

    def __init__(self, params: Iterable[Any], defaults: dict[str, Any]) -> None:
        check_not_negative(lr=defaults["lr"], eps=defaults["eps"])
        for index, beta in enumerate(defaults["betas"]):
            if not 0 <= beta < 1:
                raise ValueError(f"Invalid beta parameter at index {index}: {beta}")
        check_not_negative(weight_decay=defaults["weight_decay"])
        super().__init__(params, defaults)

    def _update(self, parameter: Tensor, grad: Tensor, group: Group) -> None:
        state = self.state[parameter]
        if not state:
            state["step"] = zeros(())
            state["exp_avg"] = zeros_like(parameter)
            state[self.second] = zeros_like(parameter)
        state["step"] += 1
        decay = group["weight_decay"]
        if decay and group.get("decoupled_weight_decay"):
            parameter.mul_(1 - group["lr"] * decay)
            decay = 0
        self._move(parameter, descended(parameter, grad, group, decay), group, state)

    def _move(self, parameter: Tensor, grad: Tensor, group: Group, state: dict[str, Any]) -> None:
        raise NotImplementedError


def averaged(grad: Tensor, group: Group, state: dict[str, Any]) -> tuple[Tensor, Tensor]:
    """Return the running averages of the gradient and of its square with one more gradient."""
    beta1, beta2 = group["betas"]
    mean: Tensor = state["exp_avg"].lerp_(grad, 1 - beta1)
    square: Tensor = state["exp_avg_sq"].mul_(beta2).addcmul_(grad, grad, value=1 - beta2)
    return mean, square
