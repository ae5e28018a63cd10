"""Which shapes a tensor expands to, and why not to others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ... import dtypes

if TYPE_CHECKING:
    from ..record import Array


def expands(have: int, want: int) -> bool:
    """Return whether a dimension of one size can be repeated to another."""
    return have in (1, want)


def why_no_expand(self: Array, size: list[int], lead: int) -> str:
    """Return PyTorch's reason; ``lead`` dimensions are new."""
    if lead < 0:
        kind = dtypes.of(self.dtype).legacy
        return (
            f"expand(torch.{kind}Tensor{{{list(self.shape)}}}, size={size}): the number of sizes "
            f"provided ({len(size)}) must be greater or equal to the number of dimensions in the "
            f"tensor ({self.ndim})"
        )
    for at in reversed(range(len(size))):
        if at < lead and size[at] < 0:
            return (
                f"The expanded size of the tensor ({size[at]}) isn't allowed in a leading, "
                f"non-existing dimension {at}"
            )
        if at >= lead and size[at] != -1 and not expands(self.shape[at - lead], size[at]):
            break
    return (
        f"The expanded size of the tensor ({size[at]}) must match the existing size "
        f"({self.shape[at - lead]}) at non-singleton dimension {at}.  Target sizes: {size}.  "
        f"Tensor sizes: {list(self.shape)}"
    )


def no_expansion(self: Array, size: tuple[int, ...]) -> RuntimeError:
    """Return the error of a tensor that would have to be expanded to ``size``, and cannot be."""
    return RuntimeError(why_no_expand(self, [*size], len(size) - self.ndim))
