"""Padding: more elements around arrays, of a number or of their own."""

from __future__ import annotations

from typing import Any, ClassVar

from .. import functional as F  # noqa: N812  (what everybody calls it)
from .module import Module


class _Padding(Module):
    """Adds elements before and after each of the last ``dims`` dimensions, the last one first."""

    dims: ClassVar[int]
    mode: ClassVar[str] = "constant"
    value: float | None = None

    def __init__(self, padding: int | tuple[int, ...]) -> None:
        super().__init__()
        several = (padding,) * (2 * self.dims) if isinstance(padding, int) else tuple(padding)
        self.padding = several

    def forward(self, input: Any) -> Any:
        """Return the input padded."""
        return F.pad(input, self.padding, self.mode, self.value)

    def extra_repr(self) -> str:
        """Return how much is added."""
        return f"{self.padding}"


class _ConstantPad(_Padding):
    def __init__(self, padding: int | tuple[int, ...], value: float) -> None:
        super().__init__(padding)
        self.value = value

    def extra_repr(self) -> str:
        """Return how much is added, and the number."""
        return f"padding={self.padding}, value={self.value}"


class _ZeroPad(_Padding):
    value = 0.0


class _ReflectionPad(_Padding):
    mode = "reflect"


class _ReplicationPad(_Padding):
    mode = "replicate"


class _CircularPad(_Padding):
    mode = "circular"

    def forward(self, input: Any) -> Any:
        """Return the input padded.

        Raises:
            ValueError: if it has another number of dimensions.

        """
        least = self.dims + 1
        if input.dim() not in (least, least + 1):
            raise ValueError(f"expected {least}D or {least + 1}D input (got {input.dim()}D input)")
        return super().forward(input)


class ConstantPad1d(_ConstantPad):
    """Adds a number around (n, c, l)."""

    dims = 1


class ConstantPad2d(_ConstantPad):
    """Adds a number around (n, c, h, w)."""

    dims = 2


class ConstantPad3d(_ConstantPad):
    """Adds a number around (n, c, d, h, w)."""

    dims = 3


class ZeroPad1d(_ZeroPad):
    """Adds zeros around (n, c, l)."""

    dims = 1


class ZeroPad2d(_ZeroPad):
    """Adds zeros around (n, c, h, w)."""

    dims = 2


class ZeroPad3d(_ZeroPad):
    """Adds zeros around (n, c, d, h, w)."""

    dims = 3


class ReflectionPad1d(_ReflectionPad):
    """Adds the elements reflected at the border around (n, c, l)."""

    dims = 1


class ReflectionPad2d(_ReflectionPad):
    """Adds the elements reflected at the border around (n, c, h, w)."""

    dims = 2


class ReflectionPad3d(_ReflectionPad):
    """Adds the elements reflected at the border around (n, c, d, h, w)."""

    dims = 3


class ReplicationPad1d(_ReplicationPad):
    """Adds the elements at the border around (n, c, l)."""

    dims = 1


class ReplicationPad2d(_ReplicationPad):
    """Adds the elements at the border around (n, c, h, w)."""

    dims = 2


class ReplicationPad3d(_ReplicationPad):
    """Adds the elements at the border around (n, c, d, h, w)."""

    dims = 3


class CircularPad1d(_CircularPad):
    """Adds the elements of the other end around (n, c, l)."""

    dims = 1


class CircularPad2d(_CircularPad):
    """Adds the elements of the other end around (n, c, h, w)."""

    dims = 2


class CircularPad3d(_CircularPad):
    """Adds the elements of the other end around (n, c, d, h, w)."""

    dims = 3
