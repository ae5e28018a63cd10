"""Which ways of computing attention may be chosen: as one node, or written out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum


class SDPBackend(IntEnum):
    """Ways of computing attention, of which the CPU has the first two."""

    ERROR = -1
    MATH = 0
    FLASH_ATTENTION = 1
    EFFICIENT_ATTENTION = 2
    CUDNN_ATTENTION = 3
    OVERRIDEABLE = 4

    def __str__(self) -> str:
        return f"SDPBackend.{self.name}"

    def __repr__(self) -> str:
        return f"<{self}: {self.value}>"


_chosen = [frozenset({SDPBackend.MATH, SDPBackend.FLASH_ATTENTION})]


@contextmanager
def sdpa_kernel(
    backends: list[SDPBackend] | SDPBackend,
    set_priority: bool = False,  # noqa: ARG001 - there are two ways, the fused one goes first
) -> Iterator[None]:
    """Compute attention in some ways only, within a ``with`` block or a decorated function.

    Raises:
        AssertionError: for anything that is no backend, or list of them.

    """
    if not isinstance(backends, (list, SDPBackend)):
        raise AssertionError(
            "Backend must be an instance of SDPBackend or a list of SDPBackend instances, got "
            f"{type(backends).__name__}"
        )
    _chosen.append(frozenset([backends] if isinstance(backends, SDPBackend) else backends))
    try:
        yield
    finally:
        _chosen.pop()


def is_fused(possible: bool) -> bool:
    """Return whether attention is one node, where that is possible.

    Raises:
        RuntimeError: if no way that may be chosen can be.

    """
    fused = SDPBackend.FLASH_ATTENTION in _chosen[-1] and possible
    if not fused and SDPBackend.MATH not in _chosen[-1]:
        raise RuntimeError(
            "No viable backend for scaled_dot_product_attention was found. This is likely due to "
            "turning off both the math kernel and the fused kernels."
            if SDPBackend.FLASH_ATTENTION not in _chosen[-1]
            else "No available kernel.  Aborting execution."
        )
    return fused
