"""A plain layered drawing, in linear time, of what can neither be cut nor given to Graphviz.

Sugiyama's three steps: ranks by the longest path, an order in each rank by barycentres, and
positions that minimise the squares of the sideways lengths of arrows, rank by rank.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from graphviz_autograd.graph.order import Edges, depths, neighbours
from graphviz_autograd.layout.graphviz import NODE_SEPARATION, RANK_SEPARATION
from graphviz_autograd.layout.model import Point, Rectangle, Route
from graphviz_autograd.layout.sketch import Size
from graphviz_autograd.layout.touching import outline_towards

SWEEPS = 8
BEND = 8.0
"""The width of the place that a bend of an arrow takes in a rank."""


@dataclass(frozen=True, slots=True)
class Ends:
    """Boxes of the first rank from left to right, and of the last, which they have alone.

    ``alone`` says whether those of the first have it alone, too.
    """

    top: Sequence[int] = ()
    bottom: Sequence[int] = ()
    alone: bool = False


NO_ENDS = Ends()
NO_LABELS: Mapping[int, Size] = {}


class Layers:
    """Boxes, and bends of arrows that cross ranks, in ranks from top to bottom."""

    def __init__(
        self, sizes: Sequence[Size], edges: Edges, ends: Ends, labels: Mapping[int, Size]
    ) -> None:
        self.sizes = [*sizes]
        self.chains: list[list[int]] = []
        # Every other rank has no boxes if there are labels, which stand at bends.
        self.step = 2 if labels else 1
        self.rank = [self.step * rank for rank in ranks(len(sizes), edges, ends)]
        self.top = [*ends.top]
        for tail, head in edges:
            self.chains.append([tail, *self._bends(tail, head), head])
        for edge, size in labels.items():
            self.sizes[self.label_bend(edge)] = size
        links = [link for chain in self.chains for link in pairwise(chain)]
        self.above, self.below = neighbours(len(self.sizes), links)
        self.rows: list[list[int]] = [[] for _ in range(max(self.rank, default=-1) + 1)]
        for box, rank in enumerate(self.rank):
            self.rows[rank].append(box)
        if self.top:
            self.rows[0] = [*self.top, *(box for box in self.rows[0] if box not in set(self.top))]
        self.x = [0.0] * len(self.sizes)

    def label_bend(self, edge: int) -> int:
        """The bend of an arrow where its label stands."""
        return self.chains[edge][len(self.chains[edge]) // 2]

    def _bends(self, tail: int, head: int) -> Iterable[int]:
        for rank in range(self.rank[tail] + 1, self.rank[head]):
            self.rank.append(rank)
            self.sizes.append((BEND, 0.0))
            yield len(self.sizes) - 1

    def place(self) -> None:
        """Order the rows and find ``x`` for everything in them."""
        filled = [row for row in self.rows if row]
        for sweep in range(SWEEPS):
            downwards = sweep % 2 == 0
            near = self.above if downwards else self.below
            for row in filled if downwards else reversed(filled):
                if row is not self.rows[0] or not self.top:
                    self._order(row, near)
                self._spread(row, near)

    def _wanted(self, box: int, near: Sequence[Sequence[int]]) -> float:
        others = near[box]
        return sum(self.x[other] for other in others) / len(others) if others else self.x[box]

    def _order(self, row: list[int], near: Sequence[Sequence[int]]) -> None:
        wanted = {box: self._wanted(box, near) for box in row}
        row.sort(key=lambda box: wanted[box])

    def _spread(self, row: Sequence[int], near: Sequence[Sequence[int]]) -> None:
        widths = [self.sizes[box][0] for box in row]
        gaps = [(a + b) / 2 + NODE_SEPARATION for a, b in pairwise(widths)]
        offsets = list(accumulate(gaps, initial=0.0))
        wanted = [
            self._wanted(box, near) - offset for box, offset in zip(row, offsets, strict=True)
        ]
        for box, x, offset in zip(row, ascending(wanted), offsets, strict=True):
            self.x[box] = x + offset


@dataclass(frozen=True, slots=True)
class Layered:
    """Centres by box, routes by edge, and the rooms for labels by the index of the edge."""

    centres: list[Point]
    routes: list[Route]
    labels: dict[int, Rectangle]


def place_layered(
    sizes: Sequence[Size],
    ellipses: Sequence[bool],
    edges: Edges,
    ends: Ends = NO_ENDS,
    labels: Mapping[int, Size] = NO_LABELS,
) -> Layered:
    """Places for boxes and edges; a label stands on its arrow."""
    layers = Layers(sizes, edges, ends, labels)
    layers.place()
    heights = [max((layers.sizes[box][1] for box in row), default=0.0) for row in layers.rows]
    distances = (height + RANK_SEPARATION / layers.step for height in heights)
    tops = list(accumulate(distances, initial=0.0))
    y = [tops[rank] + heights[rank] / 2 for rank in layers.rank]
    points = list(zip(layers.x, y, strict=True))
    return Layered(
        centres=points[: len(sizes)],
        routes=[_route(chain, points, heights, layers, sizes, ellipses) for chain in layers.chains],
        labels={
            edge: Rectangle(*points[layers.label_bend(edge)], *size)
            for edge, size in labels.items()
        },
    )


def ranks(count: int, edges: Edges, ends: Ends = NO_ENDS) -> list[int]:
    """The rank of each box: below all its tails, and as near to its heads as these allow."""
    tails, heads = neighbours(count, edges)
    first = [int(ends.alone)] * count
    for box in ends.top:
        first[box] = 0
    rank = depths(tails, heads, first)
    for box in sorted(range(count), key=lambda box: -rank[box]):
        if not tails[box] and heads[box] and box not in ends.top:
            rank[box] = min(rank[head] for head in heads[box]) - 1
    bottom = set(ends.bottom)
    below_others = 1 + max((r for box, r in enumerate(rank) if box not in bottom), default=-1)
    for box in ends.bottom:
        rank[box] = below_others
    return rank


def ascending(values: Sequence[float]) -> list[float]:
    """The ascending sequence that is closest to ``values`` in the sum of squares.

    Pool adjacent violators (Ayer et al., 1955).

    >>> ascending([1.0, 5.0, 3.0, 6.0])
    [1.0, 4.0, 4.0, 6.0]
    """
    pools: list[tuple[float, int]] = []
    for value in values:
        total, count = value, 1
        while pools and pools[-1][0] * count > total * pools[-1][1]:
            before, members = pools.pop()
            total, count = total + before, count + members
        pools.append((total, count))
    return [total / count for total, count in pools for _ in range(count)]


def _route(
    chain: Sequence[int],
    points: Sequence[Point],
    heights: Sequence[float],
    layers: Layers,
    sizes: Sequence[Size],
    ellipses: Sequence[bool],
) -> Route:
    """Straight between neighbouring ranks, upright where it passes a rank, as a smooth curve."""
    tail, *bends, head = chain
    stops = [
        point for bend in bends for point in _passage(points[bend], heights[layers.rank[bend]])
    ]
    towards = stops[0] if stops else points[head]
    start = outline_towards(Rectangle(*points[tail], *sizes[tail]), ellipses[tail], towards)
    towards = stops[-1] if stops else points[tail]
    end = outline_towards(Rectangle(*points[head], *sizes[head]), ellipses[head], towards)
    route = [start]
    for x, y in [*stops, end]:
        (px, py), middle = route[-1], (route[-1][1] + y) / 2
        route += [(px, middle), (x, middle), (x, y)] if stops else _straight((px, py), (x, y))
    return tuple(route)


def _passage(point: Point, height: float) -> tuple[Point, Point]:
    x, y = point
    return (x, y - height / 2), (x, y + height / 2)


def _straight(start: Point, end: Point) -> Route:
    return (start, end, end)
