"""Names to offer in place of one that was not found."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

MAX_NAMES = 8


def closest_first(word: str, names: Iterable[str]) -> list[str]:
    """``names`` by how much they are like ``word``; of equals, the first stays first.

    >>> closest_first("los", ["w", "loss", "x"])
    ['loss', 'w', 'x']
    """
    from difflib import SequenceMatcher

    return sorted(names, key=lambda name: -SequenceMatcher(None, word, name).ratio())


def listed(names: list[str]) -> str:
    """The first of ``names``, as a list in a sentence, and how many more there are."""
    more = len(names) - MAX_NAMES
    return ", ".join(names[:MAX_NAMES]) + (f" and {more} more" if more > 0 else "")


def offer(word: str, names: Iterable[str], introduction: str) -> str:
    """The end of a message that says which names there are, closest to ``word`` first."""
    found = closest_first(word, names)
    return f"; {introduction} {listed(found)}" if found else ""


def offer_close(word: str, names: Iterable[str]) -> str:
    """The end of a message about a name that may be misspelt, one of many."""
    from difflib import get_close_matches

    close = get_close_matches(word, names)
    return f"; did you mean {' or '.join(close)}?" if close else ""


def offer_files(path: str) -> str:
    """The end of a message that says which files of that kind stand where ``path`` should."""
    wanted = Path(path)
    if not wanted.parent.is_dir():
        return f"; there is no folder {wanted.parent}"
    files = sorted(str(file) for file in wanted.parent.glob(f"*{wanted.suffix}") if file.is_file())
    return offer(path, files, "there are")
