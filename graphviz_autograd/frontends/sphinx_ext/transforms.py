"""What becomes of a picture when a page is written: inline SVG, another format, or its text."""

from __future__ import annotations

import re
from html import escape
from importlib.util import find_spec
from os import PathLike
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.transforms.post_transforms.images import ImageConverter
from sphinx.util import logging

from graphviz_autograd.files import write_atomically
from graphviz_autograd.frontends.drawing_cache import load
from graphviz_autograd.frontends.sphinx_ext.pictures import CLASS

logger = logging.getLogger(__name__)

INLINE = "autograd-graph-inline"
"""The class of an image that is to be part of its page."""

_SALT = re.compile(r'id="(ag-[0-9a-f]+)"')
_DARK = re.compile(r"#([\w-]+)\{([^}]*)\}\n@media\(prefers-color-scheme:dark\)\{#\1\{([^}]*)\}\}")
_SIZE = re.compile(r' width="[^"]*" height="[^"]*"')


class InlineTransform(SphinxPostTransform):
    """Puts an SVG into its HTML page: text that can be searched, and colours that can be set."""

    default_priority = 100
    formats = ("html",)

    def run(self, **_: Any) -> None:
        """Replace the images of this document that are to be inline."""
        images = [i for i in self.document.findall(nodes.image) if INLINE in i["classes"]]
        for number, image in enumerate(images):
            svg = Path(self.env.srcdir, image["uri"]).read_text(encoding="utf-8")
            image.replace_self(_inlined(image, _of_page(svg, number)))


def _inlined(image: nodes.image, svg: str) -> nodes.container:
    svg = svg.replace("<svg ", f'<svg aria-label="{escape(image["alt"])}" ', 1)
    if "width" in image:
        svg = _SIZE.sub(f' style="width:{escape(image["width"])};height:auto"', svg, count=1)
    classes = [*image["classes"], f"align-{image.get('align', 'default')}"]
    raw = nodes.raw("", svg, format="html")
    return nodes.container("", raw, classes=classes, ids=image["ids"], names=image["names"])


def _of_page(svg: str, number: int) -> str:
    """``svg`` with ids that no other drawing of the page has, in the colour scheme of the page."""
    match = _SALT.search(svg)
    salt = match[1] if match else ""
    named = svg.replace(salt, f"{salt}-{number}") if salt else svg
    return re.sub(r' aria-labelledby="[^"]*"', "", _DARK.sub(_scheme, named), count=1)


def _scheme(rules: re.Match[str]) -> str:
    """The two values of each colour, of which the scheme of the element around chooses one."""
    pairs = zip(rules[2].split(";"), rules[3].split(";"), strict=True)
    colors = ";".join(_light_dark(light, dark) for light, dark in pairs)
    return f"#{rules[1]}{{{colors}}}"


def _light_dark(light: str, dark: str) -> str:
    name, _, value = light.partition(":")
    return f"{name}:light-dark({value},{dark.partition(':')[2]})"


class PictureConverter(ImageConverter):
    """Makes a PDF or PNG of our pictures for builders that take no SVG."""

    default_priority = 150  # before the general converters, which need programs of the machine

    @property
    def conversion_rules(self) -> list[tuple[str, str]]:  # type: ignore[override]
        """PDF if its library is installed, and PNG."""
        targets = ["application/pdf", "image/png"] if find_spec("typst") else ["image/png"]
        return [("image/svg+xml", target) for target in targets]

    def is_available(self) -> bool:
        """Yes: `conversion_rules` are those that are."""
        return True

    def match(self, node: nodes.image) -> bool:
        """Whether ``node`` is one of our pictures, and in a format that the builder lacks."""
        return CLASS in node["classes"] and super().match(node)

    def convert(self, _from: str | PathLike[str], _to: str | PathLike[str]) -> bool:
        """Write the drawing behind ``_from`` to ``_to``; false if that cannot be."""
        drawing = load(Path(_from).with_suffix(".pickle"))
        if drawing is None:
            return False
        try:
            write_atomically(_to, drawing.render(Path(_to).suffix[1:]))
        except (RuntimeError, OSError) as error:
            logger.warning("%s: %s", _to, error, type="autograd_graph", subtype="draw")
            return False
        return True


class AltTextTransform(SphinxPostTransform):
    """Puts the ``alt`` text in place of a picture that the builder cannot show."""

    default_priority = 300  # after all image converters

    def run(self, **_: Any) -> None:
        """Replace the images of this document."""
        supported = set(self.app.builder.supported_image_types)
        for image in list(self.document.findall(nodes.image)):
            if supported and CLASS in image["classes"] and not _shows(image, supported):
                alt = nodes.emphasis("", image["alt"])
                image.replace_self(nodes.paragraph("", "", alt))


def _shows(image: nodes.image, supported: set[str]) -> bool:
    return "image/svg+xml" in supported or not image["uri"].endswith(".svg")
