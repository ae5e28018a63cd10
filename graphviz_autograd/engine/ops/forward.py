"""The code of an operation's function: compute on arrays, and record a node if a gradient flows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..node import inplace_variant
from .template import indented, tuple_of, written_later

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from .record import Op
    from .template import Lines

# Inputs that choose elements take no part in type promotion.
_SELECTORS = ("condition", "mask", "index")

# Inputs that the layout of the result does not depend on.
_WITHOUT_LAYOUT = ("mask", "index")

# What an in-place operation reads before it writes, or cannot share with what it writes.
_UNSHARED = (*_SELECTORS, "self", "value")


def function_of(op: Op, inplace: bool = False) -> Callable[..., Any]:
    """Return the function of ``op`` on tensors, or its in-place variant."""
    function = written_later(
        _name(op, inplace),
        lambda: source(op, inplace),
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


def source(op: Op, inplace: bool = False) -> str:
    """Return the text of an operation's function; the defaults are the kernel's."""
    lines = [f"def {_name(op, inplace)}({_signature(op)}):"]
    return "\n".join([*lines, *indented(_inplace_body(op) if inplace else _body(op))])


def _name(op: Op, inplace: bool) -> str:
    return f"{op.name}_" if inplace else op.name


def _signature(op: Op) -> str:
    star = ["*"] if op.keyword_only else []
    return ", ".join([*op.positional, *star, *op.keyword_only])


def _body(op: Op) -> Lines:
    yield from _take_operands(op)
    yield "local_mode = local.mode"
    yield from _compute(op)
    yield from _lay_out(op)
    yield from _leave_untracked(
        op, f"return {_untracked(op)}", _note_unrecorded(op), _carry_cuts(op)
    )
    if op.rules:
        yield from _make_node(op)
        yield from _save(op)
        yield from _result(op)


def _inplace_body(op: Op) -> Lines:
    yield from _take_operands(op)
    yield "local_mode = local.mode"
    yield "check_inplace(self, local_mode)"
    if not op.overlapping:
        yield "check_no_overlap(self._data)"
        for name, kind in op.inputs.items():
            if name not in _UNSHARED and kind not in ("list", "indices"):
                yield from _check_apart(op, name)
    yield from _compute(op)
    yield "data = operands.fitting(self, data)"
    yield from _leave_untracked(op, "return operands.stored(self, data)")
    if op.rules:
        yield "check_recorded(self)"
        yield from _make_node(op)
        yield from _save_inplace(op)
        yield "rebase(self, node)"
        yield from (f"operands.follow(saved_{name}, self)" for name in op.saved_outputs)
        yield "return self"


def _check_apart(op: Op, name: str) -> Lines:
    # Of two arrays that share memory one is a view.
    given = f"{name} is not None and " if op.inputs[name] == "optional" else ""
    data = f"{name}._data.__class__ is ndarray"
    yield f"if {given}{data} and ({name}._data.base is not None or self._data.base is not None):"
    yield f"    check_apart(self._data, {name}._data)"


# ---- operands --------------------------------------------------------------------------------


def _take_operands(op: Op) -> Lines:
    if op.fixed:
        names = tuple_of(op.fixed)
        yield f"if {' or '.join(f'{name}.__class__ is not Tensor' for name in op.fixed)}:"
        yield f"    {names} = operands.tensors({op.name!r}, {tuple(op.taken)!r}, *{names})"
    for name, kind in op.inputs.items():
        if kind == "list":
            yield f"{name} = operands.tensor_list({name})"
    for name in op.inputs:
        yield f"{name}_data = {_array(op, name)}"
    yield from _cast(op)


def _array(op: Op, name: str) -> str:
    if op.view and name == next(iter(op.inputs)):
        return f"array_of({name})"
    if op.inputs[name] == "list":
        return f"[one._data for one in {name}]"
    if op.inputs[name] == "indices":
        return f"[None if one is None else one._data for one in {name}]"
    return f"{name}._data" + f" if {name} is not None else None" * (op.inputs[name] == "optional")


def _cast(op: Op) -> Lines:
    arrays = [f"{name}_data" for name in op.fixed if name not in _SELECTORS]
    if op.casts in ("promote", "float", "signed"):
        yield from _promote(arrays, "promote_signed" if op.casts == "signed" else "promote")
    if op.floating:
        yield f"if {arrays[0]}.dtype.kind != 'f':"
        yield f"    refuse_integers({op.floating!r}, {arrays[0]})"
    if op.casts == "float":
        yield f"if {arrays[0]}.dtype.kind != 'f':"
        yield from (f"    {one} = to_floating({one})" for one in arrays)
    if op.casts == "same" and len(arrays) > 1:
        yield f"if not {' is '.join(f'{one}.dtype' for one in arrays)}:"
        yield f"    refuse_mixture({op.name!r}, {', '.join(arrays)})"


def _promote(arrays: list[str], promote: str) -> Lines:
    first, *others = arrays or [""]
    for one in others:
        differs = f"{first}.__class__ is not {one}.__class__"
        yield f"if {differs} or {first}.__class__ is ndarray and {first}.dtype is not {one}.dtype:"
        yield f"    {tuple_of(arrays)} = {promote}({', '.join(arrays)})"


def _compute(op: Op) -> Lines:
    arguments = [_argument(op, name) for name in op.parameters]
    call = f"data = kernel({', '.join(arguments)})"
    if not op.view:
        call = f"data = quiet.run({', '.join(['kernel', *arguments])})"
    if len(op.fixed) < 2:
        yield call
        return
    yield "try:"
    yield f"    {call}"
    yield "except ValueError as error:"
    yield f"    raise operands.not_broadcastable(error, {', '.join(op.fixed)}) from error"


def _lay_out(op: Op) -> Lines:
    """Lay the result out as PyTorch does; of operands that lie row by row it does so already."""
    operands = [f"{name}_data" for name in op.fixed if name not in _WITHOUT_LAYOUT]
    if op.view or op.layout == "own" or not operands:
        return
    if op.several_outputs:
        yield from ["data = by_rows(data)"] * (op.layout == "rows")
        return
    matrix = "data.__class__ is ndarray and data.ndim > 1"
    if op.layout == "rows":
        yield f"if {matrix} and not data.flags.c_contiguous:"
        yield "    data = ascontiguousarray(data)"
    elif op.casts != "same":
        other = (f"{one}.__class__ is ndarray and not {one}.flags.c_contiguous" for one in operands)
        yield f"if {matrix} and ({' or '.join(other)}):"
        yield f"    data = laid_out(data, {', '.join(operands)})"


def _argument(op: Op, name: str) -> str:
    given = f"{name}_data" if name in op.inputs else name
    return f"{name}={given}" if name in op.keyword_only else given


# ---- recording -------------------------------------------------------------------------------


def _note_unrecorded(op: Op) -> Lines:
    """Where nothing is recorded, a result notes what requires grad among its inputs.

    A view need not: it knows its base. Inputs that may be absent are passed over.
    """
    names = [name for name in op.differentiable_inputs if op.inputs[name] != "optional"]
    if op.view or not op.rules or not names:
        return
    lost = ", ".join(f"*{one}" if op.inputs[one] == "list" else one for one in names)
    if not any(op.inputs[one] == "list" for one in names):
        may_be_cut = (f"{one}._edge is not NO_EDGE or {one}._counter is not None" for one in names)
        yield f"if {' or '.join(may_be_cut)}:"
        yield f"    return {_unrecorded(op)}, {lost})"
    else:
        yield f"return {_unrecorded(op)}, {lost})"


def _carry_cuts(op: Op) -> Lines:
    """What is computed of what was cut off, and of nothing that requires grad, is cut off too."""
    names = [name for name in op.fixed if name in op.differentiable_inputs]
    if op.view or op.several_outputs or not names:
        return
    yield f"if {' or '.join(f'{one}._counter is not None' for one in names)}:"
    yield f"    return carried({_untracked(op)}, {', '.join(names)})"


def _unrecorded(op: Op) -> str:
    if op.several_outputs:
        differentiable = "len(data)" if op.varying_outputs else op.differentiable
        return f"unrecorded_all(local_mode, {_untracked(op)}, {differentiable}"
    return f"unrecorded(local_mode, {_untracked(op)}"


def _leave_untracked(
    op: Op, leave: str, unrecorded: Iterable[str] = (), carried: Iterable[str] = ()
) -> Lines:
    if not op.rules:
        yield leave
        return
    yield "if local_mode is not NORMAL and not local_mode.grad:"
    yield from indented(unrecorded)
    yield f"    {leave}"
    for name in op.differentiable_inputs:
        yield _take_edge(op, name)
    none = " and ".join(f"{_edge_test(op, name)} is NO_EDGE" for name in op.differentiable_inputs)
    yield f"if {none}:"
    yield from indented(carried)
    yield f"    {leave}"


def _untracked(op: Op) -> str:
    if op.view and op.several_outputs:
        return "operands.untracked_views(self, data, local_mode)"
    if op.view:
        return "view_of(self, data, NO_EDGE, local_mode)"
    if op.several_outputs:
        return "tuple([untracked_in(local_mode, one) for one in data])"
    return "untracked_in(local_mode, data)"


def _take_edge(op: Op, name: str) -> str:
    kind = op.inputs[name]
    if kind == "list":
        return f"{name}_edges = [one._edge or edge_of(one) for one in {name}]"
    absent = f"NO_EDGE if {name} is None else " if kind == "optional" else ""
    return f"{name}_edge = {absent}{name}._edge or edge_of({name})"


def _edge_test(op: Op, name: str) -> str:
    return f"operands.any_edge({name}_edges)" if op.inputs[name] == "list" else f"{name}_edge"


def _make_node(op: Op) -> Lines:
    names = op.differentiable_inputs
    edges = (f"*{one}_edges" if op.inputs[one] == "list" else f"{one}_edge" for one in names)
    yield "node = Node()"
    yield f"node.edges = {tuple_of(edges)}"
    yield f"node.values = {tuple_of(_saved_value(op, name) for name in op.saved_values)}"
    yield "node.extra = None"
    yield "node.sequence_nr = next(sequence)"
    yield from _describe(op)
    yield from _remember_constants(op)


def _remember_constants(op: Op) -> Lines:
    """Remember inputs without gradient that are not saved, or may have lost it: see ``cuts``."""
    names = op.differentiable_inputs
    if any(op.inputs[name] == "list" for name in names):
        listed = tuple_of(f"*{one}" if op.inputs[one] == "list" else one for one in names)
        yield f"node.constants = constants_among(node.edges, {listed})"
    elif len(names) == 2:
        for position, name in enumerate(names):
            yield f"if {_is_to_remember(op, name)}:"
            yield f"    node.constants = remembered({position}, {name})"
    elif len(names) > 2:
        yield f"if {' or '.join(_is_to_remember(op, name) for name in names)}:"
        yield f"    node.constants = constants_among(node.edges, {tuple_of(names)})"


def _is_to_remember(op: Op, name: str) -> str:
    given = f" and {name} is not None" if op.inputs[name] == "optional" else ""
    return f"{name}_edge[0] is None{given}{_unless_saved(op, name)}"


def _unless_saved(op: Op, name: str) -> str:
    """What else must hold of an input that is saved for the gradients of others."""
    rules = [rule for rule in op.rules_saving(name) if rule != name]
    if name not in op.saved or not rules:
        return ""
    has_more = f"({name}._meta is not None or {name}._counter is not None)"
    parts = [f"{has_more} and cut_of({name}) is not None"]
    if len(rules) + 1 < len(op.differentiable_inputs) and len(op.rules) > 1:
        parts.append(" and ".join(f"{rule}_edge[0] is None" for rule in rules))
    return f" and ({' or '.join(parts)})"


def _describe(op: Op) -> Lines:
    if op.varying_outputs:
        yield "node.spec = [spec_of(one) for one in data]"
    elif op.differentiable > 1:
        yield f"node.spec = [spec_of(one) for one in data[:{op.differentiable}]]"
    else:
        first = "data[0]" if op.several_outputs else "data"
        array = f"{first}.__class__ is ndarray"
        yield f"node.spec = ({first}.shape, {first}.dtype) if {array} else {first}.__class__"


def _saved_value(op: Op, name: str) -> str:
    if name in op.values:
        return name
    stem, _, kind = name.rpartition("_")
    if op.inputs[stem] == "list":
        return f"tuple([one.shape for one in {stem}_data])"
    if op.inputs[stem] == "optional":
        return f"(0,) if {stem}_data is None else {stem}_data.shape"
    return {
        "sizes": f"{stem}_data.shape",
        "strides": _saved(op, name, f"strides_of({stem}._data)", "()"),
        "numel": f"{stem}_data.size",
    }[kind]


def _save(op: Op) -> Lines:
    for name in op.saved_outputs:
        data = f"data[{op.outputs.index(name)}]" if op.several_outputs else "data"
        yield f"saved_{name} = operands.counted({data})"
    yield f"node.saved = {tuple_of(_saved(op, name) for name in op.saved)}"
    yield f"node.versions = {_versions(op)}"
    yield from _DRESS


def _saved(op: Op, name: str, called: str | None = None, absent: str = "None") -> str:
    if name in op.outputs:
        return f"saved_{name}"
    rules = op.rules_saving(name)
    if len(rules) == len(op.rules):
        return called or name
    needed = " or ".join(f"{rule}_edge is not NO_EDGE" for rule in rules)
    return f"{called or name} if {needed} else {absent}"


def _versions(op: Op) -> str:
    inputs = [name for name in op.saved if name in op.inputs]
    if any(op.inputs[name] in ("list", "indices") for name in inputs):
        return "versions_of(node.saved)"
    fresh = " and ".join(_is_fresh(op, name) for name in inputs)
    return f"None if {fresh} else versions_of(node.saved)" if inputs else "None"


def _is_fresh(op: Op, name: str) -> str:
    absent = f"{name} is None or " if op.inputs[name] == "optional" else ""
    return f"({absent}{name}._counter is None or not {name}._counter.value)"


_DRESS = ("if local_mode is not NORMAL:", "    dress(local_mode, node)")


def _save_inplace(op: Op) -> Lines:
    # What is saved besides self may share its memory: its version is the one before the change.
    others = [name for name in op.saved if name in op.inputs and name != "self"]
    if "self" in op.saved:
        yield "old_self = operands.before(self)"
    for name in others:
        yield f"version_{name} = operands.version_of({name})"
    yield "operands.stored(self, data)"
    for name in op.saved_outputs:
        yield f"saved_{name} = operands.alias(self)"
    called = [_saved(op, name, "old_self" if name == "self" else None) for name in op.saved]
    yield f"node.saved = {tuple_of(called)}"
    versions = (
        f"version_{name}" if name in others else f"operands.version_of({one})"
        for name, one in zip(op.saved, called, strict=True)
    )
    yield f"node.versions = {tuple_of(versions)}"
    yield from _DRESS


def _result(op: Op) -> Lines:
    if op.view:
        several = "operands.views(self, node, data, local_mode)"
        one = "view_of(self, data, (node, 0), local_mode)"
        yield f"return {several if op.several_outputs else one}"
    elif op.varying_outputs:
        yield "return tuple([made_by(node, nr, one) for nr, one in enumerate(data)])"
    elif op.several_outputs:
        yield from _several_results(op)
    else:
        yield "result = new(Tensor)"
        yield "result._data = data"
        yield "result._edge = (node, 0)"
        yield f"result._counter = {_counter(op)}"
        yield "result._meta = None"
        yield "return result"


def _several_results(op: Op) -> Lines:
    for nr, name in enumerate(op.outputs):
        made = (
            f"made_by(node, {nr}, data[{nr}])"
            if nr < op.differentiable
            else f"untracked(data[{nr}])"
        )
        yield f"output_{nr} = {made}"
        if name in op.saved:
            yield f"output_{nr}._counter = saved_{name}._counter"
    yield f"return {tuple_of(f'output_{nr}' for nr in range(len(op.outputs)))}"


def _counter(op: Op) -> str:
    # A saved output and the tensor that is returned are one storage.
    return "".join(f"saved_{name}._counter" for name in op.saved_outputs) or "None"
