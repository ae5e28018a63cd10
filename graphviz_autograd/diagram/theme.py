"""Themes: from the role of a thing to how it looks. Each is a TOML file in ``themes/``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from graphviz_autograd.diagram.style import Color, Style, TextStyle

_FOLDER = files("graphviz_autograd.diagram") / "themes"


@dataclass(frozen=True)
class Theme:
    """The styles of one look, by role."""

    name: str
    page: Color
    hair: Color
    frame: Style
    node: Mapping[str, Style]
    edge: Mapping[str, Style]
    text: Mapping[str, TextStyle]


@cache
def load_theme(name: str) -> Theme:
    """The theme called ``name``.

    Raises:
        ValueError: if there is none of that name; the message lists those there are.

    """
    if name not in theme_names():
        raise ValueError(f"no theme {name!r}; there are: {', '.join(theme_names())}")
    data = tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    colors = {key: Color(key, *pair) for key, pair in data["colors"].items()}
    return Theme(
        name=name,
        page=colors["page"],
        hair=colors["hair"],
        frame=_style(data["frame"], colors),
        node={role: _style(entry, colors) for role, entry in data["node"].items()},
        edge={role: _style(entry, colors) for role, entry in data["edge"].items()},
        text={role: _text_style(role, entry, colors) for role, entry in data["text"].items()},
    )


def theme_names() -> list[str]:
    """The themes there are, sorted."""
    return sorted(
        f.name.removesuffix(".toml") for f in _FOLDER.iterdir() if f.name.endswith(".toml")
    )


def _style(entry: dict[str, Any], colors: dict[str, Color]) -> Style:
    resolved = {key: colors[entry[key]] for key in ("line", "fill") if key in entry}
    dash = tuple(entry.get("dash", ()))
    return Style(**(entry | {"dash": dash} | resolved))


def _text_style(role: str, entry: dict[str, Any], colors: dict[str, Color]) -> TextStyle:
    return TextStyle(role, **(entry | {"color": colors[entry["color"]]}))
