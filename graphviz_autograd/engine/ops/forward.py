"""The code of an operation's function: compute on arrays, and record a node if a gradient flows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..node import inplace_variant
from .forward_operands import SELECTORS, compute, lay_out, take_operands
from .forward_recording import (
    carry_cuts,
    leave_untracked,
    make_node,
    note_unrecorded,
    result,
    save,
    save_inplace,
    untracked,
)
from .template import indented, written_later

if TYPE_CHECKING:
    from collections.abc import Callable

    from .record import Op
    from .template import Lines

# What an in-place operation reads before it writes, or cannot share with what it writes.
_UNSHARED = (*SELECTORS, "self", "value")


def function_of(op: Op, inplace: bool = False, operator: bool = False) -> Callable[..., Any]:
    """Return the function of ``op`` on tensors, or its in-place variant, or that as an operator."""
    function = written_later(
        _name(op, inplace),
        lambda: source(op, inplace, operator),
        lambda: {"kernel": op.kernel, "Node": _node_class(op, inplace)},
    )
    function.__defaults__ = op.kernel.__defaults__
    function.__kwdefaults__ = op.kernel.__kwdefaults__
    function.__doc__ = op.kernel.__doc__
    function.__module__ = op.kernel.__module__
    function.__wrapped__ = op.kernel  # type: ignore[attr-defined]
    return function


def _node_class(op: Op, inplace: bool) -> Any:
    return inplace_variant(op.node) if inplace and op.node is not None else op.node


def source(op: Op, inplace: bool = False, operator: bool = False) -> str:
    """Return the text of an operation's function; the defaults are the kernel's."""
    lines = [f"def {_name(op, inplace)}({_signature(op)}):"]
    return "\n".join([*lines, *indented((_inplace_body if inplace else _body)(op, operator))])


def _name(op: Op, inplace: bool) -> str:
    return f"{op.name}_" if inplace else op.name


def _signature(op: Op) -> str:
    star = ["*"] if op.keyword_only else []
    return ", ".join([*op.positional, *star, *op.keyword_only])


def _body(op: Op, operator: bool) -> Lines:
    yield from take_operands(op, operator)
    yield "local_mode = local.mode"
    yield from compute(op)
    yield from lay_out(op)
    yield from leave_untracked(op, f"return {untracked(op)}", note_unrecorded(op), carry_cuts(op))
    if op.rules:
        yield from make_node(op)
        yield from save(op)
        yield from result(op)


def _inplace_body(op: Op, operator: bool) -> Lines:
    yield from take_operands(op, operator)
    yield "local_mode = local.mode"
    yield "check_inplace(self, local_mode)"
    if not op.overlapping:
        yield "check_no_overlap(self._data)"
        for name, kind in op.inputs.items():
            if name not in _UNSHARED and kind not in ("list", "indices"):
                yield from _check_apart(op, name)
    yield from compute(op)
    yield "data = operands.fitting(self, data)"
    yield from leave_untracked(op, "return operands.stored(self, data)")
    if op.rules:
        yield "check_recorded(self)"
        yield from make_node(op)
        yield from save_inplace(op)
        yield "rebase(self, node)"
        yield from (f"operands.follow(saved_{name}, self)" for name in op.saved_outputs)
        yield "return self"


def _check_apart(op: Op, name: str) -> Lines:
    # Of two arrays that share memory one is a view.
    given = f"{name} is not None and " if op.inputs[name] == "optional" else ""
    data = f"{name}._data.__class__ is ndarray"
    yield f"if {given}{data} and ({name}._data.base is not None or self._data.base is not None):"
    yield f"    check_apart(self._data, {name}._data)"
