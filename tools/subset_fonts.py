"""Make the fonts of PNG and PDF from the folders that hold Liberation 2.1.5 and DejaVu 2.37.

``python tools/subset_fonts.py LIBERATION DEJAVU`` writes ``graphviz_autograd/render/fonts/``. The
licence of Liberation reserves its name for unmodified fonts, so the results have names of their
own; these also keep an installed font from standing in for a bundled one.
"""

import json
import sys
from itertools import groupby
from pathlib import Path

from fontTools import subset
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

TARGET = Path(__file__).parents[1] / "graphviz_autograd" / "render" / "fonts"
FONTS = {
    "sans": ("LiberationSans-Regular.ttf", "Autograd Sans", "Regular"),
    "sans-bold": ("LiberationSans-Bold.ttf", "Autograd Sans", "Bold"),
    "sans-italic": ("LiberationSans-Italic.ttf", "Autograd Sans", "Italic"),
    "serif-italic": ("LiberationSerif-Italic.ttf", "Autograd Serif", "Italic"),
    "signs": ("DejaVuSans.ttf", "Autograd Signs", "Regular"),
    "symbols": ("DejaVuSans.ttf", "Autograd Symbols", "Regular"),
    "mono": ("DejaVuSansMono.ttf", "Autograd Mono", "Regular"),
    "mono-bold": ("DejaVuSansMono-Bold.ttf", "Autograd Mono", "Bold"),
}
SIGNS = set(range(0x2000, 0x2C00))
"""Signs that stand in a text.

A text that a font has as a whole is set in it as a whole: the font of signs has no letters.
"""
KEPT_NAMES = (0, 13, 14)
"""Copyright and licence; family, style, full and PostScript name are written anew."""
EPOCH = 2082844800
"""1970 as fonts count seconds: the files are the same whenever they are made."""


def main(*folders: str) -> None:
    """Write each font of `FONTS`, and the ranges of characters that they have together."""
    covered: set[int] = set()
    signs: set[int] = set()
    for name, (file, family, style) in FONTS.items():
        source = next(path for folder in folders for path in Path(folder).rglob(file))
        font = TTFont(source, recalcTimestamp=False)
        characters = set(font.getBestCmap())
        if name == "signs":
            signs = characters & SIGNS - covered
            _subset(font, signs)
        else:
            _subset(font, characters - signs if name == "symbols" else characters)
            _add_superscripts(font)
        _rename(font, family, style)
        font["head"].created = font["head"].modified = EPOCH
        font.save(TARGET / f"{name}.ttf")
        covered |= set(font.getBestCmap())
    (TARGET / "coverage.json").write_text(json.dumps(_ranges(covered)) + "\n", encoding="utf-8")


def _subset(font: TTFont, characters: set[int]) -> None:
    """Without hints for small screens and without alternative glyphs."""
    options = subset.Options(hinting=False, name_IDs=KEPT_NAMES, drop_tables=["FFTM", "DSIG"])
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)


def _add_superscripts(font: TTFont) -> None:
    """Raise and shrink the minus and the zero to those of an exponent, which Liberation lacks.

    A text with one character that its font lacks is set in another font as a whole.
    """
    characters, glyphs, widths = font.getBestCmap(), font["glyf"], font["hmtx"]
    four, raised = characters[ord("4")], characters[ord("⁴")]
    scale = widths[raised][0] / widths[four][0]
    lift = glyphs[raised].yMin - scale * glyphs[four].yMin
    for sign, base in (("⁻", "−"), ("⁰", "0")):
        if ord(sign) in characters:
            continue
        pen = TTGlyphPen(font.getGlyphSet())
        pen.addComponent(characters[ord(base)], (scale, 0, 0, scale, 0, lift))
        name = f"superscript.{characters[ord(base)]}"
        glyphs[name] = pen.glyph()
        widths[name] = tuple(round(scale * size) for size in widths[characters[ord(base)]])
        for table in font["cmap"].tables:
            if table.isUnicode():
                table.cmap[ord(sign)] = name


def _rename(font: TTFont, family: str, style: str) -> None:
    full = f"{family} {style}"
    names = {1: family, 2: style, 3: full, 4: full, 6: full.replace(" ", "-")}
    for key, value in names.items():
        font["name"].setName(value, key, 3, 1, 0x409)


def _ranges(characters: set[int]) -> list[list[int]]:
    """``characters`` as pairs of the first and the last of each run."""
    runs = groupby(enumerate(sorted(characters)), key=lambda pair: pair[1] - pair[0])
    lists = [[char for _, char in run] for _, run in runs]
    return [[run[0], run[-1]] for run in lists]


if __name__ == "__main__":
    main(*sys.argv[1:])
