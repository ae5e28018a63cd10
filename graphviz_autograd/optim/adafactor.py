"""Adafactor: steps scaled by squares of the gradient, of matrices by rows and columns only."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from ..engine.creation import zeros
from ..engine.creation_like import zeros_like
from ..engine.facts import finfo
from ..engine.from_data import tensor
from .optimizer import Group, Optimizer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..engine.tensor import Tensor


class Adafactor(Optimizer):
    """Adafactor (Shazeer and Stern 2018).

    Args:
        params: parameters, named parameters, or groups of them.
        lr: the largest relative step.
        beta2_decay: how fast the averages of squares come to forget slowly, a negative power.
        eps: the least square, by default the precision of the numbers; and the least size of a
            parameter that a step is relative to.
        d: how large a step may be, in its root mean square.
        weight_decay: how much a step takes from the parameter.
        foreach: ignored: how PyTorch computes.
        maximize: go up instead of down.

    Raises:
        ValueError: for options out of their range.

    """

    def __init__(
        self,
        params: Iterable[Any],
        lr: float = 1e-2,
        beta2_decay: float = -0.8,
        eps: tuple[float | None, float] = (None, 1e-3),
        d: float = 1.0,
        weight_decay: float = 0.0,
        *,
        foreach: bool | None = None,
        maximize: bool = False,
    ) -> None:
        _check_options(lr, beta2_decay, eps, d, weight_decay)
        defaults = {
            "lr": lr, "beta2_decay": beta2_decay, "eps": eps, "d": d,
            "weight_decay": weight_decay, "foreach": foreach, "maximize": maximize,
        }  # fmt: skip
        super().__init__(params, defaults)

    def _update(self, parameter: Tensor, grad: Tensor, group: Group) -> None:
        state = self.state[parameter]
        if not state:
            state.update(_start(grad))
        grad = -grad if group["maximize"] else grad
        state["step"] += 1
        step, (least, smallest) = state["step"].item(), group["eps"]
        least = finfo(parameter.dtype).eps if least is None else least
        pace = max(smallest, _root_mean_square(parameter)) * min(group["lr"], 1 / step**0.5)
        if group["weight_decay"]:
            parameter.mul_(1 - group["lr"] * group["weight_decay"])
        square = _square(grad, state, step ** group["beta2_decay"], least)
        update = square.clamp_(min=least * least).rsqrt_().mul_(grad)
        excess = max(1.0, _root_mean_square(update) / group["d"])
        parameter.add_(update, alpha=-pace / excess)


def _start(grad: Tensor) -> dict[str, Tensor]:
    """Return the state before the first step."""
    step = tensor(0.0)
    if grad.dim() < 2:
        return {"step": step, "variance": zeros_like(grad)}
    *lead, rows, columns = grad.shape
    return {
        "step": step,
        "row_var": zeros(*lead, rows, 1, dtype=grad.dtype),
        "col_var": zeros(*lead, 1, columns, dtype=grad.dtype),
    }


def _square(grad: Tensor, state: dict[str, Any], share: float, least: float) -> Any:
    """Return the average of the squares so far, of which this gradient makes a share."""
    if grad.dim() < 2:
        return state["variance"].lerp_(grad * grad, share).clone()
    for name, dim in (("row_var", -1), ("col_var", -2)):
        squares = grad.norm(dim=dim, keepdim=True).square_().div_(grad.shape[dim])
        state[name].lerp_(squares, share)
    product = state["row_var"] @ state["col_var"]
    return product.div_(state["row_var"].mean(dim=-2, keepdim=True).clamp_(min=least))


def _root_mean_square(values: Tensor) -> float:
    return float(values.norm(2)) / math.sqrt(values.numel())


def _check_options(lr: Any, beta2_decay: float, eps: Any, d: float, weight_decay: float) -> None:
    if getattr(lr, "numel", lambda: 1)() != 1:
        raise ValueError("Tensor lr must be 1-element")
    rules = [
        ("Learning rate should be >= 0", lr, lr >= 0),
        ("beta2_decay should be <= 0", beta2_decay, beta2_decay <= 0),
        ("epsilon1 should be >= 0", eps[0], eps[0] is None or eps[0] >= 0),
        ("epsilon2 should be >= 0", eps[1], eps[1] >= 0),
        ("Clipping threshold d should be >= 1", d, d >= 1),
        ("weight_decay should be >= 0", weight_decay, weight_decay >= 0),
    ]
    for rule, value, holds in rules:
        if not holds:
            raise ValueError(f"{rule} but is: {value}")
