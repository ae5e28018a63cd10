"""A Graph as versioned JSON, and back to an equal Graph."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from graphviz_autograd.graph.characters import BIDIRECTIONAL, SURROGATES
from graphviz_autograd.graph.check import GraphError, check_graph
from graphviz_autograd.graph.model import Cluster, Edge, Graph, Key, Node

FORMAT = "graphviz-autograd"
VERSION = 1

_ESCAPED = re.compile(f"[\x7f-\x9f\u2028\u2029{BIDIRECTIONAL}{SURROGATES}]")
"""What JSON may hold as it is, and what neither a file nor a page of text should."""

_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def graph_to_json(graph: Graph) -> str:
    """``graph`` as JSON text, one node, edge and annotation to a line, ending in a newline.

    Numbers that JSON lacks are the strings ``"nan"``, ``"inf"`` and ``"-inf"``.
    """
    sections = {
        "nodes": _block("[]", [_line(node) for node in graph.nodes]),
        "edges": _block("[]", [_line(edge) for edge in graph.edges]),
        "clusters": _block("[]", [_line(cluster) for cluster in graph.clusters]),
        "annotations": _block("{}", [_facts(*item) for item in graph.annotations.items()]),
    }
    header = {"format": _line(FORMAT), "version": _line(VERSION)}
    text = _block("{}", [f"{_line(k)}: {v}" for k, v in {**header, **sections}.items()], 0)
    return _ESCAPED.sub(_escape, text) + "\n"


def graph_from_json(text: str, keys: Iterable[Key[Any]]) -> Graph:
    """The graph that `graph_to_json` wrote, annotations read as the types of ``keys``.

    Raises:
        GraphError: if ``text`` is not JSON, not this format or version, holds an annotation that
            is not among ``keys``, or is not a well-formed graph.

    """
    try:
        data = json.loads(text)
    except ValueError as error:
        raise GraphError(f"not valid JSON: {error}") from None
    _check_header(data)
    try:
        return check_graph(_read_graph(data, {key.name: key for key in keys}))
    except (KeyError, TypeError, ValueError) as error:
        if isinstance(error, GraphError):
            raise
        raise GraphError(f"damaged graph: {_describe(error)}") from None


def _check_header(data: Any) -> None:
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise GraphError(f'not a saved graph: the JSON has no "format": "{FORMAT}"')
    if data.get("version") != VERSION:
        found = data.get("version")
        raise GraphError(f"version {found} of the format; this release reads version {VERSION}")


def _describe(error: Exception) -> str:
    return f"{error} is missing" if isinstance(error, KeyError) else str(error)


def _line(value: Any) -> str:
    return _encode(_plain(value))


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


def _block(brackets: str, lines: list[str], depth: int = 1) -> str:
    if not lines:
        return brackets
    inner, outer = "\n" + " " * (depth + 1), "\n" + " " * depth
    return brackets[0] + inner + f",{inner}".join(lines) + outer + brackets[1]


def _facts(key: str, facts: Mapping[str, Any]) -> str:
    lines = [f"{_line(node)}: {_line(fact)}" for node, fact in facts.items()]
    return f"{_line(key)}: {_block('{}', lines, 2)}"


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, str | int):
        return value
    if names := _field_names(value.__class__):
        return {name: _plain(getattr(value, name)) for name in names}
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        return repr(value)
    return value


@cache
def _field_names(kind: type) -> tuple[str, ...]:
    """Of a dataclass or a named tuple; none of another type."""
    if is_dataclass(kind):
        return tuple(f.name for f in fields(kind))
    return getattr(kind, "_fields", ())


def _read_graph(data: dict[str, Any], keys: Mapping[str, Key[Any]]) -> Graph:
    return Graph(
        nodes=tuple(_read(Node, item) for item in data["nodes"]),
        edges=tuple(_read(Edge, item) for item in data["edges"]),
        clusters=tuple(_read(Cluster, item) for item in data["clusters"]),
        annotations={
            name: _read_facts(facts, _key(name, keys))
            for name, facts in data["annotations"].items()
        },
    )


def _read_facts(facts: dict[str, Any], key: Key[Any]) -> dict[str, Any]:
    return {node: _read(key.type, fact) for node, fact in facts.items()}


def _key(name: str, keys: Mapping[str, Key[Any]]) -> Key[Any]:
    if name not in keys:
        raise GraphError(f"unknown annotation {name!r}; known are {', '.join(sorted(keys))}")
    return keys[name]


def _read(kind: Any, value: Any) -> Any:
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return None if value is None else _read(_optional(kind), value)
    if origin is tuple:
        return tuple(_read(get_args(kind)[0], item) for item in value)
    if _field_names(kind):
        return _read_record(kind, value)
    return _read_scalar(kind, value)


def _optional(kind: Any) -> Any:
    return next(part for part in get_args(kind) if part is not NoneType)


def _read_record(kind: type, value: Any) -> Any:
    if not isinstance(value, dict):
        raise TypeError(f"expected the fields of a {kind.__name__}, found {value!r}")
    types = get_type_hints(kind)
    unknown = sorted(set(value) - set(types))
    if unknown:
        raise TypeError(f"{kind.__name__} has no field {unknown[0]!r}")
    return kind(**{name: _read(types[name], item) for name, item in value.items()})


def _read_scalar(kind: Any, value: Any) -> Any:
    if kind is float:
        return _read_float(value)
    if issubclass(kind, Enum):
        return kind(value)
    if type(value) is not kind:
        raise TypeError(f"expected {kind.__name__}, found {value!r}")
    return value


def _read_float(value: Any) -> float:
    if value in ("nan", "inf", "-inf"):
        # The one NaN object keeps facts that hold it equal: tuples compare identity first.
        return math.nan if value == "nan" else float(value)
    if type(value) not in (bool, int, float):
        raise TypeError(f"expected a number, found {value!r}")
    # An integer of a tensor stays exact; one that no tensor holds may be any size.
    return value if isinstance(value, int) and value.bit_length() <= 64 else float(value)
