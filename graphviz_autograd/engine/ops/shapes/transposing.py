"""The same memory with its dimensions in another order."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from typing import Any

from ...warning import warn
from ..dims import as_dims, sizes_from, wrapped
from ..indices.slicing import alias
from ..record import FUNCTIONS, Array, composite, formula, op

Dims = tuple[int, ...]


@op(self=lambda grad: t(grad), view=True)
def t(self: Array) -> Array:
    """Return the transpose of a matrix; a vector or a number stays as it is.

    Raises:
        RuntimeError: if there are more than two dimensions.

    """
    if self.ndim > 2:
        raise RuntimeError(f"t() expects a tensor with <= 2 dimensions, but self is {self.ndim}D")
    return self.T


@op(self=lambda grad, dim0, dim1: transpose(grad, dim0, dim1), view=True)
def transpose(self: Array, dim0: int, dim1: int) -> Array:
    """Return the tensor with two dimensions swapped."""
    first, second = wrapped(dim0, self.ndim), wrapped(dim1, self.ndim)
    return self.swapaxes(first, second) if self.ndim else self[...]


@op(
    self=lambda grad, dims: permute_dims(grad, inverse_of(dims)), view=True, node="PermuteBackward0"
)
def permute_dims(self: Array, dims: Dims) -> Array:
    """Return the tensor with its dimensions in another order."""
    if len(dims) != self.ndim:
        raise RuntimeError(
            "permute(sparse_coo): number of dimensions in the tensor input does not match the "
            f"length of the desired ordering of dimensions i.e. input.dim() = {self.ndim} is not "
            f"equal to len(dims) = {len(dims)}"
        )
    found = [wrapped(one, self.ndim) for one in dims]
    if len({*found}) < len(found):
        raise RuntimeError("permute(): duplicate dims are not allowed.")
    return self.transpose(found)


@formula
def inverse_of(dims: Dims) -> Dims:
    """Return the order of dimensions that undoes ``dims``."""
    rank = len(dims)
    return tuple(sorted(range(rank), key=lambda one: dims[one] % rank))


@composite
def permute(self: Any, *dims: Any) -> Any:
    """Return the tensor with its dimensions in another order."""
    return permute_dims(self, sizes_from(dims))


@composite
def movedim(self: Any, source: Any, destination: Any) -> Any:
    """Return the tensor with some dimensions moved; the others keep their order.

    Raises:
        RuntimeError: if the numbers of dimensions differ, or one is named twice.

    """
    given = {"source": as_dims(source), "destination": as_dims(destination)}
    if len(given["source"]) != len(given["destination"]):
        raise RuntimeError(
            f"movedim: Invalid source or destination dims: source ({list(given['source'])} dims) "
            "should contain the same number of dims as destination "
            f"({list(given['destination'])} dims)"
        )
    found = {name: [wrapped(one, self.ndim) for one in dims] for name, dims in given.items()}
    for name, dims in found.items():
        if len({*dims}) < len(dims):
            raise RuntimeError(f"movedim: repeated dim in `{name}` ({list(given[name])})")
    if not self.ndim:
        return alias(self)
    return permute_dims(self, _moved(self.ndim, found["source"], found["destination"]))


def _moved(ndim: int, source: list[int], destination: list[int]) -> Dims:
    order = [one for one in range(ndim) if one not in source]
    for to, one in sorted(zip(destination, source, strict=True)):
        order.insert(to, one)
    return tuple(order)


@composite
def moveaxis(self: Any, source: Any, destination: Any) -> Any:
    """Return the tensor with some dimensions moved; the others keep their order."""
    return movedim(self, source, destination)


@composite
def swapaxes(self: Any, axis0: int, axis1: int) -> Any:
    """Return the tensor with two dimensions swapped."""
    return transpose(self, axis0, axis1)


@composite
def swapdims(self: Any, dim0: int, dim1: int) -> Any:
    """Return the tensor with two dimensions swapped."""
    return transpose(self, dim0, dim1)


@composite
def adjoint(self: Any) -> Any:
    """Return every matrix transposed; real numbers are their own conjugates.

    Raises:
        RuntimeError: if the tensor has only one dimension.

    """
    return _matrices_transposed(self, "adjoint()")


def _matrices_transposed(self: Any, name: str) -> Any:
    if self.ndim == 1:
        raise RuntimeError(
            f"tensor.{name} is only supported on matrices or batches of matrices. Got 1-D tensor."
        )
    return transpose(self, -2, -1) if self.ndim else self


# ---- properties of tensors -------------------------------------------------------------------

_T_OF_OTHERS = (
    "The use of `x.T` on tensors of dimension other than 2 to reverse their shape is deprecated "
    "and it will throw an error in a future release. Consider `x.mT` to transpose batches of "
    "matrices or `x.permute(*torch.arange(x.ndim - 1, -1, -1))` to reverse the dimensions of a "
    "tensor."
)


def _reversed(self: Any) -> Any:
    """The tensor with its dimensions in the reverse order."""
    if self.ndim != 2:
        warn(_T_OF_OTHERS)
    return permute_dims(self, tuple(reversed(range(self.ndim))))


def _matrix_transposed(self: Any) -> Any:
    """The transpose of a matrix."""
    if self.ndim not in (0, 2):
        batch = " For batches of matrices, consider using tensor.mH" if self.ndim > 2 else ""
        raise RuntimeError(
            f"tensor.H is only supported on matrices (2-D tensors). Got {self.ndim}-D tensor."
            f"{batch}"
        )
    return transpose(self, -2, -1) if self.ndim else self


def _each_matrix_transposed(self: Any) -> Any:
    """The transpose of every matrix."""
    return _matrices_transposed(self, "mT")


def _each_matrix_adjoint(self: Any) -> Any:
    """The conjugate transpose of every matrix; real numbers are their own conjugates."""
    return _matrices_transposed(self, "mH")


def _itself(self: Any) -> Any:
    return self


PROPERTIES = {
    "T": _reversed,
    "H": _matrix_transposed,
    "mT": _each_matrix_transposed,
    "mH": _each_matrix_adjoint,
    "real": _itself,
    "imag": lambda self: FUNCTIONS["imag"](self),
}
"""What ``Tensor`` calls its transposes, and the real part, which is all of it."""
