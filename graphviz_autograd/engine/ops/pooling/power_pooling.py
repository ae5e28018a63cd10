"""Pooling by power means."""

from __future__ import annotations

from typing import Any

from ..activations.activation import relu
from ..pointwise.elementwise import sign
from ..record import composite
from . import pooling_checks as checks
from .average_pooling import avg_pool1d, avg_pool2d, avg_pool3d


def _power_mean(average: Any, norm_type: float, count: int) -> Any:
    """Return the root of the sum of powers, from their mean over ``count`` elements."""
    return (sign(average) * relu(average.abs()) * count).pow(1.0 / norm_type)


@composite
def lp_pool1d(
    input: Any, norm_type: float, kernel_size: int, stride: Any = None, ceil_mode: bool = False
) -> Any:
    """Return the ``norm_type``-norm of each window of (n, c, l) or (c, l)."""
    average = avg_pool1d(input.pow(norm_type), kernel_size, stride, 0, ceil_mode)
    return _power_mean(average, norm_type, kernel_size)


@composite
def lp_pool2d(
    input: Any, norm_type: float, kernel_size: Any, stride: Any = None, ceil_mode: bool = False
) -> Any:
    """Return the ``norm_type``-norm of each window of (n, c, h, w) or (c, h, w)."""
    ((high, wide), *_) = checks.sizes("lp_pool2d", 2, kernel_size, stride, 0)
    average = avg_pool2d(input.pow(norm_type), kernel_size, stride, 0, ceil_mode)
    return _power_mean(average, norm_type, high * wide)


@composite
def lp_pool3d(
    input: Any, norm_type: float, kernel_size: Any, stride: Any = None, ceil_mode: bool = False
) -> Any:
    """Return the ``norm_type``-norm of each window of (n, c, d, h, w) or (c, d, h, w)."""
    ((deep, high, wide), *_) = checks.sizes("lp_pool3d", 3, kernel_size, stride, 0)
    average = avg_pool3d(input.pow(norm_type), kernel_size, stride, 0, ceil_mode)
    return _power_mean(average, norm_type, deep * high * wide)
