"""Where an operation was made: captured as two numbers, resolved only when asked."""

from __future__ import annotations

import itertools
import os
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from types import CodeType

_ENGINE = os.path.dirname(__file__)


@dataclass(frozen=True, slots=True)
class Place:
    """The source text of an expression: lines from 1, columns from 0 in UTF-8 bytes."""

    filename: str
    lineno: int | None
    end_lineno: int | None
    col: int | None
    end_col: int | None
    function: str


class Origin(NamedTuple):
    """A code object and the offset of one of its instructions."""

    code: CodeType
    offset: int

    def resolve(self) -> Place:
        """Return the place of the instruction in the source."""
        positions = next(itertools.islice(self.code.co_positions(), self.offset // 2, None))
        return Place(self.code.co_filename, *positions, self.code.co_qualname)


def capture() -> Origin | None:
    """Return where the innermost caller outside the engine stands."""
    frame = sys._getframe(1)
    while frame.f_code.co_filename.startswith(_ENGINE):
        if frame.f_back is None:
            return None
        frame = frame.f_back
    return Origin(frame.f_code, frame.f_lasti)
