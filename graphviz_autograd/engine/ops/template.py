"""The code of an operation, written out once at its definition.

Signatures are read here, never in a call: an operation costs what its own few lines cost.
``print(source_of_forward(OPS["mul"]))`` shows such lines.
"""

from __future__ import annotations

from inspect import Parameter
from typing import TYPE_CHECKING, Any

import numpy as np

from ..edges import edge_of
from ..grad_mode import NORMAL, local
from ..metadata import spec_of
from ..node import NO_EDGE, sequence
from ..promotion import promote, to_floating
from ..saved import check_version, dress, output_of, unpack, versions_of
from ..tensor import Tensor, array_of, made_by, untracked, untracked_in
from ..views import check_inplace, rebase, view_of
from . import operands

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from .record import Op

_SCOPE: dict[str, Any] = {
    "NORMAL": NORMAL,
    "NO_EDGE": NO_EDGE,
    "Tensor": Tensor,
    "array_of": array_of,
    "check_inplace": check_inplace,
    "check_version": check_version,
    "dress": dress,
    "edge_of": edge_of,
    "local": local,
    "made_by": made_by,
    "ndarray": np.ndarray,
    "new": object.__new__,
    "operands": operands,
    "output_of": output_of,
    "promote": promote,
    "rebase": rebase,
    "sequence": sequence,
    "spec_of": spec_of,
    "to_floating": to_floating,
    "unpack": unpack,
    "untracked": untracked,
    "untracked_in": untracked_in,
    "versions_of": versions_of,
    "view_of": view_of,
}
_KEYWORD_ONLY = Parameter.KEYWORD_ONLY


def _compiled(name: str, lines: Iterable[str], scope: dict[str, Any]) -> Callable[..., Any]:
    source = "\n".join(lines)
    namespace = {**_SCOPE, **scope, "__name__": __name__}
    exec(compile(source, f"{__file__}:{name}", "exec"), namespace)
    function: Callable[..., Any] = namespace[name]
    return function


def _indented(lines: Iterable[str]) -> Iterator[str]:
    return (f"    {line}" for line in lines)


# ---- forward ---------------------------------------------------------------------------------


def forward(op: Op, inplace: bool = False) -> Callable[..., Any]:
    """Return the function of ``op`` on tensors."""
    defaults = {
        f"default_{name}": parameter.default for name, parameter in op.signature.parameters.items()
    }
    scope = {"kernel": op.kernel, "Node": op.node, **defaults}
    name = f"{op.name}_" if inplace else op.name
    function = _compiled(name, source_of_forward(op, inplace), scope)
    function.__doc__ = op.kernel.__doc__
    function.__module__ = op.kernel.__module__
    return function


def source_of_forward(op: Op, inplace: bool = False) -> Iterator[str]:
    """Yield the lines of an operation's function."""
    name = f"{op.name}_" if inplace else op.name
    yield f"def {name}({_signature(op)}):"
    yield from _indented(_body(op, inplace))


def _body(op: Op, inplace: bool) -> Iterator[str]:
    yield from _take_operands(op)
    yield from _take_arrays(op)
    yield "mode = local.mode"
    if inplace:
        yield "check_inplace(self, mode)"
    yield from _compute(op)
    if inplace:
        yield "data = operands.fitting(self, data)"
    untracked = _result_untracked(op, inplace)
    if not op.rules:
        yield untracked
        return
    yield f"if mode is not NORMAL and not mode.grad: {untracked}"
    yield from _take_edges(op)
    none = " and ".join(f"{_edge_test(op, name)} is NO_EDGE" for name in op.differentiable_inputs)
    yield f"if {none}: {untracked}"
    yield from _make_node(op, inplace)
    yield from _result_tracked(op, inplace)


def _compute(op: Op) -> Iterator[str]:
    call = f"data = kernel({_arguments(op)})"
    if len(_fixed(op)) < 2:
        yield call
        return
    yield f"try: {call}"
    error = f"operands.not_broadcastable({', '.join(_fixed(op))})"
    yield f"except ValueError as error: raise {error} from error"


def _signature(op: Op) -> str:
    parts: list[str] = []
    for name, parameter in op.signature.parameters.items():
        if parameter.kind is _KEYWORD_ONLY and "*" not in parts:
            parts.append("*")
        has_default = parameter.default is not Parameter.empty
        parts.append(f"{name}=default_{name}" if has_default else name)
    return ", ".join(parts)


def _arguments(op: Op) -> str:
    return ", ".join(
        f"{name}={_argument(op, name)}" if parameter.kind is _KEYWORD_ONLY else _argument(op, name)
        for name, parameter in op.signature.parameters.items()
    )


def _argument(op: Op, name: str) -> str:
    return f"{name}_data" if name in op.inputs else name


def _fixed(op: Op) -> list[str]:
    return [name for name, kind in op.inputs.items() if not kind]


