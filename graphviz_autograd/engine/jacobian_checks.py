"""A function's Jacobian by its backward, compared with the one by finite differences."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np

from .backward import grad
from .finite_difference import Array, as_tuple, numerical_jacobian, slope_along
from .tensor import Tensor, untracked


class GradcheckError(RuntimeError):
    """The gradients of a function are wrong."""


class Options(NamedTuple):
    """How to check: the step of the differences, tolerances, and which checks to make."""

    eps: float
    atol: float
    rtol: float
    nondet_tol: float
    check_undefined_grad: bool
    check_grad_dtypes: bool
    fast_mode: bool


def tracked_inputs(inputs: Sequence[Any]) -> list[int]:
    """Return the positions of the inputs that require grad."""
    return [
        index for index, one in enumerate(inputs) if isinstance(one, Tensor) and one.requires_grad
    ]


def differentiable(outputs: Any) -> tuple[Tensor, ...]:
    """Return those of a function's outputs that require grad."""
    return tuple(one for one in as_tuple(outputs) if one.requires_grad)


def compare_jacobians(
    func: Callable[..., Any], inputs: Sequence[Any], outputs: Sequence[Tensor], options: Options
) -> None:
    """Raise GradcheckError unless every element of every Jacobian is right."""
    tracked = tracked_inputs(inputs)
    checked = _only_differentiable(func)
    by_input = [numerical_jacobian(checked, inputs, one, options.eps) for one in tracked]
    wanted = [inputs[one] for one in tracked]
    for output_nr, output in enumerate(outputs):
        for input_nr, analytical in enumerate(_checked_jacobian(output, wanted, options)):
            numerical = by_input[input_nr][output_nr]
            if not _close(analytical, numerical, options.rtol, options.atol):
                raise GradcheckError(_mismatch(output_nr, input_nr, numerical, analytical))


def _only_differentiable(func: Callable[..., Any]) -> Callable[..., tuple[Tensor, ...]]:
    return lambda *arguments: differentiable(func(*arguments))


def compare_projections(
    func: Callable[..., Any], inputs: Sequence[Any], outputs: Sequence[Tensor], options: Options
) -> None:
    """Raise GradcheckError unless ``v^T J u`` is right for one random pair of vectors."""
    tracked, random = tracked_inputs(inputs), np.random.default_rng(0)
    wanted = [inputs[one] for one in tracked]
    checked = _only_differentiable(func)
    us = [_unit_vector(random, one.numel()) for one in wanted]
    vs = [_unit_vector(random, one.numel()) for one in outputs]
    jacobians = [
        _checked_jacobian(output, wanted, options, v[None])
        for output, v in zip(outputs, vs, strict=True)
    ]
    for input_nr, (which, u) in enumerate(zip(tracked, us, strict=True)):
        slopes = slope_along(checked, inputs, which, u, options.eps)
        for output_nr, v in enumerate(vs):
            analytical = float(np.vdot(jacobians[output_nr][input_nr]._data, u))
            numerical = float(np.vdot(slopes[output_nr], v))
            # |v'(A - B)u| may be as large as v'Eu, where every element of E is atol.
            if not np.isclose(
                analytical, numerical, options.rtol, options.atol * u.sum() * v.sum()
            ):
                raise GradcheckError(
                    _mismatch(output_nr, input_nr, numerical, analytical)
                    + _in_slow_mode(
                        numerical_jacobian(checked, inputs, which, options.eps)[output_nr],
                        _checked_jacobian(outputs[output_nr], wanted, options)[input_nr],
                    )
                )


def _unit_vector(random: np.random.Generator, size: int) -> Array:
    values = random.random(size)
    return values / max(float(np.linalg.norm(values)), np.finfo(float).tiny)


def _close(analytical: Tensor, numerical: Tensor, rtol: float, atol: float) -> bool:
    return bool(np.allclose(analytical._data, numerical._data, rtol, atol))


def _mismatch(output_nr: int, input_nr: int, numerical: Any, analytical: Any) -> str:
    return (
        f"Jacobian mismatch for output {output_nr} with respect to input {input_nr},\n"
        f"numerical:{numerical}\nanalytical:{analytical}\n"
    )


