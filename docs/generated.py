"""The command line of a script that writes a page of this folder from the program itself."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


def main(script: str, page: Path, text: str, arguments: Sequence[str]) -> int:
    """Write ``text`` to ``page``; or, with ``--check``, return 1 if it is not what stands there."""
    if "--check" not in arguments:
        page.write_text(text, encoding="utf-8")
        return 0
    if page.exists() and page.read_text(encoding="utf-8") == text:
        return 0
    print(f"{page.name} is out of date: run python docs/{Path(script).name}")
    return 1
