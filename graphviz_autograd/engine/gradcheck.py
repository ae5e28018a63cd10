"""gradcheck and gradgradcheck: the gradients of a function against central differences."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from . import dtypes
from .backward import grad
from .creation import rand
from .finite_difference import as_tuple
from .gradient_checks import check
from .jacobian_checks import GradcheckError, Options, differentiable
from .tensor import Tensor, untracked

__all__ = ["GradcheckError", "gradcheck", "gradgradcheck"]


def gradcheck(
    func: Callable[..., Any],
    inputs: Any,
    *,
    eps: float = 1e-6,
    atol: float = 1e-5,
    rtol: float = 1e-3,
    raise_exception: bool = True,
    nondet_tol: float = 0.0,
    check_undefined_grad: bool = True,
    check_grad_dtypes: bool = False,
    check_batched_grad: bool = False,
    check_batched_forward_grad: bool = False,
    check_forward_ad: bool = False,
    check_backward_ad: bool = True,
    fast_mode: bool = False,
    masked: bool | None = None,  # noqa: ARG001  (for sparse tensors, which there are none of)
) -> bool:
    """Return whether the gradients of ``func`` are those that finite differences give.

    Args:
        func: takes ``inputs`` and returns one or several tensors.
        inputs: one or several tensors, best of float64; those that require grad are checked.
        eps: the step of the differences.
        atol: the absolute tolerance.
        rtol: the relative tolerance.
        raise_exception: raise where a check fails, instead of returning False.
        nondet_tol: how far two runs of the same backward may differ.
        check_undefined_grad: also run the backward without any gradient of an output.
        check_grad_dtypes: a gradient must have its input's type.
        check_batched_grad: not supported.
        check_batched_forward_grad: not supported.
        check_forward_ad: not supported.
        check_backward_ad: check reverse mode, the only one there is.
        fast_mode: compare ``v^T J u`` for one random pair of vectors instead of all of J.
        masked: ignored.

    Raises:
        GradcheckError: if a check fails.
        ValueError: if no input requires grad.
        NotImplementedError: for forward mode and batched gradients.

    """
    _check_request(check_forward_ad or check_batched_forward_grad, check_batched_grad)
    if not check_backward_ad:
        raise AssertionError(
            "Expected at least one of check_forward_ad or check_backward_ad to be True"
        )
    options = Options(
        eps, atol, rtol, nondet_tol, check_undefined_grad, check_grad_dtypes, fast_mode
    )
    try:
        check(func, as_tuple(inputs), options)
    except GradcheckError:
        if raise_exception:
            raise
        return False
    return True


def gradgradcheck(
    func: Callable[..., Any],
    inputs: Any,
    grad_outputs: Any = None,
    *,
    eps: float = 1e-6,
    atol: float = 1e-5,
    rtol: float = 1e-3,
    gen_non_contig_grad_outputs: bool = False,
    raise_exception: bool = True,
    nondet_tol: float = 0.0,
    check_undefined_grad: bool = True,
    check_grad_dtypes: bool = False,
    check_batched_grad: bool = False,
    check_fwd_over_rev: bool = False,
    check_rev_over_rev: bool = True,
    fast_mode: bool = False,
    masked: bool = False,  # noqa: ARG001  (for sparse tensors, which there are none of)
) -> bool:
    """Return whether the gradients of the gradients of ``func`` are those of finite differences.

    ``grad_outputs`` are the gradients of the outputs at which to check; by default random ones,
    with gaps in memory if ``gen_non_contig_grad_outputs``. See ``gradcheck`` for the rest.

    Raises:
        GradcheckError: if a check fails.

    """
    if not (check_fwd_over_rev or check_rev_over_rev):
        raise AssertionError(
            "Expected at least one of check_fwd_over_rev or check_rev_over_rev to be True"
        )
    tensors = as_tuple(inputs)
    if grad_outputs is None:
        outputs = differentiable(func(*tensors))
        grad_outputs = [_random_like(one, gen_non_contig_grad_outputs) for one in outputs]
    seeds = as_tuple(grad_outputs)
    return gradcheck(
        _backward_of(func, tensors, seeds),
        (*tensors, *seeds),
        eps=eps,
        atol=atol,
        rtol=rtol,
        raise_exception=raise_exception,
        nondet_tol=nondet_tol,
        check_undefined_grad=check_undefined_grad,
        check_grad_dtypes=check_grad_dtypes,
        check_batched_grad=check_batched_grad,
        check_forward_ad=check_fwd_over_rev,
        check_backward_ad=check_rev_over_rev,
        fast_mode=fast_mode,
    )


def _check_request(forward: bool, batched: bool) -> None:
    if forward:
        raise NotImplementedError("forward-mode differentiation is not supported")
    if batched:
        raise NotImplementedError("check_batched_grad is not supported: it needs vmap")


def _random_like(output: Tensor, with_gaps: bool) -> Tensor:
    kind = output.dtype if output.is_floating_point() else dtypes.float64
    values = np.asarray((rand(output.shape, dtype=dtypes.float64) * 2 - 1)._data, kind.numpy)
    if with_gaps and values.ndim:
        values = np.repeat(values, 2, axis=-1)[..., ::2]
    return untracked(values).requires_grad_()


def _backward_of(
    func: Callable[..., Any], inputs: Sequence[Any], seeds: Sequence[Tensor]
) -> Callable[..., tuple[Tensor, ...]]:
    tracked = [isinstance(one, Tensor) and one.requires_grad for one in (*inputs, *seeds)]

    def gradients(*arguments: Any) -> tuple[Tensor, ...]:
        for one, needs in zip(arguments, tracked, strict=True):
            if needs:
                one.requires_grad_()
        given, grads = arguments[: len(inputs)], arguments[len(inputs) :]
        outputs = differentiable(func(*given))
        wanted = [one for one, needs in zip(given, tracked, strict=False) if needs]
        found = grad(outputs, wanted, grads, create_graph=True, allow_unused=True)
        return tuple(one for one in found if one is not None)

    return gradients
