"""The order in which a sweep meets the boxes, and how deep each one lies."""

from __future__ import annotations

from collections.abc import Sequence

Edges = Sequence[tuple[int, int]]


def neighbours(count: int, edges: Edges) -> tuple[list[list[int]], list[list[int]]]:
    """For each box, those its arrows come from, and those they go to, in the order of arrows."""
    tails: list[list[int]] = [[] for _ in range(count)]
    heads: list[list[int]] = [[] for _ in range(count)]
    for tail, head in edges:
        tails[head].append(tail)
        heads[tail].append(head)
    return tails, heads


def depths(
    tails: Sequence[Sequence[int]], heads: Sequence[Sequence[int]], first: Sequence[int] = ()
) -> list[int]:
    """The length of the longest path that leads to each box, at least that in ``first``."""
    depth = [*first] or [0] * len(tails)
    waiting = [len(inputs) for inputs in tails]
    ready = [box for box, count in enumerate(waiting) if not count]
    for box in ready:
        for head in heads[box]:
            depth[head] = max(depth[head], depth[box] + 1)
            waiting[head] -= 1
            if not waiting[head]:
                ready.append(head)
    return depth


def sweep_order(
    tails: Sequence[Sequence[int]], heads: Sequence[Sequence[int]], depth: Sequence[int]
) -> list[int]:
    """Boxes so that each stands right before what uses it, and few are in use at any time.

    Depth first from the sinks, the shallowest first; of the inputs of a box the deepest first
    (Sethi and Ullman's rule for few registers), so that leaves stand beside their use.
    """
    order: list[int] = []
    seen = [False] * len(tails)
    sinks = [box for box, users in enumerate(heads) if not users]
    for sink in sorted(sinks, key=lambda box: depth[box]):
        seen[sink] = True
        stack = [(sink, _deepest_last(tails[sink], depth))]
        while stack:
            box, inputs = stack[-1]
            while inputs and seen[inputs[-1]]:
                inputs.pop()
            if inputs:
                tail = inputs.pop()
                seen[tail] = True
                stack.append((tail, _deepest_last(tails[tail], depth)))
            else:
                order.append(box)
                stack.pop()
    return order


def _deepest_last(boxes: Sequence[int], depth: Sequence[int]) -> list[int]:
    return sorted(reversed(boxes), key=lambda box: depth[box])
