"""Warnings that point at the line of the program that caused them."""

from __future__ import annotations

import sys
import warnings

from .origin import in_package


def warn(message: str) -> None:
    """Warn at the innermost line outside the package, however deep in it the cause lies."""
    frame, depth = sys._getframe(1), 2
    while in_package(frame.f_code.co_filename) and frame.f_back is not None:
        frame, depth = frame.f_back, depth + 1
    warnings.warn(message, stacklevel=depth)
