"""Learning rates that rise and fall in cycles."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from .base import LRScheduler, check_optimizer, for_each_group, set_option
from .momentum import begin_momentum, set_momentum

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..optimizer import Optimizer


class CyclicLR(LRScheduler):
    """Evenly from ``base_lr`` to ``max_lr`` and back, again and again (L. Smith 2017).

    Args:
        optimizer: of which the momentum goes the other way, if ``cycle_momentum``.
        base_lr: the least rate, or one for each group.
        max_lr: the largest rate, or one for each group.
        step_size_up: how many steps a rise takes.
        step_size_down: how many a fall takes; by default as many.
        mode: ``"triangular"`` for equal cycles, ``"triangular2"`` for each half as high as the one
            before, ``"exp_range"`` for a height that falls by ``gamma`` in every step.
        gamma: see ``mode``.
        scale_fn: a function from a cycle or a step to its height, in the place of ``mode``.
        scale_mode: ``"cycle"`` or ``"iterations"``: what ``scale_fn`` is a function of.
        cycle_momentum: whether the momentum changes too.
        base_momentum: the smallest momentum, or one for each group.
        max_momentum: the largest momentum, or one for each group.
        last_epoch: the step that training went on to before.

    Raises:
        ValueError: for an unknown mode, or an optimizer without momentum.

    """

    def __init__(
        self,
        optimizer: Optimizer,
        base_lr: Any,
        max_lr: Any,
        step_size_up: int = 2000,
        step_size_down: int | None = None,
        mode: str = "triangular",
        gamma: float = 1.0,
        scale_fn: Callable[[float], float] | None = None,
        scale_mode: str = "cycle",
        cycle_momentum: bool = True,
        base_momentum: Any = 0.8,
        max_momentum: Any = 0.9,
        last_epoch: int = -1,
    ) -> None:
        check_optimizer(optimizer)
        lowest = for_each_group("base_lr", optimizer, base_lr)
        if last_epoch == -1:
            for rate, group in zip(lowest, optimizer.param_groups, strict=True):
                set_option(group, "lr", rate)
        self.max_lrs = for_each_group("max_lr", optimizer, max_lr)
        up = float(step_size_up)
        self.total_size = up + (up if step_size_down is None else float(step_size_down))
        self.step_ratio = up / self.total_size
        if mode not in ("triangular", "triangular2", "exp_range") and scale_fn is None:
            raise ValueError("mode is invalid and scale_fn is None")
        self.mode, self.gamma = mode, gamma
        self._scale_fn = scale_fn
        own = "iterations" if mode == "exp_range" else "cycle"
        self.scale_mode = own if scale_fn is None else scale_mode
        self.cycle_momentum = cycle_momentum
        if cycle_momentum:
            begin_momentum(optimizer, base_momentum, max_momentum, last_epoch == -1)
        super().__init__(optimizer, last_epoch)
        self.base_lrs = lowest

    def scale_fn(self, x: float) -> float:
        """Return the height of a cycle, or at a step, as a share of the first one."""
        if self._scale_fn is not None:
            return self._scale_fn(x)
        if self.mode == "triangular":
            return 1.0
        return float(0.5 ** (x - 1) if self.mode == "triangular2" else self.gamma**x)

    def get_lr(self) -> list[Any]:
        """Return the learning rate of each group in this step, and set the momentum."""
        cycle = math.floor(1 + self.last_epoch / self.total_size)
        x = 1.0 + self.last_epoch / self.total_size - cycle
        rises = x <= self.step_ratio
        share = x / self.step_ratio if rises else (x - 1) / (self.step_ratio - 1)
        height = self.scale_fn(cycle if self.scale_mode == "cycle" else self.last_epoch)
        if self.cycle_momentum:
            for group in self.optimizer.param_groups:
                high, low = group["max_momentum"], group["base_momentum"]
                set_momentum(group, high - (high - low) * share * height)
        pairs = zip(self.base_lrs, self.max_lrs, strict=True)
        return [low + (high - low) * share * height for low, high in pairs]
