"""The fenced blocks of a Markdown file that ask for a picture."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

MARK = "autograd-graph"
"""The word after the language of a fence that asks for a picture."""

_OPENING = re.compile(r"(?P<indent>[ \t]*)(?P<fence>`{3,}|~{3,})(?P<info>[^`]*)")


@dataclass(frozen=True)
class Fence:
    """A marked fence: its ``code``, the ``options`` after the mark, and where it stands.

    ``first_line`` is the line of the code, from 1; ``end`` the index of the line after the fence.
    """

    code: str
    options: str
    indent: str
    first_line: int
    end: int


def find_fences(lines: Sequence[str]) -> Iterator[Fence]:
    """The marked fences of ``lines``; what another fence shows as an example is not one."""
    index = 0
    while index < len(lines):
        opening = _OPENING.fullmatch(lines[index])
        index += 1
        if opening is None:
            continue
        end = _end(lines, index, opening["fence"])
        _, _, rest = opening["info"].strip().partition(" ")
        mark, _, options = rest.strip().partition(" ")
        if mark == MARK:
            code = [line.removeprefix(opening["indent"]) for line in lines[index : end - 1]]
            yield Fence("\n".join(code), options, opening["indent"], index + 1, end)
        index = end


def _end(lines: Sequence[str], start: int, fence: str) -> int:
    """The index of the line after the one that closes ``fence``."""
    for index in range(start, len(lines)):
        line = lines[index].strip()
        if line.startswith(fence) and not line.strip(fence[0]):
            return index + 1
    return len(lines) + 1
