"""Numbers and shapes as short text."""

from __future__ import annotations

import math

from graphviz_autograd.annotations.shapes import Shape
from graphviz_autograd.annotations.summary import Summary

MAX_ROW = 3
"""So many numbers fit on one row; more are told by their range."""


def format_summary(summary: Summary, shape: Shape | None) -> str:
    """A scalar as itself, a short vector in brackets, more numbers as a range.

    Whole numbers of a floating-point type keep their ``.0``. NaN and infinities are counted.
    """
    as_float = shape is None or "float" in shape.dtype
    if summary.size == 0:
        return "empty"
    if summary.items is not None and len(summary.items) <= MAX_ROW:
        if shape is None or not shape.size:
            return _number(summary.items[0], as_float, digits=5)
        return f"[{', '.join(_number(item, as_float) for item in summary.items)}]"
    return _range(summary, as_float)


def format_shape(shape: Shape) -> str:
    """Dimensions joined by ×, and the dtype unless it is the default one.

    >>> format_shape(Shape((2, 3), "float32")), format_shape(Shape((), "int64"))
    ('2 × 3', 'scalar int64')
    """
    size = " × ".join(map(str, shape.size)) if shape.size else "scalar"
    if len(shape.size) == 1:
        size = f"{shape.size[0]} element{'s' if shape.size[0] != 1 else ''}"
    return size if shape.dtype == "float32" else f"{size} {shape.dtype}"


def _range(summary: Summary, as_float: bool) -> str:
    if summary.minimum is None or summary.maximum is None:
        return f"{summary.nonfinite} nonfinite"
    low, high = _number(summary.minimum, as_float), _number(summary.maximum, as_float)
    text = f"all {low}" if low == high else f"{low} … {high}"
    return f"{text}, {summary.nonfinite} nonfinite" if summary.nonfinite else text


def _number(value: float, as_float: bool, digits: int = 3) -> str:
    if not math.isfinite(value):
        return repr(value)
    if not as_float:
        return f"{value:.0f}"
    text = f"{value:.{digits}g}"
    return text if set(text) & set(".e") else f"{text}.0"
