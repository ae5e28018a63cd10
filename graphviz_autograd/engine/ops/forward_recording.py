"""The lines of an operation's function that record a node, or note that none is recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .template import indented, tuple_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .record import Op
    from .template import Lines


def note_unrecorded(op: Op) -> Lines:
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


def carry_cuts(op: Op) -> Lines:
    """What is computed of what was cut off, and of nothing that requires grad, is cut off too."""
    names = [name for name in op.fixed if name in op.differentiable_inputs]
    if op.view or op.several_outputs or not names:
        return
    yield f"if {' or '.join(f'{one}._counter is not None' for one in names)}:"
    yield f"    return carried({untracked(op)}, {', '.join(names)})"


def _unrecorded(op: Op) -> str:
    if op.several_outputs:
        differentiable = "len(data)" if op.varying_outputs else op.differentiable
        return f"unrecorded_all(local_mode, {untracked(op)}, {differentiable}"
    return f"unrecorded(local_mode, {untracked(op)}"


def leave_untracked(
    op: Op, leave: str, unrecorded: Iterable[str] = (), carried: Iterable[str] = ()
) -> Lines:
    """Return early, by ``leave``, unless a gradient flows from here to an input."""
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


def untracked(op: Op) -> str:
    """Return the expression of a result without a node."""
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


def make_node(op: Op) -> Lines:
    """Make the node: its edges, its values, the shape of its results."""
    names = op.differentiable_inputs
    edges = (f"*{one}_edges" if op.inputs[one] == "list" else f"{one}_edge" for one in names)
    yield "node = Node()"
    yield f"node.edges = {tuple_of(edges)}"
    if op.saved_values:
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
        yield f"node.notes = constants_among(node.edges, {listed})"
    elif len(names) == 2:
        for position, name in enumerate(names):
            yield f"if {_is_to_remember(op, name)}:"
            yield f"    node.notes = remembered({position}, {name})"
    elif len(names) > 2:
        yield f"if {' or '.join(_is_to_remember(op, name) for name in names)}:"
        yield f"    node.notes = constants_among(node.edges, {tuple_of(names)})"


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
        kind = op.kernel.__annotations__[name]
        if kind in ("int", "int | None"):  # kernels take a tensor for an index without a word
            return f"{name} if {name}.__class__ is not Tensor else {name}.item()"
        return f"operands.whole({name})" if kind == "Dims" and op.view else name
    stem, _, kind = name.rpartition("_")
    if op.inputs[stem] == "list":
        return f"tuple([one.shape for one in {stem}_data])"
    if op.inputs[stem] == "optional":
        return f"(0,) if {stem}_data is None else {stem}_data.shape"
    return {
        "sizes": f"{stem}_data.shape",
        "strides": _saved(op, name, _strides_of(f"{stem}._data"), "()"),
        "numel": f"{stem}_data.size",
    }[kind]


def _strides_of(array: str) -> str:
    return f"in_elements({array}.strides, {array}.itemsize)"


def save(op: Op) -> Lines:
    """Save what the rules in use name, with the versions of now."""
    for name in op.saved_outputs:
        data = f"data[{op.outputs.index(name)}]" if op.several_outputs else "data"
        yield f"saved_{name} = operands.counted({data})"
    if op.saved:
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


def save_inplace(op: Op) -> Lines:
    """Store the result in ``self``, and save as ``save`` does, of ``self`` what it was before."""
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
    versions = (
        f"version_{name}" if name in others else f"operands.version_of({one})"
        for name, one in zip(op.saved, called, strict=True)
    )
    if op.saved:
        yield f"node.saved = {tuple_of(called)}"
        yield f"node.versions = {tuple_of(versions)}"
    yield from _DRESS


def result(op: Op) -> Lines:
    """Return the results, each with the node as its producer."""
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
