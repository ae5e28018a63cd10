"""Words of PyTorch for how elements lie in memory."""

from __future__ import annotations


class MemoryFormat:
    """An order of the dimensions in memory, such as ``contiguous_format``.

    Attributes:
        name: what it is called in ``torch``.
        rank: the number of dimensions of the tensors that it is for, or None for any.

    """

    __slots__ = ("name", "rank")

    def __init__(self, name: str, rank: int | None = None) -> None:
        self.name, self.rank = name, rank

    def __repr__(self) -> str:
        return f"torch.{self.name}"


class Layout(MemoryFormat):
    """A way of storing elements: ``strided``."""

    __slots__ = ()


contiguous_format = MemoryFormat("contiguous_format")
preserve_format = MemoryFormat("preserve_format")
channels_last = MemoryFormat("channels_last", 4)
channels_last_3d = MemoryFormat("channels_last_3d", 5)
strided = Layout("strided")

# As PyTorch calls the types.
memory_format, layout = MemoryFormat, Layout
MemoryFormat.__name__ = MemoryFormat.__qualname__ = "memory_format"
Layout.__name__ = Layout.__qualname__ = "layout"


def wanted_format(given: MemoryFormat | None, function: str) -> MemoryFormat | None:
    """Return a format that was given to a function, or None to keep the order of dimensions.

    Raises:
        TypeError: if it is none.

    """
    if given is None or given is preserve_format:
        return None
    if not isinstance(given, MemoryFormat):
        kind = type(given).__name__
        raise TypeError(
            f"{function}(): argument 'memory_format' must be torch.memory_format, not {kind}"
        )
    return given
