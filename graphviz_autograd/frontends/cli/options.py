"""Options and arguments that the commands share."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

import click

from graphviz_autograd.frontends.cli.expression import ExpressionError
from graphviz_autograd.frontends.cli.target import Target, TargetError, parse_target

CSS_DPI = 96.0
"""Pixels of an SVG in an inch, as CSS defines them."""

Command = TypeVar("Command", bound=Callable[..., Any])


class TargetCommand(click.Command):
    """A command with a program for its target, whose options are easily taken for its own."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse, and say of an option like none of ours how to give it to the program.

        Raises:
            click.UsageError: if the command line makes no sense.

        """
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption as error:
            message = f"{error.message} Options of the script go after --."
            raise click.NoSuchOption(error.option_name, message, error.possibilities, ctx) from None


def target_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give ``command`` the arguments and options that make its ``target``."""

    @click.argument("words", nargs=-1, metavar="TARGET [-- ARGS]...", type=click.UNPROCESSED)
    @click.option(
        "-m",
        "--module",
        metavar="MODULE[:EXPR]",
        help="Run a module as python -m does, in place of TARGET.",
    )
    @click.option("-c", "--code", metavar="CODE", help="Run this code, in place of TARGET.")
    @click.option(
        "-e",
        "--expr",
        "expression",
        metavar="EXPR",
        help="The tensor: the same as :EXPR, for code and for paths with colons.",
    )
    @wraps(command)
    def with_target(
        words: tuple[str, ...],
        module: str | None,
        code: str | None,
        expression: str | None,
        **options: Any,
    ) -> None:
        target = _target(words, module=module, code=code, expression=expression)
        command(target=target, **options)

    return with_target


def _target(words: tuple[str, ...], **parts: str | None) -> Target:
    try:
        return parse_target(words, **parts)
    except (ExpressionError, TargetError) as error:
        raise click.UsageError(str(error)) from None


def parsed_target(word: str) -> Target:
    """The target that one word names.

    Raises:
        click.UsageError: if it names none.

    """
    return _target((word,), module=None, code=None, expression=None)


def size_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give ``command`` the options ``--scale`` and ``--dpi``, two ways to say its ``scale``."""

    @click.option(
        "--scale",
        metavar="FACTOR",
        type=click.FloatRange(min=0, min_open=True),
        help="How large a PNG or PDF is, in the size of the SVG. [default: 2 for png, 1 for pdf]",
    )
    @click.option(
        "--dpi",
        metavar="PIXELS",
        type=click.FloatRange(min=0, min_open=True),
        help="The same for PNG as pixels an inch: --dpi 192 is --scale 2.",
    )
    @wraps(command)
    def with_size(scale: float | None, dpi: float | None, **options: Any) -> None:
        if scale is not None and dpi is not None:
            raise click.UsageError("--scale and --dpi say the same; give one of them")
        command(scale=scale if dpi is None else dpi / CSS_DPI, **options)

    return with_size


def color_option(command: Command) -> Command:
    """Give ``command`` the option ``--color``; `wants_color` has the answer."""
    return click.option(
        "--color",
        type=click.Choice(["auto", "always", "never"]),
        default="auto",
        show_default=True,
        expose_value=False,
        callback=_remember_color,
        help="Colours: auto is for a terminal, and heeds NO_COLOR and FORCE_COLOR.",
    )(command)


def _remember_color(context: click.Context, _parameter: click.Parameter, choice: str) -> None:
    context.color = {"always": True, "never": False, "auto": _color_of_environment()}[choice]


def _color_of_environment() -> bool | None:
    if os.environ.get("NO_COLOR"):
        return False
    return True if os.environ.get("FORCE_COLOR") else None


def wants_color(is_terminal: bool) -> bool:
    """Whether what goes to stdout is coloured."""
    color = click.get_current_context().color
    is_capable = is_terminal and os.environ.get("TERM") != "dumb"
    return is_capable if color is None else color
