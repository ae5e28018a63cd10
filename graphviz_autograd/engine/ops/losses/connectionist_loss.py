"""Connectionist temporal classification: how likely sequences of labels are.

A. Graves et al., "Connectionist temporal classification" (2006); the numbers of equations are
theirs. All probabilities are logarithms, and a labelling has blanks between and around its labels.
"""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ...tensor import Tensor, untracked
from ..demands import require
from ..pointwise.choosing import where
from ..record import Array, composite, op
from ..shapes.squeezing import squeeze_dim, unsqueeze
from .loss_reduction import MEAN, NONE, reduced, reduction_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..pointwise.binary import no_derivative

Dims = tuple[int, ...]
_WHERE = "(while checking arguments for ctc_loss_allocate_outputs)"


@op(
    log_probs=lambda grad, log_probs, targets, input_lengths, target_lengths, result0, result1,
    blank, zero_infinity: ctc_loss_backward(
        grad, log_probs, targets, input_lengths, target_lengths, result0, result1, blank,
        zero_infinity
    ),
    outputs=("result0", "result1"),
    differentiable=1,
    node="CtcLossBackward0",
    casts=None,
)  # fmt: skip
def ctc_losses(
    log_probs: Array,
    targets: Array,
    input_lengths: Dims,
    target_lengths: Dims,
    blank: int,
    zero_infinity: bool,  # noqa: ARG001 - for the gradient
) -> tuple[Array, Array]:
    """Return the losses of a batch (n,), and the forward variables of equation 6."""
    sequences = list(_labels(targets, target_lengths, blank))
    forward = _variables(log_probs, input_lengths, sequences, 1)
    losses = np.zeros(len(input_lengths), log_probs.dtype)
    for nr, (length, labels) in enumerate(zip(input_lengths, sequences, strict=True)):
        if length:
            losses[nr] = -np.logaddexp.reduce(forward[nr, length - 1, : len(labels)][-2:])
        else:
            losses[nr] = np.inf if target_lengths[nr] else -0.0
    return losses, forward


def _labels(targets: Array, lengths: Dims, blank: int) -> Iterator[Array]:
    """Yield the labels of each sequence with a blank before, between and after them."""
    ends = np.cumsum(lengths)
    for nr, (length, end) in enumerate(zip(lengths, ends, strict=True)):
        given = targets[nr, :length] if targets.ndim == 2 else targets[end - length : end]
        labels = np.full(2 * length + 1, blank)
        labels[1::2] = given
        yield labels


def _variables(
    log_probs: Array, lengths: Dims, sequences: Sequence[Array], direction: int
) -> Array:
    """Return how likely each prefix is at each step, by the recursion of equations 6 and 7.

    With the ``direction`` -1 all sequences are turned round. The result is (n, steps, labels),
    and minus infinity where a sequence has ended.
    """
    shape = (len(lengths), len(log_probs), max(map(len, sequences), default=1))
    scores: Array = np.full(shape, -np.inf, log_probs.dtype)
    # A blank may be left out between two different labels.
    leaps: Array = np.full((shape[0], shape[2]), -np.inf, log_probs.dtype)
    for nr, (length, labels) in enumerate(zip(lengths, sequences, strict=True)):
        own = log_probs[:length, nr][:, labels]
        scores[nr, :length, : len(labels)] = own[::direction, ::direction]
        turned = labels[::direction]
        leaps[nr, 3 : len(labels) : 2] = np.where(turned[3::2] != turned[1:-2:2], 0, -np.inf)
    values = np.full_like(scores, -np.inf)
    values[:, :1, :2] = scores[:, :1, :2]
    for step in range(1, shape[1]):
        before, now = values[:, step - 1], values[:, step]
        now[:] = before
        now[:, 1:] = np.logaddexp(now[:, 1:], before[:, :-1])
        now[:, 2:] = np.logaddexp(now[:, 2:], before[:, :-2] + leaps[:, 2:])
        now += scores[:, step]
    return values


