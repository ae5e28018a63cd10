"""Learning rates along waves."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from .base import LRScheduler

if TYPE_CHECKING:
    from ..optimizer import Optimizer


class CosineAnnealingLR(LRScheduler):
    """From the initial rates to ``eta_min`` in ``T_max`` epochs, along half a wave.

    I. Loshchilov and F. Hutter, "SGDR" (2017), without the restarts.
    """

    def __init__(
        self,
        optimizer: Optimizer,
        T_max: int,  # noqa: N803 - PyTorch's name
        eta_min: float = 0.0,
        last_epoch: int = -1,
    ) -> None:
        self.T_max = T_max
        self.eta_min = eta_min
        super().__init__(optimizer, last_epoch)

    def get_lr(self) -> list[float]:
        """Return the learning rate of each group in this epoch."""
        share = (1 + math.cos(math.pi * self.last_epoch / self.T_max)) / 2
        return [self.eta_min + (base - self.eta_min) * share for base in self.base_lrs]


class CosineAnnealingWarmRestarts(LRScheduler):
    """Half waves, each ``T_mult`` times as long as the one before, which begins with ``T_0``.

    I. Loshchilov and F. Hutter, "SGDR" (2017).

    Raises:
        ValueError: if a length is not a positive integer.

    """

    def __init__(
        self,
        optimizer: Optimizer,
        T_0: int,  # noqa: N803 - PyTorch's name
        T_mult: int = 1,  # noqa: N803
        eta_min: float = 0.0,
        last_epoch: int = -1,
    ) -> None:
        if not isinstance(T_0, int) or T_0 <= 0:
            raise ValueError(f"Expected positive integer T_0, but got {T_0}")
        if not isinstance(T_mult, int) or T_mult < 1:
            raise ValueError(f"Expected integer T_mult >= 1, but got {T_mult}")
        self.T_0 = self.T_i = T_0
        self.T_mult = T_mult
        self.eta_min = eta_min
        self.T_cur = 0
        super().__init__(optimizer, last_epoch)

    def get_lr(self) -> list[float]:
        """Return the learning rate of each group in this epoch."""
        share = (1 + math.cos(math.pi * self.T_cur / self.T_i)) / 2
        return [self.eta_min + (base - self.eta_min) * share for base in self.base_lrs]

    def step(self) -> None:
        """Go on to the next epoch."""
        self.T_cur += 1
        if self.T_cur >= self.T_i:
            self.T_cur -= self.T_i
            self.T_i *= self.T_mult
        super().step()


class OneCycleLR(LRScheduler):
    """Up to ``max_lr`` and down again to nearly nothing, in one cycle of all steps.

    L. Smith and N. Topin, "Super-convergence" (2018).

    Args:
        optimizer: of which the momentum goes the other way, if ``cycle_momentum``.
        max_lr: the largest rate, or one for each group.
        total_steps: how many steps there are; or ``epochs`` times ``steps_per_epoch``.
        epochs: see ``total_steps``.
        steps_per_epoch: see ``total_steps``.
        pct_start: the share of steps that go up.
        anneal_strategy: ``"cos"`` or ``"linear"``.
        cycle_momentum: whether the momentum changes too.
        base_momentum: the smallest momentum.
        max_momentum: the largest momentum.
        div_factor: how much less than ``max_lr`` the first rate is.
        final_div_factor: how much less than that the last one is.
        last_epoch: only -1 is supported.

    Raises:
        ValueError: for options out of range.

    """

    def __init__(
        self,
        optimizer: Optimizer,
        max_lr: float | list[float],
        total_steps: int | None = None,
        epochs: int | None = None,
        steps_per_epoch: int | None = None,
        pct_start: float = 0.3,
        anneal_strategy: str = "cos",
        cycle_momentum: bool = True,
        base_momentum: float = 0.85,
        max_momentum: float = 0.95,
        div_factor: float = 25.0,
        final_div_factor: float = 1e4,
        last_epoch: int = -1,
    ) -> None:
        if total_steps is None:
            if epochs is None or steps_per_epoch is None:
                raise ValueError(
                    "You must define either total_steps OR (epochs AND steps_per_epoch)"
                )
            total_steps = epochs * steps_per_epoch
        if total_steps <= 0:
            raise ValueError(f"Expected positive integer total_steps, but got {total_steps}")
        if not isinstance(pct_start, float) or not 0 <= pct_start <= 1:
            raise ValueError(f"Expected float between 0 and 1 pct_start, but got {pct_start}")
        if anneal_strategy not in ("cos", "linear"):
            raise ValueError(
                f"anneal_strategy must be one of 'cos' or 'linear', instead got {anneal_strategy}"
            )
        self.total_steps = total_steps
        self.ends = float(pct_start * total_steps) - 1, total_steps - 1
        self.anneal = _along_a_wave if anneal_strategy == "cos" else _evenly
        groups = optimizer.param_groups
        highest = max_lr if isinstance(max_lr, (list, tuple)) else [max_lr] * len(groups)
        for group, rate in zip(groups, highest, strict=True):
            group["initial_lr"] = rate / div_factor
            group["max_lr"] = rate
            group["min_lr"] = group["initial_lr"] / final_div_factor
        self.cycle_momentum = cycle_momentum
        if cycle_momentum:
            self._begin_momentum(optimizer, base_momentum, max_momentum)
        super().__init__(optimizer, last_epoch)

    def _begin_momentum(self, optimizer: Optimizer, lowest: float, highest: float) -> None:
        if not {"momentum", "betas"} & optimizer.defaults.keys():
            raise ValueError(
                "optimizer must support momentum or beta1 with `cycle_momentum` option enabled"
            )
        for group in optimizer.param_groups:
            _set_momentum(group, highest)
            group["max_momentum"], group["base_momentum"] = highest, lowest

    def get_lr(self) -> list[float]:
        """Return the learning rate of each group in this step, and set the momentum.

        Raises:
            ValueError: after the last step.

        """
        step, (top, last) = self.last_epoch, self.ends
        if step > self.total_steps:
            raise ValueError(
                f"Tried to step {step} times. The specified number of total steps is "
                f"{self.total_steps}"
            )
        rises = step <= top
        share = step / top if rises else (step - top) / (last - top)
        rates = []
        for group in self.optimizer.param_groups:
            start, end = ("initial_lr", "max_lr") if rises else ("max_lr", "min_lr")
            rates.append(self.anneal(group[start], group[end], share))
            if self.cycle_momentum:
                high, low = group["max_momentum"], group["base_momentum"]
                first, then = (high, low) if rises else (low, high)
                _set_momentum(group, self.anneal(first, then, share))
        return rates


def _set_momentum(group: dict[str, Any], momentum: float) -> None:
    if "betas" in group:
        group["betas"] = (momentum, *group["betas"][1:])
    else:
        group["momentum"] = momentum


def _along_a_wave(start: float, end: float, share: float) -> float:
    return end + (start - end) / 2 * (math.cos(math.pi * share) + 1)


def _evenly(start: float, end: float, share: float) -> float:
    return (end - start) * share + start
