"""Run one program on either framework and describe what came out, in plain JSON values."""

from __future__ import annotations

import math
import re
import warnings
from typing import Any

import numpy as np

import graphviz_autograd

OURS = graphviz_autograd


# PyTorch says this at the first time only, which other tests may have been.
ONCE_A_PROCESS = "Using backward() with create_graph=True"


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
        return _rounded(value)
    is_node = hasattr(value, "next_functions") and not isinstance(value, type)
    return tree(value) if is_node else repr(type(value).__name__)


def _tensor(torch: Any, value: Any) -> dict[str, Any]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        grad = value.grad
    return {
        "values": _rounded(value.detach().tolist()),
        "dtype": str(value.dtype),
        "shape": list(value.shape),
        "requires_grad": value.requires_grad,
        "tree": tree(value.grad_fn),
        "grad": None if grad is None else _tensor(torch, grad),
    }


def _rounded(value: Any) -> Any:
    if isinstance(value, list):
        return [_rounded(one) for one in value]
    if not isinstance(value, float):
        return value
    if math.isnan(value):
        return "nan"  # equal to itself
    return 0.0 if abs(value) < 1e-9 else float(f"{value:.6g}")


def tree(root: Any) -> Any:
    """Return the graph under ``root`` in preorder: name, output_nr and children by number."""
    if root is None:
        return None
    numbers, order = {root: 0}, [root]
    for node in order:
        for child, _ in node.next_functions:
            if child is not None and child not in numbers:
                numbers[child] = len(order)
                order.append(child)
    return [
        [type(n).__name__, [[None if c is None else numbers[c], nr] for c, nr in n.next_functions]]
        for n in order
    ]


def saved(node: Any) -> dict[str, Any]:
    """Return the names a node saved under, and whether each is a tensor or None."""
    return {
        name[7:]: type(getattr(node, name)).__name__.replace("Size", "tuple")
        for name in dir(node)
        if name.startswith("_saved_") and "sym_strides" not in name
    }
