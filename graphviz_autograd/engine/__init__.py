"""An autograd engine in NumPy that behaves as PyTorch's does.

``import graphviz_autograd as torch`` finds PyTorch's names here.
"""

from typing import Any

from . import dtypes
from .accumulate import AccumulateGrad
from .anomaly import detect_anomaly, is_anomaly_enabled, set_detect_anomaly
from .backward import GradientEdge, backward, get_gradient_edge, grad
from .creation import (
    arange,
    as_tensor,
    empty,
    empty_like,
    eye,
    from_numpy,
    full,
    full_like,
    is_tensor,
    linspace,
    ones,
    ones_like,
    rand,
    rand_like,
    randint,
    randn,
    randn_like,
    randperm,
    tensor,
    zeros,
    zeros_like,
)
from .dtypes import (
    double,
    dtype,
    float16,
    float32,
    float64,
    get_default_dtype,
    half,
    int8,
    int16,
    int32,
    int64,
    long,
    set_default_dtype,
    short,
    uint8,
)
from .grad_mode import (
    enable_grad,
    inference_mode,
    is_grad_enabled,
    is_inference_mode_enabled,
    no_grad,
    record_origins,
    set_grad_enabled,
)
from .hooks import RemovableHandle
from .node import Node
from .observe import Observer, observing
from .ops import OPS, names
from .origin import Place
from .promotion import promote_types
from .random import manual_seed
from .size import Size
from .tensor import Tensor

bool = dtypes.bool
float = dtypes.float
int = dtypes.int

_FUNCTIONS = names.functions()
globals().update(_FUNCTIONS)


def __getattr__(name: str) -> Any:
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


__all__ = [
    "OPS",
    "AccumulateGrad",
    "GradientEdge",
    "Node",
    "Observer",
    "Place",
    "RemovableHandle",
    "Size",
    "Tensor",
    "arange",
    "as_tensor",
    "backward",
    "bool",
    "detect_anomaly",
    "double",
    "dtype",
    "empty",
    "empty_like",
    "enable_grad",
    "eye",
    "float",
    "float16",
    "float32",
    "float64",
    "from_numpy",
    "full",
    "full_like",
    "get_default_dtype",
    "get_gradient_edge",
    "grad",
    "half",
    "inference_mode",
    "int",
    "int8",
    "int16",
    "int32",
    "int64",
    "is_anomaly_enabled",
    "is_grad_enabled",
    "is_inference_mode_enabled",
    "is_tensor",
    "linspace",
    "long",
    "manual_seed",
    "no_grad",
    "observing",
    "ones",
    "ones_like",
    "promote_types",
    "rand",
    "rand_like",
    "randint",
    "randn",
    "randn_like",
    "randperm",
    "record_origins",
    "set_default_dtype",
    "set_detect_anomaly",
    "set_grad_enabled",
    "short",
    "tensor",
    "uint8",
    "zeros",
    "zeros_like",
    *_FUNCTIONS,
]
