"""PNG from our SVG, through resvg."""

from __future__ import annotations

import math
import struct
import zlib

import resvg_py

from graphviz_autograd.render import fonts
from graphviz_autograd.render.base import Picture, RenderError
from graphviz_autograd.render.standalone import standalone

SCALE = 2.0
"""Pixels for each pixel of the SVG: crisp on a screen of today, and in print."""

DPI = 96.0
"""Pixels of an SVG in an inch, as CSS defines them."""

MAX_PIXELS = 200_000_000
"""A raster takes four bytes a pixel while it is made."""

HEADER_END = 8 + 25
"""The signature of a PNG file and its first chunk."""

INCH = 0.0254


def render(picture: Picture, scale: float = SCALE) -> bytes:
    """``picture`` as PNG in the colours of a light page, ``scale`` times as large as the SVG.

    Raises:
        LayoutError: if Graphviz cannot make the layout.
        RenderError: if it would have more than `MAX_PIXELS`, or none.

    """
    _check_size(picture, scale)
    svg = standalone(picture)
    png = resvg_py.svg_to_bytes(
        svg_string=svg.text,
        zoom=scale,
        background=None if picture.diagram.transparent else picture.diagram.page.light,
        font_files=fonts.FILES,
        skip_system_fonts=not svg.needs_system_fonts,
    )
    return png[:HEADER_END] + _density(scale) + png[HEADER_END:]


def _check_size(picture: Picture, scale: float) -> None:
    layout = picture.layout
    width, height = math.ceil(layout.width * scale), math.ceil(layout.height * scale)
    if min(layout.width, layout.height) * scale < 1:
        raise RenderError(f"a scale of {scale:g} leaves no pixel of this drawing; use a larger one")
    if width * height > MAX_PIXELS:
        fitting = math.sqrt(MAX_PIXELS / (layout.width * layout.height))
        raise RenderError(
            f"a PNG of {width:,} × {height:,} pixels is larger than the {MAX_PIXELS:,} pixels that "
            f"are allowed; use a scale of at most {math.floor(fitting * 100) / 100:g}, or svg or "
            "pdf, which have no pixels"
        )


def _density(scale: float) -> bytes:
    """The chunk that says how large a pixel is, so that documents show the size of the SVG."""
    pixels_per_metre = round(scale * DPI / INCH)
    body = b"pHYs" + struct.pack(">IIB", pixels_per_metre, pixels_per_metre, 1)
    return struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
