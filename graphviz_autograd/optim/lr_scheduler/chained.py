"""Several schedules, one after another or at once."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from .base import LRScheduler

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..optimizer import Optimizer


class SequentialLR(LRScheduler):
    """One schedule up to each of the milestones.

    Raises:
        ValueError: if there are no schedules, or not as many milestones as changes.

    """

    def __init__(
        self,
        optimizer: Optimizer,
        schedulers: list[LRScheduler],
        milestones: list[int],
        last_epoch: int = -1,
    ) -> None:
        if not schedulers:
            raise ValueError("SequentialLR expects at least one scheduler, but got no scheduler.")
        if len(milestones) != len(schedulers) - 1:
            raise ValueError(
                "Sequential Schedulers expects number of schedulers provided to be one more than "
                f"the number of milestone points, but got number of schedulers {len(schedulers)} "
                f"and the number of milestones to be equal to {len(milestones)}"
            )
        self._schedulers = schedulers
        self._milestones = milestones
        super().__init__(optimizer, last_epoch)

    def get_lr(self) -> list[float]:
        """Return the learning rate of each group in this epoch."""
        place = bisect_right(self._milestones, self.last_epoch)
        begins = not self.last_epoch or (place and self._milestones[place - 1] == self.last_epoch)
        current = self._schedulers[place]
        current.restart() if begins else current.step()
        return current.get_last_lr()


class ChainedScheduler(LRScheduler):
    """Several schedules, each of which changes what the one before left.

    Raises:
        ValueError: if there are none.

    """

    def __init__(
        self, schedulers: Sequence[LRScheduler], optimizer: Optimizer | None = None
    ) -> None:
        if not schedulers:
            raise ValueError(
                "ChainedScheduler expects at least one scheduler to be chained, but got no "
                "scheduler."
            )
        self._schedulers = list(schedulers)
        self.optimizer = optimizer or self._schedulers[0].optimizer
        self._last_lr = self._rates

    def step(self) -> None:
        """Go on to the next epoch."""
        for one in self._schedulers:
            one.step()
        self._last_lr = self._rates
