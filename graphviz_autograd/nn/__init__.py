"""``torch.nn``: modules that hold parameters, and the functions they are made of."""

from typing import Any

from ..engine.unsupported import UnsupportedError
from . import attention, functional, init, modules, parallel, utils
from .modules import *
from .modules.factory import factory_kwargs
from .parallel import DataParallel
from .parameter import Buffer, Parameter, UninitializedBuffer, UninitializedParameter

__all__ = [
    "Buffer",
    "DataParallel",
    "Parameter",
    "UninitializedBuffer",
    "UninitializedParameter",
    "attention",
    "factory_kwargs",
    "functional",
    "init",
    "modules",
    "parallel",
    "utils",
    *modules.__all__,
]


def __getattr__(name: str) -> Any:
    if name[:1].isupper():
        raise UnsupportedError(f"nn.{name} is not supported; call nn.functional with tensors")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
