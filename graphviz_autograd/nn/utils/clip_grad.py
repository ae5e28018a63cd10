"""Gradients that grew too large made smaller, in place."""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from typing import Any

from ... import engine
from ...engine.from_data import tensor
from ...engine.grad_mode import no_grad
from ...engine.tensor import Tensor

Parameters = Tensor | Iterable[Tensor]
_OLD_NAME = (
    "`torch.nn.utils.clip_grad_norm` is now deprecated in favor of "
    "`torch.nn.utils.clip_grad_norm_`."
)


def _listed(parameters: Parameters) -> list[Tensor]:
    return [parameters] if isinstance(parameters, Tensor) else list(parameters)


def _grads(parameters: Parameters) -> list[Tensor]:
    return [one.grad for one in _listed(parameters) if one.grad is not None]


@no_grad()
def get_total_norm(
    tensors: Parameters,
    norm_type: float = 2.0,
    error_if_nonfinite: bool = False,
    foreach: bool | None = None,  # noqa: ARG001 - how PyTorch computes
) -> Any:
    """Return the norm of all tensors as if they were one vector.

    Raises:
        RuntimeError: if it is not finite and ``error_if_nonfinite``.

    """
    norms = [_norm(one, float(norm_type)) for one in _listed(tensors)]
    if not norms:
        return tensor(0.0)
    total = _norm(engine.stack(norms), float(norm_type))
    if error_if_nonfinite and not total.isfinite():
        raise RuntimeError(
            f"The total norm of order {float(norm_type)} for gradients from `parameters` is "
            "non-finite, so it cannot be clipped. To disable this error and scale the gradients by "
            "the non-finite norm anyway, set `error_if_nonfinite=False`"
        )
    return total


def _norm(one: Any, order: float) -> Any:
    return one.norm(order)


@no_grad()
def clip_grads_with_norm_(
    parameters: Parameters,
    max_norm: float,
    total_norm: Any,
    foreach: bool | None = None,  # noqa: ARG001 - how PyTorch computes
) -> None:
    """Scale gradients whose norm is ``total_norm`` down to ``max_norm``, in place."""
    factor = (float(max_norm) / (total_norm + 1e-6)).clamp(max=1.0)
    for grad in _grads(parameters):
        grad.mul_(factor)


def clip_grad_norm_(
    parameters: Parameters,
    max_norm: float,
    norm_type: float = 2.0,
    error_if_nonfinite: bool = False,
    foreach: bool | None = None,  # noqa: ARG001 - how PyTorch computes
) -> Any:
    """Scale the gradients of parameters down to a norm of ``max_norm``, as if they were one vector.

    Returns:
        The norm they had.

    Raises:
        RuntimeError: if it is not finite and ``error_if_nonfinite``.

    """
    members = _listed(parameters)
    total = get_total_norm(_grads(members), norm_type, error_if_nonfinite)
    clip_grads_with_norm_(members, max_norm, total)
    return total


@no_grad()
def clip_grad_value_(
    parameters: Parameters,
    clip_value: float,
    foreach: bool | None = None,  # noqa: ARG001 - how PyTorch computes
) -> None:
    """Cut the gradients of parameters off at ``-clip_value`` and ``clip_value``, in place."""
    for grad in _grads(parameters):
        grad.clamp_(-float(clip_value), float(clip_value))


def clip_grad_norm(*args: Any, **kwargs: Any) -> Any:
    """Do what ``clip_grad_norm_`` does, under its name of old."""
    warnings.warn(_OLD_NAME, FutureWarning, stacklevel=2)
    return clip_grad_norm_(*args, **kwargs)
