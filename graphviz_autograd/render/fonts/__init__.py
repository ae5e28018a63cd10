"""The fonts of PNG and PDF, so that text looks the same on every machine.

Those of ``sans`` have the metrics that `layout/text_metrics.json` was measured with;
``signs`` has the signs they lack and no letters, ``symbols`` the letters they lack.
`tools/subset_fonts.py` makes all of them.
"""

from __future__ import annotations

import json
import unicodedata
from bisect import bisect_right
from functools import cache
from importlib.resources import files
from pathlib import Path

from graphviz_autograd.diagram.model import Diagram
from graphviz_autograd.render.svg_style import spans

FOLDER = Path(str(files(__name__)))
NAMES = (
    "sans",
    "sans-bold",
    "sans-italic",
    "serif-italic",
    "signs",
    "symbols",
    "mono",
    "mono-bold",
)
FILES = [str(FOLDER / f"{name}.ttf") for name in NAMES]
"""In the order in which they are searched for a character."""

INVISIBLE = ("Cc", "Cf", "Cs")


def missing_characters(diagram: Diagram) -> list[str]:
    """The characters of ``diagram`` that no bundled font has, in the order of their code points."""
    drawn = {char for span in spans(diagram) for char in span.text}
    return sorted(char for char in drawn if not _is_bundled(char))


def _is_bundled(char: str) -> bool:
    if unicodedata.category(char) in INVISIBLE:
        return True
    ranges = _ranges()
    place = bisect_right(ranges, [ord(char), 0x10FFFF]) - 1
    return place >= 0 and ord(char) <= ranges[place][1]


@cache
def _ranges() -> list[list[int]]:
    """The first and the last of each run of code points that the fonts have, sorted."""
    ranges: list[list[int]] = json.loads((FOLDER / "coverage.json").read_text(encoding="utf-8"))
    return ranges
