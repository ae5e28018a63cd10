"""What the written-out operations do in their rare cases."""

from __future__ import annotations

import weakref
from typing import TYPE_CHECKING, Any

import numpy as np

from .. import dtypes, errors
from ..metadata import Spec, zeros_of
from ..node import NO_EDGE, PYTHON_NUMBERS, Edge, Node
from ..promotion import cast, promote_types
from ..saved import version_of as version_of
from ..tensor import Tensor, VersionCounter, counter_of, meta_of, untracked
from ..tensor_base import new_tensor
from ..views import view_of, write

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..grad_mode import Mode

    # A parameter that is a tensor: its name, its position, and whether it may be a number.
    Taken = tuple[str, int, bool]

_new = object.__new__

_NUMBERS = (*PYTHON_NUMBERS, np.generic)


def tensors(function: str, taken: Sequence[Taken], *operands: Any) -> tuple[Tensor, ...]:
    """Return operands as tensors; a number becomes a tensor that holds the Python number.

    So does an array: Python gives it to operators, which NumPy computes in PyTorch.

    ``taken`` says of each its name, its position and whether it may be a number.

    Raises:
        TypeError: for anything else.

    """
    try:
        return tuple(
            [
                one if one.__class__ is Tensor else _tensor(function, *parameter, one)
                for parameter, one in zip(taken, operands, strict=True)
            ]
        )
    except _ArrayError:
        return tensors(function, taken, *_without_arrays(operands))


class _ArrayError(TypeError):
    """Raised for an array where a number may be."""


def _without_arrays(operands: Sequence[Any]) -> list[Any]:
    if any(isinstance(one, Tensor) and one.requires_grad for one in operands):
        raise RuntimeError(errors.NUMPY_REQUIRES_GRAD)
    arrays = [one._data if isinstance(one, Tensor) else one for one in operands]
    kind = np.result_type(*arrays)  # NumPy's rules, which know no weaker numbers of 0 dimensions
    least = min(1, max(map(np.ndim, arrays)))
    return [
        untracked(np.array(one, kind, ndmin=least)) if isinstance(one, np.ndarray) else one
        for one in operands
    ]


def _tensor(function: str, name: str, position: int, number: bool, operand: Any) -> Tensor:
    if number and operand.__class__ in PYTHON_NUMBERS:  # the commonest by far
        return untracked(operand)
    if isinstance(operand, Tensor):
        return operand
    if number and isinstance(operand, _NUMBERS):
        return untracked(operand.item() if isinstance(operand, np.generic) else operand)
    if isinstance(operand, complex):
        raise NotImplementedError("complex numbers are not supported")
    if number and isinstance(operand, np.ndarray) and operand.dtype.kind in "fiub":
        raise _ArrayError
    said = "input" if name == "self" else name
    kind = "numpy.ndarray" if isinstance(operand, np.ndarray) else type(operand).__name__
    raise TypeError(
        f"{_public(function)}(): argument '{said}' (position {position}) must be Tensor, not {kind}"
    )


def is_operand(value: Any) -> bool:
    """Return whether operators compute with a value: a tensor, a number, an array of numbers."""
    if isinstance(value, np.ndarray):
        return value.dtype.kind in "fiub"
    return isinstance(value, (Tensor, complex, *_NUMBERS))


def numbers(function: str, kinds: Sequence[tuple[str, str]], values: Sequence[Any]) -> list[Any]:
    """Return the numbers that tensors stand for; raise what was raised if there are no tensors.

    ``kinds`` says of each value its name, and whether it is a ``Number``, an ``int`` or a ``tuple
    of ints``.

    Raises:
        TypeError: for a value that is of another kind, or for a tensor that requires grad.

    """
    found = [_number(function, *told, one) for told, one in zip(kinds, values, strict=True)]
    if all(one is value for one, value in zip(found, values, strict=True)):
        raise
    return found


