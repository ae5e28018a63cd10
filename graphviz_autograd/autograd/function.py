"""``torch.autograd.function``: operations whose gradients the user writes."""

from ..engine.function import (
    Function,
    FunctionMeta,
    InplaceFunction,
    NestedIOFunction,
    once_differentiable,
)
from ..engine.function_ctx import FunctionCtx
from ..engine.function_node import BackwardCFunction

__all__ = [
    "BackwardCFunction",
    "Function",
    "FunctionCtx",
    "FunctionMeta",
    "InplaceFunction",
    "NestedIOFunction",
    "once_differentiable",
]
