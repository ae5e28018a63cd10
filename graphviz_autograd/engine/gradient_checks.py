"""The checks that gradcheck makes of a function's gradients."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np

from . import dtypes
from .backward import grad
from .edges import edge_of
from .finite_difference import numerical_jacobian
from .jacobian_checks import (
    GradcheckError,
    Options,
    compare_jacobians,
    compare_projections,
    differentiable,
    tracked_inputs,
)
from .node import Node, start
from .tensor import Tensor, made_by, untracked


def check(func: Callable[..., Any], inputs: Sequence[Any], options: Options) -> None:
    """Raise GradcheckError unless the gradients of ``func`` at ``inputs`` pass every check."""
    _check_inputs(inputs)
    outputs = differentiable(func(*inputs))
    if not outputs:
        _check_constant(func, inputs, options.eps)
    else:
        compare = compare_projections if options.fast_mode else compare_jacobians
        compare(func, inputs, outputs, options)
    _check_linear_in_grad_outputs(outputs, inputs)
    if options.check_undefined_grad:
        _check_undefined(func, inputs)


def _check_inputs(inputs: Iterable[Any]) -> None:
    tracked = [
        (index, one)
        for index, one in enumerate(inputs)
        if isinstance(one, Tensor) and one.requires_grad
    ]
    for index, one in tracked:
        if one.dtype is not dtypes.float64:
            warnings.warn(
                f"Input #{index} requires gradient and is not a double precision floating point "
                "or complex. This check will likely fail if all the inputs are not of double "
                "precision floating point or complex. ",
                stacklevel=5,
            )
        pairs = zip(one.stride(), one.shape, strict=True)
        if one.numel() and any(not step and size > 1 for step, size in pairs):
            raise RuntimeError(
                f"The {index}th input has a dimension with stride 0. gradcheck only supports "
                "inputs that are non-overlapping to be able to compute the numerical gradients "
                "correctly. You should call .contiguous on the input before passing it to "
                "gradcheck."
            )
    if not tracked:
        raise ValueError(
            "gradcheck expects at least one input tensor to require gradient, but none of them "
            "have requires_grad=True."
        )


def _check_constant(func: Callable[..., Any], inputs: Sequence[Any], eps: float) -> None:
    for which in tracked_inputs(inputs):
        for jacobian in numerical_jacobian(func, inputs, which, eps):
            if np.any(jacobian._data):
                raise GradcheckError("Numerical gradient for function expected to be zero")


def _check_linear_in_grad_outputs(outputs: Sequence[Tensor], inputs: Sequence[Any]) -> None:
    wanted = [inputs[one] for one in tracked_inputs(inputs)]
    if not outputs:
        return
    for one, input in zip(_with_zeros(outputs, wanted), wanted, strict=True):
        if one is None:
            continue
        if np.any(one._data):
            raise GradcheckError("backward not multiplied by grad_output")
        if one.dtype is not input.dtype:
            raise GradcheckError("grad is incorrect type")
        if one.shape != input.shape:
            raise GradcheckError("grad is incorrect size")


def _with_zeros(outputs: Sequence[Tensor], wanted: Sequence[Tensor]) -> Any:
    zeros = [untracked(np.zeros(one.shape, one.dtype.numpy)) for one in outputs]
    return grad(outputs, wanted, zeros, allow_unused=True)


class UndefinedGrad(Node):
    """Lets no gradient through: what is above it receives an undefined one."""

    __slots__ = ()

    def apply(self, grad: Any) -> tuple[Any, ...]:  # noqa: ARG002
        """Return no gradient."""
        return (None,)

    apply_traced = apply


def _undefined(output: Tensor) -> Tensor:
    node = UndefinedGrad()
    start(node, (edge_of(output),), output._data)
    return made_by(node, 0, output._data)


def _check_undefined(func: Callable[..., Any], inputs: Sequence[Any]) -> None:
    wanted = [inputs[one] for one in tracked_inputs(inputs)]
    outputs = differentiable(func(*inputs))
    _check_support([_undefined(one) for one in outputs], wanted)
    for without in range(len(outputs) if len(outputs) > 1 else 0):
        fresh = enumerate(differentiable(func(*inputs)))
        _check_support([_undefined(o) if nr == without else o for nr, o in fresh], wanted)


def _check_support(outputs: Sequence[Tensor], wanted: Sequence[Tensor]) -> None:
    if not outputs:
        return
    try:
        grads = _with_zeros(outputs, wanted)
    except RuntimeError as error:
        warnings.warn(_UNDEFINED_IS_NEW, stacklevel=6)
        raise GradcheckError(
            f"Expected backward function to handle undefined output grads. {_NOTES}"
        ) from error
    if any(one is not None and np.any(one._data) for one in grads):
        warnings.warn(_UNDEFINED_IS_NEW, stacklevel=6)
        raise GradcheckError(
            "Expected all input grads to be undefined or zero when all output grads are undefined "
            f"or zero. {_NOTES}"
        )


_UNDEFINED_IS_NEW = (
    "Backwards compatibility: New undefined gradient support checking feature is enabled by "
    "default, but it may break existing callers of this function. If this is true for you, you can "
    'call this function with "check_undefined_grad=False" to disable the feature'
)
_NOTES = (
    'Please look at "Notes about undefined output gradients" in "tools/autograd/derivatives.yaml"'
)
