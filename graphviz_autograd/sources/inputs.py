"""What the name of a node tells of its operation, which is the same in every framework."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from graphviz_autograd.engine.ops.record import OPS, Op
from graphviz_autograd.engine.ops.rule_text import rule_texts


@cache
def input_names(node_name: str) -> tuple[str, ...]:
    """Names of the differentiable arguments of ``MulBackward0`` and the like, in order.

    They are those of our engine's operations, which are PyTorch's; empty for an unknown name.
    """
    op = _ops_by_node().get(node_name)
    return tuple(op.differentiable_inputs) if op is not None else ()


@cache
def rules(node_name: str) -> Mapping[str, str]:
    """The rule for the gradient of each input, by its name, as our engine's source has it.

    >>> rules("MulBackward0")["other"]
    'grad * self'
    """
    return rule_texts(_ops_by_node()[node_name]) if node_name in _ops_by_node() else {}


@cache
def _ops_by_node() -> dict[str, Op]:
    return {op.node_name: op for op in reversed(OPS.values()) if op.node_name}


def is_view(node_name: str) -> bool:
    """Whether what ``TransposeBackward0`` and the like are the nodes of shares its input's memory.

    >>> is_view("TransposeBackward0"), is_view("MulBackward0")
    (True, False)
    """
    return node_name in _views()


@cache
def _views() -> frozenset[str]:
    return frozenset(op.node_name for op in OPS.values() if op.node_name and op.view)
