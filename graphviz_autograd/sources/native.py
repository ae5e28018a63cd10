"""Tensors of our own engine."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from graphviz_autograd.engine import Tensor
from graphviz_autograd.sources.autograd_api import AutogradSource


class NativeSource(AutogradSource):
    """The source for `graphviz_autograd.Tensor`."""

    def owns(self, value: object) -> bool:
        """Whether ``value`` is a `graphviz_autograd.Tensor`."""
        return isinstance(value, Tensor)

    def array(self, tensor: Tensor) -> npt.NDArray[np.generic]:
        """The numbers of ``tensor``, sharing its memory."""
        return np.asarray(tensor.detach().numpy())
