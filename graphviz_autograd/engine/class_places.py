"""Where programs find the classes: ``type(x)`` is ``graphviz_autograd.Tensor``.

As PyTorch's, the classes are shown by their public place and not by the file they are written in,
and the nodes by their bare names.
"""

from __future__ import annotations

from . import accumulate, anomaly, dtypes, edges, facts, function, grad_mode, graph, views
from .device import device
from .hooks import RemovableHandle
from .multi_hooks import _MultiHandle
from .node_interface import Node
from .random import Generator
from .size import Size
from .tensor import Tensor

_PACKAGE = __name__.partition(".")[0]

_PLACES: dict[str, tuple[type, ...]] = {
    "": (Tensor, Size, Generator, dtypes.dtype, device, facts.finfo, facts.iinfo),
    ".autograd.anomaly_mode": (anomaly.detect_anomaly, anomaly.set_detect_anomaly),
    ".autograd.function": (function.Function, function.InplaceFunction),
    ".autograd.grad_mode": (
        *(grad_mode.no_grad, grad_mode.enable_grad, grad_mode.set_grad_enabled),
        *(grad_mode.inference_mode, grad_mode.set_multithreading_enabled),
    ),
    ".autograd.graph": (
        *(Node, edges.GradientEdge, _MultiHandle, graph.saved_tensors_hooks),
        *(graph.save_on_cpu, graph.disable_saved_tensors_hooks),
    ),
    ".utils.hooks": (RemovableHandle,),
    "builtins": (accumulate.AccumulateGrad, views.CopySlices),
}


def show_public_places() -> None:
    """Let every class of the table be shown at its place."""
    for place, classes in _PLACES.items():
        for kind in classes:
            kind.__module__ = place if place == "builtins" else _PACKAGE + place
