"""Optimizer: groups of parameters, their options, and what is remembered of each."""

from __future__ import annotations

from collections import defaultdict
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from ..engine.grad_mode import enable_grad, no_grad
from ..engine.tensor import Tensor
from ..nn.modules.walking import forget_grad

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

Group = dict[str, Any]


class Optimizer:
    """Base of all optimizers.

    Args:
        params: parameters, named parameters, or groups of them with options of their own.
        defaults: the options of groups that do not say otherwise.

    Attributes:
        param_groups: dictionaries of options, with the parameters under ``"params"``.
        state: what is remembered of each parameter.
        steps: how many steps were made, which schedules of the learning rate look at.

    Raises:
        TypeError: if ``params`` is one tensor, or something else is among them.
        ValueError: if there are none, one is no leaf, or one is in two groups.

    """

    def __init__(self, params: Iterable[Any], defaults: dict[str, Any]) -> None:
        if isinstance(params, Tensor):
            raise TypeError(
                "params argument given to the optimizer should be an iterable of Tensors or "
                f"dicts, but got {params.type()}"
            )
        self.defaults = defaults
        self.steps = 0
        self.state: dict[Any, dict[str, Any]] = defaultdict(dict)
        self.param_groups: list[Group] = []
        listed = list(params)
        if not listed:
            raise ValueError("optimizer got an empty parameter list")
        groups = listed if isinstance(listed[0], dict) else [{"params": listed}]
        for group in groups:
            self.add_param_group(group)

    def add_param_group(self, param_group: Group) -> None:
        """Add parameters with options of their own.

        Raises:
            TypeError: if something is no tensor.
            ValueError: if one is no leaf, or in another group already.

        """
        given = param_group["params"]
        members = [given] if isinstance(given, Tensor) else list(given)
        names = [one[0] for one in members if isinstance(one, tuple)]
        parameters = [one[1] if isinstance(one, tuple) else one for one in members]
        for one in parameters:
            _check_parameter(one)
        group = {**self.defaults, **param_group, "params": parameters}
        if names:
            group["param_names"] = names
        known = {one for other in self.param_groups for one in other["params"]}
        if not known.isdisjoint(parameters):
            raise ValueError("some parameters appear in more than one parameter group")
        self.param_groups.append(group)

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

        """
        self.steps += 1
        loss = None
        if closure is not None:
            with enable_grad():
                loss = closure()
        with no_grad():
            for group in self.param_groups:
                for one in group["params"]:
                    if one.grad is not None:
                        self._update(one, one.grad, group)
        return loss

    def _update(self, parameter: Tensor, grad: Tensor, group: Group) -> None:
        raise NotImplementedError

    def state_dict(self) -> dict[str, Any]:
        """Return options and state, with numbers in the place of parameters."""
        numbers = self._numbers()
        groups = [
            {**group, "params": [numbers[one] for one in group["params"]]}
            for group in self.param_groups
        ]
        state = {numbers[one]: dict(remembered) for one, remembered in self.state.items()}
        return {"state": state, "param_groups": groups}

    def _numbers(self) -> dict[Any, int]:
        parameters = (one for group in self.param_groups for one in group["params"])
        return {one: number for number, one in enumerate(parameters)}

    def load_state_dict(self, state_dict: Mapping[str, Any]) -> None:
        """Restore what ``state_dict`` returned.

        Raises:
            ValueError: if the groups are not of the same sizes.

        """
        saved = deepcopy(dict(state_dict))
        groups = saved["param_groups"]
        if len(groups) != len(self.param_groups):
            raise ValueError("loaded state dict has a different number of parameter groups")
        pairs = list(zip(self.param_groups, groups, strict=True))
        if any(len(own["params"]) != len(new["params"]) for own, new in pairs):
            raise ValueError(
                "loaded state dict contains a parameter group that doesn't match the size of "
                "optimizer's group"
            )
        for own, new in pairs:
            own.update({**new, "params": own["params"]})
        parameters = {number: one for one, number in self._numbers().items()}
        self.state = defaultdict(dict)
        for number, remembered in saved["state"].items():
            self.state[parameters[number]] = remembered

    def __repr__(self) -> str:
        groups = (_described(*one) for one in enumerate(self.param_groups))
        return f"{type(self).__name__} ({''.join(groups)})"


def _described(number: int, group: Group) -> str:
    lines = (f"    {name}: {group[name]}\n" for name in sorted(group) if name != "params")
    return f"\nParameter Group {number}\n{''.join(lines)}"


def _check_parameter(one: Any) -> None:
    if not isinstance(one, Tensor):
        kind = type(one).__name__
        raise TypeError(f"optimizer can only optimize Tensors, but one of the params is {kind}")
    if not (one.is_leaf or one.retains_grad):
        raise ValueError("can't optimize a non-leaf Tensor")


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
        if value < 0:
            label = {"lr": "learning rate", "eps": "epsilon value"}.get(name, f"{name} value")
            raise ValueError(f"Invalid {label}: {value}")
