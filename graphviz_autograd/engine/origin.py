"""Where an operation was made: captured as two numbers, resolved only when asked.

Capturing is a mode (``record_origins``): on an operation on scalars, whose forward and backward
take 2 us, it costs another 0.6 us, and 100 bytes.
"""

from __future__ import annotations

import itertools
import linecache
import os
import sys
from types import CodeType
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    # A code object and the offset of one of its instructions.
    Origin = tuple[CodeType, int]

# Modules and optimizers too are no code of a program's own.
_PACKAGE = os.path.join(os.path.dirname(os.path.dirname(__file__)), "")


class Place(NamedTuple):
    """The source text of an expression: lines from 1, columns from 0 in UTF-8 bytes."""

    filename: str
    lineno: int | None
    end_lineno: int | None
    col: int | None
    end_col: int | None
    function: str


def resolve(code: CodeType, offset: int) -> Place:
    """Return the place in the source of an instruction, given its offset in bytes."""
    positions = next(itertools.islice(code.co_positions(), offset // 2, None))
    return Place(code.co_filename, *positions, code.co_qualname)


def origin_among(notes: tuple[Any, ...]) -> Origin | None:
    """Return where a node was made, if it is among the node's notes."""
    return next((one for one in notes if isinstance(one[0], CodeType)), None)


def source_text(place: Place) -> str:
    """Return the expression at ``place`` as it is written, its lines joined; empty if unknown."""
    if place.lineno is None or place.end_lineno is None:
        return ""
    numbers = range(place.lineno, place.end_lineno + 1)
    lines = [linecache.getline(place.filename, one).encode() for one in numbers]
    lines[-1] = lines[-1][: place.end_col]
    lines[0] = lines[0][place.col :]
    return b" ".join(line.strip() for line in lines).decode(errors="replace")


def in_package(filename: str) -> bool:
    """Return whether a frame of that file is the package's own, not its user's."""
    return filename.startswith(_PACKAGE)


def capture(depth: int) -> Origin:
    """Return where the innermost caller outside the package stands, or the outermost of all.

    The search starts with the caller ``depth`` frames up.
    """
    frame = sys._getframe(depth + 1)
    while frame.f_code.co_filename.startswith(_PACKAGE):
        if frame.f_back is None:
            break
        frame = frame.f_back
    return frame.f_code, frame.f_lasti
