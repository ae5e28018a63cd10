"""``torch._foreach_*``: the same operation on every tensor of a list, as optimizers compute.

Each tensor gets the node that the operation itself records. PyTorch records one node for a whole
list; in place also one for each tensor, but another for a number.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ..tensor import Tensor
from .record import FUNCTIONS

Function = Callable[..., Any]

_UNARY = """
abs acos asin atan ceil cos cosh erf erfc exp expm1 floor frac lgamma log log10 log1p log2 neg
reciprocal round rsqrt sigmoid sign sin sinh sqrt tan tanh trunc
"""
_WITH_ANOTHER = "add sub mul div clamp_min clamp_max pow lerp"
# What is not called after an operation, or not given its arguments in order.
_OWN: dict[str, Function] = {
    "addcdiv": lambda self, one, two, value=1: FUNCTIONS["addcdiv"](self, one, two, value=value),
    "addcdiv_": lambda self, one, two, value=1: FUNCTIONS["addcdiv_"](self, one, two, value=value),
    "addcmul": lambda self, one, two, value=1: FUNCTIONS["addcmul"](self, one, two, value=value),
    "addcmul_": lambda self, one, two, value=1: FUNCTIONS["addcmul_"](self, one, two, value=value),
    "clone": lambda self: FUNCTIONS["clone"](self),
    "copy_": lambda self, source, _=False: FUNCTIONS["copy_"](self, source),
    "max": lambda self: FUNCTIONS["max"](self),
    "maximum": lambda self, other: FUNCTIONS["maximum"](self, _like(self, other)),
    "maximum_": lambda self, other: FUNCTIONS["clamp_min_"](self, other),
    "minimum": lambda self, other: FUNCTIONS["minimum"](self, _like(self, other)),
    "minimum_": lambda self, other: FUNCTIONS["clamp_max_"](self, other),
    "mm": lambda self, other: FUNCTIONS["mm"](self, other),
    "norm": lambda self, ord=2, dtype=None: FUNCTIONS["linalg_vector_norm"](self, ord, dtype=dtype),
    "powsum": lambda self, ord=2: FUNCTIONS["sum"](FUNCTIONS["pow"](FUNCTIONS["abs"](self), ord)),
    "zero_": lambda self: FUNCTIONS["zero_"](self),
}
_SAME_FOR_ALL = ("alpha", "dtype", "non_blocking", "ord")


def functions() -> dict[str, Function]:
    """Return the functions by their names in ``torch``."""
    named = [*_UNARY.split(), *_WITH_ANOTHER.split()]
    each = {one: FUNCTIONS[one] for name in named for one in (name, f"{name}_")}
    return {f"_foreach_{name}": _over_list(name, one) for name, one in (each | _OWN).items()}


def _over_list(name: str, operation: Function) -> Function:
    def run(tensors: Any, *others: Any, **words: Any) -> Any:
        options = {word: words.pop(word) for word in _SAME_FOR_ALL if word in words}
        rows = _rows(run.__name__, tensors, (*others, *words.values()))
        results = [operation(*row, **options) for row in rows]
        return tensors if name.endswith("_") else tuple(results)

    run.__name__ = run.__qualname__ = f"_foreach_{name}"
    run.__doc__ = f"Return what ``{name}`` makes of each tensor, and of what goes with it."
    return run


def _rows(name: str, tensors: Any, others: tuple[Any, ...]) -> Sequence[tuple[Any, ...]]:
    """Return the arguments for each tensor of a list."""
    if name == "_foreach_pow" and not _is_list(tensors):  # a number to the power of each
        exponents = others[0]
        return [(tensors, one) for one in exponents]
    _check_tensors(name, tensors)
    columns = (_column(name, one, len(tensors)) for one in others)
    return [*zip(tensors, *columns, strict=True)]


def _column(name: str, other: Any, count: int) -> Sequence[Any]:
    """Return what goes with each of so many tensors: parts of a list, or the same for all.

    Raises:
        TypeError: if it is None.
        RuntimeError: if a list is longer or shorter.

    """
    if other is None:
        raise TypeError(f"{name}() received an invalid combination of arguments - got NoneType")
    if isinstance(other, Tensor) and other.dim() == 1:
        other = other.tolist()
    if not _is_list(other):
        return [other] * count
    if len(other) == count:
        return other  # type: ignore[no-any-return]
    if other and not isinstance(other[0], Tensor):
        raise RuntimeError("Tensor list must have same number of elements as scalar list.")
    raise RuntimeError(
        f"Tensor lists must have the same number of tensors, got {count} and {len(other)}"
    )


def _check_tensors(name: str, tensors: Any) -> None:
    if not _is_list(tensors):
        kind = type(tensors).__name__
        raise TypeError(
            f"{name}(): argument 'self' (position 1) must be tuple of Tensors, not {kind}"
        )
    if not tensors:
        raise RuntimeError("Tensor list must have at least one tensor.")
    for index, one in enumerate(tensors):
        if not isinstance(one, Tensor):
            kind = type(one).__name__
            raise TypeError(f"expected Tensor as element {index} in argument 0, but got {kind}")


def _is_list(value: Any) -> bool:
    return isinstance(value, list | tuple)


def _like(tensor: Tensor, other: Any) -> Any:
    return other if isinstance(other, Tensor) else tensor.new_tensor(other)
