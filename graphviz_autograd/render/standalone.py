"""The SVG for libraries that know no CSS variables, set in the bundled fonts."""

from __future__ import annotations

import re
import warnings
from typing import NamedTuple

from graphviz_autograd.render.base import Picture
from graphviz_autograd.render.fonts import missing_characters
from graphviz_autograd.render.fonts.system import lost_characters
from graphviz_autograd.render.svg import document
from graphviz_autograd.render.svg_style import static_stylesheet
from graphviz_autograd.render.xml import number

_ROW = re.compile(
    r'(?P<start><text class="[^"]*" x=")(?P<x>[-\d.]+)'
    r'(?P<runs>" y="[-\d.]+">[^<]*<tspan.*?</text>)'
)
"""A row that is centred: one that starts at its x says so."""

_GAP = re.compile(r' dx="([\d.]+)"')

TEXT_STYLE = 0xFE0E
"""Says that the character before is no emoji. As a glyph of its own, it costs a sign its font."""

REPLACEMENT = "\ufffd"
SHOWN = 20


class MissingFontWarning(UserWarning):
    """A PNG or PDF has characters that neither the bundled fonts nor the machine's have."""


class StandaloneSvg(NamedTuple):
    """An SVG document, and whether it needs fonts that are not bundled."""

    text: str
    needs_system_fonts: bool


def standalone(picture: Picture) -> StandaloneSvg:
    """``picture`` in the colours of a light page; a warning names characters without a font."""
    missing = missing_characters(picture.diagram)
    lost = lost_characters(missing)
    if lost:
        _warn(lost)
    svg = _ROW.sub(_centred, document(picture, static_stylesheet))
    replaced = svg.translate({TEXT_STYLE: None, **dict.fromkeys(map(ord, lost), REPLACEMENT)})
    return StandaloneSvg(replaced, len(missing) > len(lost))


def _centred(row: re.Match[str]) -> str:
    """A row of text moved by what the library forgets as it centres it: the gaps between runs."""
    gaps = sum(map(float, _GAP.findall(row["runs"])))
    return f"{row['start']}{number(float(row['x']) - gaps / 2)}{row['runs']}"


def _warn(lost: list[str]) -> None:
    more = " and others" if len(lost) > SHOWN else ""
    warnings.warn(
        f"no font has {' '.join(lost[:SHOWN])}{more}: {REPLACEMENT} is drawn instead; "
        "install a font for them, or use svg, which leaves the fonts to its viewer",
        MissingFontWarning,
        stacklevel=2,
    )
