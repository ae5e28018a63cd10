"""Tensors of our own engine."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from graphviz_autograd import engine
from graphviz_autograd.sources.autograd_api import AutogradSource
from graphviz_autograd.sources.base import Function, Tensor


class NativeSource(AutogradSource):
    """The source for `graphviz_autograd.Tensor`."""

    def owns(self, value: object) -> bool:
        """Whether ``value`` is a `graphviz_autograd.Tensor`."""
        return isinstance(value, engine.Tensor)

    def constant_input(self, function: Function, input_nr: int) -> Tensor | None:
        """What ``function`` saved of that input, also after it was freed if it still exists."""
        constant = getattr(function, "constant_input", None)
        return constant(input_nr) if constant else None

    def array(self, tensor: Tensor) -> npt.NDArray[np.generic]:
        """The numbers of ``tensor``, sharing its memory."""
        return np.asarray(tensor.detach().numpy())
