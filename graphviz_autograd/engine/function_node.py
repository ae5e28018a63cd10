"""The node of a custom function: it runs the user's ``backward``."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any, ClassVar

from . import errors
from .function_ctx import FunctionCtx, NodeCtx
from .metadata import zeros_of
from .node import FREED, CallableNode, Freed, Node, sequence
from .saved import check_unmodified, checked_input, output_of, versions_of
from .saved_attributes import SavedTensor
from .saved_hooks import unpack
from .tensor import Tensor, counter_of, untracked

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from .node import Edge


class BackwardCFunction(FunctionCtx, Node):
    """The node of one call of a custom function; what the user sets on its ``ctx`` it has too.

    Attributes:
        ctx: what ``forward`` and ``backward`` are given.
        needs_input_grad: for each argument of ``forward``, whether it is a tensor that needs one.

    """

    outputs = 0
    takes_undefined = True
    returns_all = True
    _was_read = False
    watched = True  # so that the engine knows which node is running
    _forward_cls: ClassVar[Any]

    def __init__(self, args: Sequence[Any]) -> None:
        self.ctx = NodeCtx(self)
        self.edges: tuple[Edge, ...] = ()
        self.extra = None
        self.sequence_nr = next(sequence)
        self.spec: list[Any] = []
        self.needs_input_grad = tuple(isinstance(one, Tensor) and one.requires_grad for one in args)
        self._tensor_args = tuple(isinstance(one, Tensor) for one in args)
        self.saved_outputs: dict[int, int] = {}
        self.constant_outputs: set[int] = set()

    def __getattr__(self, name: str) -> Any:
        users = vars(self.ctx) if name != "ctx" else {}
        if name in users:
            return users[name]
        raise AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'")

    def __setattr__(self, name: str, value: Any) -> None:
        ctx = self.__dict__.get("ctx")
        if ctx is not None and name in vars(ctx) and not hasattr(type(self), name):
            setattr(ctx, name, value)
        else:
            object.__setattr__(self, name, value)

    # ---- saved tensors ---------------------------------------------------------------------

    def save(self) -> None:
        """Save what ``forward`` asked for.

        Raises:
            TypeError: if it is no tensor.

        """
        entries = [self._entry(index, one) for index, one in enumerate(self.ctx.to_save or ())]
        self.saved = tuple(entries)
        self.versions = versions_of(self.saved)

    def _entry(self, index: int, one: Any) -> Tensor | None:
        if one is None:
            return None
        if not isinstance(one, Tensor):
            kind = type(one).__name__
            raise TypeError(
                f"save_for_backward can only save variables, but argument {index} is of type {kind}"
            )
        modified = any(one is dirty for dirty in self.ctx.dirty_tensors or ())
        if one.grad_fn is not self and not (modified and self.is_inplace):
            return checked_input(one)
        # A node that held its own output would never be freed.
        self.saved_outputs[index] = one.output_nr if one.grad_fn is self else 0
        alias = untracked(one._data)
        alias._counter = counter_of(one)
        return alias

    @property
    def saved_tensors(self) -> tuple[Tensor | None, ...]:
        """The tensors that ``forward`` saved.

        Raises:
            RuntimeError: if they were freed or modified in place since.

        """
        if self._was_read:
            raise RuntimeError(errors.SAVED_TENSORS_TWICE)
        tensors = tuple(self._restored(*one) for one in enumerate(unpack(self)))
        if self._forward_cls.clear_saved_tensors_on_access:
            self._was_read, self.saved = True, FREED
        return tensors

    @property
    def saved_variables(self) -> tuple[Tensor | None, ...]:
        """The old name of ``saved_tensors``."""
        warnings.warn(
            "'saved_variables' is deprecated; use 'saved_tensors'", DeprecationWarning, stacklevel=3
        )
        return self.saved_tensors

    @property
    def _raw_saved_tensors(self) -> tuple[SavedTensor, ...]:
        if isinstance(self.saved, Freed):
            raise RuntimeError(errors.FREED)
        return tuple(SavedTensor.of(self, index) for index in range(len(self.saved)))

    def _restored(self, index: int, tensor: Tensor | None) -> Tensor | None:
        if tensor is None:
            return None
        output_nr = self.saved_outputs.get(index)
        check_unmodified(self, index, tensor, output_nr is not None)
        if output_nr is None or self.saved[index] is not tensor:
            return tensor
        return output_of(self, tensor, output_nr)

    def release(self) -> None:
        """Free the saved tensors; attributes that the user set stay."""
        self.saved = FREED

    def __repr__(self) -> str:
        return f"<torch.autograd.function.{type(self).__name__} object at {id(self):#x}>"

    # ---- backward --------------------------------------------------------------------------

    def apply(self, grad: Sequence[Any]) -> tuple[Any, ...]:
        """Return the gradients of the tensors among the arguments, as arrays."""
        results = self.apply_traced([None if one is None else untracked(one) for one in grad])
        return tuple(None if one is None else one._data for one in results)

    def apply_traced(self, grad: Sequence[Tensor | None]) -> tuple[Tensor | None, ...]:
        """Return the gradients of the tensors among the arguments, from the user's ``backward``.

        Raises:
            RuntimeError: if their number or kind is wrong.

        """
        if self.ctx._materializes:
            grad = [self._filled(*one) for one in enumerate(grad)]
        found = self._checked(self._backward()(self.ctx, *grad))
        return tuple(one for one, wanted in zip(found, self._tensor_args, strict=True) if wanted)

    def _filled(self, output_nr: int, grad: Tensor | None) -> Tensor | None:
        spec = self.spec[output_nr]
        if grad is not None or spec is None:
            return grad
        wanted = self.ctx._materialize_non_diff_grads or output_nr not in self.constant_outputs
        return untracked(zeros_of(spec)) if wanted else None

    def _backward(self) -> Callable[..., Any]:
        from .function import Function

        own = self._forward_cls
        if own.vjp is Function.vjp:
            return own.backward  # type: ignore[no-any-return]
        if own.backward is not Function.backward:
            raise RuntimeError(errors.BACKWARD_AND_VJP)
        return own.vjp  # type: ignore[no-any-return]

    def _checked(self, results: Any) -> tuple[Tensor | None, ...]:
        results = results if isinstance(results, tuple) else (results,)
        expected = len(self.needs_input_grad)
        if not any(one is not None for one in results[expected:]):
            results = results[:expected]
        if len(results) != expected:
            raise RuntimeError(
                f"function {self.name()} returned an incorrect number of gradients "
                f"(expected {expected}, got {len(results)})"
            )
        for index, one in enumerate(results):
            self._check(index, one)
        return tuple(results)

    def _check(self, index: int, grad: Any) -> None:
        if grad is None:
            return
        if not self._tensor_args[index]:
            raise RuntimeError(
                f"function {self.name()} returned a gradient different than None at position "
                f"{index + 1}, but the corresponding forward input was not a Variable"
            )
        if not isinstance(grad, Tensor):
            raise RuntimeError(f"expected Variable or None (got {type(grad).__name__})")


class Error(CallableNode):
    """The grad_fn of gradients that may not be differentiated again."""

    __slots__ = ("reason",)

    outputs = 0

    def __init__(self, reason: str, edges: tuple[Edge, ...], spec: list[Any]) -> None:
        self.reason = reason
        self.edges = edges
        self.extra = None
        self.sequence_nr = next(sequence)
        self.spec = spec

    def apply(self, grad: Any) -> tuple[Any, ...]:  # noqa: ARG002  (it never comes to that)
        """Raise RuntimeError with the reason."""
        raise RuntimeError(self.reason)

    apply_traced = apply
