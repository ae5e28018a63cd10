"""How cuts are spoken of: why no gradient flows back through each, and what to write instead."""

from __future__ import annotations

WHY_CUT = {
    "detach": "detach() returns the same numbers without their history.",
    ".data": "The data of a tensor are its numbers without their history.",
    "no_grad": "Nothing is recorded inside no_grad(), so the result has no history.",
    "inference_mode": "Nothing is recorded inside inference_mode(), so the result has no history.",
    "numpy": "A NumPy array has no history; what is made of it begins a new graph.",
    "torch.tensor": "torch.tensor() copies numbers, without the history of the tensor given to it.",
    "item": "A Python number has no history; what is made of it begins a new graph.",
    "to": "A tensor of integers or booleans has no gradient: they do not change continuously.",
    "shared": "Two tensors share their memory, but only one of them has a history.",
}
"""Why no gradient flows back through each kind of cut."""

INTEGERS = ("to(", "long", "int", "short", "bool", "byte")


def _kind(how: str) -> str:
    if how.startswith(INTEGERS) or how in INTEGERS:
        return "to"
    if how in ("tensor", "torch.as_tensor", "Tensor"):
        return "torch.tensor"
    if how in ("from_numpy", "array", "asarray"):
        return "numpy"
    if how in ("tolist",):
        return "item"
    return "detach" if how == "detach_" else "shared" if " or " in how else how


def spoken(how: str) -> str:
    """How a cut was made, as code: ``detach()``."""
    is_call = how.isidentifier() or how == "torch.tensor"
    return f"{how}()" if is_call else how


def why_cut(how: str) -> str:
    """Why no gradient flows back through a cut."""
    return WHY_CUT.get(_kind(how), "No gradient flows back through it.")


def cure_of_cut(how: str, text: str, name: str, made: str = "") -> str:
    """What to write in the place of ``text``, which made ``made`` and so cut off ``name``."""
    kind = _kind(how)
    spelling = {"detach": f".{how}()", ".data": ".data"}.get(kind, "\0")
    if spelling in text:
        plain = text.replace(spelling, "")
        return plain if " = " in plain or not made else f"{made} = {plain}"
    return {
        "detach": f"leave out .{how}()",
        ".data": "leave out .data",
        "no_grad": f"compute it outside no_grad(){': ' + text if text else ''}",
        "inference_mode": f"compute it outside inference_mode(){': ' + text if text else ''}",
        "numpy": "compute it with tensors, without .numpy()",
        "torch.tensor": f"use {name} itself, or {name}.clone(), not torch.tensor({name})",
        "item": f"compute with {name} itself, not with its Python number",
        "to": "stay in floating point, or take the gradient of what came before the cast",
    }.get(kind, "leave out .detach(), .data or .numpy()")
