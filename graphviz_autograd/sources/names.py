"""The names tensors have in a program: its variables, and what they hold."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from itertools import islice
from types import FrameType, ModuleType
from typing import Any

from graphviz_autograd.sources.base import Source, Tensor

MAX_DEPTH = 4
MAX_OBJECTS = 100_000
MAX_MEMBERS = 10_000
"""The search is bounded: a program may hold millions of objects that are no tensors."""


def tensor_names(namespace: Mapping[str, object], source: Source) -> dict[str, Tensor]:
    """The tensors of ``source`` that ``namespace`` leads to, by the expression that reaches them.

    Breadth first through lists, tuples, dicts and attributes, so that the shortest name of a
    tensor comes first: ``w``, ``ws[0]``, ``params['w']``, ``model.layer.weight``. Names that begin
    with an underscore are private and are passed over, as are modules, classes and functions.
    """
    found: dict[str, Tensor] = {}
    queue = deque((name, value, 0) for name, value in namespace.items() if _is_public(name))
    seen: set[int] = set()
    for _ in range(MAX_OBJECTS):
        if not queue:
            break
        name, value, depth = queue.popleft()
        if source.owns(value):
            found[name] = value
        elif depth < MAX_DEPTH and id(value) not in seen:
            seen.add(id(value))
            members = islice(_members(name, value), MAX_MEMBERS)
            queue.extend((member, inner, depth + 1) for member, inner in members)
    return found


def namespace_of(frame: FrameType) -> dict[str, object]:
    """The variables that code running in ``frame`` sees, the local ones first."""
    visible = {k: v for k, v in frame.f_globals.items() if k not in frame.f_locals}
    return {**frame.f_locals, **visible}


def _is_public(name: object) -> bool:
    return isinstance(name, str) and not name.startswith("_")


def _members(name: str, value: Any) -> Iterator[tuple[str, object]]:
    if isinstance(value, list | tuple) and not hasattr(value, "_fields"):
        yield from ((f"{name}[{i}]", item) for i, item in enumerate(value))
    elif isinstance(value, dict):
        yield from ((f"{name}[{k!r}]", v) for k, v in value.items() if isinstance(k, str | int))
    elif hasattr(type(value), "named_parameters"):
        # An nn.Module keeps parameters in private dictionaries; it says the names itself. Only
        # the type is asked: an object that invents attributes would answer anything.
        yield from ((f"{name}.{path}", tensor) for path, tensor in value.named_parameters())
    else:
        yield from ((f"{name}.{k}", v) for k, v in _attributes(value).items() if _is_public(k))


def _attributes(value: Any) -> dict[str, object]:
    if isinstance(value, type | ModuleType) or (callable(value) and hasattr(value, "__code__")):
        return {}
    if isinstance(value, tuple):
        return {field: getattr(value, field) for field in getattr(value, "_fields", ())}
    return dict(getattr(value, "__dict__", {}))
