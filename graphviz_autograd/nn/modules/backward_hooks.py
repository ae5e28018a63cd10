"""Hooks on the backward of a module: they see the gradients of its inputs and its outputs.

The inputs and the outputs go through an identity with a node of its own, as in PyTorch, so that the
hooks on these nodes see the gradients of the module and no others.
"""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

from ...engine.function import Function
from ...engine.grad_mode import is_grad_enabled
from ...engine.tensor import Tensor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Grads = tuple[Any, ...]

_NO_INPUT = (
    "Full backward hook is firing when gradients are computed with respect to module outputs since "
    "no inputs require gradients. See "
    "https://docs.pytorch.org/docs/main/generated/torch.nn.Module.html"
    "#torch.nn.Module.register_full_backward_hook for more details."
)


class BackwardHookFunction(Function):
    """The identity, of several tensors."""

    @staticmethod
    def forward(ctx: Any, *args: Any) -> Any:
        """Return the tensors themselves."""
        ctx.mark_non_differentiable(*[one for one in args if not one.requires_grad])
        return args

    @staticmethod
    def backward(ctx: Any, *args: Any) -> Any:  # noqa: ARG004
        """Return the gradients themselves."""
        return args


def _identity(values: tuple[Any, ...]) -> tuple[tuple[Any, ...], list[int], Any]:
    """Return the values with tensors passed through a node, which these are, and the node."""
    places = [at for at, one in enumerate(values) if isinstance(one, Tensor)]
    wanted = is_grad_enabled() and any(values[at].requires_grad for at in places)
    if not wanted:
        return values, [], None
    passed = BackwardHookFunction.apply(*[values[at] for at in places])
    new = dict(zip(places, passed, strict=True))
    node = next(one.grad_fn for one in passed if one.grad_fn is not None)
    return tuple(new.get(at, one) for at, one in enumerate(values)), places, node


def _spread(grads: Iterable[Any], places: list[int], count: int) -> Grads:
    """Return a gradient for each value, None for what is no tensor."""
    known = dict(zip(places, grads, strict=True))
    return tuple(known.get(at) for at in range(count))


class BackwardHook:
    """The hooks of one call of a module.

    Attributes:
        before: called with the gradients of the outputs, which they may replace.
        after: called with those of the inputs, which they may replace, and of the outputs.

    """

    def __init__(
        self, module: Any, before: Iterable[Callable[..., Any]], after: Iterable[Callable[..., Any]]
    ) -> None:
        self.module = module
        self.before, self.after = list(before), list(after)
        self._outputs: Grads | None = None
        self._no_input_node = True
        self._input_count = 0

    def on_inputs(self, args: tuple[Any, ...]) -> tuple[Any, ...]:
        """Return the arguments of the call, watched."""
        self._input_count = len(args)
        args, places, node = _identity(args)
        if node is not None:
            self._no_input_node = False
            node.register_hook(lambda grads, _: self._input_grads(grads, places))
        return args

    def on_outputs(self, output: Any) -> Any:
        """Return the output of the call, watched if it is a tensor or a tuple."""
        if not isinstance(output, (tuple, Tensor)):
            warnings.warn(
                "For backward hooks to be called, module output should be a Tensor or a tuple of "
                f"Tensors but received {type(output)}",
                stacklevel=4,
            )
            return output
        values = output if isinstance(output, tuple) else (output,)
        count = len(values)
        values, places, node = _identity(values)
        if node is not None:
            node.register_hook(lambda _, grads: self._output_grads(grads, places, count))
        if hasattr(output, "_make"):
            return output._make(values)  # a named tuple
        return values if isinstance(output, tuple) else values[0]

    def _output_grads(self, grads: Grads, places: list[int], count: int) -> Grads:
        outputs = _spread(grads, places, count)
        for hook in self.before:
            new = hook(self.module, outputs)
            outputs = outputs if new is None else self._checked(new, len(outputs), "pre ", "output")
        self._outputs = outputs
        if self._no_input_node:
            self._without_inputs(outputs)
        return tuple(outputs[at] for at in places)

    def _without_inputs(self, outputs: Grads) -> None:
        if self.after:
            warnings.warn(_NO_INPUT, stacklevel=2)
        for hook in self.after:
            new = hook(self.module, (None,) * self._input_count, outputs)
            if new is not None and any(one is not None for one in new):
                raise RuntimeError(
                    "Backward hook for Modules where no input requires gradient should always "
                    "return None or None for all gradients."
                )
        self._outputs = None

    def _input_grads(self, grads: Grads, places: list[int]) -> Grads | None:
        if self._outputs is None:
            return None
        inputs = _spread(grads, places, self._input_count)
        for hook in self.after:
            new = hook(self.module, inputs, self._outputs)
            inputs = inputs if new is None else self._checked(new, len(inputs), "", "input")
        self._outputs = None
        return tuple(inputs[at] for at in places)

    def _checked(self, given: Any, count: int, kind: str, side: str) -> Grads:
        new: Grads = given if isinstance(given, tuple) else (given,)
        if len(new) != count:
            raise RuntimeError(
                f"Backward {kind}hook returned an invalid number of grad_{side}, got {len(new)}, "
                f"but expected {count}"
            )
        return new
