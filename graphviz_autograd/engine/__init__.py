"""An autograd engine in NumPy that behaves as PyTorch's does.

``import graphviz_autograd as torch`` finds PyTorch's names here.
"""

import math

from . import dtypes
from .accumulate import AccumulateGrad
from .anomaly import (
    detect_anomaly,
    is_anomaly_check_nan_enabled,
    is_anomaly_enabled,
    set_anomaly_enabled,
    set_detect_anomaly,
)
from .backward import GradientEdge, backward, get_gradient_edge, grad
from .class_places import show_public_places
from .creation import (
    arange,
    detach,
    detach_,
    empty,
    empty_strided,
    eye,
    full,
    inclusive_range,
    is_tensor,
    linspace,
    logspace,
    ones,
    rand,
    randint,
    randn,
    randperm,
    scalar_tensor,
    zeros,
)
from .creation_like import (
    empty_like,
    full_like,
    ones_like,
    rand_like,
    randint_like,
    randn_like,
    zeros_like,
)
from .device import device
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
from .facts import (
    can_cast,
    finfo,
    get_device,
    iinfo,
    is_complex,
    is_floating_point,
    is_inference,
    is_nonzero,
    is_same_size,
    is_signed,
    numel,
    result_type,
)
from .from_data import as_tensor, asarray, from_numpy, tensor
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
from .legacy import TENSOR_TYPES, set_default_tensor_type, typename
from .memory_format import (
    channels_last,
    channels_last_3d,
    contiguous_format,
    layout,
    memory_format,
    preserve_format,
    strided,
)
from .node import Node
from .observe import Observer, observing
from .ops import OPS, names, over_lists
from .ops.spelling import checked, module_getattr
from .origin import Place
from .other_dtypes import OTHER_DTYPES
from .printing import set_printoptions
from .promotion import promote_types
from .random import (
    Generator,
    default_generator,
    get_rng_state,
    initial_seed,
    manual_seed,
    seed,
    set_rng_state,
)
from .serialization import load, save
from .settings import (
    are_deterministic_algorithms_enabled,
    get_default_device,
    get_float32_matmul_precision,
    get_num_threads,
    is_warn_always_enabled,
    set_default_device,
    set_float32_matmul_precision,
    set_num_threads,
    set_warn_always,
    use_deterministic_algorithms,
)
from .size import Size
from .storage import TypedStorage, UntypedStorage, is_storage
from .tensor import Tensor
from .unsupported import refuse_missing

bool = dtypes.bool
range = inclusive_range
e, inf, nan, newaxis, pi = math.e, math.inf, math.nan, None, math.pi
float = dtypes.float
int = dtypes.int

refuse_missing(Tensor)
show_public_places()

for _asked in ("can_cast", "is_complex", "is_floating_point", "is_inference", "is_nonzero",
               "is_same_size", "is_signed", "numel", "promote_types", "result_type"):  # fmt: skip
    globals()[_asked] = checked(globals()[_asked], f"torch.{_asked}")

_FUNCTIONS = names.functions()
_OVER_LISTS = over_lists.functions()
globals().update(TENSOR_TYPES)
globals().update(OTHER_DTYPES)
globals().update(_OVER_LISTS)
__getattr__ = module_getattr(globals(), _FUNCTIONS)

__all__ = [
    "load",
    "save",
    "strided",
    "preserve_format",
    "memory_format",
    "layout",
    "contiguous_format",
    "channels_last_3d",
    "channels_last",
    "Generator",
    "default_generator",
    "get_rng_state",
    "initial_seed",
    "seed",
    "set_rng_state",
    "are_deterministic_algorithms_enabled",
    "get_default_device",
    "get_float32_matmul_precision",
    "get_num_threads",
    "is_warn_always_enabled",
    "set_float32_matmul_precision",
    "set_num_threads",
    "set_warn_always",
    "use_deterministic_algorithms",
    "OPS",
    "AccumulateGrad",
    "GradientEdge",
    "Node",
    "Observer",
    "Place",
    "RemovableHandle",
    "Size",
    "Tensor",
    "TypedStorage",
    "UntypedStorage",
    "arange",
    "as_tensor",
    "asarray",
    "backward",
    "bool",
    "can_cast",
    "detach",
    "detach_",
    "detect_anomaly",
    "device",
    "double",
    "dtype",
    "e",
    "empty",
    "empty_like",
    "empty_strided",
    "enable_grad",
    "eye",
    "finfo",
    "float",
    "float16",
    "float32",
    "float64",
    "from_numpy",
    "full",
    "full_like",
    "get_default_dtype",
    "get_device",
    "get_gradient_edge",
    "grad",
    "half",
    "iinfo",
    "inf",
    "inference_mode",
    "int",
    "int8",
    "int16",
    "int32",
    "int64",
    "is_anomaly_check_nan_enabled",
    "is_anomaly_enabled",
    "is_complex",
    "is_floating_point",
    "is_grad_enabled",
    "is_inference",
    "is_inference_mode_enabled",
    "is_nonzero",
    "is_same_size",
    "is_signed",
    "is_storage",
    "is_tensor",
    "linspace",
    "logspace",
    "long",
    "manual_seed",
    "nan",
    "newaxis",
    "no_grad",
    "numel",
    "observing",
    "ones",
    "ones_like",
    "pi",
    "promote_types",
    "rand",
    "rand_like",
    "randint",
    "randint_like",
    "randn",
    "randn_like",
    "randperm",
    "range",
    "record_origins",
    "result_type",
    "scalar_tensor",
    "set_anomaly_enabled",
    "set_default_device",
    "set_default_dtype",
    "set_default_tensor_type",
    "set_detect_anomaly",
    "set_grad_enabled",
    "set_printoptions",
    "short",
    "tensor",
    "typename",
    "uint8",
    "zeros",
    "zeros_like",
    *_FUNCTIONS,
    *_OVER_LISTS,
    *TENSOR_TYPES,
    *OTHER_DTYPES,
]
