"""``torch.autograd.graph``: nodes, edges, and hooks on what the graph saves."""

from ..engine.backward import GradientEdge, get_gradient_edge
from ..engine.node import Node

__all__ = ["GradientEdge", "Node", "get_gradient_edge"]
