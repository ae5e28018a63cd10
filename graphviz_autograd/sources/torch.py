"""Tensors of PyTorch. The only module that imports it, and only when one is in hand."""

from __future__ import annotations

import sys

import numpy as np
import numpy.typing as npt

from graphviz_autograd.sources.autograd_api import AutogradSource
from graphviz_autograd.sources.base import Tensor


class TorchSource(AutogradSource):
    """The source for ``torch.Tensor``."""

    def owns(self, value: object) -> bool:
        """Whether ``value`` is a ``torch.Tensor``; false without importing torch if none can be."""
        torch = sys.modules.get("torch")
        return torch is not None and isinstance(value, getattr(torch, "Tensor", ()))

    def array(self, tensor: Tensor) -> npt.NDArray[np.generic]:
        """The numbers of ``tensor`` on the CPU; types NumPy lacks, such as bfloat16, as float32."""
        plain = tensor.detach().cpu()
        try:
            return np.asarray(plain.numpy())
        except TypeError:
            return np.asarray(plain.float().numpy())
