"""What every node of a graph offers, as an abstract class."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any

from . import node
from .function_ctx import NodeCtx

if TYPE_CHECKING:
    from collections.abc import Callable

    from .hooks import RemovableHandle
    from .metadata import InputMetadata


class Node(ABC):
    """``torch.autograd.graph.Node``: every node is an instance; it has none of its own."""

    @abstractmethod
    def name(self) -> str:
        """Return the name of the node, such as ``"MulBackward0"``."""

    @property
    @abstractmethod
    def next_functions(self) -> tuple[node.Edge, ...]:
        """The node that each input's gradient flows to, with the number of its output."""

    @abstractmethod
    def metadata(self) -> dict[str, Any]:
        """Return a dictionary for whoever inspects the graph."""

    @property
    @abstractmethod
    def _input_metadata(self) -> tuple[InputMetadata, ...]:
        """Shape and element type of each output of the operation."""

    @abstractmethod
    def _register_hook_dict(self, tensor: Any) -> None: ...

    @abstractmethod
    def _sequence_nr(self) -> int:
        """Return the number of the node in the order of their making."""

    @abstractmethod
    def register_hook(self, fn: Callable[..., Any]) -> RemovableHandle:
        """Call ``fn(grad_inputs, grad_outputs)`` after the node ran; it may replace grad_inputs."""

    @abstractmethod
    def register_prehook(self, fn: Callable[..., Any]) -> RemovableHandle:
        """Call ``fn(grad_outputs)`` before the node runs; it may replace grad_outputs."""


Node.register(node.Node)
Node.register(NodeCtx)  # in PyTorch the ``ctx`` of a custom function is its node
