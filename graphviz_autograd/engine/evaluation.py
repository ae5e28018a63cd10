"""How a backward runs one node, with the hooks, observers and modes that there may be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from .accumulate import AccumulateGrad
from .grad_mode import local
from .hooks import Hooks, call_node_hook, call_tensor_hook, check_post_accumulate
from .metadata import check_shape, conform, shape_and_kind
from .plan import Plan
from .tensor import Tensor, meta_of, untracked
from .views import share

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from .node import Edge, Node


class Evaluation(Plan):
    """A plan whose nodes can be run; ``node`` is the one that is running."""

    node: Node | None = None

    def _fitted(self, node: Node, edge: Edge, grad: Any) -> Any:
        child, output_nr = edge
        spec = child.spec if child.outputs == 1 else child.spec[output_nr]
        fit = conform_traced if self.create_graph else conform
        return fit(grad, spec, node, edge)

    def _evaluate(self, node: Node, grad: Any) -> Any:
        """Run a node with its hooks; return None if nothing below it is wanted."""
        self.node = node
        if node.outputs == 1:
            grads: tuple[Any, ...] = (self._wrap(grad),)
        else:
            grads = tuple(map(self._wrap, grad or [None] * len(node.spec)))
        grads = self._tensor_hooks(node, grads)
        if self.targets is not None and not self._capture(node, grads):
            return None
        grads = self._node_hooks(node, "pre", grads)
        for observer in self.observers:
            observer.node_starts(node, grads)
        # A post-hook that is registered while the node runs, by an unpack hook, sees no gradients.
        hooked = node.extra is not None and bool(node.extra.post_hooks)
        is_first = node.__class__ is AccumulateGrad and node.variable._grad is None
        results = self._apply(node, grads)
        for observer in self.observers:
            observer.node_ran(node, results, grads)
        if isinstance(node, AccumulateGrad):
            self._accumulated(node, grads[0])
            if is_first and hooked and not self.create_graph:
                grads = (_kept(node.variable, grads[0]),)
        shown = grads if hooked else ()
        results = self._node_hooks(node, "post", results, shown)
        return results if self.create_graph else [self._unwrap(one) for one in results]

    def _apply(self, node: Node, grads: tuple[Any, ...]) -> tuple[Any, ...]:
        if all(grad is None for grad in grads) and not node.takes_undefined:
            return (None,) * len(node.edges)
        inputs = grads if self.create_graph else tuple(map(self._unwrap, grads))
        apply: Callable[[Any], Any] = node.apply_traced if self.create_graph else node.apply
        if local.mode.anomaly:
            from .anomaly import explained

            apply = explained(node, apply)
        results = apply(inputs[0] if node.outputs == 1 else inputs)
        if self.targets is not None and not node.returns_all:
            results = tuple(
                None if edge[0] is None or not self.executes(edge[0]) else one
                for edge, one in zip(node.edges, results, strict=False)
            )
        fitted = (
            one if one is None or edge[0] is None else self._fitted(node, edge, one)
            for edge, one in zip(node.edges, results, strict=False)
        )
        return tuple(map(self._wrap, fitted))

    def _wrap(self, grad: Any) -> Any:
        return grad if grad is None or isinstance(grad, Tensor) else untracked(grad)

    def _unwrap(self, grad: Any) -> Any:
        return grad._data if isinstance(grad, Tensor) else grad

    def _tensor_hooks(self, node: Node, grads: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(self._hooked(node, *one) for one in enumerate(grads))

    def _hooked(self, node: Node, output_nr: int, grad: Tensor | None) -> Tensor | None:
        for hook in _hooks_of_output(node, output_nr):
            self._announce(node, "tensor", hook)
            before, grad = grad, call_tensor_hook(hook, grad)
            self._tell(node, "tensor", hook, before, grad)
        if grad is not None and node.extra is not None and output_nr in node.extra.retained:
            _retain(node.extra.retained[output_nr](), grad)
        return grad

    def _node_hooks(
        self, node: Node, kind: str, grads: tuple[Any, ...], *others: Any
    ) -> tuple[Any, ...]:
        if node.extra is None:
            return grads
        hooks = node.extra.pre_hooks if kind == "pre" else node.extra.post_hooks
        for hook in list(hooks.values()):
            self._announce(node, kind, hook)
            before, grads = grads, call_node_hook(hook, grads, *others)
            self._tell(node, kind, hook, before, grads)
        return grads

    def _announce(self, node: Node, kind: str, hook: Any) -> None:
        for observer in self.observers:
            observer.hook_starts(node, kind, hook)

    def _tell(self, node: Node, kind: str, hook: Any, before: Any, after: Any) -> None:
        for observer in self.observers:
            observer.hook_called(node, kind, hook, before, after)

    def _capture(self, node: Node, grads: tuple[Any, ...]) -> bool:
        assert self.targets is not None
        for output_nr, grad in enumerate(grads):
            if (node, output_nr) in self.targets:
                self.captured[node, output_nr] = grad
        return node in self.needed

    def _accumulated(self, node: AccumulateGrad, grad: Any) -> None:
        for observer in self.observers:
            observer.leaf_accumulated(node, grad)
        leaf = node.variable
        for hook in list((meta_of(leaf).post_accumulate_hooks or Hooks()).values()):
            # The hook may modify the gradient in place.
            before = _copied(leaf.grad) if self.observers else None
            self._announce(node, "post_accumulate", hook)
            check_post_accumulate(hook, hook(leaf), leaf)
            self._tell(node, "post_accumulate", hook, before, leaf.grad)


def _kept(leaf: Tensor, grad: Tensor | None) -> Tensor | None:
    """Return the first gradient of a leaf, which in PyTorch the leaf keeps without copying it.

    So its accumulator's post-hooks see what the leaf's own hook did to it in place.
    """
    data = grad._data if grad is not None else None
    if leaf._grad is None or not isinstance(data, np.ndarray) or data.base is not None:
        return grad
    return share(leaf._grad) if data.strides == leaf._data.strides else grad


def _copied(grad: Tensor | None) -> Tensor | None:
    return None if grad is None else untracked(np.copy(grad._data))


def _hooks_of_output(node: Node, output_nr: int) -> Sequence[Callable[..., Any]]:
    if isinstance(node, AccumulateGrad):
        return list((meta_of(node.variable).hooks or Hooks()).values())
    hooks = node.extra.tensor_hooks.get(output_nr) if node.extra is not None else None
    return list(hooks.values()) if hooks else ()


def _retain(tensor: Tensor | None, grad: Tensor) -> None:
    from .ops import FUNCTIONS

    if tensor is not None:
        meta = meta_of(tensor)
        meta.grad = FUNCTIONS["clone"](grad) if meta.grad is None else meta.grad + grad


def conform_traced(grad: Tensor, spec: Any, node: Node, edge: Edge) -> Tensor:
    """Return a tensor gradient summed and cast to an output's shape and type, recorded."""
    from .ops import FUNCTIONS

    shape, kind = shape_and_kind(spec)
    if grad.shape != shape:
        check_shape(grad.shape, shape, node, edge)
        grad = FUNCTIONS["sum_to_size"](grad, shape)
    if kind is not None and grad.dtype.numpy != kind:
        grad = FUNCTIONS["to_copy"](grad, kind)
    return grad
