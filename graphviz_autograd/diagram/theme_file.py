"""Theme files, read strictly: every mistake is told by file, key and cure."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from graphviz_autograd.diagram.style import FAMILIES, Color, Head, Style, TextStyle

STROKES = ("frame", "node", "edge", "note", "mark")
"""The sections whose entries are styles of lines and fillings."""

SCHEMES = ("adaptive", "light", "dark")
"""Whether a drawing follows the page it is on, or is always light or always dark."""

NO_FILL = "none"


class ThemeError(ValueError):
    """A theme that does not exist or is wrong; the message names the file, the key, the cure."""


@dataclass(frozen=True, slots=True)
class Document:
    """The tables of a theme file, and the name of the file for messages."""

    file: str
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Styles:
    """Everything a document says, resolved: colours by name, styles by section and role."""

    colors: dict[str, Color]
    strokes: dict[str, dict[str, Style]]
    text: dict[str, TextStyle]


@dataclass(frozen=True, slots=True)
class Rule:
    """What the value of a key must be."""

    accepts: Callable[[Any], bool]
    wanted: str


def read_document(file: str, text: str) -> Document:
    """The tables in ``text``.

    Raises:
        ThemeError: if it is not TOML, or has sections, keys or values that no theme has.

    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ThemeError(f"{file}: not TOML: {error}") from None
    for key, value in data.items():
        _check_key(file, "", key, _TOP)
        _check_value(file, key, value, _TOP[key])
    for name, value in data.get("colors", {}).items():
        _check_value(file, f"[colors] {name}", value, _COLOR)
    for section in _entries(data):
        _check_entries(file, section, data[section])
    return Document(file, data)


def merge(base: Document, document: Document) -> Document:
    """``base`` with what ``document`` says otherwise, key by key.

    Raises:
        ThemeError: if ``document`` has a role or uses a colour that neither defines.

    """
    merged = {**base.data, **document.data}
    merged["colors"] = {**base.data["colors"], **document.data.get("colors", {})}
    for section in _entries(document.data):
        roles = base.data[section]
        for role in document.data[section]:
            _check_key(document.file, section, role, roles)
        merged[section] = {
            role: {**entry, **document.data[section].get(role, {})} for role, entry in roles.items()
        }
    return Document(document.file, merged)


def styles(document: Document) -> Styles:
    """The colours and styles of a complete ``document``.

    Raises:
        ThemeError: if a style uses a colour that is not among the colours.

    """
    scheme = document.data.get("scheme", "adaptive")
    colors = {name: _color(name, value, scheme) for name, value in document.data["colors"].items()}
    resolve = _Resolver(document.file, colors)
    return Styles(
        colors,
        {s: {r: resolve.style(s, r, e) for r, e in document.data[s].items()} for s in STROKES},
        {r: resolve.text_style(r, e) for r, e in document.data["text"].items()},
    )


@dataclass(frozen=True, slots=True)
class _Resolver:
    file: str
    colors: Mapping[str, Color]

    def style(self, section: str, role: str, entry: Mapping[str, Any]) -> Style:
        place = f"[{section}] {role}"
        fill = entry.get("fill", NO_FILL)
        return Style(
            **{key: value for key, value in entry.items() if key in ("width", "double", "hatch")},
            line=self.color(place, "line", entry["line"]),
            fill=None if fill == NO_FILL else self.color(place, "fill", fill),
            dash=tuple(entry.get("dash", ())),
            head=Head(entry.get("head", Head.FILLED)),
        )

    def text_style(self, role: str, entry: Mapping[str, Any]) -> TextStyle:
        color = self.color(f"[text] {role}", "color", entry["color"])
        return TextStyle(role, **{**entry, "color": color})

    def color(self, place: str, key: str, name: str) -> Color:
        if name not in self.colors:
            known = ", ".join(sorted(self.colors))
            raise ThemeError(
                f"{self.file}: {place}: {key}: no colour {name!r} in [colors]; there are: {known}"
            )
        return self.colors[name]


def _color(name: str, value: str | list[str], scheme: str) -> Color:
    light, dark = (value, value) if isinstance(value, str) else value
    chosen = {"adaptive": (light, dark), "light": (light, light), "dark": (dark, dark)}
    return Color(name, *(color.lower() for color in chosen[scheme]))


def _entries(data: Mapping[str, Any]) -> list[str]:
    return [section for section in (*STROKES, "text") if section in data]


def _check_entries(file: str, section: str, entries: Mapping[str, Any]) -> None:
    rules = _TEXT if section == "text" else _STROKE
    for role, entry in entries.items():
        place = f"[{section}] {role}"
        _check_value(file, place, entry, _TABLE)
        for key, value in entry.items():
            _check_key(file, f"{section}.{role}", key, rules)
            _check_value(file, f"{place}: {key}", value, rules[key])


def _check_key(file: str, section: str, key: str, known: Iterable[str]) -> None:
    if key not in known:
        place = f"[{section}]: " if section else ""
        raise ThemeError(f"{file}: {place}unknown key {key!r}; there are: {', '.join(known)}")


def _check_value(file: str, place: str, value: Any, rule: Rule) -> None:
    if not rule.accepts(value):
        raise ThemeError(f"{file}: {place}: {value!r} is not {rule.wanted}")


def _is_number(value: Any, least: float, most: float) -> bool:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return is_number and least <= value <= most


def _is_color(value: Any) -> bool:
    pair = value if isinstance(value, list) and len(value) == 2 else [value]
    return all(isinstance(c, str) and re.fullmatch("#[0-9a-fA-F]{6}", c) for c in pair)


def _are_colors(value: Any) -> bool:
    return isinstance(value, dict) and all(re.fullmatch("[a-z][a-z0-9-]*", name) for name in value)


def _number(least: float, most: float) -> Rule:
    return Rule(lambda value: _is_number(value, least, most), f"a number from {least} to {most}")


def _one_of(choices: Iterable[str]) -> Rule:
    known = list(choices)
    return Rule(lambda value: value in known, f"one of {', '.join(known)}")


def _is_dash(value: Any) -> bool:
    return isinstance(value, list) and all(_is_number(length, 0.1, 100) for length in value)


_TABLE = Rule(lambda value: isinstance(value, dict), "a table, such as { width = 2 }")
_STRING = Rule(lambda value: isinstance(value, str), "a string")
_NAME = Rule(lambda value: isinstance(value, str), "the name of a colour in [colors]")
_BOOL = Rule(lambda value: isinstance(value, bool), "true or false")
_COLOR = Rule(_is_color, 'a colour: write "#rrggbb", or ["#rrggbb", "#rrggbb"] for light and dark')

_TOP = {
    "extends": _STRING,
    "scheme": _one_of(SCHEMES),
    "colors": Rule(_are_colors, "a table whose keys are lower-case words"),
    **dict.fromkeys((*STROKES, "text"), _TABLE),
}
_STROKE = {
    "line": _NAME,
    "fill": _NAME,
    "width": _number(0.2, 12),
    "dash": Rule(_is_dash, "a list of lengths from 0.1 to 100, such as [4, 3]"),
    "double": _BOOL,
    "hatch": _BOOL,
    "head": _one_of(Head),
}
_TEXT = {
    "size": _number(6, 72),
    "weight": _number(100, 900),
    "family": _one_of(FAMILIES),
    "color": _NAME,
    "italic": _BOOL,
    "sign": _STRING,
}
