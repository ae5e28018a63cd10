"""What a command is pointed at: a script, a module, code, or a saved graph."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path, PurePath

from graphviz_autograd.frontends.cli.expression import Expression, parse_expression

# The colon after a drive letter, as in C:\linear.py, does not begin an expression.
_TARGET = re.compile(r"(.+?\.(?:py|json)|(?:[A-Za-z]:(?=[\\/]))?[^:]+)(?::(.+))?", re.I | re.S)


class Kind(Enum):
    """Where the objects come from."""

    SCRIPT = auto()
    """A file, run as ``__main__``."""
    MODULE = auto()
    """A module, imported."""
    MAIN_MODULE = auto()
    """A module, run as ``__main__``."""
    CODE = auto()
    """Code from the command line, run as ``__main__``."""
    GRAPH = auto()
    """A graph that was saved as JSON."""


class TargetError(ValueError):
    """A target that makes no sense; the message says what would."""


@dataclass(frozen=True)
class Target:
    """``place`` is a path, the name of a module, or the code itself."""

    kind: Kind
    place: str
    expression: Expression | None = None
    arguments: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """What messages call it."""
        return "the code" if self.kind is Kind.CODE else self.place

    def naming(self, expression: str) -> str:
        """How the command line says ``expression`` of this target."""
        match self.kind:
            case Kind.CODE:
                return f"-e {_quoted(expression)}"
            case Kind.MAIN_MODULE:
                return f"-m {_quoted(f'{self.place}:{expression}')}"
        return _quoted(f"{self.place}:{expression}")


def parse_target(
    words: tuple[str, ...],
    *,
    module: str | None = None,
    code: str | None = None,
    expression: str | None = None,
) -> Target:
    """The target of a command line.

    Args:
        words: ``TARGET`` and the arguments for its script; arguments only if ``module`` or
            ``code`` is given.
        module: ``MODULE[:EXPR]`` to be run as ``__main__``.
        code: code to be run as ``__main__``.
        expression: ``EXPR`` given on its own.

    Raises:
        TargetError: if there is not exactly one target.
        ExpressionError: if its ``EXPR`` is not one.

    """
    if module is not None and code is not None:
        raise TargetError("-m and -c are two targets; give one")
    if code is not None:
        return Target(Kind.CODE, code, _expression(None, expression), words)
    if module is not None:
        place, inner = _split(module)
        return Target(Kind.MAIN_MODULE, place, _expression(inner, expression), words)
    if not words:
        raise TargetError("give a TARGET: a script, a module, or a saved graph")
    place, inner = _split(words[0])
    return _check(Target(_kind(place), place, _expression(inner, expression), words[1:]))


def _split(text: str) -> tuple[str, str | None]:
    match = _TARGET.fullmatch(text)
    if match is None:
        raise TargetError(f"{text!r} is not a target such as linear.py or linear.py:loss")
    return match[1], match[2]


def _kind(place: str) -> Kind:
    suffix = PurePath(place).suffix.lower()
    if suffix == ".json":
        return Kind.GRAPH
    is_path = suffix == ".py" or "/" in place or "\\" in place
    return Kind.SCRIPT if is_path or Path(place).is_file() else Kind.MODULE


def _expression(inner: str | None, separate: str | None) -> Expression | None:
    if inner is not None and separate is not None:
        raise TargetError(f"{inner!r} and -e {separate!r} are two expressions; give one")
    text = inner if separate is None else separate
    return None if text is None else parse_expression(text)


def _check(target: Target) -> Target:
    if target.kind is Kind.GRAPH and target.expression is not None:
        raise TargetError(f"{target.place} is a saved graph, which has no names to choose from")
    if target.kind is Kind.GRAPH and target.arguments:
        raise TargetError(f"{target.place} is a saved graph, which takes no arguments")
    return target


def _quoted(text: str) -> str:
    """``text`` as a shell wants it."""
    plain = re.fullmatch(r"[\w@%+=:,./\\-]+", text)
    return text if plain else "'" + text.replace("'", '"') + "'"
