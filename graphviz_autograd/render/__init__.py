"""From a picture to a file format. A renderer decides nothing and returns text or bytes."""

from __future__ import annotations

from pathlib import PurePath

from graphviz_autograd.render.base import Format, Picture, RenderError

FORMATS = {
    "svg": Format("svg", (".svg",), f"{__name__}.svg", needs_layout=True),
    "svgz": Format("svgz", (".svgz",), f"{__name__}.svgz", binary=True, needs_layout=True),
    "png": Format("png", (".png",), f"{__name__}.png", binary=True, scales=True, needs_layout=True),
    "pdf": Format("pdf", (".pdf",), f"{__name__}.pdf", binary=True, scales=True, needs_layout=True),
    "dot": Format("dot", (".dot", ".gv"), f"{__name__}.dot"),
    "json": Format("json", (".json",), f"{__name__}.json"),
    "mermaid": Format("mermaid", (".mmd",), f"{__name__}.mermaid"),
    "txt": Format("txt", (".txt",), f"{__name__}.text"),
}


class UnknownFormatError(ValueError):
    """A format or a suffix that no renderer serves; the message lists those that are served."""


def format_by_name(name: str) -> Format:
    """The format called ``name``.

    Raises:
        UnknownFormatError: if there is none.

    """
    if name not in FORMATS:
        raise UnknownFormatError(f"no format {name!r}; there are: {', '.join(FORMATS)}")
    return FORMATS[name]


def format_by_suffix(path: str) -> Format:
    """The format for a file called ``path``.

    Raises:
        UnknownFormatError: if its suffix is missing or is not that of a format.

    """
    suffix = PurePath(path).suffix.lower()
    for output_format in FORMATS.values():
        if suffix in output_format.suffixes:
            return output_format
    known = ", ".join(s for f in FORMATS.values() for s in f.suffixes)
    problem = f"the suffix {suffix!r}" if suffix else "no suffix"
    raise UnknownFormatError(f"{path}: {problem} names no format; there are: {known}")


__all__ = [
    "FORMATS",
    "Format",
    "Picture",
    "RenderError",
    "UnknownFormatError",
    "format_by_name",
    "format_by_suffix",
]
