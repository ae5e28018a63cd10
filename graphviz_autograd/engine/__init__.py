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
from .creation import (
    arange,
    detach,
    detach_,
    empty,
    empty_like,
    eye,
    full,
    full_like,
    is_tensor,
    linspace,
    logspace,
    ones,
    ones_like,
    rand,
    rand_like,
    randint,
    randint_like,
    randn,
    randn_like,
    randperm,
    scalar_tensor,
    zeros,
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
from .legacy import TENSOR_TYPES
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
from .ops import OPS, names
from .ops.spelling import checked, module_getattr
from .origin import Place
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
    set_default_device,
    set_float32_matmul_precision,
    set_num_threads,
    use_deterministic_algorithms,
)
from .size import Size
from .storage import TypedStorage, UntypedStorage, is_storage
from .tensor import Tensor
from .unsupported import refuse_missing

bool = dtypes.bool
e, inf, nan, newaxis, pi = math.e, math.inf, math.nan, None, math.pi
float = dtypes.float
int = dtypes.int

refuse_missing(Tensor)

for _asked in ("can_cast", "is_complex", "is_floating_point", "is_inference", "is_nonzero",
               "is_same_size", "is_signed", "numel", "promote_types", "result_type"):  # fmt: skip
    globals()[_asked] = checked(globals()[_asked], f"torch.{_asked}")

_FUNCTIONS = names.functions()
globals().update(TENSOR_TYPES)
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
    "set_float32_matmul_precision",
    "set_num_threads",
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
    "record_origins",
    "result_type",
    "scalar_tensor",
    "set_anomaly_enabled",
    "set_default_device",
    "set_default_dtype",
    "set_detect_anomaly",
    "set_grad_enabled",
    "set_printoptions",
    "short",
    "tensor",
    "uint8",
    "zeros",
    "zeros_like",
    *_FUNCTIONS,
    *TENSOR_TYPES,
]
