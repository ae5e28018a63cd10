"""Conversion to another element type."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import dtypes
from ...cuts import marked
from ...device import check_device
from ...memory_format import check_format
from ...tensor import Tensor
from ...views import share
from ..record import composite
from ..shapes.copying import to_copy

if TYPE_CHECKING:
    from collections.abc import Callable

    from ...memory_format import MemoryFormat


@composite
def to(
    self: Any,
    *target: Any,
    dtype: dtypes.dtype | None = None,
    device: Any = None,
    non_blocking: bool = False,  # noqa: ARG001
    copy: bool = False,
    memory_format: MemoryFormat | None = None,
) -> Any:
    """Return the tensor converted to an element type; itself if it has it already.

    ``target`` is an element type, a tensor of that type, a device, or a device and a type.

    Raises:
        NotImplementedError: for a device other than the CPU, or a format such as ``channels_last``.

    """
    for one in target:
        if isinstance(one, (dtypes.dtype, Tensor)):
            dtype = one.dtype if isinstance(one, Tensor) else one
        elif isinstance(one, type):
            dtype = dtypes.given(one, "to")
        elif not isinstance(one, bool):
            device = one
    dtype = dtypes.given(dtype, "to")
    check_format(memory_format)
    if device is not None:
        check_device(device)
    if dtype in (None, self.dtype) and not copy:
        return self
    kind = self.dtype if dtype is None else dtype
    if kind.is_floating_point:
        return to_copy(self, kind.numpy)
    # Only floating point numbers have gradients.
    return marked(to_copy(share(self), kind.numpy), f"to({kind.name})", self)


@composite
def type_as(self: Any, other: Any) -> Any:
    """Return the tensor converted to the element type of ``other``."""
    return to(self, other.dtype)


def _converter(kind: dtypes.dtype) -> Callable[[Any], Any]:
    def convert(self: Any) -> Any:
        """Return the tensor converted to this element type."""
        return to(self, kind)

    return convert


CONVERTERS = {
    "byte": _converter(dtypes.uint8),
    "char": _converter(dtypes.int8),
    **{
        name: _converter(getattr(dtypes, name))
        for name in ("float", "double", "half", "long", "int", "short", "bool")
    },
}
"""The methods of ``Tensor`` that convert to one type each."""
