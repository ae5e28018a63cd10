"""``torch.utils.checkpoint``: compute parts of the forward again instead of keeping tensors."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

from ..engine.backward import backward
from ..engine.engine import current
from ..engine.function import Function
from ..engine.grad_mode import enable_grad, no_grad
from ..engine.graph import saved_tensors_hooks
from ..engine.random import random_state
from ..engine.tensor import Tensor
from .graph_exec_group import GraphExecGroup
from .recomputation import CheckpointError, Recomputation, same_numbers
from .saving_log import SavingLog

__all__ = [
    "CheckpointError",
    "CheckpointFunction",
    "GraphExecGroup",
    "checkpoint",
    "checkpoint_sequential",
    "set_checkpoint_debug_enabled",
    "set_checkpoint_early_stop",
]

_SAY_WHICH = (
    "torch.utils.checkpoint: the use_reentrant parameter should be passed explicitly. Starting in "
    "PyTorch 2.9, calling checkpoint without use_reentrant will raise an exception. "
    "use_reentrant=False is recommended, but if you need to preserve the current default behavior, "
    "you can pass use_reentrant=True. Refer to docs for more details on the differences between "
    "the two variants."
)
_NOT_REENTRANT = (
    "When use_reentrant=True, torch.utils.checkpoint is incompatible with .grad() or passing an "
    "`inputs` parameter to .backward(). To resolve this error, you can either set "
    "use_reentrant=False, or call .backward() without passing the `inputs` argument."
)


_early_stop: bool | None = None


@contextmanager
def set_checkpoint_early_stop(enable: bool) -> Iterator[None]:
    """Let checkpoints made in a ``with`` block stop early, or not, whatever they were told.

    Args:
        enable: whether computing again ends as soon as everything is there.

    """
    global _early_stop
    previous, _early_stop = _early_stop, enable
    try:
        yield
    finally:
        _early_stop = previous


_debug: bool | None = None


@contextmanager
def set_checkpoint_debug_enabled(enabled: bool | None) -> Iterator[None]:
    """Let checkpoints made in a ``with`` block be debugged, or not, whatever they were told.

    Args:
        enabled: whether errors tell where tensors were saved; None leaves it to each checkpoint.

    """
    global _debug
    previous, _debug = _debug, enabled
    try:
        yield
    finally:
        _debug = previous


def checkpoint(
    function: Callable[..., Any],
    *args: Any,
    use_reentrant: bool | None = None,
    context_fn: Callable[[], tuple[Any, Any]] | None = None,
    determinism_check: str = "default",
    debug: bool = False,
    early_stop: bool = True,
    preserve_rng_state: bool = True,
    **kwargs: Any,
) -> Any:
    """Return ``function(*args, **kwargs)``, whose saved tensors are computed again in the backward.

    Args:
        function: what to compute.
        args: its arguments.
        use_reentrant: compute it as one node, whose backward runs one of its own, or else as usual,
            with hooks in the place of the saved tensors.
        context_fn: returns two contexts, for the forward and for computing it again.
        determinism_check: ``"none"`` does not compare shapes and types of what is computed again.
        debug: let an error about what is computed again tell where it was saved.
        early_stop: stop computing again as soon as everything is there.
        preserve_rng_state: draw the same random numbers again.
        kwargs: its keyword arguments.

    Raises:
        ValueError: for keyword arguments with ``use_reentrant``, or an unknown check.

    """
    if use_reentrant is None:
        warnings.warn(_SAY_WHICH, stacklevel=2)
        use_reentrant = True
    if not use_reentrant:
        first, again = context_fn() if context_fn is not None else (nullcontext(), nullcontext())
        stop = early_stop if _early_stop is None else _early_stop
        call = Recomputation(function, args, kwargs, stop, determinism_check)
        if debug if _debug is None else _debug:
            call.log = SavingLog()
        call.context, call.random = again, random_state() if preserve_rng_state else None
        with saved_tensors_hooks(call.pack, call.unpack), first:
            result = function(*args, **kwargs)
        call.forward_done = True
        return result
    if kwargs:
        raise ValueError(f"Unexpected keyword arguments: {','.join(kwargs)}")
    if context_fn is not None or debug:
        raise ValueError(
            "Passing `context_fn` or `debug` is only supported when use_reentrant=False."
        )
    if not any(isinstance(one, Tensor) and one.requires_grad for one in args):
        warnings.warn(
            "None of the inputs have requires_grad=True. Gradients will be None", stacklevel=2
        )
    return CheckpointFunction.apply(function, preserve_rng_state, *args)


def checkpoint_sequential(
    functions: Any, segments: int, input: Any, use_reentrant: bool | None = None, **kwargs: Any
) -> Any:
    """Return what the functions make of ``input``, each part of them but the last a checkpoint.

    Args:
        functions: a ``Sequential`` module or functions to call in turn.
        segments: how many parts.
        input: what the first is called with.
        use_reentrant: see ``checkpoint``.
        kwargs: ``preserve_rng_state``.

    """
    listed = list(functions.children() if hasattr(functions, "children") else functions)
    size = len(listed) // segments
    for start in range(0, size * (segments - 1), size):
        part = _in_turn(listed[start : start + size])
        input = checkpoint(part, input, use_reentrant=use_reentrant, **kwargs)
    return _in_turn(listed[size * (segments - 1) :])(input)


def _in_turn(functions: list[Callable[[Any], Any]]) -> Callable[[Any], Any]:
    def run(input: Any) -> Any:
        for one in functions:
            input = one(input)
        return input

    return run


# ---- one node --------------------------------------------------------------------------------


class CheckpointFunction(Function):
    """A function whose backward computes it again, with gradients."""

    @staticmethod
    def forward(
        ctx: Any, function: Callable[..., Any], preserve_rng_state: bool, *args: Any
    ) -> Any:
        """Return what the function returns; keep its arguments only."""
        ctx.function = function
        ctx.random = random_state() if preserve_rng_state else None
        ctx.places = [at for at, one in enumerate(args) if isinstance(one, Tensor)]
        ctx.others = [None if isinstance(one, Tensor) else one for one in args]
        ctx.save_for_backward(*[args[at] for at in ctx.places])
        with no_grad():
            return function(*args)

    @staticmethod
    def backward(ctx: Any, *grads: Any) -> Any:
        """Compute the function again, and the gradients of its arguments.

        Raises:
            RuntimeError: in a ``grad`` or a backward with inputs, or if no output requires grad.

        """
        if current.task is not None and current.task.targets is not None:
            raise RuntimeError(_NOT_REENTRANT)
        args = [*ctx.others]
        for at, one in zip(ctx.places, ctx.saved_tensors, strict=True):
            args[at] = one.detach().requires_grad_(one.requires_grad)
        with enable_grad(), same_numbers(ctx.random):
            outputs = ctx.function(*args)
        listed = outputs if isinstance(outputs, tuple) else (outputs,)
        pairs = [
            (one, grad)
            for one, grad in zip(listed, grads, strict=True)
            if isinstance(one, Tensor) and one.requires_grad
        ]
        if not pairs:
            raise RuntimeError(
                "none of output has requires_grad=True, this checkpoint() is not necessary"
            )
        outputs, slopes = zip(*pairs, strict=True)
        backward(outputs, slopes)
        found = (one.grad if isinstance(one, Tensor) else None for one in args)
        return None, None, *found
