"""PDF from our SVG, through Typst: vectors, and text that can be selected and searched."""

from __future__ import annotations

import math

from graphviz_autograd.render import fonts
from graphviz_autograd.render.base import Picture, RenderError
from graphviz_autograd.render.standalone import standalone
from graphviz_autograd.render.xml import allowed

POINTS_PER_PIXEL = 0.75
MAX_SIDE = 14_400
"""Points: viewers show no larger page."""

SOURCE = b"""
#set document(title: sys.inputs.title, date: none)
#set page(width: auto, height: auto, margin: 0pt)
#image(
  bytes(sys.inputs.svg),
  format: "svg",
  width: float(sys.inputs.width) * 1pt,
  alt: sys.inputs.description,
)
"""


def render(picture: Picture, scale: float = 1.0) -> bytes:
    """``picture`` as a PDF of one page in the colours of a light page.

    A pixel of the SVG is ``scale`` times 1/96 inch.

    Raises:
        LayoutError: if Graphviz cannot make the layout.
        RenderError: if Typst is not installed, or the page would be longer than `MAX_SIDE`.

    """
    try:
        import typst
    except ImportError:
        raise RenderError(
            "PDF needs the package typst; run: pip install 'graphviz-autograd[pdf]'"
        ) from None
    width, svg = _page_width(picture, scale), standalone(picture)
    bundled = typst.Fonts(
        include_system_fonts=svg.needs_system_fonts,
        include_embedded_fonts=False,
        font_paths=[str(fonts.FOLDER)],
    )
    inputs = {
        "svg": svg.text,
        "width": f"{width:.3f}",
        "title": allowed(picture.diagram.title),
        "description": allowed(picture.diagram.description),
    }
    pdf: bytes = typst.compile(
        SOURCE, font_paths=bundled, sys_inputs=inputs, format="pdf", timestamp=0
    )
    return pdf


def _page_width(picture: Picture, scale: float) -> float:
    width, height = (
        length * POINTS_PER_PIXEL * scale
        for length in (picture.layout.width, picture.layout.height)
    )
    if max(width, height) > MAX_SIDE:
        fitting = scale * MAX_SIDE / max(width, height)
        raise RenderError(
            f"a PDF page of {width:,.0f} × {height:,.0f} points is longer than the {MAX_SIDE:,} "
            f"points that viewers show; use a scale of at most "
            f"{math.floor(fitting * 1000) / 1000:g}, or svg"
        )
    return width
