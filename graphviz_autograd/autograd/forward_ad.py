"""``torch.autograd.forward_ad``: not supported, and says so."""

from __future__ import annotations

from typing import Any, Never

__all__ = ["dual_level", "enter_dual_level", "exit_dual_level", "make_dual", "unpack_dual"]


def _unsupported(*_: Any, **__: Any) -> Never:
    """Raise NotImplementedError."""
    raise NotImplementedError("forward-mode differentiation is not supported")


dual_level = enter_dual_level = exit_dual_level = make_dual = unpack_dual = _unsupported
