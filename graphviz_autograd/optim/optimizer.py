"""Optimizer: groups of parameters, their options, and a step."""

from __future__ import annotations

import warnings
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from ..engine.grad_mode import enable_grad, set_grad_enabled
from ..engine.tensor import Tensor
from ..nn.modules.registry import type_name
from ..nn.modules.walking import forget_grad
from .hooking import register_optimizer_step_post_hook, register_optimizer_step_pre_hook
from .state import Group, StatefulOptimizer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = [
    "Group",
    "Optimizer",
    "register_optimizer_step_post_hook",
    "register_optimizer_step_pre_hook",
    "required",
]


class _Required:
    """Stands for an option that every group must have."""

    def __repr__(self) -> str:
        return "<required parameter>"


required = _Required()
_DUPLICATES = (
    "optimizer contains a parameter group with duplicate parameters; in future, this will cause an "
    "error; see github.com/pytorch/pytorch/issues/40967 for more information"
)


class Optimizer(StatefulOptimizer):
    """Base of all optimizers.

    Args:
        params: parameters, named parameters, or groups of them with options of their own.
        defaults: the options of groups that do not say otherwise.

    Raises:
        TypeError: if ``params`` is one tensor, or something else is among them.
        ValueError: if there are none, one is no leaf, or one is in two groups.
        RuntimeError: if ``fused`` is asked for together with what excludes it.

    """

    def __init__(self, params: Iterable[Any], defaults: dict[str, Any]) -> None:
        self.defaults = defaults
        self._add_hooks()
        if isinstance(params, Tensor):
            raise TypeError(
                "params argument given to the optimizer should be an iterable of Tensors or "
                f"dicts, but got {type_name(params)}"
            )
        self.state = defaultdict(dict)
        self.param_groups = []
        listed = list(params)
        if not listed:
            raise ValueError("optimizer got an empty parameter list")
        for group in listed if isinstance(listed[0], dict) else [{"params": listed}]:
            self.add_param_group(group)
        if defaults.get("fused"):
            _check_fused(defaults)

    def add_param_group(self, param_group: Group) -> None:
        """Add parameters with options of their own.

        Raises:
            TypeError: if something is no tensor, or the parameters have no order.
            ValueError: if one is no leaf, or in another group already, an option is missing, or
                only some have names.

        """
        if not isinstance(param_group, dict):
            raise TypeError(f"param_group must be a dict, but got {type(param_group)}")
        group, members = param_group, _members(param_group["params"])
        group["params"] = [one[1] if isinstance(one, tuple) else one for one in members]
        names = [one[0] for one in members if isinstance(one, tuple)]
        if names and len(names) < len(members):
            raise ValueError(
                "all optimizer params should be with/without names. Some param names are missing"
            )
        if names:
            group["param_names"] = names
        for one in group["params"]:
            self._check_parameter(one)
        self._set_options(group)
        if len(group["params"]) != len({*group["params"]}):
            warnings.warn(_DUPLICATES, stacklevel=3)
        self._check_others(group)
        self.param_groups.append(group)

    def _set_options(self, group: Group) -> None:
        for name, default in self.defaults.items():
            if default is required and name not in group:
                raise ValueError(
                    "parameter group didn't specify a value of required optimization parameter "
                    f"{name}"
                )
            group.setdefault(name, default)

    def _check_parameter(self, one: Any) -> None:
        if not isinstance(one, Tensor):
            raise TypeError(
                f"optimizer can only optimize Tensors, but one of the params is {type_name(one)}"
            )
        if not (self.defaults.get("differentiable") or one.is_leaf or one.retains_grad):
            raise ValueError("can't optimize a non-leaf Tensor")

    def _check_others(self, group: Group) -> None:
        """Raise unless a group goes together with those that are there."""
        named = "param_names" in group
        for other in self.param_groups:
            if named != ("param_names" in other):
                raise ValueError(
                    "all optimizer param groups should be with/without names. cannot add param "
                    f"group {'with' if named else 'without'} names to the optimizer"
                )
        known = {one for other in self.param_groups for one in other["params"]}
        if not known.isdisjoint(group["params"]):
            raise ValueError("some parameters appear in more than one parameter group")

    def zero_grad(self, set_to_none: bool = True) -> None:
        """Forget the gradients of all parameters, or fill them with zeros."""
        for group in self.param_groups:
            for one in group["params"]:
                forget_grad(one, set_to_none)

    def step(self, closure: Callable[[], Any] | None = None) -> Any:
        """Change every parameter that has a gradient.

        Args:
            closure: computes the loss and the gradients anew, and returns the loss.

        Returns:
            The loss, if there is a closure.

        Raises:
            NotImplementedError: if the optimizer does not say how.

        """
        if type(self)._update is Optimizer._update:
            raise NotImplementedError
        loss = None
        if closure is not None:
            with enable_grad():
                loss = closure()
        # A step that is differentiable is an operation like any other.
        with set_grad_enabled(bool(self.defaults.get("differentiable"))):
            for group in map(_with_numbers, self.param_groups):
                for one in group["params"]:
                    if one.grad is not None:
                        self._update(one, one.grad, group)
        return loss

    def _update(self, parameter: Tensor, grad: Tensor, group: Group) -> None:
        """Change one parameter."""
        raise NotImplementedError

    def __repr__(self) -> str:
        groups = (_described(*one) for one in enumerate(self.param_groups))
        return f"{type(self).__name__} ({''.join(groups)})"


def _members(given: Any) -> list[Any]:
    if isinstance(given, set):
        raise TypeError(
            "optimizer parameters need to be organized in ordered collections, but the ordering of "
            "tensors in sets will change between runs. Please use a list instead."
        )
    return [given] if isinstance(given, Tensor) else list(given)


def _with_numbers(group: Group) -> Group:
    """Return a group whose learning rate is a number, unless gradients are to flow into it."""
    rate = group.get("lr")
    if not isinstance(rate, Tensor) or (group.get("differentiable") and rate.requires_grad):
        return group
    return {**group, "lr": rate.item()}


def _described(number: int, group: Group) -> str:
    lines = (f"    {name}: {group[name]}\n" for name in sorted(group) if name != "params")
    return f"\nParameter Group {number}\n{''.join(lines)}"


def descended(parameter: Tensor, grad: Tensor, group: Group, weight_decay: float) -> Tensor:
    """Return what a step goes against: the gradient with its sign and the decay of the weight."""
    if group["maximize"]:
        grad = -grad
    return grad.add(parameter, alpha=weight_decay) if weight_decay else grad


def check_not_negative(**options: Any) -> None:
    """Raise unless options are at least 0.

    Raises:
        ValueError: naming the one that is not.

    """
    for name, value in options.items():
        if isinstance(value, Tensor) and value.numel() != 1:
            raise ValueError(f"Tensor {name} must be 1-element")
        if value < 0:
            label = {"lr": "learning rate", "eps": "epsilon value"}.get(name, f"{name} value")
            raise ValueError(f"Invalid {label}: {value}")


def _check_fused(defaults: dict[str, Any]) -> None:
    """Raise if ways of computing exclude each other, which make no difference here."""
    if defaults.get("differentiable"):
        raise RuntimeError("`fused` does not support `differentiable`")
    if defaults.get("foreach"):
        raise RuntimeError("`fused` and `foreach` cannot be `True` together.")
