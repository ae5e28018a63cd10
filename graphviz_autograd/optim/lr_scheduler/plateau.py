"""Learning rates that fall when nothing gets better any more."""

from __future__ import annotations

import math
import warnings
from typing import TYPE_CHECKING, Any

from .base import EPOCH_DEPRECATION_WARNING, LRScheduler, check_optimizer, set_option

if TYPE_CHECKING:
    from ..optimizer import Optimizer


_MORE_GROUPS = (
    "The number of param groups in the `optimizer` ({now}) differs from when `ReduceLROnPlateau` "
    "was initialized ({before}), usually due to a new param group being added to the optimizer. "
    "Please modify the `min_lrs` field to match the length of the `optimizer` param groups."
)


class ReduceLROnPlateau(LRScheduler):
    """The rates times ``factor`` after more than ``patience`` epochs without a better number.

    Args:
        optimizer: whose rates are changed.
        mode: ``"min"`` if a better number is less, ``"max"`` if it is more.
        factor: what the rates are multiplied with.
        patience: how many epochs without a better number are borne.
        threshold: by how much a better number is better.
        threshold_mode: ``"rel"`` for a share of the best, ``"abs"`` for a number.
        cooldown: how many epochs after a change do not count.
        min_lr: the least rate, or one for each group.
        eps: smaller changes of a rate are not made.

    Raises:
        ValueError: for options out of range.

    """

    def __init__(
        self,
        optimizer: Optimizer,
        mode: str = "min",
        factor: float = 0.1,
        patience: int = 10,
        threshold: float = 1e-4,
        threshold_mode: str = "rel",
        cooldown: int = 0,
        min_lr: float | list[float] = 0,
        eps: float = 1e-8,
    ) -> None:
        if factor >= 1:
            raise ValueError("Factor should be < 1.0.")
        if mode not in ("min", "max"):
            raise ValueError(f"mode {mode} is unknown!")
        if threshold_mode not in ("rel", "abs"):
            raise ValueError(f"threshold mode {threshold_mode} is unknown!")
        check_optimizer(optimizer)
        groups = len(optimizer.param_groups)
        listed = [*min_lr] if isinstance(min_lr, (list, tuple)) else None
        self.default_min_lr: Any = min_lr if listed is None else None
        self.min_lrs: list[Any] = [min_lr] * groups if listed is None else listed
        if len(self.min_lrs) != groups:
            raise ValueError(f"expected {groups} min_lrs, got {len(self.min_lrs)}")
        self.optimizer = optimizer
        self.mode = mode
        self.factor = factor
        self.patience = patience
        self.threshold = threshold
        self.threshold_mode = threshold_mode
        self.cooldown = cooldown
        self.eps = eps
        self.best = math.inf if mode == "min" else -math.inf
        self.num_bad_epochs = self.cooldown_counter = self.last_epoch = 0
        self._last_lr = self._rates

    def step(self, metrics: Any, epoch: int | None = None) -> None:  # type: ignore[override]
        """Go on to the next epoch, or to a certain one, whose number is given."""
        current = float(metrics)
        if epoch is not None:
            warnings.warn(EPOCH_DEPRECATION_WARNING, stacklevel=2)
        self.last_epoch = self.last_epoch + 1 if epoch is None else epoch
        is_better = self._is_better(current)
        self.best = current if is_better else self.best
        self.num_bad_epochs = 0 if is_better else self.num_bad_epochs + 1
        if self.cooldown_counter > 0:
            self.cooldown_counter -= 1
            self.num_bad_epochs = 0
        if self.num_bad_epochs > self.patience:
            self._reduce()
            self.cooldown_counter, self.num_bad_epochs = self.cooldown, 0
        self._last_lr = self._rates

    def _is_better(self, current: float) -> bool:
        sign = 1 if self.mode == "max" else -1
        if self.threshold_mode == "abs":
            return sign * current > sign * self.best + self.threshold
        return sign * current > sign * self.best * (1 + sign * self.threshold)

    def _reduce(self) -> None:
        groups = len(self.optimizer.param_groups)
        if len(self.min_lrs) != groups:
            if self.default_min_lr is None:
                raise RuntimeError(_MORE_GROUPS.format(now=groups, before=len(self.min_lrs)))
            self.min_lrs = [self.default_min_lr] * groups
        for group, least in zip(self.optimizer.param_groups, self.min_lrs, strict=True):
            before = float(group["lr"])
            rate = max(before * self.factor, least)
            if before - rate > self.eps:
                set_option(group, "lr", rate)
