"""``torch.nn``: modules that hold parameters, and the functions they are made of."""

from . import functional, init, modules
from .modules import *
from .parameter import Parameter

__all__ = ["Parameter", "functional", "init", "modules", *modules.__all__]