def _in_slow_mode(numerical: Tensor, analytical: Tensor) -> str:
    difference = np.max(np.abs(numerical._data - analytical._data))
    return (
        "\nThe above quantities relating the numerical and analytical jacobians are computed \n"
        "in fast mode. See: https://github.com/pytorch/pytorch/issues/53876 for more background \n"
        "about fast mode. Below, we recompute numerical and analytical jacobians in slow mode:\n\n"
        f"Numerical:\n {numerical}\nAnalytical:\n{analytical}\n\n"
        f"The max per-element difference (slow mode) is: {difference}.\n"
    )


def _checked_jacobian(
    output: Tensor, wanted: Sequence[Tensor], options: Options, seeds: Array | None = None
) -> list[Tensor]:
    """Return the Jacobian of an output, or its product with ``seeds``, by each input."""
    seeds = np.eye(output.numel(), dtype=output.dtype.numpy) if seeds is None else seeds
    first, second = (vector_jacobian(output, wanted, seeds) for _ in range(2))
    _check_attributes(first, wanted, options.check_grad_dtypes)
    jacobians, again = (as_columns(rows, wanted) for rows in (first, second))
    for one, other in zip(jacobians, again, strict=True):
        if np.any(np.abs(one._data - other._data) > options.nondet_tol):
            raise GradcheckError(_NOT_REENTRANT.format(options.nondet_tol))
    return jacobians


def vector_jacobian(
    output: Tensor, wanted: Sequence[Tensor], seeds: Array
) -> list[tuple[Tensor | None, ...]]:
    """Return the gradients of the inputs for each seed, a gradient of the output."""
    shaped = (untracked(seed.reshape(output.shape)) for seed in seeds)
    # The clone gives a leaf that is an output a node of its own, as PyTorch's gradcheck does.
    return [
        grad(output.clone(), wanted, seed, retain_graph=True, allow_unused=True) for seed in shaped
    ]


def _check_attributes(
    rows: Iterable[Sequence[Tensor | None]], wanted: Sequence[Tensor], check_dtypes: bool
) -> None:
    pairs = [
        (one, input)
        for row in rows
        for one, input in zip(row, wanted, strict=True)
        if one is not None
    ]
    if check_dtypes and any(one.dtype is not input.dtype for one, input in pairs):
        raise GradcheckError("Gradient has dtype mismatch")
    if any(one.shape != input.shape for one, input in pairs):
        raise GradcheckError("Analytical gradient has incorrect size")


def as_columns(rows: Sequence[Sequence[Tensor | None]], wanted: Sequence[Tensor]) -> list[Tensor]:
    """Return a matrix for each input, whose columns are its gradients; zeros where undefined."""
    jacobians = [np.zeros((one.numel(), len(rows)), one.dtype.numpy) for one in wanted]
    for column, row in enumerate(rows):
        for jacobian, one in zip(jacobians, row, strict=True):
            if one is not None:
                jacobian[:, column] = np.reshape(one._data, -1)
    return [untracked(one) for one in jacobians]


_NOT_REENTRANT = (
    "Backward is not reentrant, i.e., running backward with same input and grad_output multiple "
    "times gives different values, although analytical gradient matches numerical gradient."
    "The tolerance for nondeterminism was {}."
    """

NOTE: If your op relies on non-deterministic operations i.e., it is listed here:
https://pytorch.org/docs/stable/generated/torch.use_deterministic_algorithms.html
this failure might be expected.

If you are adding a new operator, please file an issue and then use one of the
workarounds. The workaround depends on how your test invokes gradcheck/gradgradcheck.
If the test
- manually invokes gradcheck/gradgradcheck, then call gradcheck/gradgradcheck
  with `nondet_tol=<tol>` as a keyword argument.
- is OpInfo-based (e.g., in test_ops_gradients.py), then modify the OpInfo for the test
  to have `gradcheck_nondet_tol=<tol>`.
- is a Module test (e.g., in common_nn.py), then modify the corresponding
  module_test entry to have `gradcheck_nondet_tol=<tol>`
"""
)
