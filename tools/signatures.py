"""Write down the signatures by which PyTorch checks arguments, for the names that we have.

``python tools/signatures.py`` writes ``graphviz_autograd/engine/ops/calls/signatures.txt``. It asks
the generator that comes with PyTorch (``torchgen``, which needs PyYAML): one signature a line, in
the order in which they are tried, after the place that the function is found at.
"""

from collections.abc import Iterator
from operator import attrgetter
from pathlib import Path
from types import BuiltinFunctionType, MethodDescriptorType, SimpleNamespace
from typing import Any

import torch
import torchgen
import torchgen.packaged.autograd.gen_python_functions as bindings

import graphviz_autograd
from graphviz_autograd.engine.ops import names

TARGET = Path(names.__file__).parent / "calls" / "signatures.txt"
PACKAGED = Path(torchgen.__file__).parent / "packaged"
PLACES = {
    "torch": torch,
    "torch.Tensor": torch.Tensor,
    "torch.linalg": torch.linalg,
    "torch.special": torch.special,
    "torch.nn.functional": torch.nn.functional,
}
# Those of functions that PyTorch binds by hand.
BY_HAND = (
    "torch.as_tensor as_tensor(PyObject data, *, ScalarType? dtype=None, Device? device=None)",
    "torch.tensor tensor(PyObject data, *, ScalarType? dtype=None, Device? device=None, "
    "bool pin_memory=False, bool requires_grad=False)",
)
_OURS = SimpleNamespace(torch=graphviz_autograd)


def groups(method: bool) -> dict[str, list[Any]]:
    """Return the signatures of all methods or functions, by name."""
    native = PACKAGED / "ATen" / "native"
    found = bindings.parse_native_yaml(
        str(native / "native_functions.yaml"), str(native / "tags.yaml")
    ).native_functions
    kept = [one for one in found if bindings.should_generate_py_binding(one)]
    deprecated = str(PACKAGED / "autograd" / "deprecated.yaml")
    by_name: dict[str, list[Any]] = {}
    for pair in bindings.load_signatures(kept, deprecated, method=method):
        if method is False or bindings.is_py_variable_method(pair.function):
            by_name.setdefault(str(pair.function.func.name.name), []).append(pair)
    return by_name


def signatures(pairs: list[Any]) -> list[str]:
    """Return the signatures of one function, with ``(``, in the order in which they are tried."""
    grouped = bindings.group_overloads(pairs, symint=True)
    texts = [one.signature.signature_str(symint=True) for one in grouped]
    return [text[text.index("(") :] for text in texts]


def lines() -> Iterator[str]:
    """Yield the lines of the table."""
    yield from BY_HAND
    functions, methods = groups(method=False), groups(method=True)
    for place, owner in PLACES.items():
        known = methods if place == "torch.Tensor" else functions
        for name in _public(owner, attrgetter(place)(_OURS)):
            value = getattr(owner, name)
            if isinstance(value, BuiltinFunctionType | MethodDescriptorType):
                pairs = known.get(value.__name__, [])
                yield from (f"{place}.{name} {value.__name__}{one}" for one in signatures(pairs))


def _public(theirs: Any, ours: Any) -> list[str]:
    return [one for one in sorted(dir(theirs)) if one[0] != "_" and _has(ours, one)]


def _has(ours: Any, name: str) -> bool:
    return getattr(ours, name, None) is not None


if __name__ == "__main__":
    TARGET.write_text("".join(f"{line}\n" for line in lines()), encoding="utf-8")
