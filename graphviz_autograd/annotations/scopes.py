"""The parts of the program that operations were recorded in, as nested clusters."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from graphviz_autograd.graph.model import Cluster, EdgeKind, NodeKind
from graphviz_autograd.sources.base import Function
from graphviz_autograd.sources.capture import Capture
from graphviz_autograd.sources.scopes import Scope, scope_finder


def add_scopes(capture: Capture) -> Capture:
    """Add a cluster for each scope: its operations, their results, and what they saved.

    A scope that is passed again, as in a loop, is another cluster.
    """
    find = scope_finder(capture.source)
    if find is None:
        return capture
    scopes = _scopes_by_node(capture, find)
    return replace(capture, graph=replace(capture.graph, clusters=_clusters(capture, scopes)))


def _scopes_by_node(
    capture: Capture, find: Callable[[Function], Scope | None]
) -> Mapping[str, Scope]:
    kinds, functions = capture.kinds, capture.functions.items()
    found = {n: find(one) for n, one in functions if kinds[n] is NodeKind.FUNCTION}
    for edge in capture.graph.edges:
        if edge.kind is EdgeKind.SAVED:
            found[edge.tail] = found.get(edge.head)
        elif edge.kind is EdgeKind.FLOW and kinds[edge.tail] is NodeKind.FUNCTION:
            found[edge.head] = found[edge.tail]
    return {node: scope for node, scope in found.items() if scope is not None}


def _clusters(capture: Capture, scopes: Mapping[str, Scope]) -> tuple[Cluster, ...]:
    members: dict[Scope, list[str]] = {}
    for node in capture.graph.nodes:
        if node.id in scopes:
            _with_parents(members, scopes[node.id])
            members[scopes[node.id]].append(node.id)
    ordered = sorted(members, key=lambda scope: (scope.starts, _depth(scope)))
    ids = {scope: f"c{number}" for number, scope in enumerate(ordered)}
    return tuple(
        Cluster(ids[one], one.name, tuple(members[one]), ids[one.parent] if one.parent else None)
        for one in ordered
    )


def _with_parents(members: dict[Scope, list[str]], scope: Scope | None) -> None:
    while scope is not None and scope not in members:
        members[scope] = []
        scope = scope.parent


def _depth(scope: Scope) -> int:
    depth = 0
    while scope.parent is not None:
        scope, depth = scope.parent, depth + 1
    return depth
