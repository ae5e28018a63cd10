"""Where a program stands when it calls PyTorch: the innermost line of its own."""

from __future__ import annotations

import os
import sys
from functools import cache
from types import CodeType

from graphviz_autograd.engine import origin
from graphviz_autograd.sources.base import Place

Origin = tuple[CodeType, int]
"""A code object and the offset of one of its instructions."""


def caller(depth: int) -> Origin:
    """Where the innermost frame outside PyTorch stands, from ``depth`` frames up."""
    frame = sys._getframe(depth + 1)
    while is_torch(frame.f_code.co_filename) and frame.f_back is not None:
        frame = frame.f_back
    return frame.f_code, frame.f_lasti


def place_of(where: Origin) -> Place | None:
    """The line and the expression at ``where``."""
    found = origin.resolve(*where)
    if found.lineno is None:
        return None
    return Place(found.filename, found.lineno, origin.source_text(found))


@cache
def is_torch(filename: str) -> bool:
    """Whether a file is one of PyTorch's own."""
    return filename.startswith(_torch_folder())


@cache
def _torch_folder() -> str:
    return os.path.join(os.path.dirname(sys.modules["torch"].__file__ or ""), "")