def whole(dims: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return ``dims`` with numbers in place of tensors."""
    for one in dims:
        if one.__class__ is Tensor:
            return tuple(one.item() if isinstance(one, Tensor) else one for one in dims)
    return dims


_WHOLE = (int, np.integer)


def _number(function: str, name: str, kind: str, value: Any) -> Any:
    if value is None or isinstance(value, _NUMBERS if kind == "Number" else _WHOLE):
        return value
    if kind == "tuple of ints" and isinstance(value, (tuple, list)):
        found = [_number(function, name, kind, one) for one in value]
        alike = all(one is given for one, given in zip(found, value, strict=True))
        return value if alike else tuple(found)
    fits = isinstance(value, Tensor) and (kind == "Number" or value.dtype.category == 1)
    if fits and not value.ndim and not value.requires_grad:
        return value.item()
    raise TypeError(
        f"{_public(function)}(): argument '{name}' must be {kind}, not {type(value).__name__}"
    ) from None


def _public(function: str) -> str:
    """Return the operation that ``function`` is a part of: ``sum`` for ``sum_dim``."""
    from .record import COMPOSITES

    stem = function.rpartition("_")[0]
    return stem if stem in COMPOSITES else function


def tensor_list(operands: Iterable[Any]) -> list[Tensor]:
    """Return a list of tensors.

    Raises:
        TypeError: if something else is among them, or the list is a tensor itself.

    """
    if isinstance(operands, Tensor):
        raise TypeError("argument 'tensors' must be tuple of Tensors, not Tensor")
    listed = list(operands)
    for position, one in enumerate(listed):
        if not isinstance(one, Tensor):
            raise TypeError(
                f"expected Tensor as element {position} in argument 0, but got {type(one).__name__}"
            )
    return listed


def not_broadcastable(error: ValueError, *tensors: Tensor | None) -> Exception:
    """Return PyTorch's error for shapes that do not broadcast; ``error`` is NumPy's."""
    first: tuple[int, ...] = ()
    for second in (one.shape for one in tensors if one is not None):
        pairs = zip(reversed(first), reversed(second), strict=False)
        for back, (a, b) in enumerate(pairs, 1):
            if a != b and 1 not in (a, b):
                return RuntimeError(
                    f"The size of tensor a ({a}) must match the size of tensor b ({b}) at "
                    f"non-singleton dimension {max(len(first), len(second)) - back}"
                )
        first = np.broadcast_shapes(first, second)
    return RuntimeError(str(error))


def any_edge(edges: Iterable[Edge]) -> Edge:
    """Return an edge that leads somewhere, or ``NO_EDGE``."""
    return next((edge for edge in edges if edge is not NO_EDGE), NO_EDGE)


def fitting(tensor: Tensor, data: Any) -> Any:
    """Return a result in the form of the tensor it will be stored in.

    Raises:
        RuntimeError: if its shape differs or its type cannot be cast.

    """
    if np.shape(data) != tensor.shape:
        raise RuntimeError(
            f"output with shape {list(tensor.shape)} doesn't match the broadcast shape "
            f"{list(np.shape(data))}"
        )
    have, want = dtypes.of(np.asarray(data).dtype), tensor.dtype
    if promote_types(have, want).category > want.category:
        raise RuntimeError(
            f"result type {have.legacy} can't be cast to the desired output type {want.legacy}"
        )
    return cast(data, want.numpy.type)


def stored(tensor: Tensor, data: Any) -> Tensor:
    """Store ``data`` in ``tensor`` and return it."""
    write(tensor, data)
    return tensor


def before(tensor: Tensor) -> Tensor:
    """Return a clone of ``tensor`` as it is before an in-place operation."""
    from .shapes.copying import clone

    return clone(tensor)  # type: ignore[no-any-return]


def alias(tensor: Tensor) -> Tensor:
    """Return an untracked tensor of the same storage and version, to be saved as an output."""
    twin = untracked(tensor._data)
    twin._counter = counter_of(tensor)
    return twin


def follow(alias: Tensor, tensor: Tensor) -> None:
    """Let the saved output of an operation in place on a view be what the view is now.

    It keeps the view's new grad_fn no longer alive than others do.
    """
    view = tensor._meta.view if tensor._meta is not None else None
    if view is not None and view.edge is not None:
        meta_of(alias).accumulator = weakref.ref(view.edge[0])


def counted(data: Any) -> Tensor:
    """Return ``data`` as an output to be saved: with the version counter that it will share."""
    twin: Tensor = new_tensor(Tensor)
    twin._data, twin._edge, twin._meta = data, NO_EDGE, None
    twin._counter = counter = _new(VersionCounter)
    counter.value = 0
    return twin


def views(source: Tensor, node: Node, data: Sequence[Any], mode: Mode) -> tuple[Tensor, ...]:
    """Return the tensors of several views, which may not be modified in place."""
    function = node.name().partition("Backward")[0]
    return tuple(
        view_of(source, one, (node, nr), mode, errors.multi_view_inplace(nr, function))
        for nr, one in enumerate(data)
    )


def untracked_views(source: Tensor, data: Sequence[Any], mode: Mode) -> tuple[Tensor, ...]:
    """Return the tensors of several views outside any graph, to which no gradient may come."""
    forbidden = errors.untracked_multi_view_inplace()
    return tuple(view_of(source, one, NO_EDGE, mode, forbidden) for one in data)


def filled(node: Node, grads: Sequence[Any], traced: bool) -> list[Any]:
    """Return the gradients of several outputs, zeros in place of those that are undefined."""
    return [
        _zeros(spec, traced) if grad is None else grad
        for grad, spec in zip(grads, node.specs(), strict=True)
    ]


def _zeros(spec: Spec, traced: bool) -> Any:
    return untracked(zeros_of(spec)) if traced else zeros_of(spec)
