"""The signatures by which PyTorch checks arguments, read from a table when one is asked for."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from .kinds import SPOKEN

# "SymIntArrayRef[2]? stride=1": a kind, how often one number may stand for a list, whether it may
# be None, the name, and the default.
_PARAMETER = re.compile(r"([^ \[?]+)(?:\[(\d)\])?(\?)? (\w+)(?:=(.*))?$")


class Parameter(NamedTuple):
    """A parameter of a signature."""

    kind: str
    size: int
    nullable: bool
    name: str
    default: str | None
    keyword_only: bool

    def __str__(self) -> str:
        """How messages show it."""
        default = "" if self.default is None else f" = {self.default}"
        return f"{SPOKEN[self.kind]} {self.name}{default}"


class Signature(NamedTuple):
    """A signature of a function."""

    name: str
    parameters: tuple[Parameter, ...]
    deprecated: bool

    @property
    def required(self) -> int:
        """How many parameters have no default."""
        return sum(one.default is None for one in self.parameters)

    @property
    def positional(self) -> int:
        """How many parameters may be given by position."""
        return sum(not one.keyword_only for one in self.parameters)

    def __str__(self) -> str:
        """How messages show it."""
        texts = [str(one) for one in self.parameters]
        if self.positional < len(texts):
            texts.insert(self.positional, "*")
        return f"({', '.join(texts)})"


def signatures_of(public: str) -> tuple[Signature, ...]:
    """Return the signatures of a function such as ``torch.sum`` in the order of their trial."""
    return tuple(map(_parsed, _table().get(public, ())))


@cache
def _table() -> dict[str, list[str]]:
    table: dict[str, list[str]] = {}
    for line in Path(__file__).with_suffix(".txt").read_text(encoding="utf-8").splitlines():
        public, _, signature = line.partition(" ")
        table.setdefault(public, []).append(signature)
    # PyTorch tries those that are deprecated last.
    return {name: sorted(some, key=_is_deprecated) for name, some in table.items()}


def _is_deprecated(signature: str) -> bool:
    return signature.endswith("|deprecated")


def _parsed(text: str) -> Signature:
    name, _, rest = text.partition("(")
    words = re.split(r", (?![^{]*\})", rest[: rest.rindex(")")])
    before = words.index("*") if "*" in words else len(words)
    parameters = [_parameter(one, at > before) for at, one in enumerate(words) if one not in "*"]
    return Signature(name, tuple(parameters), _is_deprecated(text))


def _parameter(text: str, keyword_only: bool) -> Parameter:
    match = _PARAMETER.match(text)
    assert match is not None, text
    kind, size, nullable, name, default = match.groups()
    may_be_none = bool(nullable) or default == "None"
    return Parameter(kind, int(size or 0), may_be_none, name, default, keyword_only)
