"""The SVG for libraries that know no CSS variables, set in the bundled fonts."""

from __future__ import annotations

import warnings
from typing import NamedTuple

from graphviz_autograd.render.base import Picture
from graphviz_autograd.render.fonts import missing_characters
from graphviz_autograd.render.fonts.system import lost_characters
from graphviz_autograd.render.svg import document
from graphviz_autograd.render.svg_style import static_stylesheet

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
    svg = document(picture, static_stylesheet)
    replaced = svg.translate(dict.fromkeys(map(ord, lost), REPLACEMENT))
    return StandaloneSvg(replaced, len(missing) > len(lost))


def _warn(lost: list[str]) -> None:
    more = " and others" if len(lost) > SHOWN else ""
    warnings.warn(
        f"no font has {' '.join(lost[:SHOWN])}{more}: {REPLACEMENT} is drawn instead; "
        "install a font for them, or use svg, which leaves the fonts to its viewer",
        MissingFontWarning,
        stacklevel=2,
    )
