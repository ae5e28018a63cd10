"""Themes: complete, legible, told apart without colour, and strict about what is in a file."""

from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest

import graphviz_autograd as torch
from graphviz_autograd.diagram.style import Color, Style
from graphviz_autograd.diagram.theme import Theme, load_theme, theme_names
from graphviz_autograd.diagram.theme_file import ThemeError

TEXT, LINE = 4.5, 3.0
"""The contrasts that WCAG 2.2 asks for on level AA, of text and of graphics."""

ELLIPSES = {
    "leaf", "intermediate", "output", "constant", "reference", "saved", "saved-freed",
    "saved-modified", "ghost",
}  # fmt: skip


def luminance(color: str) -> float:
    """The relative luminance of ``#rrggbb``, as WCAG 2.2 defines it."""
    channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def pages(theme: Theme) -> list[Color]:
    """What nodes and arrows stand on."""
    return [theme.page, *(style.fill for style in theme.frame.values() if style.fill)]


def surfaces(theme: Theme) -> list[Color]:
    """What text may stand on."""
    styles = [*theme.node.values(), *theme.note.values()]
    return [*pages(theme), *(style.fill for style in styles if style.fill)]


def too_faint(theme: Theme) -> list[tuple[str, str, str]]:
    lines = [theme.node, theme.edge, theme.note, theme.mark, theme.frame]
    pairs = [(s.color, on, TEXT) for s in theme.text.values() for on in surfaces(theme)]
    pairs += [(s.line, on, LINE) for part in lines for s in part.values() for on in pages(theme)]
    return [
        (ink.name, on.name, scheme)
        for ink, on, least in pairs
        for scheme in ("light", "dark")
        if contrast(getattr(ink, scheme), getattr(on, scheme)) < least
    ]


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", theme_names())
def test_everything_can_be_seen_light_and_dark(name: str) -> None:
    assert too_faint(load_theme(name)) == []


def test_a_faint_colour_is_found() -> None:
    theme = load_theme("classic")
    faint = replace(theme.text["value"], color=Color("faint", "#999999", "#999999"))
    assert too_faint(replace(theme, text={**theme.text, "value": faint}))


def look(style: Style) -> tuple[object, ...]:
    """What is left of ``style`` in black and white."""
    return (style.width, style.dash, style.double, style.hatch)


@pytest.mark.parametrize("name", theme_names())
def test_shape_and_line_tell_every_role_apart(name: str) -> None:
    theme = load_theme(name)
    boxes = {role: (role in ELLIPSES, *look(style)) for role, style in theme.node.items()}
    arrows = {role: (style.head, *look(style)) for role, style in theme.edge.items()}
    others = [{r: look(s) for r, s in part.items()} for part in (theme.note, theme.mark)]
    frames = {role: look(style) for role, style in theme.frame.items()}
    words = {role: (s.size, s.weight, s.family, s.italic, s.sign) for role, s in theme.text.items()}
    for looks in (boxes, arrows, *others, frames, words):
        same = [(a, b) for a, b in combinations(looks, 2) if looks[a] == looks[b]]
        assert same == []


def test_print_is_black_and_white() -> None:
    theme = load_theme("print")
    parts = [theme.node, theme.edge, theme.note, theme.mark, theme.frame]
    styles = [style for part in parts for style in part.values()]
    colors = [theme.page, theme.hair, *(style.line for style in styles)]
    colors += [style.fill for style in styles if style.fill]
    colors += [style.color for style in theme.text.values()]
    assert {c.light for c in colors} | {c.dark for c in colors} == {"#000000", "#ffffff"}


def test_some_themes_follow_the_page_and_others_do_not() -> None:
    svg = {name: torch.draw(torch.ones(2), theme=name).render() for name in theme_names()}
    adaptive = {name for name, text in svg.items() if "prefers-color-scheme" in text}
    assert adaptive == {"classic", "colorblind"}
    assert load_theme("dark").page.light == load_theme("classic").page.dark


def test_a_file_changes_what_it_names(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(
        'extends = "print"\n[colors]\nleaf-line = ["#aa0000", "#FF8888"]\n'
        '[node]\nleaf = { width = 3, fill = "none" }\n[text]\nname = { size = 18 }\n'
    )
    theme, base = load_theme(path), load_theme("print")
    assert theme.name == "mine"
    assert theme.node["leaf"].width == 3
    assert theme.node["leaf"].fill is None
    assert theme.node["leaf"].line.light == "#aa0000"
    assert theme.node["output"] == base.node["output"]
    assert theme.text["name"].weight == base.text["name"].weight
    assert "#aa0000" in torch.draw(torch.ones(2, requires_grad=True), theme=path).render()


def test_an_adaptive_file_may_extend_and_stay_adaptive(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('[colors]\npage = "#ffffee"\n')
    theme = load_theme(str(path))
    assert (theme.page.light, theme.page.dark) == ("#ffffee", "#ffffee")
    assert theme.node == load_theme("classic").node


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("colors = ", "not TOML"),
        ("[colours]\n", "unknown key 'colours'; there are: extends, scheme, colors"),
        ('[colors]\nleaf = "bleu"', r"\[colors\] leaf: 'bleu' is not a colour: write \"#rrggbb\""),
        ('[colors]\nleaf = ["#fff"]', r"\[colors\] leaf: \['#fff'\] is not a colour"),
        ('[colors]\n"a b" = "#ffffff"', "is not a table whose keys are lower-case words"),
        ("[node]\nleave = { width = 2 }", r"\[node\]: unknown key 'leave'; there are: leaf"),
        ("[node]\nleaf = { widht = 2 }", r"\[node.leaf\]: unknown key 'widht'; there are: line"),
        ("[node]\nleaf = { width = true }", r"\[node\] leaf: width: True is not a number from"),
        ('[node]\nleaf = { line = "sky" }', r"\[node\] leaf: line: no colour 'sky' in \[colors\]"),
        ("[node]\nleaf = 3", r"\[node\] leaf: 3 is not a table"),
        ('[edge]\nflow = { head = "round" }', "'round' is not one of filled, hollow, open, none"),
        ('[text]\nname = { family = "Comic" }', "'Comic' is not one of sans, mono, serif"),
        ('extends = "missing"', "extends: no theme 'missing'; there are: classic, colorblind"),
        ("extends = 3", "extends: 3 is not a string"),
        ('scheme = "night"', "scheme: 'night' is not one of adaptive, light, dark"),
    ],
)
def test_a_mistake_is_told_by_file_key_and_cure(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "bad.toml"
    path.write_text(text)
    with pytest.raises(ThemeError, match=message) as caught:
        load_theme(path)
    assert str(caught.value).startswith(str(path))


def test_a_theme_that_is_not_there_is_told_with_the_choices(tmp_path: Path) -> None:
    with pytest.raises(ThemeError, match="no theme 'classik'; there are: classic, colorblind"):
        load_theme("classik")
    with pytest.raises(ThemeError, match="no theme file"):
        load_theme(tmp_path / "missing.toml")
    (tmp_path / "folder.toml").mkdir()
    with pytest.raises(ThemeError, match="cannot be read"):
        load_theme(tmp_path / "folder.toml")
