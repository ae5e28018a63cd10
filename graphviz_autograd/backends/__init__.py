"""``torch.backends``: libraries that PyTorch may use, none of which is there."""

from . import cuda, cudnn, mps

__all__ = ["cuda", "cudnn", "mps"]
