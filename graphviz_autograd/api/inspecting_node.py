"""What an operation holds, and where it is in the program, as plain data."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from graphviz_autograd.graph.displayed import Displayed
from graphviz_autograd.sources.base import Function, Place, SavedState, Source
from graphviz_autograd.sources.hooks import Registered, hook_name
from graphviz_autograd.sources.ipython import shown_file


@dataclass(frozen=True)
class SavedEntry:
    """A tensor that an operation saved: its attribute without ``_saved_``, state and bytes."""

    name: str
    state: SavedState
    nbytes: int | None


@dataclass(frozen=True)
class HookEntry:
    """A hook: when it is called, and its name in the program."""

    kind: str
    name: str


def saved_entries(function: Function, source: Source) -> tuple[SavedEntry, ...]:
    """What ``function`` saved for its backward."""
    return tuple(
        SavedEntry(
            one.name, one.state, source.nbytes(one.tensor) if one.tensor is not None else None
        )
        for one in source.saved(function)
    )


def hook_entries(registered: tuple[Registered, ...]) -> tuple[HookEntry, ...]:
    """Hooks in the order in which they fire."""
    return tuple(HookEntry(str(one.kind), hook_name(one.hook)) for one in registered)


def line_of(place: Place | None) -> str:
    """``file:line  expression``, the file without its folder; empty if it was not recorded."""
    if place is None:
        return ""
    return f"{shown_file(place.filename)}:{place.line}  {place.text}"


class Facts(Displayed):
    """Plain data that can be written as JSON."""

    def to_json(self) -> str:
        """The facts as JSON."""
        return json.dumps(asdict(self), indent=2, ensure_ascii=False) + "\n"  # type: ignore[call-overload]
