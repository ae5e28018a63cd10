"""Functions through which no gradient comes: it is undefined there, or an error."""

from __future__ import annotations

from typing import Any

from .edges import edge_of
from .function_node import Error
from .metadata import spec_of
from .node import CallableNode, sequence, start
from .tensor import Tensor, made_by


class UndefinedGradBackward(CallableNode):
    """Returns no gradient for any input."""

    __slots__ = ()

    outputs = 0
    takes_undefined = True

    def __init__(self, tensors: tuple[Tensor, ...]) -> None:
        self.edges = tuple(map(edge_of, tensors))
        self.extra = None
        self.sequence_nr = next(sequence)
        self.spec = [spec_of(one._data) for one in tensors]

    def apply(self, grad: Any) -> tuple[Any, ...]:  # noqa: ARG002  (whatever arrives)
        """Return None for each input."""
        return (None,) * len(self.edges)

    apply_traced = apply


class UndefinedGrad(CallableNode):
    """``UndefinedGrad()(x)`` is ``x``, and its gradient is undefined."""

    def __init__(self) -> None:
        start(self, (), None)

    def __call__(self, *tensors: Tensor) -> Any:
        """Return the tensors, as outputs of a node that gives no gradient."""
        return _outputs(UndefinedGradBackward(tensors), tensors)


class DelayedError(CallableNode):
    """``DelayedError(message, 1)(x)`` is ``x``, and its gradient an error.

    Args:
        msg: the message of the error.
        num_inputs: the number of tensors, which PyTorch asks for.

    """

    def __init__(self, msg: str, num_inputs: int) -> None:
        start(self, (), None)
        self.msg = msg
        self.num_inputs = num_inputs

    def __call__(self, *tensors: Tensor) -> Any:
        """Return the tensors, as outputs of a node that raises RuntimeError."""
        edges = tuple(map(edge_of, tensors))
        specs = [spec_of(one._data) for one in tensors]
        return _outputs(Error(self.msg, edges, specs), tensors)


def _outputs(node: Any, tensors: tuple[Tensor, ...]) -> Any:
    outputs = tuple(made_by(node, nr, one.detach().clone()._data) for nr, one in enumerate(tensors))
    return outputs[0] if len(outputs) == 1 else outputs
