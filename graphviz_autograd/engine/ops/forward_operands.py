"""The lines of an operation's function that take its operands and compute on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .template import indented, tuple_of

if TYPE_CHECKING:
    from .record import Op
    from .template import Lines

# Inputs that choose elements take no part in type promotion.
SELECTORS = ("condition", "mask", "index")

# Inputs that the layout of the result does not depend on.
_WITHOUT_LAYOUT = ("mask", "index")

# What a value is to be, by its annotation, if a tensor may stand for it or for a part of it.
_KINDS = {
    "float": "Number",
    "int": "int",
    "int | None": "int",
    "Dims": "tuple of ints",
    "Dims | None": "tuple of ints",
    "tuple[int]": "tuple of ints",
    "tuple[int, int]": "tuple of ints",
}


def take_operands(op: Op, operator: bool = False) -> Lines:
    """Check the operands, take their arrays, and cast these to the type of the result.

    An operator returns NotImplemented where a function raises a TypeError.
    """
    if op.fixed:
        names = tuple_of(op.fixed)
        take = f"{names} = operands.tensors({op.name!r}, {tuple(op.taken)!r}, *{names})"
        yield f"if {' or '.join(f'{name}.__class__ is not Tensor' for name in op.fixed)}:"
        yield from indented(_or_not_implemented(take) if operator else (take,))
    for name, kind in op.inputs.items():
        if kind == "list":
            yield f"{name} = operands.tensor_list({name})"
    for name in op.inputs:
        yield f"{name}_data = {_array(op, name)}"
    yield from _cast(op)


def _or_not_implemented(line: str) -> Lines:
    yield "try:"
    yield f"    {line}"
    yield "except TypeError:"
    yield "    return NotImplemented"


def _array(op: Op, name: str) -> str:
    if op.view and name == next(iter(op.inputs)):
        return f"array_of({name})"
    if op.inputs[name] == "list":
        return f"[one._data for one in {name}]"
    if op.inputs[name] == "indices":
        return f"[None if one is None else one._data for one in {name}]"
    return f"{name}._data" + f" if {name} is not None else None" * (op.inputs[name] == "optional")


def _cast(op: Op) -> Lines:
    arrays = [f"{name}_data" for name in op.fixed if name not in SELECTORS]
    if op.casts in ("promote", "float", "signed"):
        yield from _promote(arrays, "promote_signed" if op.casts == "signed" else "promote")
    if op.floating:
        yield f"if {arrays[0]}.dtype.kind != 'f':"
        yield f"    refuse_type({op.floating!r}, {arrays[0]})"
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


def compute(op: Op) -> Lines:
    """Call the kernel."""
    arguments = [_argument(op, name) for name in op.parameters]
    call = f"data = kernel({', '.join(arguments)})"
    if not op.view:
        call = f"data = quiet.run({', '.join(['kernel', *arguments])})"
    kinds = {name: _KINDS.get(op.kernel.__annotations__[name], "") for name in op.values}
    numbers = [(name, kind) for name, kind in kinds.items() if kind]
    tensors = [name for name, kind in op.inputs.items() if kind in ("", "optional")]
    if len(tensors) < 2 and not numbers:
        yield call
        return
    yield "try:"
    yield f"    {call}"
    if len(tensors) > 1:
        yield "except ValueError as error:"
        yield f"    raise operands.not_broadcastable(error, {', '.join(tensors)}) from error"
    if numbers:
        # A tensor of one element may stand for a number; no kernel can compute with one.
        names = tuple_of(name for name, _ in numbers)
        yield "except (RuntimeError, TypeError):"
        yield f"    {names} = operands.numbers({op.name!r}, {tuple(numbers)!r}, {names})"
        yield f"    {call}"


def lay_out(op: Op) -> Lines:
    """Lay the result out as PyTorch does; of operands that lie row by row it does so already."""
    operands = [f"{name}_data" for name in op.fixed if name not in _WITHOUT_LAYOUT]
    if op.view or op.layout == "own" or not operands:
        return
    if op.layout == "channels":
        first = operands[0]
        yield f"if {first}.ndim > 1 and not {first}.flags.c_contiguous:"
        one = "tuple([{} for one in data])" if op.several_outputs else "{}"
        data = "one" if op.several_outputs else "data"
        yield f"    data = {one.format(f'laid_out_by_channels({data}, {first})')}"
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
