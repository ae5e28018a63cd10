"""Run one program on either framework and describe what came out, in plain JSON values."""

from __future__ import annotations

import math
import re
import warnings
from collections.abc import Iterable
from typing import Any

import numpy as np

import graphviz_autograd

OURS = graphviz_autograd


# PyTorch says this at the first time only, which other tests may have been.
ONCE_A_PROCESS = (
    "Using backward() with create_graph=True", "TypedStorage is deprecated",
    "This overload of ", "torch.triangular_solve is deprecated",
)  # fmt: skip


def run(torch: Any, program: str) -> dict[str, Any]:
    """Execute ``program`` with ``torch`` bound and describe its names, or the error it raised."""
    names: dict[str, Any] = {"torch": torch, "f": inputs(torch)}
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        warnings.simplefilter("ignore", RuntimeWarning)
        try:
            exec(program, names)
        except Exception as error:
            return {"error": [type(error).__name__, _plain_message(str(error))]}
    given = ("torch", "f", "__builtins__")
    found = {key: describe(torch, value) for key, value in names.items() if key not in given}
    messages = [_plain_message(str(one.message)) for one in caught]
    found["warnings"] = [one for one in messages if not one.startswith(ONCE_A_PROCESS)]
    return {"names": found}


def inputs(torch: Any) -> Any:
    """Return ``f(2, 3)``: a leaf of distinct positive numbers, the same on both frameworks."""

    def f(*shape: int, dtype: str = "float64", grad: bool = True, start: float = 0.5) -> Any:
        count = math.prod(shape)
        values = (
            start
            + 0.37 * np.arange(count).reshape(shape)
            + 0.1 * (np.arange(count) % 3).reshape(shape)
        )
        leaf = torch.tensor(values.tolist(), dtype=getattr(torch, dtype))
        return leaf.requires_grad_() if grad else leaf

    return f


def _plain_message(text: str) -> str:
    return re.sub(r" \(Triggered internally.*|0x[0-9a-f]+", "", text, flags=re.DOTALL)


def describe(torch: Any, value: Any) -> Any:
    if isinstance(value, torch.Tensor):
        return _tensor(torch, value)
    if isinstance(value, (list, tuple)):
        return [describe(torch, one) for one in value]
    if isinstance(value, (int, str, bool)) or value is None:
        return value
    if isinstance(value, float):
        return _plain_number(value)
    is_node = hasattr(value, "next_functions") and not isinstance(value, type)
    return tree(value) if is_node else repr(type(value).__name__)


def _tensor(torch: Any, value: Any) -> dict[str, Any]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        grad = value.grad
    return {
        "values": _plain_number(value.detach().tolist()),
        "dtype": str(value.dtype),
        "shape": list(value.shape),
        "requires_grad": value.requires_grad,
        "tree": tree(value.grad_fn),
        "grad": None if grad is None else _tensor(torch, grad),
    }


def _plain_number(value: Any) -> Any:
    """JSON has no NaN."""
    if isinstance(value, list):
        return [_plain_number(one) for one in value]
    return "nan" if isinstance(value, float) and math.isnan(value) else value


ROUNDING = {"torch.float64": 1e-8, "torch.float32": 1e-5, "torch.float16": 2e-3}
"""How far numbers may be apart, in units of the largest of their tensor, or of 1 if that is more.

A sum added up in another order, as another processor does, differs by less, but PyTorch's trigamma
has no more than nine digits.
"""


def same(ours: Any, theirs: Any, least: float = 0.0) -> bool:
    """Return whether two descriptions are equal but for rounding, of which ``least`` is allowed."""
    if isinstance(ours, dict) and isinstance(theirs, dict):
        if "dtype" in ours and "dtype" in theirs:
            return _same_tensor(ours, theirs, least)
        return ours.keys() == theirs.keys() and all(same(ours[k], theirs[k], least) for k in ours)
    if isinstance(ours, list) and isinstance(theirs, list):
        return len(ours) == len(theirs) and all(
            same(a, b, least) for a, b in zip(ours, theirs, strict=True)
        )
    if isinstance(ours, float) and isinstance(theirs, float):
        return _close(ours, theirs, max(least, ROUNDING["torch.float64"]))
    return bool(ours == theirs)


def _same_tensor(ours: dict[str, Any], theirs: dict[str, Any], least: float) -> bool:
    rounding = ROUNDING.get(theirs["dtype"])
    others = [key for key in theirs if key != "values"]
    if not all(same(ours[key], theirs[key], least) for key in others):
        return False
    if rounding is None:
        return bool(ours["values"] == theirs["values"])
    return _close(ours["values"], theirs["values"], max(least, rounding))


def _close(values: Any, expected: Any, rounding: float) -> bool:
    found, wanted = np.array(values, dtype=float), np.array(expected, dtype=float)
    scale = np.abs(wanted, where=np.isfinite(wanted), out=np.zeros_like(wanted)).max(initial=1.0)
    return found.shape == wanted.shape and np.allclose(
        found, wanted, rtol=0, atol=rounding * scale, equal_nan=True
    )


def tree(root: Any) -> Any:
    """Return the graph under ``root`` in preorder: name, output_nr and children by number."""
    return None if root is None else _described(nodes(root))


def made(roots: Iterable[Any]) -> Any:
    """Return the graph under ``roots`` in the order in which its nodes were made."""
    found = {node: node._sequence_nr() for root in roots for node in nodes(root)}
    order = sorted(found, key=lambda one: found[one])
    return _described({node: number for number, node in enumerate(order)})


def _described(numbers: dict[Any, int]) -> Any:
    return [
        [type(n).__name__, [[None if c is None else numbers[c], nr] for c, nr in n.next_functions]]
        for n in numbers
    ]


def nodes(root: Any) -> dict[Any, int]:
    """Return the nodes of the graph under ``root`` in breadth-first order, numbered."""
    numbers, order = {root: 0}, [root]
    for node in order:
        for child, _ in node.next_functions:
            if child is not None and child not in numbers:
                numbers[child] = len(order)
                order.append(child)
    return numbers


def saved(node: Any) -> dict[str, Any]:
    """Return the names a node saved under, and whether each is a tensor or None."""
    return {
        name[7:]: type(getattr(node, name)).__name__.replace("Size", "tuple")
        for name in dir(node)
        if name.startswith("_saved_") and "sym_strides" not in name
    }


def all_saved(torch: Any, root: Any) -> list[Any]:
    """Return what each node under ``root`` shows that it saved; of tensors shape and type."""
    return [
        [
            type(node).__name__,
            {name: _shown(torch, getattr(node, name)) for name in _saved_by(node)},
        ]
        for node in nodes(root)
    ]


def _saved_by(node: Any) -> list[str]:
    return [name for name in dir(node) if name.startswith("_saved_")]


def _shown(torch: Any, value: Any) -> Any:
    if isinstance(value, torch.Tensor):
        return f"{value.dtype} {list(value.shape)}"
    if isinstance(value, (list, tuple)):
        return [_shown(torch, one) for one in value]
    return value if value is None or isinstance(value, (bool, int, float)) else str(value)
