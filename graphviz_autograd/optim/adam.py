"""Adam: steps scaled by running averages of the gradient and of its square."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..engine.creation_like import zeros_like
from ..engine.tensor import Tensor
from .moments import MomentOptimizer, averaged
from .optimizer import Group

if TYPE_CHECKING:
    from collections.abc import Iterable


class Adam(MomentOptimizer):
    """Adam (Kingma and Ba 2015).

    Args:
        params: parameters, named parameters, or groups of them.
        lr: the learning rate.
        betas: how slowly the averages of the gradient and of its square forget.
        eps: added to the root of the average square.
        weight_decay: how much of the parameter is added to its gradient.
        amsgrad: divide by the largest average square so far (Reddi et al. 2018).
        maximize: go up instead of down.
        decoupled_weight_decay: decay the parameter itself, as ``AdamW`` does.
        foreach: ignored, as are ``capturable`` and ``fused``: how PyTorch computes.
        differentiable: let gradients flow through the steps.

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
        amsgrad: bool = False,
        *,
        foreach: bool | None = None,
        maximize: bool = False,
        capturable: bool = False,
        differentiable: bool = False,
        fused: bool | None = None,
        decoupled_weight_decay: bool = False,
    ) -> None:
        defaults = {
            "lr": lr, "betas": betas, "eps": eps, "weight_decay": weight_decay, "amsgrad": amsgrad,
            "maximize": maximize, "foreach": foreach, "capturable": capturable,
            "differentiable": differentiable, "fused": fused,
            "decoupled_weight_decay": decoupled_weight_decay,
        }  # fmt: skip
        _check_tensors(defaults)
        super().__init__(params, defaults)

    def _move(self, parameter: Tensor, grad: Tensor, group: Group, state: dict[str, Any]) -> None:
        mean, square = averaged(grad, group, state)
        step, (beta1, beta2) = state["step"].item(), group["betas"]
        if group["amsgrad"]:
            if "max_exp_avg_sq" not in state:
                state["max_exp_avg_sq"] = zeros_like(parameter)
            square = state["max_exp_avg_sq"] = state["max_exp_avg_sq"].maximum(square)
        scale = square.sqrt() / (1 - beta2**step) ** 0.5 + group["eps"]
        rate = group["lr"] / (1 - beta1**step)
        if isinstance(rate, Tensor):
            parameter.addcdiv_(mean, scale / -rate)
        else:
            parameter.addcdiv_(mean, scale, value=-rate)


def _check_tensors(defaults: dict[str, Any]) -> None:
    """Raise if options are tensors where PyTorch takes none."""
    one_by_one = defaults["capturable"] or not defaults["foreach"]
    if isinstance(defaults["lr"], Tensor) and not one_by_one:
        raise ValueError("lr as a Tensor is not supported for capturable=False and foreach=True")
    if len({isinstance(one, Tensor) for one in defaults["betas"]}) > 1:
        raise ValueError("betas must be either both floats or both Tensors")
    if isinstance(defaults["betas"][0], Tensor) and not one_by_one:
        raise ValueError(
            "betas[0] as a Tensor is not supported for capturable=False and foreach=True"
        )


class AdamW(Adam):
    """Adam whose weight decay leaves the gradient alone (Loshchilov and Hutter 2019)."""

    def __init__(
        self,
        params: Iterable[Any],
        lr: float = 1e-3,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
        weight_decay: float = 1e-2,
        amsgrad: bool = False,
        *,
        maximize: bool = False,
        foreach: bool | None = None,
        capturable: bool = False,
        differentiable: bool = False,
        fused: bool | None = None,
    ) -> None:
        super().__init__(
            params, lr, betas, eps, weight_decay, amsgrad, foreach=foreach, maximize=maximize,
            capturable=capturable, differentiable=differentiable, fused=fused,
            decoupled_weight_decay=True,
        )  # fmt: skip
