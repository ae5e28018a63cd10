"""The few functions of ``torch._C`` that tests and inspectors of autograd call."""

import weakref

from ..engine.grad_mode import is_grad_enabled
from ..engine.overriding import disabled as _disabled_torch_function_impl
from ..engine.overriding import undisturbed, without_subclasses
from ..engine.running import current_autograd_node as _current_autograd_node
from ..engine.running import (
    current_graph_task_execution_order as _current_graph_task_execution_order,
)
from ..engine.running import current_graph_task_id as _current_graph_task_id
from ..engine.running import will_engine_execute_node as _will_engine_execute_node
from ..engine.tensor import Tensor
from . import _autograd, _functions

DisableTorchFunction, DisableTorchFunctionSubclass = undisturbed, without_subclasses
has_lapack = True


class _WeakTensorRef:
    def __init__(self, tensor: Tensor) -> None:
        self._refer = weakref.ref(tensor)

    def expired(self) -> bool:
        """Return whether the tensor is gone."""
        return self._refer() is None


__all__ = [
    "DisableTorchFunction",
    "DisableTorchFunctionSubclass",
    "_WeakTensorRef",
    "_autograd",
    "_current_autograd_node",
    "_current_graph_task_execution_order",
    "_current_graph_task_id",
    "_disabled_torch_function_impl",
    "_functions",
    "_will_engine_execute_node",
    "has_lapack",
    "is_grad_enabled",
]
