"""Learning rates along waves."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

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
        if self._is_initial:
            return self._rates
        height, before = self._height(self.last_epoch), self._height(self.last_epoch - 1)
        if (self.last_epoch - 1 - self.T_max) % (2 * self.T_max) == 0:  # up again, from nothing
            rise = (1 - math.cos(math.pi / self.T_max)) / 2
            pairs = zip(self._rates, self.base_lrs, strict=True)
            return [rate + (base - self.eta_min) * rise for rate, base in pairs]
        share = height / before
        return [share * (rate - self.eta_min) + self.eta_min for rate in self._rates]

    def _height(self, epoch: int) -> float:
        return 1 + math.cos(math.pi * epoch / self.T_max)

    def _get_closed_form_lr(self) -> list[float]:
        share = self._height(self.last_epoch) / 2
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
        self.T_cur: float = last_epoch
        super().__init__(optimizer, last_epoch)

    def get_lr(self) -> list[float]:
        """Return the learning rate of each group in this epoch."""
        share = (1 + math.cos(math.pi * self.T_cur / self.T_i)) / 2
        return [self.eta_min + (base - self.eta_min) * share for base in self.base_lrs]

    def step(self, epoch: float | None = None) -> None:
        """Go on to the next epoch, or to a certain one, also within it.

        Raises:
            ValueError: for a negative epoch.

        """
        if epoch is None and self.last_epoch >= 0:
            epoch, self.T_cur = self.last_epoch + 1, self.T_cur + 1
            if self.T_cur >= self.T_i:
                self.T_cur, self.T_i = self.T_cur % self.T_i, self.T_i * self.T_mult
        else:
            epoch = epoch or 0
            self._go_to(epoch)
        self.last_epoch = math.floor(epoch)
        self._set(self.get_lr())

    def _go_to(self, epoch: float) -> None:
        if epoch < 0:
            raise ValueError(f"Expected non-negative epoch, but got {epoch}")
        ratio, first = self.T_mult, self.T_0
        restarts = int(epoch // first)
        if ratio > 1 and restarts:
            restarts = int(math.log(epoch / first * (ratio - 1) + 1, ratio))
        if ratio == 1:
            self.T_cur, self.T_i = epoch % first, first
        else:
            self.T_cur = epoch - first * (ratio**restarts - 1) / (ratio - 1)
            self.T_i = first * ratio**restarts
