"""Findings in colours, for a terminal."""

from __future__ import annotations

from collections.abc import Iterable

from rich.text import Text

from graphviz_autograd.findings.text import Line

STYLES = {"what": "bold red", "fine": "green", "why": "", "where": "cyan", "cure": "bold"}


def colored(lines: Iterable[Line]) -> Text:
    """``lines`` as a text that rich can print."""
    parts = [
        Text.assemble((line.label, "dim"), (line.words, STYLES.get(line.role, "")))
        for line in lines
    ]
    return Text("\n").join(parts)
