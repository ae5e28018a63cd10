"""The two Jacobians that gradcheck compares, under the names by which programs once asked."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from .finite_difference import as_tuple, numerical_jacobian
from .jacobian_checks import as_columns, tracked_inputs, vector_jacobian
from .tensor import Tensor


def get_numerical_jacobian(
    fn: Callable[[Any], Any],
    inputs: Any,
    target: Any = None,
    eps: float = 1e-3,
    grad_out: float = 1.0,
) -> tuple[Tensor, ...]:
    """Return the Jacobians of the first output of ``fn(inputs)`` by differences; deprecated.

    Args:
        fn: takes the inputs as one tuple.
        inputs: one or several tensors.
        target: by which tensors to differentiate; by default the inputs that require grad.
        eps: the step of the differences.
        grad_out: 1.

    Raises:
        ValueError: for another ``grad_out``.

    """
    _deprecated("get_numerical_jacobian", grad_out)
    given = as_tuple(inputs if target is None else target)

    def first(_: Any) -> Any:
        return as_tuple(fn(as_tuple(inputs)))[0]

    wanted = [given[at] for at in tracked_inputs(given)]
    return tuple(numerical_jacobian(first, (one,), 0, eps)[0] for one in wanted)


def get_analytical_jacobian(
    inputs: Any, output: Tensor, nondet_tol: float = 0.0, grad_out: float = 1.0
) -> tuple[tuple[Tensor, ...], bool, bool, bool]:
    """Return the Jacobians of an output by its backward; deprecated.

    Args:
        inputs: one or several tensors, of which the output was computed.
        output: a tensor.
        nondet_tol: how far two runs of the same backward may differ.
        grad_out: 1.

    Returns:
        A Jacobian for each input that requires grad; whether two runs agreed; whether the gradients
        had the shapes of the inputs; and whether they had their types.

    Raises:
        ValueError: for another ``grad_out``.

    """
    _deprecated("get_analytical_jacobian", grad_out)
    given = as_tuple(inputs)
    wanted = [given[at] for at in tracked_inputs(given)]
    seeds = np.eye(output.numel(), dtype=output.dtype.numpy)
    rows, again = (vector_jacobian(output, wanted, seeds) for _ in range(2))
    found, other = as_columns(rows, wanted), as_columns(again, wanted)
    agree = all(
        np.all(np.abs(one._data - two._data) <= nondet_tol)
        for one, two in zip(found, other, strict=True)
    )
    return tuple(found), agree, _same("shape", rows, wanted), _same("dtype", rows, wanted)


def _same(what: str, rows: Sequence[Sequence[Tensor | None]], wanted: Sequence[Tensor]) -> bool:
    return all(
        one is None or getattr(one, what) == getattr(input, what)
        for row in rows
        for one, input in zip(row, wanted, strict=True)
    )


def _deprecated(name: str, grad_out: float) -> None:
    warnings.warn(
        f"`{name}` was part of PyTorch's private API and not meant to be exposed. We are "
        "deprecating it and it will be removed in a future version of PyTorch. If you have a "
        "specific use for this or feature request for this to be a stable API, please file us an "
        "issue at https://github.com/pytorch/pytorch/issues/new",
        FutureWarning,
        stacklevel=3,
    )
    if grad_out != 1.0:
        raise ValueError(
            f"Expected grad_out to be 1.0. {name} no longer supports values of grad_out != 1.0."
        )
