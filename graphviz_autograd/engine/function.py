"""Function: operations whose gradients the user writes."""

from __future__ import annotations

import functools
import inspect
import warnings
from typing import TYPE_CHECKING, Any, ClassVar

from . import errors
from .constants import constants_among
from .cuts import unrecorded
from .edges import edge_of
from .function_ctx import FunctionCtx
from .function_node import BackwardCFunction, Error
from .function_outputs import attached
from .grad_mode import local, no_grad, without_grad
from .metadata import spec_of
from .node import NO_EDGE, Edge
from .saved_hooks import dress
from .tensor import Tensor, made_by

if TYPE_CHECKING:
    from collections.abc import Callable


# Where the classes of these nodes are shown (see `class_places`).
_PLACE = f"{__name__.partition('.')[0]}.autograd.function"


class FunctionMeta(type):
    """Gives every custom function its own class of nodes: ``FBackward`` to a function ``F``."""

    def __init__(cls, name: str, bases: tuple[type, ...], attributes: dict[str, Any]) -> None:
        super().__init__(name, bases, attributes)
        body = {
            "__module__": _PLACE,
            "_forward_cls": cls,
            "__doc__": f"The backward of {name}.",
        }
        cls._backward_cls = type(f"{name}Backward", (BackwardCFunction,), body)


class Function(FunctionCtx, metaclass=FunctionMeta):
    """Base of custom functions.

    A subclass defines static methods: ``forward(ctx, *args)``, or ``forward(*args)`` with
    ``setup_context(ctx, inputs, output)``; and ``backward(ctx, *grad_outputs)``, which returns a
    gradient or None for each argument. It is called by ``apply(*args)``.
    """

    _backward_cls: ClassVar[type[BackwardCFunction]]
    generate_vmap_rule: ClassVar[bool] = False
    clear_saved_tensors_on_access: ClassVar[bool] = False

    def __init__(self, *_: Any, **__: Any) -> None:
        warnings.warn(errors.function_instantiated(type(self)), DeprecationWarning, stacklevel=2)

    def __call__(self, *_: Any, **__: Any) -> Any:
        """Raise RuntimeError: custom functions are called by ``apply``."""
        raise RuntimeError(errors.LEGACY_FUNCTION)

    @staticmethod
    def forward(*args: Any, **kwargs: Any) -> Any:
        """Compute the outputs; to be defined by the subclass."""
        raise NotImplementedError(errors.NO_FORWARD)

    @staticmethod
    def setup_context(ctx: Any, inputs: tuple[Any, ...], output: Any) -> Any:
        """Save on ``ctx`` what ``backward`` needs, where ``forward`` takes no ``ctx``."""
        raise NotImplementedError("setup_context is not implemented.")

    @staticmethod
    def backward(ctx: Any, *grad_outputs: Any) -> Any:
        """Return the gradients of the arguments; to be defined by the subclass."""
        raise NotImplementedError(errors.NO_BACKWARD)

    # The newer name of the same method; a subclass defines one of the two.
    @staticmethod
    def vjp(ctx: Any, *grad_outputs: Any) -> Any:
        """Return the gradients of the arguments; another name of ``backward``."""
        raise NotImplementedError(errors.NO_BACKWARD)

    @staticmethod
    def jvp(ctx: Any, *grad_inputs: Any) -> Any:
        """Raise NotImplementedError: forward-mode differentiation is not supported."""
        raise NotImplementedError(
            "You must implement the jvp function for custom autograd.Function to use it with "
            "forward mode AD."
        )

    @staticmethod
    def vmap(info: Any, in_dims: Any, *args: Any) -> Any:
        """Raise NotImplementedError: ``vmap`` is not supported."""
        raise NotImplementedError("vmap is not supported")

    @classmethod
    def apply(cls, *args: Any, **kwargs: Any) -> Any:
        """Call the function and record one node for it.

        Raises:
            NotImplementedError: if it has no ``forward``.
            TypeError: if something that is no tensor was saved.
            RuntimeError: if a modified input was not returned, or is a leaf that requires grad.

        """
        separate = cls.setup_context is not Function.setup_context
        args = _positional(cls.forward, args, kwargs, separate) if separate or kwargs else args
        node = cls._backward_cls(args)
        recorded = local.mode.grad and any(node.needs_input_grad)
        if recorded:
            tensors = [one for one in args if isinstance(one, Tensor)]
            node.edges = tuple(map(edge_of, tensors))
            node.notes = constants_among(node.edges, tensors)
        return _joined(node, args, _called(cls, node, args, separate), recorded)


