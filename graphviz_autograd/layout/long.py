"""Long diagrams: cut into pieces, laid out one by one, stacked."""

from __future__ import annotations

from dataclasses import replace

from graphviz_autograd.layout.cuts import find_cuts
from graphviz_autograd.layout.lanes import lane_routes
from graphviz_autograd.layout.order import depths, neighbours, sweep_order
from graphviz_autograd.layout.piece_layout import lay_out
from graphviz_autograd.layout.pieces import split
from graphviz_autograd.layout.sketch import Placement, Sketch
from graphviz_autograd.layout.stack import stack

MAX_SPAN = 64
"""An arrow down more ranks than this runs in a lane beside the drawing."""


def place_long(sketch: Sketch, time_limit: float) -> Placement:
    """Places by pieces, in time that grows with the number of boxes and arrows.

    Raises:
        LayoutError: if there is no Graphviz, or it fails or takes longer than ``time_limit`` s.

    """
    tails, heads = neighbours(len(sketch.sizes), sketch.edges)
    depth = depths(tails, heads)
    spans = [depth[head] - depth[tail] for tail, head in sketch.edges]
    short = [edge for edge, span in enumerate(spans) if span <= MAX_SPAN]
    order = sweep_order(tails, heads, depth)
    cuts = find_cuts(order, [sketch.edges[edge] for edge in short], sketch.ellipses)
    placement = stack(
        sketch,
        split(sketch, order, cuts, short),
        lambda piece, sizes, entry: lay_out(piece, sketch, sizes, entry, time_limit),
    )
    return _with_lanes(sketch, placement, [e for e, span in enumerate(spans) if span > MAX_SPAN])


def _with_lanes(sketch: Sketch, placement: Placement, far: list[int]) -> Placement:
    left = min(x - w / 2 for (x, _), (w, _) in zip(placement.centres, sketch.sizes, strict=True))
    left = min([left, *(x for route in placement.routes for x, _ in route)])
    lanes = lane_routes(sketch, placement.centres, far, left)
    routes = [lanes.get(edge, route) for edge, route in enumerate(placement.routes)]
    return replace(placement, routes=routes)
