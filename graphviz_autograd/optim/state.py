"""The state of an optimizer: saved as a dictionary with numbers for parameters, and restored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from ..engine.tensor import Tensor
from .hooking import HookedOptimizer

if TYPE_CHECKING:
    from collections.abc import Mapping

Group = dict[str, Any]


class StatefulOptimizer(HookedOptimizer):
    """``state_dict`` and ``load_state_dict``.

    Attributes:
        param_groups: dictionaries of options, with the parameters under ``"params"``.
        state: what is remembered of each parameter.

    """

    defaults: dict[str, Any]
    state: dict[Any, dict[str, Any]]
    param_groups: list[Group]

    def __getstate__(self) -> dict[str, Any]:
        return {
            "defaults": self.defaults,
            "state": self.state,
            "param_groups": self.param_groups,
        }

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Take what an optimizer consists of, and empty hooks for those that are missing."""
        self.__dict__.update(state)
        self._add_hooks()

    def state_dict(self) -> dict[str, Any]:
        """Return options and state, with numbers in the place of parameters."""
        for hook in self._optimizer_state_dict_pre_hooks.values():
            hook(self)
        numbers = self._numbers()
        groups = [
            {
                **{name: one for name, one in group.items() if name != "params"},
                "params": [numbers[one] for one in group["params"]],
            }
            for group in self.param_groups
        ]
        state = {numbers.get(one, one): remembered for one, remembered in self.state.items()}
        result = {"state": state, "param_groups": groups}
        for hook in self._optimizer_state_dict_post_hooks.values():
            new = hook(self, result)
            result = result if new is None else new
        return result

    def _numbers(self) -> dict[Any, int]:
        """Return the number of each parameter, by its first place."""
        parameters = [one for group in self.param_groups for one in group["params"]]
        return {one: number for number, one in reversed([*enumerate(parameters)])}

    def load_state_dict(self, state_dict: Mapping[str, Any]) -> None:
        """Restore what ``state_dict`` returned, with tensors in the types of the parameters.

        Raises:
            ValueError: if the groups are not of the same sizes.

        """
        given: Any = dict(state_dict)
        for hook in self._optimizer_load_state_dict_pre_hooks.values():
            new = hook(self, given)
            given = given if new is None else new
        groups = deepcopy(given["param_groups"])
        self._check_sizes(groups)
        parameters = _paired(groups, self.param_groups)
        state: dict[Any, Any] = defaultdict(dict)
        for number, remembered in given["state"].items():
            one = parameters.get(number, number)
            state[one] = _fitted(remembered, one) if number in parameters else remembered
        for own, group in zip(self.param_groups, groups, strict=True):
            kept = {"param_names": own["param_names"]} if "param_names" in own else {}
            group.update({**kept, **group, "params": own["params"]})
        self.__setstate__({"state": state, "param_groups": groups})
        for hook in self._optimizer_load_state_dict_post_hooks.values():
            hook(self)

    def _check_sizes(self, groups: list[Group]) -> None:
        if len(groups) != len(self.param_groups):
            raise ValueError("loaded state dict has a different number of parameter groups")
        pairs = zip(self.param_groups, groups, strict=True)
        if any(len(own["params"]) != len(new["params"]) for own, new in pairs):
            raise ValueError(
                "loaded state dict contains a parameter group that doesn't match the size of "
                "optimizer's group"
            )


def _paired(groups: list[Group], own: list[Group]) -> dict[Any, Tensor]:
    """Return the parameter for each number in saved groups."""
    numbers = (one for group in groups for one in group["params"])
    parameters = (one for group in own for one in group["params"])
    return dict(zip(numbers, parameters, strict=True))


def _fitted(value: Any, parameter: Tensor, name: Any = None) -> Any:
    """Return what was remembered of a parameter, with tensors in the type of the parameter."""
    if isinstance(value, Tensor):
        if name == "step" or not parameter.is_floating_point():
            return value
        return value.to(parameter.dtype)
    if isinstance(value, dict):
        return {key: _fitted(one, parameter, key) for key, one in value.items()}
    if isinstance(value, Iterable):
        return type(value)(_fitted(one, parameter) for one in value)  # type: ignore[call-arg]
    return value
