"""Clusters within clusters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence, Set
from dataclasses import replace

from graphviz_autograd.graph.model import Cluster, Graph


def holders(graph: Graph, nodes: set[str]) -> set[str]:
    """The ids of the clusters that hold all of ``nodes``."""
    return {cluster for cluster, members in _members(graph.clusters).items() if members >= nodes}


def insert_cluster(
    clusters: Sequence[Cluster], new: Cluster, outside: Set[str] = frozenset()
) -> tuple[Cluster, ...]:
    """``clusters`` without empty ones and with ``new``, which may lie in one and hold others.

    It is put into the smallest cluster that holds all of its nodes; those that hold only nodes of
    its own are put into it, unless they are to stay ``outside``.
    """
    members = _members(clusters)
    own = set(new.nodes)
    inside = {c.id for c in clusters if members[c.id] and members[c.id] <= own} - outside
    around = [c for c in clusters if c.id not in inside and members[c.id] >= own]
    parent = min(around, key=lambda c: len(members[c.id])).id if around else None
    held = {node for cluster in inside for node in members[cluster]}
    kept = [
        replace(c, parent=new.id) if c.id in inside and c.parent not in inside else c
        for c in clusters
        if members[c.id]
    ]
    direct = tuple(node for node in new.nodes if node not in held)
    return (*kept, replace(new, nodes=direct, parent=parent))


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
