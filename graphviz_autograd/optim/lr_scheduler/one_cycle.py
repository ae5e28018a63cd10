"""Learning rates of one cycle: up, down, and to nearly nothing."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple

from .base import LRScheduler, check_optimizer, for_each_group
from .momentum import begin_momentum, set_momentum

if TYPE_CHECKING:
    from ..optimizer import Optimizer


class _Phase(NamedTuple):
    """The step with which it ends, and what learning rate and momentum go from and to."""

    end: float
    first_rate: str
    then_rate: str
    first_momentum: str
    then_momentum: str


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
        three_phase: fall as long as they rose, to the first rate, and only then to the last one.
        last_epoch: the step that training went on to before.

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
        three_phase: bool = False,
        last_epoch: int = -1,
    ) -> None:
        check_optimizer(optimizer)
        self.total_steps = total = _counted(total_steps, epochs, steps_per_epoch)
        if not isinstance(pct_start, float) or not 0 <= pct_start <= 1:
            raise ValueError(f"Expected float between 0 and 1 pct_start, but got {pct_start}")
        if anneal_strategy not in ("cos", "linear"):
            raise ValueError(
                f"anneal_strategy must be one of 'cos' or 'linear', instead got {anneal_strategy}"
            )
        self._anneal_func_type = anneal_strategy
        high = float(pct_start * total) - 1
        middle = float(2 * pct_start * total) - 2
        rise = _Phase(high, "initial_lr", "max_lr", "max_momentum", "base_momentum")
        rest = [_Phase(total - 1, "max_lr", "min_lr", "base_momentum", "max_momentum")]
        if three_phase:
            rest = [
                _Phase(middle, "max_lr", "initial_lr", "base_momentum", "max_momentum"),
                _Phase(total - 1, "initial_lr", "min_lr", "max_momentum", "max_momentum"),
            ]
        self._schedule_phases = [rise, *rest]
        if last_epoch == -1:
            rates = for_each_group("max_lr", optimizer, max_lr)
            _note_bounds(optimizer, rates, div_factor, final_div_factor)
        self.cycle_momentum = cycle_momentum
        if cycle_momentum:
            begin_momentum(optimizer, base_momentum, max_momentum, last_epoch == -1)
        super().__init__(optimizer, last_epoch)

    def get_lr(self) -> list[Any]:
        """Return the learning rate of each group in this step, and set the momentum.

        Raises:
            ValueError: after the last step.

        """
        step = self.last_epoch
        if step > self.total_steps:
            raise ValueError(
                f"Tried to step {step} times. The specified number of total steps is "
                f"{self.total_steps}"
            )
        phases = self._schedule_phases
        number = next((at for at, one in enumerate(phases) if step <= one.end), len(phases) - 1)
        begin, phase = phases[number - 1].end if number else 0.0, phases[number]
        share = (step - begin) / (phase.end - begin)
        anneal = _along_a_wave if self._anneal_func_type == "cos" else _evenly
        if self.cycle_momentum:
            for group in self.optimizer.param_groups:
                first, then = group[phase.first_momentum], group[phase.then_momentum]
                set_momentum(group, anneal(first, then, share))
        groups = self.optimizer.param_groups
        return [anneal(group[phase.first_rate], group[phase.then_rate], share) for group in groups]


def _counted(total_steps: Any, epochs: Any, steps_per_epoch: Any) -> int:
    given = {"total_steps": total_steps}
    if total_steps is None:
        given = {"epochs": epochs, "steps_per_epoch": steps_per_epoch}
        if None in given.values():
            raise ValueError("You must define either total_steps OR (epochs AND steps_per_epoch)")
    for name, value in given.items():
        if not isinstance(value, int) or value <= 0:
            raise ValueError(f"Expected positive integer {name}, but got {value}")
    return math.prod(given.values())


def _note_bounds(optimizer: Optimizer, rates: list[Any], less: float, least: float) -> None:
    for group, rate in zip(optimizer.param_groups, rates, strict=True):
        group["initial_lr"] = rate / less
        group["max_lr"] = rate
        group["min_lr"] = group["initial_lr"] / least


def _along_a_wave(start: float, end: float, share: float) -> float:
    return end + (start - end) / 2 * (math.cos(math.pi * share) + 1)


def _evenly(start: float, end: float, share: float) -> float:
    return (end - start) * share + start