def _take_operands(op: Op) -> Iterator[str]:
    fixed = _fixed(op)
    if fixed:
        foreign = " or ".join(f"{name}.__class__ is not Tensor" for name in fixed)
        names = ", ".join(fixed)
        yield f"if {foreign}: {names}, = operands.tensors({op.name!r}, {fixed!r}, {names})"
    for name, kind in op.inputs.items():
        if kind == "list":
            yield f"{name} = operands.tensor_list({op.name!r}, {name!r}, {name})"


def _take_arrays(op: Op) -> Iterator[str]:
    for number, (name, kind) in enumerate(op.inputs.items()):
        read = f"array_of({name})" if op.view and not number else f"{name}._data"
        if kind == "list":
            read = f"[one._data for one in {name}]"
        yield f"{name}_data = {read}" + (f" if {name} is not None else None" * (kind == "optional"))
    yield from _cast_arrays(op)


def _cast_arrays(op: Op) -> Iterator[str]:
    fixed = [f"{name}_data" for name in _fixed(op) if name not in ("condition", "mask", "index")]
    if len(fixed) > 1 and op.casts in ("promote", "float"):
        first, *others = fixed
        for one in others:
            differs = f"{first}.__class__ is not {one}.__class__"
            arrays = f"{first}.__class__ is ndarray"
            yield f"if {differs} or {arrays} and {first}.dtype is not {one}.dtype:"
            yield f"    {', '.join(fixed)} = promote({', '.join(fixed)})"
    if op.casts == "float":
        yield f"if {fixed[0]}.dtype.kind != 'f':"
        yield from (f"    {one} = to_floating({one})" for one in fixed)
    if op.casts == "same" and len(fixed) > 1:
        check = f"operands.check_same_type({', '.join(fixed)})"
        yield f"if {fixed[0]}.dtype is not {fixed[1]}.dtype: {check}"


def _result_untracked(op: Op, inplace: bool) -> str:
    if inplace:
        return "return operands.stored(self, data)"
    if len(op.outputs) > 1 or "*" in op.outputs[0]:
        wrap = "view_of(self, one, NO_EDGE, mode)" if op.view else "untracked_in(mode, one)"
        return f"return tuple([{wrap} for one in data])"
    return (
        f"return {'view_of(self, data, NO_EDGE, mode)' if op.view else 'untracked_in(mode, data)'}"
    )


def _take_edges(op: Op) -> Iterator[str]:
    for name in op.differentiable_inputs:
        edge = f"{name}._edge or edge_of({name})"
        if op.inputs[name] == "optional":
            edge = f"NO_EDGE if {name} is None else {edge}"
        if op.inputs[name] == "list":
            yield f"{name}_edges = [one._edge or edge_of(one) for one in {name}]"
        else:
            yield f"{name}_edge = {edge}"


def _edge_test(op: Op, name: str) -> str:
    return f"operands.any_edge({name}_edges)" if op.inputs[name] == "list" else f"{name}_edge"


def _make_node(op: Op, inplace: bool) -> Iterator[str]:
    edges = (
        f"*{name}_edges" if op.inputs[name] == "list" else f"{name}_edge"
        for name in op.differentiable_inputs
    )
    yield "node = Node()"
    yield f"node.edges = ({', '.join(edges)},)"
    yield f"node.values = {_tuple(_saved_value(op, name) for name in op.saved_values)}"
    if inplace:
        yield from (f"old_{name} = operands.before(self)" for name in op.saved if name == "self")
        for name in _saved_others(op):
            yield f"version_{name} = operands.version_of({name})"
        yield "operands.stored(self, data)"
    for name in op.saved:
        if name in op.outputs and not op.view:
            yield f"saved_{name} = operands.alias(self)" if inplace else _alias_of_output(op, name)
    saved = [_saved(op, name, inplace) for name in op.saved]
    yield f"node.saved = {_tuple(saved)}"
    yield f"node.versions = {_versions_inplace(op) if inplace else _versions(op)}"
    yield "node.extra = None"
    yield "node.sequence_nr = next(sequence)"
    if op.differentiable > 1 or "*" in op.outputs[0]:
        yield f"node.spec = [spec_of(one) for one in data[:{_differentiable(op)}]]"
    else:
        first = "data" if len(op.outputs) == 1 else "data[0]"
        yield f"kind = {first}.__class__"
        yield f"node.spec = ({first}.shape, {first}.dtype) if kind is ndarray else kind"


def _differentiable(op: Op) -> str:
    return "" if "*" in op.outputs[0] else str(op.differentiable)


def _alias_of_output(op: Op, name: str) -> str:
    data = "data" if len(op.outputs) == 1 else f"data[{op.outputs.index(name)}]"
    return f"saved_{name} = operands.counted({data})"


def _saved_value(op: Op, name: str) -> str:
    stem, _, kind = name.rpartition("_")
    if name in op.values:
        return name
    if op.inputs[stem] == "list":
        return f"tuple([one.shape for one in {stem}_data])"
    attribute = {"sizes": "_data.shape", "strides": ".stride()", "numel": "_data.size"}[kind]
    return f"{stem}{attribute}"


