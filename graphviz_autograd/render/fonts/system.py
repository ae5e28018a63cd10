"""Which characters the fonts of this machine have, found out by drawing them."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Sequence

import resvg_py

from graphviz_autograd.render.fonts import FILES
from graphviz_autograd.render.xml import text

SIGNATURE_LENGTH = 8
SIZE = 8
OFFSETS = range(-SIZE, SIZE)
BAND = 2 * SIZE
ROWS = BAND * len(OFFSETS)


def lost_characters(characters: Sequence[str]) -> list[str]:
    """Those of ``characters`` that no font of this machine has.

    Each is drawn in an image one pixel wide, once for each pixel that it could reach, in bands
    below each other: a character without a font leaves all of its bands empty.
    """
    if not characters:
        return []
    lines = (_bands(char, i * ROWS) for i, char in enumerate(characters))
    png = resvg_py.svg_to_bytes(
        svg_string='<svg xmlns="http://www.w3.org/2000/svg" font-family="Autograd Sans" '
        f'font-size="{SIZE}" width="1" height="{len(characters) * ROWS}">{"".join(lines)}</svg>',
        font_files=FILES,
    )
    alpha = list(_column(png))
    return [c for i, c in enumerate(characters) if not any(alpha[i * ROWS : (i + 1) * ROWS])]


def _bands(char: str, top: int) -> str:
    baselines = range(top + BAND - SIZE // 2, top + ROWS, BAND)
    places = zip(OFFSETS, baselines, strict=True)
    return "".join(f'<text x="{x}" y="{y}">{text(char)}</text>' for x, y in places)


def _column(png: bytes) -> Iterator[int]:
    """The alpha of each pixel of a PNG image that is one pixel wide.

    A row is the number of a filter and four bytes; with nothing to its left a filter adds all,
    half or nothing of the pixel above.
    """
    data = zlib.decompress(b"".join(_image_data(png)))
    alpha = 0
    for filter_type, stored in zip(data[0::5], data[4::5], strict=True):
        above = {2: alpha, 3: alpha // 2, 4: alpha}.get(filter_type, 0)
        alpha = (stored + above) % 256
        yield alpha


def _image_data(png: bytes) -> Iterator[bytes]:
    place = SIGNATURE_LENGTH
    while place < len(png):
        length, kind = struct.unpack_from(">I4s", png, place)
        if kind == b"IDAT":
            yield png[place + 8 : place + 8 + length]
        place += length + 12
