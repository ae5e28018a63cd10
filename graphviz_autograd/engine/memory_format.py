"""Words of PyTorch for how elements lie in memory: the usual ones, and those not supported."""

from __future__ import annotations


class MemoryFormat:
    """An order of the dimensions in memory, such as ``contiguous_format``."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name

    def __repr__(self) -> str:
        return f"torch.{self.name}"


class Layout(MemoryFormat):
    """A way of storing elements: ``strided``."""

    __slots__ = ()


contiguous_format = MemoryFormat("contiguous_format")
preserve_format = MemoryFormat("preserve_format")
channels_last = MemoryFormat("channels_last")
channels_last_3d = MemoryFormat("channels_last_3d")
strided = Layout("strided")

# As PyTorch calls the types.
memory_format, layout = MemoryFormat, Layout


def check_format(wanted: MemoryFormat | None) -> None:
    """Raise unless tensors can be laid out in that way.

    Raises:
        NotImplementedError: if they cannot.

    """
    if wanted not in (None, contiguous_format, preserve_format, strided):
        raise NotImplementedError(f"{wanted!r} is not supported: the last dimension is innermost")
