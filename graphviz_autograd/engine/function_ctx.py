"""What a custom function's ``forward`` tells its node."""

from __future__ import annotations

import weakref
from typing import TYPE_CHECKING, Any

from . import errors

if TYPE_CHECKING:
    from .node import Node


class FunctionCtx:
    """The ``ctx`` of a custom function, which may have any other attribute too."""

    to_save: Any = None
    dirty_tensors: Any = None
    non_differentiable: Any = None
    saved_for_forward: Any = None
    _materializes = True
    _materialize_non_diff_grads = True

    def save_for_backward(self, *tensors: Any) -> None:
        """Save tensors (or None), to be read in ``backward`` from ``saved_tensors``."""
        self.to_save = tensors

    def save_for_forward(self, *tensors: Any) -> None:
        """Accept tensors for forward-mode differentiation, which is not supported."""
        self.saved_for_forward = tensors

    def mark_dirty(self, *args: Any) -> None:
        """Say which inputs ``forward`` modified in place; it must return them."""
        self.dirty_tensors = args

    def mark_non_differentiable(self, *args: Any) -> None:
        """Say which outputs have no gradient."""
        self.non_differentiable = args

    def set_materialize_grads(self, value: bool) -> None:
        """Choose whether ``backward`` is given zeros (the default) or None for missing gradients.

        Args:
            value: True for zeros.

        """
        self._materializes = value

    # PyTorch's own spelling of the same switch; it can be written and not read.
    materialize_grads = property(None, set_materialize_grads)

    def mark_shared_storage(self, *_: Any) -> None:
        """Accepted for compatibility: memory that inputs and outputs share is found anyway."""


# What a ``ctx`` shows of its node; every other name is the user's.
_OF_THE_NODE = frozenset({
    "_forward_cls", "_input_metadata", "_raw_saved_tensors", "_sequence_nr", "_set_sequence_nr",
    "metadata", "name", "needs_input_grad", "next_functions", "register_hook", "register_prehook",
    "requires_grad", "saved_tensors", "saved_variables",
})  # fmt: skip


class NodeCtx(FunctionCtx):
    """The ``ctx`` of one call: it keeps what the user sets, whatever the engine calls its own."""

    def __init__(self, node: Node) -> None:
        self._node = weakref.ref(node)

    def __getattr__(self, name: str) -> Any:
        node = self._node()
        if node is not None and (name in _OF_THE_NODE or name in vars(node)):
            return getattr(node, name)
        if node is None and name == "saved_tensors":
            raise RuntimeError(errors.FREED)
        kind = "ctx" if node is None else type(node).__name__
        raise AttributeError(f"'{kind}' object has no attribute '{name}'")

    def __repr__(self) -> str:
        return repr(self._node())
