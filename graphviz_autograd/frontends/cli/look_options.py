"""Options of ``render`` that choose how a graph looks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click
from click.shell_completion import CompletionItem

Command = TypeVar("Command", bound=Callable[..., Any])


def fold(text: str) -> str | int:
    """``auto``, ``none``, or a number of blocks, as `graphviz_autograd.draw` takes it.

    Raises:
        click.BadParameter: if it is none of these.

    """
    if text in ("auto", "none"):
        return text
    if not text.isdecimal() or int(text) < 2:
        raise click.BadParameter(f"{text!r} is neither auto nor none nor a number from 2 on")
    return int(text)


def _complete_theme(
    _context: click.Context, _parameter: click.Parameter, typed: str
) -> list[CompletionItem]:
    from graphviz_autograd.diagram.theme import theme_names

    names = [name for name in theme_names() if name.startswith(typed)]
    return [*map(CompletionItem, names), *([] if names else [CompletionItem(typed, type="file")])]


def look_options(command: Command) -> Command:
    """Give ``command`` the options; they are named as the arguments of `draw`."""
    for option in reversed(OPTIONS):
        command = option(command)
    return command


OPTIONS = (
    click.option(
        "--theme",
        metavar="NAME|FILE",
        default="classic",
        show_default=True,
        shell_complete=_complete_theme,
        help="The look: classic, colorblind, dark, light or print, or a theme's own .toml file.",
    ),
    click.option(
        "--transparent",
        "background",
        flag_value="transparent",
        default=None,
        help="Leave the page unpainted.",
    ),
    click.option(
        "--direction",
        type=click.Choice(["down", "right", "up", "left", "TB", "LR", "BT", "RL"], False),
        default="down",
        show_default=True,
        help="The way computation runs.",
    ),
    click.option("--title", metavar="TEXT", default="", help="A heading above the graph."),
    click.option(
        "--legend/--no-legend", default=True, help="Explain the kinds of node. [default: on]"
    ),
    click.option(
        "--time-limit",
        metavar="SECONDS",
        type=click.FloatRange(min=0, min_open=True),
        help="How long Graphviz may take for a large graph; the rest is drawn in plain layers. "
        "[default: 60]",
    ),
    click.option(
        "--fold",
        metavar="auto|none|N",
        type=fold,
        default="auto",
        show_default=True,
        help="Draw once what N or more equal blocks in a row have in common; auto is 3 if there "
        "are more than 1000 nodes.",
    ),
)
