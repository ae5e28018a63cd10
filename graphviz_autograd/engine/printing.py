"""How a tensor prints: PyTorch's number formatting."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from . import dtypes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .tensor_values import Values


class _Options(NamedTuple):
    precision: int = 4
    threshold: float = 1000
    edgeitems: int = 3
    linewidth: int = 80
    sci_mode: bool | None = None


_PROFILES = {
    "default": _Options(),
    "short": _Options(precision=2, edgeitems=2),
    "full": _Options(threshold=math.inf),
}
_options = _Options()


def set_printoptions(*, profile: str = "", sci_mode: bool | None = None, **options: Any) -> None:
    """Change how tensors print, for the whole process.

    Args:
        profile: ``"default"``, ``"short"`` or ``"full"``: where to start from.
        sci_mode: whether to print in scientific notation; None decides for each tensor.
        options: ``precision``, ``threshold``, ``edgeitems`` and ``linewidth``, where given.

    """
    global _options
    start = _PROFILES.get(profile, _options)
    given = {name: value for name, value in options.items() if value is not None}
    _options = start._replace(sci_mode=sci_mode, **given)


def tensor_repr(tensor: Values, contents: str | None = None) -> str:
    """Return ``tensor([...], dtype=..., grad_fn=...)`` as PyTorch prints it."""
    data = np.asarray(tensor._data, tensor.dtype.numpy)
    prefix = f"{_kind(tensor)}("
    body = _body(data, len(prefix)) if contents is None else contents
    return _joined(prefix + body, list(_suffixes(tensor, data)), len(prefix))


def _kind(tensor: Values) -> str:
    name = type(tensor).__name__
    return "tensor" if name in ("Tensor", "Parameter") else name


def _body(data: np.ndarray[Any, Any], indent: int) -> str:
    return _Formatter(data).array(data, indent) if data.size else "[]"


def _suffixes(tensor: Values, data: np.ndarray[Any, Any]) -> Iterator[str]:
    if not data.size and data.ndim != 1:
        yield f"size={data.shape}"
    implied = (dtypes.get_default_dtype(), dtypes.int64, dtypes.bool)
    if tensor.dtype not in (implied if data.size else implied[:1]):
        yield f"dtype={tensor.dtype}"
    yield from _place_in_graph(tensor)


def _place_in_graph(tensor: Values) -> Iterator[str]:
    try:
        node = tensor.grad_fn
    except RuntimeError:  # a view whose base was modified where nothing was recorded
        yield "grad_fn=<Invalid>"
        return
    if node is not None:
        yield f"grad_fn=<{type(node).__name__}>"
    elif tensor.requires_grad:
        yield "requires_grad=True"


def _joined(text: str, suffixes: list[str], indent: int) -> str:
    last = len(text) - text.rfind("\n") + 1
    for suffix in suffixes:
        if last + len(suffix) + 2 > _options.linewidth:
            text += f",\n{' ' * indent}{suffix}"
            last = indent + len(suffix)
        else:
            text += f", {suffix}"
            last += len(suffix) + 2
    return f"{text})"


class _Formatter:
    """Writes the elements of an array in one common width and notation."""

    def __init__(self, array: np.ndarray[Any, Any]) -> None:
        self.summarize = array.size > _options.threshold
        shown = _edges(array) if self.summarize else array
        self.floating = array.dtype.kind == "f"
        self.whole, self.scientific = True, False
        if self.floating:
            shown = shown[np.isfinite(shown) & (shown != 0)]
            self._choose_notation(shown.astype(np.float64))
        texts = (self._text(value) for value in shown.reshape(-1).tolist())
        self.width = max(map(len, texts), default=1)

    def _choose_notation(self, values: np.ndarray[Any, Any]) -> None:
        if not values.size:
            return
        sizes = np.abs(values)
        smallest, largest = sizes.min(), sizes.max()
        self.whole = bool(np.all(values == np.ceil(values)))
        wide = largest / smallest > 1000 or largest > 1e8 or smallest < 1e-4
        self.scientific = bool(wide) if _options.sci_mode is None else _options.sci_mode

    def _text(self, value: Any) -> str:
        if not self.floating:
            return str(value)
        if self.scientific:
            return f"{value:.{_options.precision}e}"
        if self.whole:
            return f"{value:.0f}{'.' if math.isfinite(value) else ''}"
        return f"{value:.{_options.precision}f}"

    def array(self, array: np.ndarray[Any, Any], indent: int) -> str:
        """Return the text of ``array`` starting in column ``indent``."""
        if not array.ndim:
            return self._text(array.item()).rjust(self.width)
        if array.ndim == 1:
            return self._vector(array, indent)
        rows = [self.array(row, indent + 1) for row in self._first(array)]
        if self._is_cut(array):
            rows += ["...", *(self.array(row, indent + 1) for row in _last(array))]
        gap = "," + "\n" * (array.ndim - 1) + " " * (indent + 1)
        return f"[{gap.join(rows)}]"

    def _vector(self, array: np.ndarray[Any, Any], indent: int) -> str:
        texts = [self._text(one).rjust(self.width) for one in self._first(array).tolist()]
        if self._is_cut(array):
            texts += [" ...", *(self._text(one).rjust(self.width) for one in _last(array).tolist())]
        per_line = max(1, (_options.linewidth - indent) // (self.width + 2))
        lines = [", ".join(texts[i : i + per_line]) for i in range(0, len(texts), per_line)]
        return f"[{(',' + chr(10) + ' ' * (indent + 1)).join(lines)}]"

    def _is_cut(self, array: np.ndarray[Any, Any]) -> bool:
        return self.summarize and len(array) > 2 * _options.edgeitems

    def _first(self, array: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
        return array[: _options.edgeitems] if self._is_cut(array) else array


def _last(array: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    return array[len(array) - _options.edgeitems :]


def _edges(array: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    kept = _options.edgeitems
    for axis, size in enumerate(array.shape):
        if size > 2 * kept:
            array = np.take(array, [*range(kept), *range(size - kept, size)], axis)
    return array
