"""Clusters within clusters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace

from graphviz_autograd.graph.model import Cluster, Graph


def holders(graph: Graph, nodes: set[str]) -> set[str]:
    """The ids of the clusters that hold all of ``nodes`` that are in any, such as no leaf is."""
    return set(_around(_members(graph.clusters), nodes))


def insert_cluster(
    clusters: Sequence[Cluster], new: Cluster, outside: Set[str] = frozenset()
) -> tuple[Cluster, ...]:
    """``clusters`` without empty ones and with ``new``, which may lie in one and hold others.

    It is put into the smallest cluster that holds all of its nodes that are in any; those that hold
    only nodes of its own are put into it, unless they are to stay ``outside``. Others lose them.
    """
    members = _members(clusters)
    own = set(new.nodes)
    inside = {c.id for c in clusters if members[c.id] and members[c.id] <= own} - outside
    around = [one for one in _around(members, own) if one not in inside]
    parent = min(around, key=lambda one: len(members[one])) if around else None
    held = {node for cluster in inside for node in members[cluster]}
    kept = [
        c if c.id in inside else replace(c, nodes=tuple(n for n in c.nodes if n not in own))
        for c in clusters
        if c.id in inside or c.id == parent or members[c.id] - own
    ]
    placed = [
        replace(c, parent=new.id) if c.id in inside and c.parent not in inside else c for c in kept
    ]
    direct = tuple(node for node in new.nodes if node not in held)
    # Frames are drawn in this order: it stands before those that lie in it.
    first = next((i for i, c in enumerate(placed) if c.id in inside), len(placed))
    placed.insert(first, replace(new, nodes=direct, parent=parent))
    return tuple(placed)


def _around(members: Mapping[str, set[str]], nodes: set[str]) -> list[str]:
    """The clusters that hold all of ``nodes`` that are in any."""
    grouped = nodes & set().union(*members.values())
    return [cluster for cluster, held in members.items() if grouped and held >= grouped]


def _members(clusters: Sequence[Cluster]) -> dict[str, set[str]]:
    """The nodes of each cluster and of all clusters in it, by id."""
    parents = {cluster.id: cluster.parent for cluster in clusters}
    members: dict[str, set[str]] = defaultdict(set)
    for cluster in clusters:
        holder: str | None = cluster.id
        while holder is not None:
            members[holder] |= set(cluster.nodes)
            holder = parents[holder]
    return members
