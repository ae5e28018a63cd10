"""Conversion to another element type."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import dtypes
from ...cuts import marked
from ...device import check_device
from ...layout import suggested_format
from ...memory_format import wanted_format
from ...tensor import Tensor, array_of
from ...views import share
from ..record import composite
from ..shapes.copying import to_copy, to_copy_formatted

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
    """Return the tensor converted to an element type and a format; itself if it has both already.

    ``target`` is an element type, a tensor of that type, a device, or a device and a type.

    Raises:
        NotImplementedError: for a device other than the CPU.
        RuntimeError: if the format is for another number of dimensions.

    """
    for one in target:
        if isinstance(one, (dtypes.dtype, Tensor)):
            dtype = one.dtype if isinstance(one, Tensor) else one
        elif isinstance(one, type):
            dtype = dtypes.given(one, "to")
        elif not isinstance(one, bool):
            device = one
    dtype = dtypes.given(dtype, "to")
    wanted = wanted_format(memory_format, "to")
    if device is not None:
        check_device(device)
    has_format = wanted is None or suggested_format(array_of(self)) is wanted
    if dtype in (None, self.dtype) and not copy and has_format:
        return self
    kind = self.dtype if dtype is None else dtype
    if kind.is_floating_point:
        return _copied(self, kind, wanted)
    # Only floating point numbers have gradients.
    return marked(_copied(share(self), kind, wanted), f"to({kind.name})", self)


def _copied(tensor: Any, kind: dtypes.dtype, wanted: MemoryFormat | None) -> Any:
    if wanted is None:
        return to_copy(tensor, kind.numpy)
    return to_copy_formatted(tensor, kind.numpy, wanted)


@composite
def type_as(self: Any, other: Any) -> Any:
    """Return the tensor converted to the element type of ``other``."""
    return to(self, other.dtype)


def _converter(kind: dtypes.dtype) -> Callable[[Any], Any]:
    def convert(self: Any, memory_format: MemoryFormat | None = None) -> Any:
        """Return the tensor converted to this element type, and to a format."""
        return to(self, kind, memory_format=memory_format)

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
