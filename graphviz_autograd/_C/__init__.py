"""The few functions of ``torch._C`` that tests and inspectors of autograd call."""

from ..engine.running import current_autograd_node as _current_autograd_node
from ..engine.running import (
    current_graph_task_execution_order as _current_graph_task_execution_order,
)
from ..engine.running import current_graph_task_id as _current_graph_task_id
from ..engine.running import will_engine_execute_node as _will_engine_execute_node
from . import _autograd, _functions

__all__ = [
    "_autograd",
    "_current_autograd_node",
    "_current_graph_task_execution_order",
    "_current_graph_task_id",
    "_functions",
    "_will_engine_execute_node",
]
