"""The gradient of batch norm, an operation of its own as in PyTorch, and the gradient of that.

The formulas are those of ``normalization_backward``.
"""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..record import Array, formula, formula_of, op
from .batch_normalization import batch_norm_slopes_of_arrays
from .normalization_backward import Dims, Group, Needs, present

if TYPE_CHECKING:
    from ..pointwise.arithmetic import add_scalar, div_scalar, mul, pow_scalar
    from ..reductions.extrema import sum_of_given
    from ..reductions.reduction import sum_dim
    from ..shapes.shape import expand, reshape
    from ..shapes.squeezing import unsqueeze
    from .normalization_backward import (
        curvature,
        group_of,
        needed,
        standardized_derivative,
        sum_kept,
        tilt_and_total,
    )


@formula_of(batch_norm_slopes_of_arrays)
def batch_norm_slopes(
    grad: Any,
    input: Any,
    weight: Any,
    running_mean: Any,
    running_var: Any,
    mean: Any,
    rstd: Any,
    training: bool,
    eps: float,
    needs: Needs,
) -> tuple[Any, ...]:
    """Return the gradients of a batch norm, recorded as one node."""
    statistics = (running_mean, running_var, mean, rstd)
    operands = (grad, input, weight, *statistics, training, eps)
    slopes: tuple[Any, ...] = needed(native_batch_norm_backward(*operands, needs), needs)
    return slopes


@op(
    inputs=lambda given, grad_out, input, weight, running_mean, running_var, save_mean,
    save_invstd, train, eps, needs: batch_norm_curvatures(
        given, grad_out, input, weight,
        (save_mean, save_invstd) if train else frozen_moments(running_mean, running_var, eps),
        train, needs
    ),
    outputs=("grad_input", "grad_weight", "grad_bias"),
    constants=("running_mean", "running_var"),
    casts=None,
)  # fmt: skip
def native_batch_norm_backward(
    grad_out: Array,
    input: Array,
    weight: Array | None,
    running_mean: Array | None,
    running_var: Array | None,
    save_mean: Array,
    save_invstd: Array,
    train: bool,
    eps: float,
    output_mask: Needs,
) -> tuple[Array, ...]:
    """Return the gradients of a batch norm, in training or with the running statistics."""
    statistics = (running_mean, running_var, save_mean, save_invstd)
    operands = (grad_out, input, weight, *statistics, train, eps)
    return present(batch_norm_slopes_of_arrays(*operands, output_mask), grad_out)


@formula
def frozen_moments(mean: Any, variance: Any, eps: float) -> tuple[Any, Any]:
    """Return running means and reciprocal deviations."""
    return mean, pow_scalar(add_scalar(variance, eps), -0.5)


@formula
def batch_norm_curvatures(
    given: Any, grad_out: Any, input: Any, weight: Any, moments: Any, train: bool, needs: Needs
) -> tuple[Any, ...]:
    """Return the gradients of the gradients of a batch norm."""
    shape = input.shape
    mean, rstd = [reshape(one, (-1, *[1] * (len(shape) - 2))) for one in moments]
    dims = (0, *range(len(shape) - 1, 1, -1))
    scale = 1.0 if weight is None else over_channels(weight, shape)
    grads = [given[0], *[None if one is None else over_channels(one, shape) for one in given[1:]]]
    group = group_of(input, mean, rstd, dims) if train else (input - mean, rstd, None, dims, 0)
    ours = theirs = back = None
    if needs[1]:
        ours = batch_norm_curvature(grads, grad_out, scale, group, train)
    if needs[2] and grads[0] is not None:
        theirs = scale_curvature(grads[0], grad_out, group, train)
    if needs[0]:
        back = batch_norm_derivative(grads, scale, group, train)
    return back, ours, theirs, None, None


@formula
def over_channels(one: Any, shape: Dims) -> Any:
    """Return a vector with an element for each channel, expanded to ``shape``."""
    for _ in range(len(shape) - 2):
        one = unsqueeze(one, 1)
    return expand(one, shape)


@formula
def batch_norm_curvature(grads: Any, slope: Any, weight: Any, group: Group, train: bool) -> Any:
    """Return the gradient of the gradients of a batch norm with respect to its input."""
    grad, weight_grad, _ = grads
    centred, rstd, steep, dims, count = group
    if not train:
        return None if weight_grad is None else weight_grad * rstd * slope
    ours, theirs, sums = None, None, tilt_and_total(slope, group)
    if grad is not None:
        ours = mul(weight, curvature(grad, slope, sums, (slope, grad), group))
    if weight_grad is not None:
        flat, level = slope * rstd, div_scalar(rstd * sums[1], -count)
        tilt = div_scalar(steep * sum_kept(slope * centred, dims), -count)
        theirs = weight_grad * (flat + level + tilt)
    return sum_of_given(ours, theirs)


@formula
def scale_curvature(grad: Any, slope: Any, group: Group, train: bool) -> Any:
    """Return the gradient of the gradients of a batch norm with respect to its weight."""
    terms = grad * standardized_derivative(slope, 1.0, group) if train else grad * slope * group[1]
    terms = sum_dim(terms, (0,))
    for dim in range(len(terms.shape) - 1, 0, -1):
        terms = sum_dim(terms, (dim,))
    return terms


@formula
def batch_norm_derivative(grads: Any, weight: Any, group: Group, train: bool) -> Any:
    """Return the gradient of the gradients of a batch norm with respect to that of its output."""
    grad, weight_grad, bias_grad = grads
    centred, rstd, *_ = group
    back = None
    if grad is not None:
        back = standardized_derivative(grad, weight, group) if train else grad * rstd * weight
    if weight_grad is not None:
        back = sum_of_given(back, weight_grad * centred * rstd)
    return sum_of_given(back, bias_grad)
