"""How a tensor prints: PyTorch's number formatting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from . import dtypes

if TYPE_CHECKING:
    from .tensor import Tensor

_THRESHOLD = 1000
_EDGE_ITEMS = 3
_LINE_WIDTH = 80
_PRECISION = 4


def tensor_repr(tensor: Tensor) -> str:
    """Return ``tensor([...], dtype=..., grad_fn=...)`` as PyTorch prints it."""
    data = np.asarray(tensor._data, tensor.dtype.numpy)
    prefix = "tensor("
    body = "[]" if not data.size else _Formatter(data).array(data, len(prefix))
    return _joined(prefix + body, _suffixes(tensor, data))


def _suffixes(tensor: Tensor, data: np.ndarray[Any, Any]) -> list[str]:
    suffixes = []
    if not data.size and data.shape != (0,):
        suffixes.append(f"size=({', '.join(map(str, data.shape))})")
    implied = (dtypes.get_default_dtype(), dtypes.int64, dtypes.bool)
    if tensor.dtype not in implied or (not data.size and tensor.dtype is not implied[0]):
        suffixes.append(f"dtype={tensor.dtype}")
    if tensor.grad_fn is not None:
        name = type(tensor.grad_fn).__name__
        suffixes.append(f"grad_fn=<{name}>")
    elif tensor.requires_grad:
        suffixes.append("requires_grad=True")
    return suffixes


def _joined(text: str, suffixes: list[str]) -> str:
    last = len(text) - text.rfind("\n") + 1
    for suffix in suffixes:
        if last + len(suffix) + 2 > _LINE_WIDTH:
            text += f",\n       {suffix}"
            last = 7 + len(suffix)
        else:
            text += f", {suffix}"
            last += len(suffix) + 2
    return f"{text})"


class _Formatter:
    """Writes the elements of an array in one common width and notation."""

    def __init__(self, array: np.ndarray[Any, Any]) -> None:
        self.summarize = array.size > _THRESHOLD
        shown = _edges(array) if self.summarize else array
        self.floating = array.dtype.kind == "f"
        self.whole = self.scientific = False
        if self.floating:
            self._choose_notation(shown[np.isfinite(shown) & (shown != 0)])
        counted = shown[np.isfinite(shown)] if self.floating else shown
        widths = (len(self._text(value)) for value in counted.reshape(-1))
        self.width = max(widths, default=1)

    def _choose_notation(self, values: np.ndarray[Any, Any]) -> None:
        if not values.size:
            self.whole = True
            return
        sizes = np.abs(values.astype(np.float64))
        spread = sizes.max() / sizes.min()
        self.whole = bool(np.all(values == np.ceil(values)))
        limit = sizes.max() > 1e8 or spread > 1000
        self.scientific = bool(limit if self.whole else limit or sizes.min() < 1e-4)

    def _text(self, value: Any) -> str:
        if not self.floating:
            return str(value)
        if not np.isfinite(value):
            return str(float(value))
        if self.scientific:
            return f"{value:.{_PRECISION}e}"
        return f"{value:.0f}." if self.whole else f"{value:.{_PRECISION}f}"

    def array(self, array: np.ndarray[Any, Any], indent: int) -> str:
        """Return the text of ``array`` starting in column ``indent``."""
        if not array.ndim:
            return self._text(array[()]).rjust(self.width)
        if array.ndim == 1:
            return self._vector(array, indent)
        rows = [
            self.array(row, indent + 1) if row is not None else "..." for row in self._cut(array)
        ]
        gap = "," + "\n" * (array.ndim - 1) + " " * (indent + 1)
        return f"[{gap.join(rows)}]"

    def _vector(self, array: np.ndarray[Any, Any], indent: int) -> str:
        texts = [
            " ..." if one is None else self._text(one).rjust(self.width) for one in self._cut(array)
        ]
        per_line = max(1, (_LINE_WIDTH - indent) // (self.width + 2))
        lines = [", ".join(texts[i : i + per_line]) for i in range(0, len(texts), per_line)]
        return f"[{(',' + chr(10) + ' ' * (indent + 1)).join(lines)}]"

    def _cut(self, array: np.ndarray[Any, Any]) -> list[Any]:
        if self.summarize and len(array) > 2 * _EDGE_ITEMS:
            return [*array[:_EDGE_ITEMS], None, *array[-_EDGE_ITEMS:]]
        return list(array)


def _edges(array: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    for axis, size in enumerate(array.shape):
        if size > 2 * _EDGE_ITEMS:
            kept = [*range(_EDGE_ITEMS), *range(size - _EDGE_ITEMS, size)]
            array = np.take(array, kept, axis)
    return array
