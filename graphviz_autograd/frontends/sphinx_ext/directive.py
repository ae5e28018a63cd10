"""``.. autograd-graph::``: a snippet, run while the page is read, and the graph it computes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util import logging, parselinenos
from sphinx.util.docutils import SphinxDirective

from graphviz_autograd.api import draw
from graphviz_autograd.diagram.model import Direction
from graphviz_autograd.frontends.sphinx_ext.pictures import CLASS, image_uri
from graphviz_autograd.frontends.sphinx_ext.snippet import Snippet, shown
from graphviz_autograd.graph.views import View

if TYPE_CHECKING:
    from collections.abc import Callable

DRAW_OPTIONS = ("direction", "hide", "theme", "title", "view")
"""Options that `draw` takes by the same name."""

logger = logging.getLogger(__name__)


def _one_of(*values: str) -> Callable[[str], str]:
    return lambda argument: str(directives.choice(argument, values))


class AutogradGraph(SphinxDirective):
    """The directive; docs/embedding.md describes its options."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Any]] = {
        "align": _one_of("left", "center", "right"),
        "alt": directives.unchanged,
        "backward": directives.flag,
        "caption": directives.unchanged_required,
        "class": directives.class_option,
        "context": directives.flag,
        "direction": _one_of(*Direction),
        "emphasize-lines": directives.unchanged_required,
        "facets": directives.unchanged_required,
        "height": directives.length_or_unitless,
        "hide": directives.unchanged,
        "include-source": _one_of("above", "below", "no"),
        "name": directives.unchanged,
        "no-legend": directives.flag,
        "no-picture": directives.flag,
        "okexcept": directives.flag,
        "scale": directives.percentage,
        "show": directives.unchanged_required,
        "theme": directives.unchanged_required,
        "title": directives.unchanged_required,
        "view": _one_of(*View),
        "width": directives.length_or_percentage_or_unitless,
    }

    def run(self) -> list[nodes.Node]:
        """The code and its picture, or the code and a warning."""
        path, _, expression = self.arguments[0].partition(":") if self.arguments else ("", "", "")
        try:
            snippet = self._read_file(path) if path else self._read_content()
            code = self._literal_block(snippet)
        except (OSError, ValueError) as error:
            self._warn(str(error), "argument")
            return []
        return self._arrange(code, self._picture(snippet, self.options.get("show", expression)))

    def _read_content(self) -> Snippet:
        if not self.content:
            raise ValueError("autograd-graph needs a snippet or a file")
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

    def _picture(self, snippet: Snippet, expression: str) -> list[nodes.Node]:
        namespace = self._namespace(snippet)
        faults = snippet.run(namespace)
        if faults and "okexcept" not in self.options:
            for fault in faults:
                self._warn(fault.message, fault.kind, f"{snippet.source}:{fault.line}")
            return []
        if "no-picture" in self.options:
            return []
        try:
            return self._drawn(shown(namespace, expression), namespace)
        except Exception as error:  # whatever the expression and the drawing of it may raise
            self._warn(f"cannot draw: {error}", "draw")
            return []

    def _namespace(self, snippet: Snippet) -> dict[str, Any]:
        fresh = {"__name__": "__main__", "__file__": snippet.source}
        if "context" not in self.options:
            return fresh
        # Sphinx clears this mapping before each page.
        return self.env.temp_data.setdefault("autograd_graph", fresh) or fresh

    def _drawn(self, outputs: Any, namespace: dict[str, Any]) -> list[nodes.Node]:
        options = {k: self.options[k] for k in DRAW_OPTIONS if k in self.options}
        drawing = draw(
            outputs,
            names=namespace,
            show=self.options.get("facets"),
            backward="backward" in self.options,
            legend="no-legend" not in self.options,
            **options,
        )
        image = nodes.image(
            uri=image_uri(self.env, drawing.render("svg")),
            alt=self.options.get("alt", drawing.picture.diagram.description),
            classes=[CLASS],
            **{k: self.options[k] for k in ("width", "height", "scale") if k in self.options},
        )
        self.set_source_info(image)
        return self._finish(image)

    def _finish(self, image: nodes.image) -> list[nodes.Node]:
        """``image``, in a figure if there is a caption, with what the author says of the whole."""
        whole, messages = self._figure(image) if "caption" in self.options else (image, [])
        whole["classes"] += self.options.get("class", [])
        if "align" in self.options:
            whole["align"] = self.options["align"]
        self.add_name(whole)
        return [whole, *messages]

    def _figure(self, image: nodes.image) -> tuple[nodes.Element, list[nodes.system_message]]:
        text, messages = self.state.inline_text(self.options["caption"], self.lineno)
        figure = nodes.figure("", image, nodes.caption("", "", *text))
        self.set_source_info(figure)
        return figure, messages

    def _arrange(self, code: nodes.Element, picture: list[nodes.Node]) -> list[nodes.Node]:
        # Code whose picture failed is shown even if it was to be left out: no empty place.
        match self.options.get("include-source", "above"):
            case "no" if picture:
                return picture
            case "below":
                return [*picture, code]
        return [code, *picture]

    def _literal_block(self, snippet: Snippet) -> nodes.literal_block:
        language = "pycon" if snippet.is_session else "python"
        block = nodes.literal_block(snippet.code, snippet.code, language=language)
        if "emphasize-lines" in self.options:
            lines = parselinenos(self.options["emphasize-lines"], len(snippet.code.splitlines()))
            block["highlight_args"] = {"hl_lines": [line + 1 for line in lines]}
        self.set_source_info(block)
        return block

    def _warn(self, message: str, kind: str, location: str | None = None) -> None:
        where = location or "{}:{}".format(*self.get_source_info())
        logger.warning(message, location=where, type="autograd_graph", subtype=kind)
