"""The options of a drawing as a document writes them, in words.

Every front end that reads options from a document has these, by these names.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from graphviz_autograd.diagram.model import Direction
from graphviz_autograd.graph.views import View

Converter = Callable[[str | None], Any]
"""From what was written, or ``None`` if only the name was; a ``ValueError`` says what is wrong."""


def flag(argument: str | None) -> bool:
    """An option that is there or not."""
    if argument and argument.strip():
        raise ValueError(f"no value is allowed, and {argument!r} was given")
    return True


def text(argument: str | None) -> str:
    """Any text, also none."""
    return (argument or "").strip()


def some_text(argument: str | None) -> str:
    """Any text but none."""
    if not text(argument):
        raise ValueError("a value is needed")
    return text(argument)


def count(argument: str | None) -> int:
    """A number from 0 on."""
    if not text(argument).isdecimal():
        raise ValueError(f"{text(argument)!r} is not a number from 0 on")
    return int(text(argument))


def seconds(argument: str | None) -> float:
    """A time in seconds; 0 is no limit."""
    try:
        time = float(text(argument))
    except ValueError:
        time = -1
    if not 0 <= time < float("inf"):
        raise ValueError(f"{text(argument)!r} is not a time in seconds")
    return time


def one_of(*values: str) -> Converter:
    """One of ``values``."""

    def convert(argument: str | None) -> str:
        if text(argument) not in values:
            raise ValueError(f"{text(argument)!r} is none of {', '.join(values)}")
        return text(argument)

    return convert


def fold(argument: str | None) -> str | int:
    """``auto``, ``none`` or a number; `draw` knows the numbers that make sense."""
    return int(text(argument)) if text(argument).isdecimal() else some_text(argument)


OPTIONS: dict[str, Converter] = {
    "backward": flag,
    "direction": one_of(*Direction),
    "downstream": count,
    "facets": some_text,
    "fold": fold,
    "from": some_text,
    "hide": text,
    "no-legend": flag,
    "theme": some_text,
    "title": some_text,
    "to": some_text,
    "transparent": flag,
    "upstream": count,
    "view": one_of(*View),
}

_ARGUMENTS = {"facets": "show", "from": "start", "to": "stop"}
"""What `draw` calls an option, if it calls it something else."""

_FLAGS: dict[str, tuple[str, Any]] = {
    "no-legend": ("legend", False),
    "transparent": ("background", "transparent"),
}


def drawing_arguments(options: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments of `draw` that ``options`` mean; options of something else are left out."""
    found = {name: options[name] for name in OPTIONS if name in options}
    flags = {_FLAGS[name] for name in found if name in _FLAGS}
    others = {_ARGUMENTS.get(n, n): value for n, value in found.items() if n not in _FLAGS}
    return {**others, **dict(flags)}


def parse_options(
    written: Mapping[str, str | None], more: Mapping[str, Converter]
) -> dict[str, Any]:
    """The values of options, those of drawings and ``more``.

    Raises:
        ValueError: for an option that there is not, or a value that makes no sense.

    """
    known = {**OPTIONS, **more}
    unknown = [name for name in written if name not in known]
    if unknown:
        there_are = ", ".join(sorted(known))
        raise ValueError(f"there is no option {unknown[0]!r}; there are: {there_are}")
    return {name: _parsed(name, known[name], value) for name, value in written.items()}


def _parsed(name: str, convert: Converter, value: str | None) -> Any:
    try:
        return convert(value)
    except ValueError as error:
        raise ValueError(f"{name}: {error}") from None
