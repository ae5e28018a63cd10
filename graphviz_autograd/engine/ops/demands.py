"""What an operation demands of its arguments."""

from __future__ import annotations


def require(holds: bool, message: str) -> None:
    """Raise a RuntimeError with ``message`` unless the condition holds."""
    if not holds:
        raise RuntimeError(message)
