"""The momentum of an optimizer, which goes against the learning rate in some schedules."""

from __future__ import annotations

from typing import Any

from ..optimizer import Optimizer
from .base import for_each_group


def begin_momentum(optimizer: Optimizer, lowest: Any, highest: Any, anew: bool) -> None:
    """Note the bounds of the momentum in every group, and begin with the highest.

    Raises:
        ValueError: if the optimizer has no momentum.

    """
    if not {"momentum", "betas"} & optimizer.defaults.keys():
        raise ValueError(
            "optimizer must support momentum or beta1 with `cycle_momentum` option enabled"
        )
    most = for_each_group("max_momentum", optimizer, highest)
    least = for_each_group("base_momentum", optimizer, lowest)
    if not anew:
        return
    for group, high, low in zip(optimizer.param_groups, most, least, strict=True):
        set_momentum(group, high)
        group["max_momentum"], group["base_momentum"] = high, low


def set_momentum(group: dict[str, Any], momentum: float) -> None:
    """Set the momentum of a group, which with Adam and its kin is the first of the betas."""
    if "betas" in group:
        group["betas"] = (momentum, *group["betas"][1:])
    else:
        group["momentum"] = momentum