def _called(
    function: type[Function], node: BackwardCFunction, args: tuple[Any, ...], separate: bool
) -> Any:
    mode = local.mode
    local.mode = without_grad(mode)
    try:
        if not separate:
            return function.forward(node.ctx, *args)
        output = function.forward(*args)
        function.setup_context(node.ctx, args, output)
        return output
    finally:
        local.mode = mode


def _joined(node: BackwardCFunction, args: tuple[Any, ...], output: Any, recorded: bool) -> Any:
    outputs = output if isinstance(output, tuple) else (output,)
    results = attached(node, args, outputs, recorded)
    if recorded:
        node.save()
        if local.mode.dresses:
            dress(local.mode, node)
    elif not local.mode.grad:
        _note_unrecorded(args, results)
    node.ctx.to_save = node.ctx.non_differentiable = node.ctx.dirty_tensors = None
    return results if isinstance(output, tuple) else results[0]


def _note_unrecorded(args: tuple[Any, ...], results: tuple[Any, ...]) -> None:
    lost = [one for one in args if isinstance(one, Tensor)]
    for one in results:
        if isinstance(one, Tensor) and one.is_floating_point() and _is_new(one):
            unrecorded(local.mode, one, *lost)


def _is_new(result: Tensor) -> bool:
    """Return whether nothing was noted of a result that noting how it was cut off would undo."""
    return result._meta is None and (result.is_inference() or not result._version)


def _positional(
    forward: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any], separate: bool
) -> tuple[Any, ...]:
    given = args if separate else (None, *args)
    try:
        found = inspect.signature(forward).bind(*given, **kwargs)
    except TypeError as error:
        raise TypeError(f"{forward.__name__}() {error}") from None
    if found.kwargs:
        unexpected = next(iter(found.kwargs))
        raise TypeError(f"forward() got an unexpected keyword argument '{unexpected}'")
    found.apply_defaults()
    return found.args if separate else found.args[1:]


def once_differentiable(fn: Callable[..., Any]) -> Callable[..., Any]:
    """Make a ``backward`` compute without recording, and its result refuse to be differentiated."""

    @functools.wraps(fn)
    def wrapper(ctx: FunctionCtx, *args: Any) -> Any:
        with no_grad():
            outputs = fn(ctx, *args)
        tensors = [one for one in args if isinstance(one, Tensor)]
        if not local.mode.grad or not any(one.requires_grad for one in tensors):
            return outputs
        return _undifferentiable(outputs if isinstance(outputs, tuple) else (outputs,))

    return wrapper


def _undifferentiable(outputs: tuple[Tensor | None, ...]) -> tuple[Tensor | None, ...]:
    specs = [None if one is None else spec_of(one._data) for one in outputs]
    edges = tuple(_edge_of_detached(one) for one in outputs)
    node = Error(errors.ONCE_DIFFERENTIABLE, edges, specs)
    return tuple(
        None if one is None else made_by(node, nr, one._data) for nr, one in enumerate(outputs)
    )


def _edge_of_detached(tensor: Tensor | None) -> Edge:
    return NO_EDGE if tensor is None else edge_of(tensor.detach().requires_grad_())


class InplaceFunction(Function):
    """A function with a switch for computing in place; kept for old code."""

    def __init__(self, inplace: bool = False) -> None:
        super().__init__()
        self.inplace = inplace


class NestedIOFunction(Function):
    """A function of nested tuples; kept for old code, since PyTorch cannot call it any more."""

    def forward_extended(self, *_: Any) -> None:
        """Compute the outputs; to be defined by the subclass."""
        raise NotImplementedError

    def backward_extended(self, *_: Any) -> None:
        """Return the gradients of the arguments; to be defined by the subclass."""
        raise NotImplementedError
