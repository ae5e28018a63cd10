"""Numbers and shapes as short text."""

from __future__ import annotations

import math

from graphviz_autograd.annotations.shapes import Shape
from graphviz_autograd.annotations.summary import Summary

MAX_ROW = 3
"""So many numbers fit on one row; more are told by their range."""

MINUS = "−"
NARROW_SPACE = "\u202f"
SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def format_summary(summary: Summary, shape: Shape | None) -> str:
    """A scalar as itself, a short vector in brackets, more numbers as a range.

    Where the shape is not known, a single number is taken for a scalar.
    Whole numbers of a floating-point type keep their ``.0``. NaN and infinities are counted.
    """
    as_float = shape is None or "float" in shape.dtype
    if summary.size == 0:
        return "empty"
    if summary.items is not None and len(summary.items) <= MAX_ROW:
        is_scalar = len(summary.items) == 1 if shape is None else not shape.size
        if is_scalar:
            return format_number(summary.items[0], as_float=as_float, digits=5)
        return f"[{', '.join(format_number(item, as_float=as_float) for item in summary.items)}]"
    return _range(summary, as_float)


def format_shape(shape: Shape) -> str:
    """Dimensions joined by ×, ? for one that is not known; the dtype unless it is the default one.

    >>> format_shape(Shape((2, 3), "float32")), format_shape(Shape((), "int64"))
    ('2 × 3', 'scalar int64')
    """
    lengths = ["?" if length < 0 else str(length) for length in shape.size]
    size = " × ".join(lengths) if lengths else "scalar"
    if len(shape.size) == 1:
        size = f"{lengths[0]} element{'s' if shape.size[0] != 1 else ''}"
    return size if shape.dtype == "float32" else f"{size} {shape.dtype}"


def _range(summary: Summary, as_float: bool) -> str:
    if summary.minimum is None or summary.maximum is None:
        return f"{summary.nonfinite} nonfinite"
    low, high = (
        format_number(end, as_float=as_float) for end in (summary.minimum, summary.maximum)
    )
    text = low if low == high else f"{low} … {high}"
    if summary.nonfinite:
        return f"{text}, {summary.nonfinite} nonfinite"
    return f"all {text}" if low == high else text


def format_number(value: float, *, as_float: bool = True, digits: int = 3) -> str:
    """``value`` with ``digits`` significant digits, as it would be printed in a book.

    >>> format_number(-1.25e-8), format_number(2), format_number(float("-inf"))
    ('−1.25×10⁻⁸', '2.0', '−∞')
    >>> format_number(767.26), format_number(767.0), format_number(0.9999)
    ('767', '767.0', '1.0')
    >>> format_number(1234567, as_float=False)
    '1\u202f234\u202f567'
    """
    if math.isnan(value):
        return "nan"
    if math.isinf(value):
        return "∞" if value > 0 else f"{MINUS}∞"
    if isinstance(value, bool):
        return str(value)
    if not as_float:
        return _grouped(f"{value:.0f}" if isinstance(value, float) else str(value))
    mantissa, _, exponent = f"{value:.{digits}g}".partition("e")
    if exponent:
        power = str(int(exponent)).translate(SUPERSCRIPTS)
        return f"{mantissa}×10{power}".replace("-", MINUS)
    has_lost = len(mantissa.strip("-")) >= digits and float(mantissa) != value
    return _grouped(mantissa if "." in mantissa or has_lost else f"{mantissa}.0")


def _grouped(digits: str) -> str:
    """``digits`` in groups of three if there are five or more before the point."""
    whole, point, fraction = digits.replace("-", MINUS).partition(".")
    if len(whole.strip(MINUS)) > 4:
        sign = MINUS if whole.startswith(MINUS) else ""
        whole = sign + f"{int(whole.strip(MINUS)):,}".replace(",", NARROW_SPACE)
    return whole + point + fraction


def format_count(count: int) -> str:
    """``count`` things, in thousands, millions or billions if they are many.

    >>> format_count(999), format_count(38_597_376)
    ('999', '38.6 M')
    """
    for size, unit in ((10**9, "G"), (10**6, "M"), (10**4, "k")):
        if count >= size:
            return f"{count / (size if unit != 'k' else 1000):.3g} {unit}"
    return str(count)


def format_bytes(count: int) -> str:
    """``count`` bytes in the largest unit that leaves a number of at least 1.

    >>> format_bytes(24), format_bytes(6144), format_bytes(5 * 2**20)
    ('24 B', '6 KiB', '5 MiB')
    """
    size, units = float(count), iter(("B", "KiB", "MiB", "GiB"))
    unit = next(units)
    for larger in units:
        if size < 1024:
            break
        size, unit = size / 1024, larger
    return f"{size:.3g} {unit}" if size < 1000 else f"{size:.0f} {unit}"
