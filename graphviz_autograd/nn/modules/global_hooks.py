"""The hooks on the calls of all modules, and on their backward, as one call sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    HooksById = Mapping[int, Callable[..., Any]]


class GlobalHooks(NamedTuple):
    """Hooks by the ids of their handles.

    Attributes:
        before: called with the arguments of a module, which they may replace.
        after: called with the arguments and the output, which they may replace.
        with_kwargs: the ids of those after it that are given keyword arguments too.
        always: the ids of those after it that are called even if ``forward`` raised.
        full_before: called in a backward with the gradients of the outputs.
        backward: called in a backward with the gradients of the inputs and of the outputs.
        is_full: whether these are full backward hooks, or of the old kind; None if there are none.

    """

    before: HooksById
    after: HooksById
    with_kwargs: Mapping[int, bool]
    always: Mapping[int, bool]
    full_before: HooksById
    backward: HooksById
    is_full: bool | None

    def backward_of_kind(self, full: bool) -> list[Callable[..., Any]]:
        """Return the backward hooks if they are full, or not, as asked."""
        return list(self.backward.values()) if self.is_full is full else []
