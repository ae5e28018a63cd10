"""SVG, compressed: the same bytes for the same drawing, whenever it is made."""

from __future__ import annotations

import gzip
from io import BytesIO

from graphviz_autograd.render import svg
from graphviz_autograd.render.base import Picture


def render(picture: Picture) -> bytes:
    """``picture`` as gzipped SVG, which holds neither a time nor a file name."""
    file = BytesIO()
    with gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0) as stream:
        stream.write(svg.render(picture).encode())
    return file.getvalue()
