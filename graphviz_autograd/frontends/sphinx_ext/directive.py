"""``.. autograd-graph::``: a snippet, run while the page is read, and the graph it computes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util import logging, parselinenos
from sphinx.util.docutils import SphinxDirective

from graphviz_autograd.diagram.theme import theme_names
from graphviz_autograd.frontends.drawing_cache import DrawingCache
from graphviz_autograd.frontends.drawing_options import (
    OPTIONS,
    flag,
    one_of,
    seconds,
    some_text,
    text,
)
from graphviz_autograd.frontends.imported_files import own_folders
from graphviz_autograd.frontends.page import Page, Request
from graphviz_autograd.frontends.snippet import Snippet, SnippetError
from graphviz_autograd.frontends.sphinx_ext.pictures import CLASS, folder, image_uri
from graphviz_autograd.frontends.sphinx_ext.transforms import INLINE
from graphviz_autograd.frontends.versions import versions

if TYPE_CHECKING:
    from graphviz_autograd.api.drawing import Drawing

HTML_MODES = ("img", "inline")

DARK_AS_WELL = "dark-light"
"""The class by which themes made with PyData's know that an image needs no change on dark pages."""

logger = logging.getLogger(__name__)


class AutogradGraph(SphinxDirective):
    """The directive; docs/embedding.md describes its options."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Any]] = {
        **OPTIONS,
        "align": one_of("left", "center", "right"),
        "alt": text,
        "caption": some_text,
        "class": directives.class_option,
        "context": flag,
        "emphasize-lines": some_text,
        "height": directives.length_or_unitless,
        "html": one_of(*HTML_MODES),
        "include-source": one_of("above", "below", "beside", "no"),
        "name": directives.unchanged,
        "no-picture": flag,
        "okexcept": flag,
        "scale": directives.percentage,
        "show": some_text,
        "timeout": seconds,
        "width": directives.length_or_percentage_or_unitless,
    }

    def run(self) -> list[nodes.Node]:
        """The code and its picture, or the code and a warning."""
        path, _, expression = self.arguments[0].partition(":") if self.arguments else ("", "", "")
        timeout = self.options.get("timeout", self.config.autograd_graph_timeout)
        try:
            read = self._read_file(path) if path else self._read_content()
            snippet = replace(read, timeout=timeout)
            code = self._literal_block(snippet)
        except (OSError, ValueError) as error:
            self._warn(str(error), "argument")
            return []
        return self._arrange(code, self._picture(self._request(snippet, expression)))

    def _read_content(self) -> Snippet:
        if not self.content and "context" in self.options:
            return Snippet("", *self.get_source_info())
        if not self.content:
            raise ValueError("autograd-graph needs a snippet or a file, or :context:")
        source, offset = self.content.info(0)
        # MyST counts from the start of the directive, docutils from the start of the file, where
        # no content can stand.
        line = offset + 1 if offset else self.lineno + self.content_offset + 1
        return Snippet("\n".join(self.content), str(source), line)

    def _read_file(self, path: str) -> Snippet:
        if self.content:
            raise ValueError("autograd-graph takes a snippet or a file, not both")
        relative, absolute = self.env.relfn2path(path)
        self.env.note_dependency(relative)
        return Snippet(Path(absolute).read_text(encoding="utf-8"), absolute)

    def _request(self, snippet: Snippet, expression: str) -> Request:
        options = {name: self.options[name] for name in OPTIONS if name in self.options}
        theme = options.setdefault("theme", self.config.autograd_graph_theme)
        if theme not in theme_names():
            options["theme"] = self.env.relfn2path(theme)[1]
        return Request(
            snippet,
            self.options.get("show", expression),
            options,
            setup=self.config.autograd_graph_setup,
            context="context" in self.options,
            okexcept="okexcept" in self.options,
            draws="no-picture" not in self.options,
        )

    def _picture(self, request: Request) -> list[nodes.Node]:
        page = self._page(request.snippet)
        cache = DrawingCache(folder(self.env))
        path = cache.path(page, request)
        # If the snippet fails there is no such file, and the page is read, and warned of, again.
        for file in (path, *page.files(request)):
            self.env.note_dependency(file)
        try:
            # Who asks for a fresh environment wants everything to be run.
            drawing = cache.draw(page, request, rerun=bool(self.env.app.fresh_env_used))
        except SnippetError as error:
            for fault in error.faults:
                self._warn(fault.message, fault.kind, f"{request.snippet.source}:{fault.line}")
            return []
        return [] if drawing is None else self._finish(self._image(drawing, path))

    def _page(self, snippet: Snippet) -> Page:
        # Sphinx clears this mapping before each page.
        folders = [str(Path(snippet.source).parent), *own_folders()]
        page = self.env.temp_data.setdefault("autograd_graph", Page(folders, versions()))
        assert isinstance(page, Page)
        return page

    def _image(self, drawing: Drawing, path: Path) -> nodes.image:
        mode = self.options.get("html", self.config.autograd_graph_html)
        image = nodes.image(
            uri=image_uri(self.env, drawing, path),
            alt=self.options.get("alt", drawing.picture.diagram.description),
            classes=[CLASS, INLINE] if mode == "inline" else [CLASS, DARK_AS_WELL],
            **{k: self.options[k] for k in ("width", "height", "scale") if k in self.options},
        )
        self.set_source_info(image)
        return image

    def _finish(self, image: nodes.image) -> list[nodes.Node]:
        """``image``, in a figure if there is a caption, with what the author says of the whole."""
        whole, messages = self._figure(image) if "caption" in self.options else (image, [])
        whole["classes"] += self.options.get("class", [])
        if "align" in self.options:
            whole["align"] = self.options["align"]
        self.add_name(whole)
        return [whole, *messages]

    def _figure(self, image: nodes.image) -> tuple[nodes.Element, list[nodes.system_message]]:
        words, messages = self.state.inline_text(self.options["caption"], self.lineno)
        figure = nodes.figure("", image, nodes.caption("", "", *words))
        self.set_source_info(figure)
        return figure, messages

    def _arrange(self, code: nodes.Element, picture: list[nodes.Node]) -> list[nodes.Node]:
        # Code whose picture failed is shown even if it was to be left out: no empty place.
        if not code.astext():
            return picture
        match self.options.get("include-source", "above"):
            case "no" if picture:
                return picture
            case "below":
                return [*picture, code]
            case "beside" if picture:
                return [nodes.container("", code, *picture, classes=[f"{CLASS}-beside"])]
        return [code, *picture]

    def _literal_block(self, snippet: Snippet) -> nodes.literal_block:
        language = "pycon" if snippet.is_session else "python"
        code = snippet.visible
        block = nodes.literal_block(code, code, language=language)
        if "emphasize-lines" in self.options:
            lines = parselinenos(self.options["emphasize-lines"], len(code.splitlines()))
            block["highlight_args"] = {"hl_lines": [line + 1 for line in lines]}
        self.set_source_info(block)
        return block

    def _warn(self, message: str, kind: str, location: str | None = None) -> None:
        where = location or "{}:{}".format(*self.get_source_info())
        logger.warning(message, location=where, type="autograd_graph", subtype=kind)
