"""Long diagrams: cut into pieces, laid out one by one, stacked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from graphviz_autograd.graph.order import depths, neighbours, sweep_order
from graphviz_autograd.layout.cuts import find_cuts
from graphviz_autograd.layout.lanes import lane_middle, lane_routes
from graphviz_autograd.layout.piece_layout import Draughtsman
from graphviz_autograd.layout.pieces import Pieces, split
from graphviz_autograd.layout.sketch import Placement, Sketch
from graphviz_autograd.layout.stack import stack

MAX_SPANS = (64, 24, 8)
"""Arrows down more ranks than this run in lanes; fewer, if there are many such arrows."""

LIGHT = 1_000
"""Boxes and ranks that arrows cross, of a piece that Graphviz lays out well and in no time."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Pieces, the arrows that are ``far`` and so in no piece, and the weight of the heaviest."""

    pieces: Pieces
    far: list[int]
    weight: int


def place_long(sketch: Sketch, time_limit: float, report: Callable[[float], object]) -> Placement:
    """Places by pieces, in time that grows with the number of boxes and arrows.

    Graphviz may take ``time_limit`` seconds; what it does not manage until then is drawn in plain
    layers, which the notes of the placement say. ``report`` hears how much is done.

    Raises:
        LayoutError: if there is no Graphviz, or it fails.

    """
    plan = _plan(sketch)
    draughtsman = Draughtsman(sketch, time_limit)
    placement = stack(sketch, plan.pieces, draughtsman.lay_out, report)
    return replace(_with_lanes(sketch, placement, plan.far), notes=tuple(draughtsman.notes()))


def _plan(sketch: Sketch) -> Plan:
    """As few lanes as can be for light pieces; if there are none, those that are lightest."""
    tails, heads = neighbours(len(sketch.sizes), sketch.edges)
    depth, height = depths(tails, heads), depths(heads, tails)
    # A leaf has no depth of its own and an output no height: whichever is closer is meant.
    spans = [min(depth[h] - depth[t], height[t] - height[h]) for t, h in sketch.edges]
    order = sweep_order(tails, heads, depth)
    plans: list[Plan] = []
    for most in MAX_SPANS:
        plans.append(_plan_with(sketch, order, spans, most))
        if plans[-1].weight <= LIGHT:
            break
    return min(plans, key=lambda plan: max(plan.weight, LIGHT))


def _plan_with(sketch: Sketch, order: Sequence[int], spans: Sequence[int], most: int) -> Plan:
    short = [edge for edge, span in enumerate(spans) if span <= most]
    far = [edge for edge, span in enumerate(spans) if span > most]
    edges = [sketch.edges[edge] for edge in short]
    cuts = find_cuts(order, edges, sketch.ellipses, sketch.groups)
    pieces = split(sketch, order, cuts, short)
    weights = [len(piece.boxes) for piece in pieces.pieces]
    for edge in short:
        weights[pieces.legs[edge][-1][0]] += spans[edge]
    return Plan(pieces, far, max(weights, default=0))


def _with_lanes(sketch: Sketch, placement: Placement, far: Sequence[int]) -> Placement:
    left = min(x - w / 2 for (x, _), (w, _) in zip(placement.centres, sketch.sizes, strict=True))
    left = min([left, *(x for route in placement.routes for x, _ in route)])
    arrows = [sketch.edges[edge] for edge in far]
    labels, routes = [*placement.labels], [*placement.routes]
    widest = max((size[0] for edge in far if (size := sketch.labels[edge])), default=0.0)
    found = lane_routes(sketch, placement.centres, arrows, left - widest / 2)
    for edge, route in zip(far, found, strict=True):
        routes[edge], labels[edge] = route, lane_middle(route)
    return replace(placement, routes=routes, labels=labels)
