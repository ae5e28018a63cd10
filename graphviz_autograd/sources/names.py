"""The names tensors have in a program: its variables, and what they hold."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from types import FrameType, ModuleType
from typing import Any, Protocol

from graphviz_autograd.graph.model import NAMES_SIGN
from graphviz_autograd.sources.base import Source, Tensor

MAX_DEPTH = 4
MAX_OBJECTS = 100_000
MAX_MEMBERS = 10_000
"""The search is bounded: a program may hold millions of objects that are no tensors."""


COMPILED = "_orig_mod."
"""What a compiled module puts before the names of the one that it wraps."""


class Named(Protocol):
    """What says the names of its parameters itself, such as an ``nn.Module``."""

    def named_parameters(self) -> Iterable[tuple[str, Any]]:
        """Names and tensors."""


Names = Mapping[str, Any] | Named
"""Where names are looked for: a namespace, names with their tensors, or a module."""


def tensor_names(namespace: Names, source: Source) -> dict[str, Tensor]:
    """The tensors of ``source`` that ``namespace`` leads to, by the expression that reaches them.

    Breadth first through lists, tuples, dicts and attributes, so that the shortest name of a
    tensor comes first: ``w``, ``ws[0]``, ``params['w']``, ``model.layer.weight``. Names that begin
    with an underscore are private and are passed over, as are modules, classes and functions.
    The parameters and buffers of an ``nn.Module`` have the names that it gives: ``0.weight``.

    Raises:
        TypeError: if ``namespace`` is neither a mapping nor such a module.

    """
    found: dict[str, Tensor] = {}
    queue = deque((name, value, 0) for name, value in _entries(namespace))
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


def with_parameters(namespace: Names, params: Names | None) -> Names:
    """``namespace``, and before it the names that a module or a mapping has for ``params``.

    Raises:
        TypeError: if one of them is neither a mapping nor a module.

    """
    if params is None:
        return namespace
    return {**dict(_entries(params)), **dict(_entries(namespace))}


def joined(names: Sequence[str], own: str = "") -> str:
    """What to call a tensor that ``names`` lead to, and that was made with the name ``own``.

    Its variables, as in ``y = loss``; else its own name; else the first of ``names``, such as
    ``params['w']``; else nothing.
    """
    variables = [name for name in names if name.isidentifier()]
    return NAMES_SIGN.join(variables) or own or (names[0] if names else "")


def namespace_of(frame: FrameType) -> dict[str, object]:
    """The variables that code running in ``frame`` sees, the local ones first.

    What Python or pytest put there is no variable: ``.0``, ``@py_assert1``.
    """
    local = {k: v for k, v in frame.f_locals.items() if str(k).isidentifier()}
    return {**local, **{k: v for k, v in frame.f_globals.items() if k not in local}}


def _entries(namespace: Any) -> Iterator[tuple[str, Any]]:
    if _is_named(namespace):
        return _parameters(namespace)
    if isinstance(namespace, Mapping):
        history = namespace.get("_oh")  # of a notebook, which calls it Out as well
        items = ((n, v) for n, v in namespace.items() if history is None or v is not history)
        return ((name, value) for name, value in items if _is_public(name))
    raise TypeError(
        "names are looked for in a mapping such as globals(), or in a module with "
        f"named_parameters(), not in {type(namespace).__name__}"
    )


def _parameters(module: Any) -> Iterator[tuple[str, Any]]:
    """The parameters of a module, and its buffers if it has such, with the names it gives them.

    What ``torch.compile`` wraps around a module is no part of a name: attributes lead through it.
    """
    named = [module.named_parameters()]
    if hasattr(type(module), "named_buffers"):
        named.append(module.named_buffers())
    return ((name.replace(COMPILED, ""), tensor) for name, tensor in chain.from_iterable(named))


def _is_named(value: Any) -> bool:
    # Only the type is asked: an object that invents attributes would answer anything.
    return hasattr(type(value), "named_parameters")


def _is_public(name: object) -> bool:
    return isinstance(name, str) and not name.startswith("_")


def _members(name: str, value: Any) -> Iterator[tuple[str, object]]:
    if isinstance(value, list | tuple) and not hasattr(value, "_fields"):
        yield from ((f"{name}[{i}]", item) for i, item in enumerate(value))
    elif isinstance(value, dict):
        yield from ((f"{name}[{k!r}]", v) for k, v in value.items() if isinstance(k, str | int))
    elif _is_named(value):
        # An nn.Module keeps parameters in private dictionaries; it says the names itself.
        yield from ((f"{name}.{path}", tensor) for path, tensor in _parameters(value))
    else:
        yield from ((f"{name}.{k}", v) for k, v in _attributes(value).items() if _is_public(k))


def _attributes(value: Any) -> dict[str, object]:
    if isinstance(value, type | ModuleType) or (callable(value) and hasattr(value, "__code__")):
        return {}
    if isinstance(value, tuple):
        return {field: getattr(value, field) for field in getattr(value, "_fields", ())}
    return dict(getattr(value, "__dict__", {}))
