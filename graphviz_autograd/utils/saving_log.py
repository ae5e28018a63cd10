"""Where a checkpoint's tensors were saved, in the forward and when they were computed again."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from ..engine.origin import capture, resolve

if TYPE_CHECKING:
    from ..engine.origin import Origin
    from ..engine.tensor import Tensor

_INTRODUCTION = (
    "\n\nYou are seeing this error because you passed `debug=True` to checkpoint, or asked for it "
    "by set_checkpoint_debug_enabled.\nOf each tensor, in the order of saving: where the forward "
    "saved it, and where it was saved when it was computed again; what differs is marked.\n"
)


class SavingLog:
    """The tensors that were saved, each with the line of the program that saved it."""

    def __init__(self) -> None:
        self.first: list[str] = []
        self.again: list[str] = []

    def note(self, tensor: Tensor, again: bool = False) -> None:
        """Remember a tensor that is being saved."""
        (self.again if again else self.first).append(_description(tensor, capture(2)))

    def __str__(self) -> str:
        pairs = zip_longest(self.first, self.again, fillvalue="nothing")
        lines = [
            f"{'  ' if one == two else '! '}{number}: {one}\n     {two}\n"
            for number, (one, two) in enumerate(pairs)
        ]
        return _INTRODUCTION + "".join(lines)


def _description(tensor: Tensor, origin: Origin | None) -> str:
    what = f"{tensor.dtype} {list(tensor.shape)}"
    if origin is None:
        return what
    place = resolve(*origin)
    return f"{what} at {place.filename}:{place.lineno} in {place.function}"
