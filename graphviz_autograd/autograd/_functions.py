"""``torch.autograd._functions``: a function of earlier days that some programs still use."""

from ..engine.resize_function import Resize

__all__ = ["Resize"]
