"""Findings in words: lines of text whose parts have roles, for any kind of terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from graphviz_autograd.findings.finding import Finding, Where

INDENT = " " * 9


class Line(NamedTuple):
    """A label, which may be empty, and text in a role: ``what``, ``fine``, ``why``."""

    role: str
    label: str
    words: str

    @property
    def text(self) -> str:
        """The whole line."""
        return f"{self.label}{self.words}".rstrip()


def told(subject: str, findings: Sequence[Finding], width: int) -> list[Line]:
    """The lines about ``findings``; if there are none, one that says so."""
    if not findings:
        return [Line("fine", "", f"{subject}: nothing is wrong")]
    lines: list[Line] = []
    for number, finding in enumerate(findings):
        if number:
            lines.append(Line("", "", ""))
        lines += _told(finding, width)
    return lines


def _told(finding: Finding, width: int) -> Iterator[Line]:
    role = "what" if finding.is_problem else "fine"
    yield from (Line(role, "", words) for words in textwrap.wrap(sentence(finding), width))
    yield from _part("why", "why", finding.why, width)
    for number, where in enumerate(finding.where):
        yield from _place("" if number else "where", where, width)
    yield from _part("cure", "do", finding.cure, width)


def sentence(finding: Finding) -> str:
    """What is so, as a sentence with its capital and its full stop."""
    what = finding.what
    return f"{what[0].upper() if _is_word(what) else what[0]}{what[1:]}."


def _is_word(text: str) -> bool:
    """Whether the sentence begins with a word, which a capital suits, and no name such as a."""
    return text.startswith(("the ", "a second ", "a tensor ", "an unnamed ", "backward "))


def _label(label: str) -> str:
    return f"  {label}".ljust(len(INDENT))


def _part(role: str, label: str, text: str, width: int) -> Iterator[Line]:
    wrapped = textwrap.wrap(text, width - len(INDENT), break_long_words=False)
    for number, words in enumerate(wrapped):
        yield Line(role, _label("" if number else label), words)


def _place(label: str, where: Where, width: int) -> Iterator[Line]:
    room = max(width - len(INDENT) - len(str(where)) - 2, 20)
    text = where.text if len(where.text) <= room else f"{where.text[: room - 1]}…"
    yield Line("where", _label(label), f"{where}  {text}")
