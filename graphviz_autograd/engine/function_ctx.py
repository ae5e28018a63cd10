"""What a custom function's ``forward`` tells its node."""

from __future__ import annotations

from typing import Any


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
