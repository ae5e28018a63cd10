"""The code of a node's ``apply``: from the gradient of the outputs to those of the inputs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .template import indented, tuple_of, written_later

if TYPE_CHECKING:
    from collections.abc import Callable

    from .languages import Rule
    from .record import Op
    from .template import Lines


def apply_of(
    op: Op, bind: Callable[[Rule], Callable[..., Any]], traced: bool = False
) -> Callable[..., Any]:
    """Return the method that applies the rules of ``op``, each as ``bind`` reads it.

    It takes and returns arrays, or tensors if ``traced``.
    """
    return written_later(
        "apply",
        lambda: source(op, traced),
        lambda: {f"rule_{name}": bind(rule) for name, rule in op.rules.items()},
    )


def source(op: Op, traced: bool = False) -> str:
    """Return the text of a node's ``apply``, or of its ``apply_traced``."""
    lines = [*_unpack(op), *_apply(op, traced)]
    return "\n".join(["def apply(node, grad):", *indented(lines)])


def _unpack(op: Op) -> Lines:
    if op.saved:
        yield "saved = node.saved"
        yield "if saved.__class__ is not tuple:"
        yield "    saved = unpack(node)"
        yield f"{tuple_of(op.saved)} = saved"
    for index, name in enumerate(op.saved):
        if op.inputs.get(name) == "indices":
            yield f"check_versions(node, {index}, {name})"
        elif op.inputs.get(name) != "list":
            output = ", True" if name in op.outputs else ""
            counter = f"{name}._counter"
            yield f"if {name} is not None and {counter} is not None:"
            yield f"    if {counter}.value or node.versions is not None:"
            yield f"        check_version(node, {index}, {name}{output})"
    if op.saved_values:
        yield f"{tuple_of(op.saved_values)} = node.values"


def _apply(op: Op, traced: bool) -> Lines:
    if any("grads" in op.needs_of(rule) for rule in op.rules):
        yield f"grads = operands.filled(node, grad, {traced})"
    if any("given" in op.needs_of(rule) for rule in op.rules):
        yield "given = grad"
    names = list(op.rules)
    if names == ["inputs"]:
        yield "needs = tuple([edge is not NO_EDGE for edge in node.edges])"
        yield f"return {_call(op, 'inputs', traced)}"
    elif op.inputs[names[-1]] == "list":
        yield f"return tuple({_call(op, names[-1], traced)})"
    elif len(names) == 1:
        yield f"return ({_call(op, names[0], traced)},)"
    else:
        yield f"{tuple_of(f'{name}_edge' for name in names)} = node.edges"
        calls = {n: f"{_call(op, n, traced)} if {n}_edge is not NO_EDGE else None" for n in names}
        if traced:
            # PyTorch too goes by the names; the nodes are numbered in this order.
            yield from (f"to_{name} = {calls[name]}" for name in sorted(names))
            calls = {name: f"to_{name}" for name in names}
        yield f"return {tuple_of(calls.values())}"


def _call(op: Op, name: str, traced: bool) -> str:
    return f"rule_{name}({', '.join(_passed(op, one, traced) for one in op.needs_of(name))})"


def _passed(op: Op, name: str, traced: bool) -> str:
    if name not in op.saved:
        return name
    if name in op.outputs:
        return _output(op, name) if traced else f"{name}._data"
    if traced:
        return name
    return _ARRAY[op.inputs[name]].format(name)


_ARRAY = {
    "": "{0}._data",
    "list": "[one._data for one in {0}]",
    "indices": "[None if one is None else one._data for one in {0}]",
    "optional": "None if {0} is None else {0}._data",
}


def _output(op: Op, name: str) -> str:
    nr = op.outputs.index(name)
    return f"output_of(node, {name}, {nr})" if nr < op.differentiable else name