@op(
    grad_output=lambda grad: no_derivative(grad, "_ctc_loss_backward"),
    log_probs=lambda grad: no_derivative(grad, "_ctc_loss_backward"),
    node="NotImplemented",
    casts=None,
)
def ctc_loss_backward(
    grad_output: Array,
    log_probs: Array,
    targets: Array,
    input_lengths: Dims,
    target_lengths: Dims,
    losses: Array,
    forward: Array,
    blank: int,
    zero_infinity: bool,
) -> Array:
    """Return the gradient of losses, given the forward variables (equation 16).

    As in PyTorch, it is the one with respect to what a softmax is taken of.
    """
    slopes = np.zeros_like(log_probs)
    sequences = list(_labels(targets, target_lengths, blank))
    # The recursion from the end is that of the sequences turned round.
    backward = _variables(log_probs, input_lengths, sequences, -1)
    for nr, (length, labels) in enumerate(zip(input_lengths, sequences, strict=True)):
        if zero_infinity and losses[nr] == np.inf:
            continue
        scores = log_probs[:length, nr]
        betas = backward[nr, :length, : len(labels)][::-1, ::-1]
        shares = forward[nr, :length, : len(labels)] + betas
        both = np.full_like(scores, -np.inf)
        both[:, blank] = np.logaddexp.reduce(shares[:, ::2], axis=1)
        for label, share in zip(labels[1::2], shares[:, 1::2].T, strict=True):
            both[:, label] = np.logaddexp(both[:, label], share)
        slopes[:length, nr] = np.exp(scores) - np.exp(both + losses[nr] - scores)
        slopes[:length, nr] *= grad_output[nr]
    return slopes


# ---- arguments -----------------------------------------------------------------------------------


@composite
def ctc_loss(
    log_probs: Any,
    targets: Any,
    input_lengths: Any,
    target_lengths: Any,
    blank: int = 0,
    reduction: int = MEAN,
    zero_infinity: bool = False,
) -> Any:
    """Return the loss of ``nn.functional.ctc_loss``; the reduction is a number."""
    batched = log_probs.ndim == 3
    scores = log_probs if batched else unsqueeze(log_probs, 1)
    lengths = _lengths("input", input_lengths), _lengths("target", target_lengths)
    _check(scores, targets, *lengths, blank)
    if not batched and targets.ndim == 1:
        targets = unsqueeze(targets, 0)
    losses = ctc_losses(scores, targets.long(), *lengths, blank, zero_infinity)[0]
    if zero_infinity:
        losses = where(losses == float("inf"), untracked(losses.dtype.numpy.type(0)), losses)
    if reduction == MEAN:
        losses = losses / untracked(np.maximum(lengths[1], 1).astype(losses.dtype.numpy))
    if reduction == NONE and not batched:
        return squeeze_dim(losses, 0)
    return reduced(losses, reduction)


def _lengths(name: str, given: Any) -> Dims:
    if not isinstance(given, Tensor):
        return tuple(given)
    whole = given.dtype.numpy.kind in "iu"
    require(whole, f"{name}_lengths must be integral")
    return tuple(np.atleast_1d(given._data).tolist())


def _check(scores: Any, targets: Any, inputs: Dims, labels: Dims, blank: int) -> None:
    steps, batch, classes = scores.shape
    require(0 <= blank < classes, "blank must be in label range")
    require(len(inputs) == batch, "input_lengths must be of size batch_size")
    require(len(labels) == batch, "target_lengths must be of size batch_size")
    for name, lengths in (("input", inputs), ("target", labels)):
        for one in lengths:
            require(
                one >= 0,
                f"Expected {name}_lengths to have value at least 0, but got value {one} {_WHERE}",
            )
    _check_size(targets, labels)
    for one in inputs:
        require(
            one <= steps,
            f"Expected input_lengths to have value at most {steps}, but got value {one} {_WHERE}",
        )


def _check_size(targets: Any, labels: Dims) -> None:
    found, sizes = targets.shape[-1], targets.ndim
    wanted = sum(labels) if sizes == 1 else max(labels, default=0)
    holds = found == wanted if sizes == 1 else found >= wanted
    at_least = "" if sizes == 1 else "at least "
    require(
        holds,
        f"Expected tensor to have size {at_least}{wanted} at dimension {sizes - 1}, but got size "
        f"{found} for argument #2 'targets' {_WHERE}",
    )


@composite
def functional_ctc_loss(
    log_probs: Any,
    targets: Any,
    input_lengths: Any,
    target_lengths: Any,
    blank: int = 0,
    reduction: str = "mean",
    zero_infinity: bool = False,
) -> Any:
    """Return how unlikely sequences of labels are (A. Graves et al., 2006).

    Args:
        log_probs: (t, n, classes) or (t, classes), logarithms of probabilities.
        targets: the labels, (n, labels), or those of all sequences in one row.
        input_lengths: (n,), how many steps of each sequence count.
        target_lengths: (n,), how many labels each sequence has.
        blank: the class that is no label.
        reduction: ``"mean"`` over the sequences, each per label, ``"sum"``, or ``"none"``.
        zero_infinity: make infinite losses, of too long targets, zero.

    Raises:
        RuntimeError: if the sizes do not fit.
        ValueError: for an unknown reduction.

    """
    how = reduction_of(reduction)
    lengths = input_lengths, target_lengths
    return ctc_loss(log_probs, targets, *lengths, blank, how, zero_infinity)
