"""Which argument of an operation stands at which position of ``next_functions``."""

from __future__ import annotations

from functools import cache

from graphviz_autograd.engine.ops.record import OPS


@cache
def input_names(node_name: str) -> tuple[str, ...]:
    """Names of the differentiable arguments of ``MulBackward0`` and the like, in order.

    They are those of our engine's operations, which are PyTorch's; empty for an unknown name.
    """
    return _inputs_by_node().get(node_name, ())


@cache
def _inputs_by_node() -> dict[str, tuple[str, ...]]:
    return {op.node_name: tuple(op.differentiable_inputs) for op in OPS.values() if op.node_name}
