"""Which of the things that a call of PyTorch was given are inputs of its node without gradient.

PyTorch does not tell, so those that require grad must stand where the node has them: then the
others do too. Where that is not sure, nothing is said.
"""

from __future__ import annotations

import sys
from typing import Any

from graphviz_autograd.sources.base import Tensor

OTHERS_BESIDE = ("batch_norm", "instance_norm")
"""Calls that are given tensors besides the inputs of their node: the running numbers."""

OF_NUMBERS = ("add", "add_", "sub", "sub_", "where")
"""Calls whose node has an input for a number too, and does not save it."""

Constants = list[tuple[Any, int, Any]]
"""For each: the node, the position of the input, and the tensor or number."""


def constants_given(name: str, args: tuple[Any, ...], result: Tensor) -> Constants:
    """Those of the one node that the call of ``name`` made; ``result`` is what it gave."""
    function = result.grad_fn
    if function is None:
        return []
    numbers = name in OF_NUMBERS
    given = [x for x in _flat(args) if _is_tensor(x) or (numbers and _is_number(x))]
    # What was written over in place requires grad now, and maybe did not when it was given.
    has_constants = any(x is result or not _needs_grad(x) for x in given)
    if not has_constants or not _are_inputs(given := _in_order(name, given), result):
        return []
    entries = function.next_functions
    return [(function, i, one) for i, one in enumerate(given) if entries[i][0] is None]


def bias_given(args: tuple[Any, ...], result: Tensor) -> Constants:
    """The bias of a linear layer, whose ``addmm`` stands between two views."""
    if len(args) < 3 or not _is_tensor(args[2]) or args[2].requires_grad:
        return []
    function = result.grad_fn.next_functions[0][0]
    return [(function, 0, args[2])] if type(function).__name__ == "AddmmBackward0" else []


def as_tensor(number: float) -> Any:
    """What PyTorch makes of a number that an operation is given."""
    torch = sys.modules["torch"]
    return torch.tensor(number, dtype=torch.float64 if isinstance(number, float) else None)


def _in_order(name: str, given: list[Any]) -> list[Any]:
    """What a call was given, in the order in which its node has its inputs; none if not known."""
    if name in OTHERS_BESIDE:
        return []
    if name == "where":
        is_bool = [_is_tensor(one) and one.dtype is sys.modules["torch"].bool for one in given]
        condition = is_bool.index(True) if True in is_bool else -1
        return [one for i, one in enumerate(given) if i != condition]
    # The node is that of addmm: bias, input, weight.
    return [given[2], *given[:2]] if name == "linear" and len(given) == 3 else given


def _are_inputs(given: list[Any], result: Tensor) -> bool:
    """Whether those of ``given`` that require grad stand where the node of ``result`` has them."""
    entries = result.grad_fn.next_functions
    return len(entries) == len(given) and all(
        one is result or _is_entry(one, producer)
        for one, (producer, _) in zip(given, entries, strict=True)
    )


def _needs_grad(given: Any) -> bool:
    return not _is_number(given) and bool(given.requires_grad)


def _is_entry(given: Any, producer: Any) -> bool:
    if not _needs_grad(given):
        return producer is None
    made_by = given.grad_fn
    return getattr(producer, "variable", None) is given if made_by is None else producer is made_by


def _is_tensor(value: Any) -> bool:
    return isinstance(value, sys.modules["torch"].Tensor)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _flat(args: tuple[Any, ...]) -> list[Any]:
    return [x for one in args for x in (one if isinstance(one, tuple | list) else (one,))]
