"""Where frames are: around their boxes and the frames inside them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from graphviz_autograd.diagram.model import Frame
from graphviz_autograd.layout.model import Rectangle

MARGIN = 14.0
NAME_HEIGHT = 16.0


def frame_rectangles(
    frames: Sequence[Frame], outlines: Mapping[str, Rectangle]
) -> dict[str, Rectangle]:
    """The rectangle of each frame, by id; a frame with nothing in it has none."""
    parents = {frame.id: frame.parent for frame in frames}
    inside: dict[str, list[Rectangle]] = defaultdict(list)
    found: dict[str, Rectangle] = {}
    for frame in sorted(frames, key=lambda frame: -_depth(frame.id, parents)):
        inside[frame.id] += [outlines[box] for box in frame.boxes]
        if inside[frame.id]:
            found[frame.id] = _around(inside[frame.id])
            inside[frame.parent or ""].append(found[frame.id])
    return found


def _depth(frame: str, parents: Mapping[str, str | None]) -> int:
    depth, parent = 0, parents[frame]
    while parent is not None:
        depth, parent = depth + 1, parents[parent]
    return depth


def _around(rectangles: Sequence[Rectangle]) -> Rectangle:
    left = min(inner.left for inner in rectangles) - MARGIN
    top = min(inner.top for inner in rectangles) - MARGIN - NAME_HEIGHT
    right = max(inner.right for inner in rectangles) + MARGIN
    bottom = max(inner.bottom for inner in rectangles) + MARGIN
    return Rectangle((left + right) / 2, (top + bottom) / 2, right - left, bottom - top)
