"""The block after a fence that holds its picture, and knows what it was made from."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from graphviz_autograd.frontends.markdown.fences import MARK

_FIRST = re.compile(rf"[ \t]*<!-- {MARK} ([0-9a-f]+) .*checksum ([0-9a-f]+) -->")
_LAST = f"<!-- /{MARK} -->"


@dataclass(frozen=True)
class Block:
    """The block in the lines from ``start`` to before ``end``.

    ``digest`` is of what it was made from, and ``is_edited`` whether someone changed it since.
    """

    start: int
    end: int
    digest: str = ""
    is_edited: bool = False


def find_block(lines: Sequence[str], after: int) -> Block:
    """The block that follows the fence that ends before line ``after``, or an empty one there."""
    start = after
    while start < len(lines) and not lines[start].strip():
        start += 1
    first = _FIRST.fullmatch(lines[start]) if start < len(lines) else None
    if first is None:
        return Block(after, after)
    for end in range(start + 1, len(lines)):
        if lines[end].strip() == _LAST:
            content = lines[start + 1 : end]
            return Block(start, end + 1, first[1], _checksum(content) != first[2])
    return Block(start, start + 1, first[1], is_edited=True)


def block_lines(digest: str, content: Sequence[str], indent: str) -> list[str]:
    """The lines of a block with ``content``, as far to the right as its fence."""
    made = f"made by graphviz-autograd docs update; checksum {_checksum(content)}"
    lines = [f"<!-- {MARK} {digest} {made} -->", *content, _LAST]
    return [f"{indent}{line}".rstrip() for line in lines]


def _checksum(content: Sequence[str]) -> str:
    """Of the words alone: how far to the right they stand does not matter."""
    text = "\n".join(line.strip() for line in content)
    return hashlib.sha256(text.encode()).hexdigest()[:8]
