"""``torch.autograd``: gradients on request, custom functions, and checks of derivatives."""

from ..engine.backward import backward, grad
from ..engine.grad_mode import force_original_view_tracking as _force_original_view_tracking
from ..engine.grad_mode import is_multithreading_enabled, is_view_replay_enabled
from ..engine.graph import unsafe_preserve_version_counter as _unsafe_preserve_version_counter
from ..engine.ops.spelling import register
from ..engine.saved_attributes import SavedTensor
from . import _functions as _functions
from . import (
    anomaly_mode,
    forward_ad,
    function,
    functional,
    grad_mode,
    graph,
    variable,
)
from .anomaly_mode import detect_anomaly, set_detect_anomaly
from .function import Function
from .grad_mode import (
    enable_grad,
    inference_mode,
    no_grad,
    set_grad_enabled,
    set_multithreading_enabled,
)
from .gradcheck import gradcheck, gradgradcheck
from .variable import Variable

register(globals(), {"backward": backward, "grad": grad})

__all__ = [
    "Function",
    "SavedTensor",
    "Variable",
    "_force_original_view_tracking",
    "_unsafe_preserve_version_counter",
    "anomaly_mode",
    "backward",
    "detect_anomaly",
    "enable_grad",
    "forward_ad",
    "function",
    "functional",
    "grad",
    "grad_mode",
    "gradcheck",
    "gradgradcheck",
    "graph",
    "inference_mode",
    "is_multithreading_enabled",
    "is_view_replay_enabled",
    "no_grad",
    "set_detect_anomaly",
    "set_grad_enabled",
    "set_multithreading_enabled",
    "variable",
]
