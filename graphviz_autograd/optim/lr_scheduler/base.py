"""What all schedules of the learning rate share."""

from __future__ import annotations

import types
import warnings
from typing import TYPE_CHECKING, Any

from ...engine.tensor import Tensor
from ..optimizer import Optimizer

if TYPE_CHECKING:
    from collections.abc import Iterable

_TOO_EARLY = (
    "Detected call of `lr_scheduler.step()` before `optimizer.step()`. In PyTorch 1.1.0 and later, "
    "you should call them in the opposite order: `optimizer.step()` before `lr_scheduler.step()`.  "
    "Failure to do this will result in PyTorch skipping the first value of the learning rate "
    "schedule. See more details at "
    "https://pytorch.org/docs/stable/optim.html#how-to-adjust-learning-rate"
)
EPOCH_DEPRECATION_WARNING = (
    "The epoch parameter in `scheduler.step()` was not necessary and is being deprecated where "
    "possible. Please use `scheduler.step()` to step the scheduler. During the deprecation, if "
    "epoch is different from None, the closed form is used instead of the new chainable form, "
    "where available. Please open an issue if you are unable to replicate your use case: "
    "https://github.com/pytorch/pytorch/issues/new/choose."
)
_NOT_RESUMED = (
    "param 'initial_lr' is not specified in param_groups[{number}] when resuming scheduler with "
    "last_epoch >= 0.\nThis typically happens when:\n1. You're trying to resume training from a "
    "checkpoint but haven't properly loaded the optimizer state\n2. You're using last_epoch >= 0 "
    "for a fresh training run (not recommended)"
)


class LRScheduler:
    """Base of all schedules: sets the learning rate of every group at each ``step``.

    Args:
        optimizer: whose learning rates it sets.
        last_epoch: the epoch that training went on to before, or -1 at its beginning.

    Attributes:
        base_lrs: the learning rates at the beginning.
        last_epoch: how many steps there were.

    Raises:
        TypeError: if ``optimizer`` is none.
        KeyError: if training goes on and the first learning rates are not known.

    """

    _is_initial = False

    def __init__(self, optimizer: Optimizer, last_epoch: int = -1) -> None:
        check_optimizer(optimizer)
        self.optimizer = optimizer
        for number, group in enumerate(optimizer.param_groups):
            if last_epoch == -1:
                group.setdefault("initial_lr", _copied(group["lr"]))
            elif "initial_lr" not in group:
                raise KeyError(_NOT_RESUMED.format(number=number))
        self.base_lrs = [_copied(group["initial_lr"]) for group in optimizer.param_groups]
        self.last_epoch = last_epoch
        self._initial_step()

    def _initial_step(self) -> None:
        """Set the learning rates of the first epoch."""
        self._step_count = 0
        self.optimizer.count_steps()
        self._is_initial = True
        try:
            self.step()
        finally:
            self._is_initial = False

    def get_lr(self) -> list[Any]:
        """Return the learning rate of each group in this epoch; to be defined by the subclass."""
        raise NotImplementedError

    def get_last_lr(self) -> list[Any]:
        """Return the learning rates that were set last."""
        return self._last_lr

    def step(self, epoch: int | None = None) -> None:
        """Go on to the next epoch, or to a certain one, which is deprecated.

        Warns:
            UserWarning: if the optimizer made no step before.

        """
        if self._step_count == 1 and not self.optimizer.counted_steps:
            warnings.warn(_TOO_EARLY, stacklevel=2)
        self._step_count += 1
        if epoch is not None:
            warnings.warn(EPOCH_DEPRECATION_WARNING, stacklevel=2)
        self._update_lr(epoch)

    def _update_lr(self, epoch: int | None = None) -> None:
        """Set the learning rates of the next epoch, or of a certain one."""
        if epoch is None:
            self.last_epoch += 1
            self._set(self.get_lr())
        else:
            self.last_epoch = epoch
            self._set(getattr(self, "_get_closed_form_lr", self.get_lr)())

    def _set(self, rates: Iterable[Any]) -> None:
        for group, rate in zip(self.optimizer.param_groups, rates, strict=True):
            set_option(group, "lr", rate)
        self._last_lr = self._rates

    @property
    def _rates(self) -> list[Any]:
        return [_copied(group["lr"]) for group in self.optimizer.param_groups]

    def state_dict(self) -> dict[str, Any]:
        """Return everything but the optimizer and functions."""
        return {
            name: one
            for name, one in self.__dict__.items()
            if name != "optimizer" and not isinstance(one, types.FunctionType)
        }

    def load_state_dict(self, state_dict: dict[str, Any]) -> None:
        """Restore what ``state_dict`` returned."""
        self.__dict__.update(state_dict)


class _LRScheduler(LRScheduler):
    """The name that ``LRScheduler`` had."""


def check_optimizer(optimizer: Any) -> None:
    """Raise unless something is an optimizer.

    Raises:
        TypeError: naming its type.

    """
    if not isinstance(optimizer, Optimizer):
        raise TypeError(f"{type(optimizer).__name__} is not an Optimizer")


def for_each_group(name: str, optimizer: Optimizer, given: Any) -> list[Any]:
    """Return an option for each group, from one for all or one for each.

    Raises:
        ValueError: if there are more or less than groups.

    """
    groups = len(optimizer.param_groups)
    if not isinstance(given, (list, tuple)):
        return [_copied(given) for _ in range(groups)]
    if len(given) != groups:
        raise ValueError(
            f"{name} must have the same length as optimizer.param_groups. {name} has {len(given)} "
            f"values, param_groups has {groups}."
        )
    return [_copied(one) for one in given]


def set_option(group: dict[str, Any], name: str, value: Any) -> None:
    """Set an option of a group; one that is a tensor stays that tensor."""
    if isinstance(group[name], Tensor):
        group[name].fill_(float(value))
    else:
        group[name] = value


def _copied(value: Any) -> Any:
    return value.clone() if isinstance(value, Tensor) else value