def _saved(op: Op, name: str, inplace: bool) -> str:
    if name in op.outputs:
        return f"saved_{name}"
    value = f"old_{name}" if inplace and name == "self" else name
    rules = op.rules_saving(name)
    if len(rules) == len(op.rules):
        return value
    needed = " or ".join(f"{rule}_edge is not NO_EDGE" for rule in rules)
    return f"{value} if {needed} else None"


def _saved_others(op: Op) -> list[str]:
    return [name for name in op.saved if name in op.inputs and name != "self"]


def _versions_inplace(op: Op) -> str:
    # What is saved besides self may share its memory: its version is the one before the change.
    others = _saved_others(op)
    return _tuple(
        f"version_{name}" if name in others else f"operands.version_of({_saved(op, name, True)})"
        for name in op.saved
    )


def _versions(op: Op) -> str:
    counted = [name for name in op.saved if name in op.inputs and not op.inputs[name]]
    if len(counted) < len([name for name in op.saved if name not in op.outputs]):
        return "versions_of(node.saved)"
    if not counted:
        return "None"
    fresh = " and ".join(f"{name}._counter is None" for name in counted)
    return f"None if {fresh} else versions_of(node.saved)"


def _tuple(parts: Iterable[str]) -> str:
    return f"({''.join(f'{part}, ' for part in parts)})"


def _result_tracked(op: Op, inplace: bool) -> Iterator[str]:
    yield "if mode is not NORMAL: dress(mode, node)"
    if inplace:
        yield "rebase(self, node)"
        yield "return self"
    elif len(op.outputs) > 1 or "*" in op.outputs[0]:
        yield (
            f"return operands.{'views' if op.view else 'results'}(self, node, data, mode)"
            if op.view
            else (f"return operands.results(node, data, {op.differentiable}, {_saved_outputs(op)})")
        )
    elif op.view:
        yield "return view_of(self, data, (node, 0), mode)"
    else:
        yield "result = new(Tensor)"
        yield "result._data = data"
        yield "result._edge = (node, 0)"
        counter = "saved_result._counter" if "result" in op.saved else "None"
        yield f"result._counter = {counter}"
        yield "result._meta = None"
        yield "return result"


def _saved_outputs(op: Op) -> str:
    return (
        "{"
        + ", ".join(f"{op.outputs.index(n)}: saved_{n}" for n in op.saved if n in op.outputs)
        + "}"
    )


# ---- backward --------------------------------------------------------------------------------


def backward(op: Op, rules: dict[str, Any], traced: bool = False) -> Callable[..., Any]:
    """Return the method that applies ``rules`` to a node of ``op``."""
    scope = {f"rule_{name}": rule for name, rule in rules.items()}
    return _compiled("apply", source_of_backward(op, traced), scope)


def source_of_backward(op: Op, traced: bool) -> Iterator[str]:
    """Yield the lines of a node's ``apply``, or of its ``apply_traced``."""
    yield "def apply(node, grad):"
    yield from _indented(_unpack(op))
    yield from _indented(_apply(op, traced))


def _unpack(op: Op) -> Iterator[str]:
    if op.saved:
        yield "saved = node.saved"
        yield "if saved.__class__ is not tuple: saved = unpack(node)"
        yield f"{_tuple(op.saved)} = saved"
    for index, name in enumerate(op.saved):
        if op.inputs.get(name) == "list":
            continue
        output = ", True" if name in op.outputs else ""
        yield f"if {name} is not None and {name}._counter is not None:"
        yield f"    check_version(node, {index}, {name}{output})"
    if op.saved_values:
        yield f"{_tuple(op.saved_values)} = node.values"


def _apply(op: Op, traced: bool) -> Iterator[str]:
    if op.differentiable > 1 or "*" in op.outputs[0]:
        yield f"grads = operands.filled(node, grad, {traced})"
    if "inputs" in op.rules:
        yield "needs = tuple([edge is not NO_EDGE for edge in node.edges])"
        yield f"return {_call(op, 'inputs', traced)}"
        return
    names = list(op.rules)
    if op.inputs[names[-1]] == "list":
        yield f"return tuple({_call(op, names[-1], traced)})"
        return
    if len(names) == 1:
        yield f"return ({_call(op, names[0], traced)},)"
        return
    yield f"{_tuple(f'{name}_edge' for name in names)} = node.edges"
    calls = (f"{_call(op, n, traced)} if {n}_edge is not NO_EDGE else None" for n in names)
    yield f"return {_tuple(calls)}"


def _call(op: Op, name: str, traced: bool) -> str:
    code = op.rules[name].__code__
    names = code.co_varnames[: code.co_argcount]
    return f"rule_{name}({', '.join(_passed(op, one, traced) for one in names)})"


def _passed(op: Op, name: str, traced: bool) -> str:
    if name not in op.saved:
        return name
    if name in op.outputs:
        nr = op.outputs.index(name)
        if not traced:
            return f"{name}._data"
        return f"output_of(node, {name}, {nr})" if nr < op.differentiable else name
    kind = op.inputs[name]
    if traced:
        return name
    if kind == "list":
        return f"[one._data for one in {name}]"
    return (
        f"({name} if {name} is None else {name}._data)" if kind == "optional" else f"{name}._data"
    )
